"""axe-core, the rules of accessibility that pages are tested with."""

from importlib.resources import files
from pathlib import Path

AXE = Path(str(files("axe_playwright_python") / "axe.min.js"))
