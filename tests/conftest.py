"""The few things that many tests need: the shipped graph, a frozen small one, expected texts."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from minkg.home.folder import Home
from minkg.knowledge import KnowledgeGraph, open_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TESTS = Path(__file__).parent
ROOT = TESTS.parent

# CI draws the same cases every time; people draw new ones, and mend what they find.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """Give the graph of this checkout."""
    return open_graph(ROOT)


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Give a home with this checkout's ontology, shapes and questions, and with frozen data."""
    path = tmp_path_factory.mktemp("tiny")
    for folder in ("ontology", "shapes", "queries"):
        (path / folder).symlink_to(ROOT / folder)
    (path / "data").symlink_to(TESTS / "tiny" / "data")
    return Home(path)


@pytest.fixture(scope="session")
def tiny(tiny_home: Home) -> KnowledgeGraph:
    """Give the graph of the frozen small home."""
    return open_graph(tiny_home.path)


@pytest.fixture
def expect() -> Callable[[Path, str], None]:
    """Compare a text with a file; `UPDATE=1 pytest` rewrites the file instead."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get("UPDATE"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"{path} is missing; `UPDATE=1 pytest` writes it"
        assert text == path.read_bytes().decode(), f"{path} differs; right? then `UPDATE=1 pytest`"

    return compare


@pytest.fixture(scope="module")  # while it is open no other event loop can run in this thread
def browser() -> Iterator["Browser"]:
    """Give a real browser that asks nothing of the network by itself."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    assert program, "no browser is here; `make test` installs one"
    quiet = ("background-networking", "component-update", "sync", "gpu")
    options = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=options)
        yield started
        started.close()
