"""Which paths are pages, and which of them become files when the site is written out."""

from collections.abc import Callable, Mapping

from minkg.site.explorer.page_facts import PageFacts

FIXED = frozenset(
    ("", "entries", "matrix", "findings", "proposals", "gaps", "questions", "about", "quality",
     "changes", "ontology")
)  # fmt: skip
MOST_PAIRS = 5  # pairs of an entry that become files


def has_file(shelf: PageFacts, path: str) -> bool:
    """Tell whether a page becomes a file when the site is written out."""
    first, *rest = path.split("/")
    checks: Mapping[str, Callable[[], bool]] = {
        "pair": lambda: len(rest) == 2 and (rest[0], rest[1]) in pairs_with_file(shelf),
        "matrix": lambda: (
            (cell := shelf.cells.get((rest[0], rest[-1]))) is not None and bool(cell.subjects)
        ),
        "proposals": lambda: (
            shelf.kinds.get(rest[0]) == "proposal" and rest[0] in shelf.compared.at
        ),
        "questions": lambda: True,
        "class": lambda: rest[0] in shelf.above,
    }
    if rest:
        return first in checks and checks[first]()
    return path in FIXED or path in shelf.kinds or path in shelf.passages or path == "404"


def pairs_with_file(shelf: PageFacts) -> set[tuple[str, str]]:
    """Give the pairs that get a page of their own in a written site: the best of each subject."""
    known: set[tuple[str, str]] | None = shelf.__dict__.get("_pairs")
    if known is None:
        best = (f for found in list(shelf.found.values()) for f in found[:MOST_PAIRS])
        known = {(f.first, f.second) for f in [*best, *shelf.findings[:200]]}
        shelf.__dict__["_pairs"] = known
    return known
