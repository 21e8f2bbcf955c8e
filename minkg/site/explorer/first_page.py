"""The first page: what is here, the way in, and what stands out."""

from collections import Counter

from minkg.graph.terms import REVIEW_STATES
from minkg.site.explorer.content import PageContent, items
from minkg.site.explorer.frame import Frame
from minkg.site.explorer.matrix import PageMatrix
from minkg.site.explorer.page_facts import GROUPS

BEST = 6


def home(frame: Frame) -> PageContent:
    """Give the first page."""
    shelf = frame.shelf
    kinds = Counter(shelf.kinds.values())
    groups = {
        group: sorted((k for k in kinds if shelf.above[k] == group), key=lambda k: -kinds[k])
        for group in (*GROUPS.values(), "others")
    }
    states = {
        state: sum(p.state == state for p in shelf.passages.values()) for state in REVIEW_STATES
    }
    facts = sum(len(said) for said in shelf.supports.values())
    subjects = shelf.compared.facets.subjects.values()
    counts = Counter(subject.group for subject in subjects)
    strongest = [f for f in shelf.findings if f.kind in ("possible-duplication", "overlap")]
    g = PageMatrix(frame, shelf.top(shelf.topics), shelf.top(shelf.stages))
    values = {
        "kinds": kinds,
        "groups": {g: k for g, k in groups.items() if k},
        "states": states,
        "counts": counts,
        "facts": facts,
        "documents": len(shelf.of_document),
        "passages": len(shelf.passages),
        "best": strongest[:BEST],
        "findings": Counter(f.kind for f in shelf.findings),
        "g": g,
        "grid_gaps": sum(not g.cells[s, t].subjects for s in g.stages for t in g.topics),
    }
    forms = {"json": items("counts", lambda: [{"entries": dict(kinds), "passages": states}])}
    title = frame.say(
        "Who does what for the environment along the life cycle of minerals and metals"
    )
    return PageContent(title, "home.html", values, forms)
