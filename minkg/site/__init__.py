"""The graph as a web service."""
