"""The frozen small home as a folder, for tests that want one before any fixture is made."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from minkg.home.folder import Home

ROOT = Path(__file__).parents[2]


@cache
def frozen_home() -> Home:
    """Give a home with this checkout's ontology, shapes and questions, and with frozen data."""
    path = Path(tempfile.mkdtemp(prefix="minkg-frozen-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    for folder in ("ontology", "shapes", "queries"):
        (path / folder).symlink_to(ROOT / folder)
    (path / "data").symlink_to(ROOT / "tests" / "tiny" / "data")
    return Home(path)
