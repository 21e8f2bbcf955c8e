"""Which paths are pages, and which of them become files."""

import pytest

from minkg.knowledge import open_graph
from minkg.site.explorer.dispatch import FIRST
from minkg.site.explorer.page_facts import page_facts
from minkg.site.explorer.paths import MOST_PAIRS, has_file, pairs_with_file
from minkg.site.whole_site import application
from minkg.words.languages import LANGUAGES
from tests.conftest import ROOT
from tests.tools.pages import PAIR


def reserved():
    """Give the first parts of all paths that are no entries."""
    made = application(open_graph(ROOT), inline=True)
    routed = {route.path.strip("/").partition("/")[0].partition(".")[0] for route in made.routes}
    return (
        {name for name in routed if "{" not in name} | FIRST.keys() | {"index", "404", *LANGUAGES}
    )


def test_no_entry_has_the_name_of_a_page(kg):
    names = reserved()
    assert {"sparql", "submit", "api", "console", "static", "search", "pair", "fr"} <= names
    assert kg.names & names == frozenset()


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        ("", True), ("findings", True), ("404", True), ("unep", True), ("nope", False),
        ("unep-ea6-minerals-report.19", True), ("search", False), ("compare", False), (PAIR, True),
        ("pair/unep/nope", False), ("pair/unep", False), ("class/platform", True),
        ("class/nope", False),
        ("matrix/extraction/sustainable-sand-management", True), ("matrix/nope/x", False),
        ("proposals/global-sand-observatory", True), ("proposals/unep", False),
        ("questions/overlaps", True), ("unep/x", False), ("static/site.css", False),
    ],
)  # fmt: skip
def test_what_becomes_a_file(tiny, path, is_file):
    assert has_file(page_facts(tiny), path) is is_file


def test_an_empty_cell_is_no_file(tiny):
    shelf = page_facts(tiny)
    empty = next(pair for pair, cell in shelf.cells.items() if not cell.subjects)
    assert has_file(shelf, "matrix/{}/{}".format(*empty)) is False


def test_the_best_pairs_of_every_subject_become_files(tiny):
    shelf = page_facts(tiny)
    chosen = pairs_with_file(shelf)
    assert pairs_with_file(shelf) is chosen
    for found in shelf.found.values():
        assert {(f.first, f.second) for f in found[:MOST_PAIRS]} <= chosen
    assert all(first < second or (second, first) not in chosen for first, second in chosen)
