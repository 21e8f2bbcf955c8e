"""Pictures for a meeting: own SVG, legible in six languages, and PNG drawn from it."""
