"""The few things that many tests need: the shipped graph, a frozen small one, expected texts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from minkg.checking.standing import StandingHome
from minkg.findings.overlaps import Overlaps
from minkg.home.folder import Home
from minkg.knowledge import KnowledgeGraph, open_graph
from tests.tools.thorough import THOROUGH, browser_program, kept, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TESTS = Path(__file__).parent
ROOT = TESTS.parent

settings.load_profile("ci" if THOROUGH else "quick")


def pytest_configure(config: pytest.Config) -> None:
    """Say what marks there are."""
    config.addinivalue_line("markers", "ci: takes long; run with CI set")
    config.addinivalue_line("markers", "needs(*names): left out where this machine has not these")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, and what needs something that is not here; CI runs all."""
    items[:], rest = kept(items)
    config.hook.pytest_deselected(items=rest)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was left out."""
    if not THOROUGH:
        left_out = ["what takes long (`CI=1 make test` runs it)", *missing().values()]
        terminalreporter.write_line(f"left out, or what needs it: {', '.join(left_out)}")


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """Give the graph of this checkout."""
    return open_graph(ROOT)


@pytest.fixture(scope="session")
def compared(kg: KnowledgeGraph) -> Overlaps:
    """Give all subjects of this checkout compared, once for all tests."""
    return kg.compared()


@pytest.fixture(scope="session")
def standing() -> StandingHome:
    """Give this checkout's facts, opened once to be checked; who changes them takes it back."""
    return StandingHome(Home(ROOT))


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

    program = browser_program()
    assert program, "no browser is here; `make test` installs one"
    quiet = ("background-networking", "component-update", "sync", "gpu")
    options = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=options)
        yield started
        started.close()
