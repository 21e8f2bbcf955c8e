"""Stages and topics: who acts where, one cell, and where nobody was found."""

from collections import Counter
from math import sqrt

from minkg.findings import Cell, Wording, tables
from minkg.graph import Table
from minkg.site.explorer.content import PageContent, items, table_forms, texts
from minkg.site.explorer.frame import Frame
from minkg.site.explorer.page_facts import PageFacts
from minkg.words import NotFound

TONES = 5
KINDS = ("gap", "thin", "fragmentation", "covered")


class PageMatrix:
    """A matrix as a template draws it."""

    def __init__(self, frame: Frame, topics: list[str], stages: list[str]) -> None:
        self.frame, self.topics, self.stages = frame, topics, stages
        self.cells = frame.shelf.cells
        sizes = [len(self.cells[s, t].subjects) for s in stages for t in topics]
        self.most = max(sizes, default=0)

    def depth(self, topic: str) -> int:
        """Give how far a topic lies below the top."""
        return min(2, len(self.frame.graph.broader.get(topic, ())))

    def look(self, cell: Cell) -> str:
        """Give the classes of a cell."""
        if not cell.subjects:
            return "gap"
        thin = " thin" if cell.thin else ""
        if "only-proposals" in cell.thin:
            return f"planned{thin}"
        part = (len(cell.subjects) - 1) / max(1, self.most - 1)
        return f"tone{1 + min(TONES - 1, int(sqrt(part) * TONES))}{thin}"

    def word(self, cell: Cell) -> str:
        """Say what a cell is."""
        frame = self.frame
        reasons = [frame.say(Wording.THIN[reason]) for reason in cell.thin]
        return ": ".join([frame.finding(cell.kind), *([", ".join(reasons)] if reasons else [])])


def _chosen(frame: Frame) -> tuple[list[str], list[str]]:
    """Give the topics and stages that are asked for."""
    shelf, depth = frame.shelf, frame.asked.one("show")
    topics = shelf.topics if depth in ("all", "topics") else shelf.top(shelf.topics)
    stages = shelf.stages if depth in ("all", "stages") else shelf.top(shelf.stages)
    return topics, stages


def _table(shelf: PageFacts, cells: list[Cell]) -> Table:
    rows = [
        (
            c.stage,
            c.topic,
            c.kind,
            len(c.subjects),
            ", ".join(c.subjects),
            ", ".join(c.thin),
            ", ".join(dict.fromkeys(e.passage for _, said in c.evidence for e in said)),
        )
        for c in cells
    ]
    return texts(("stage", "topic", "kind", "count", "entries", "reason", "passages"), rows)


def matrix(frame: Frame) -> PageContent:
    """Give the matrix of topics and stages."""
    topics, stages = _chosen(frame)
    shelf = frame.shelf
    cells = [shelf.cells[stage, topic] for topic in topics for stage in stages]
    forms = {
        **table_forms(lambda: _table(shelf, cells)),
        "json": items("cells", lambda: map(tables.cell_item, cells)),
        "svg": lambda: frame.graph.picture("stage-topic", lang=frame.lang).svg,
    }
    values = {"g": PageMatrix(frame, topics, stages), "show": frame.asked.one("show")}
    return PageContent(frame.say("Topics and life-cycle stages"), "matrix.html", values, forms)


def cell(frame: Frame, stage: str, topic: str) -> PageContent:
    """Give one cell: who acts there, and which passage says so."""
    shelf = frame.shelf
    one = shelf.cells.get((stage, topic))
    if one is None:
        raise NotFound("there is nothing at this address", hint="see /matrix")
    subjects = shelf.compared.facets.subjects
    values = {
        "one": one,
        "stage": stage,
        "topic": topic,
        "reasons": [frame.say(Wording.THIN[reason]) for reason in one.thin],
        "said": sorted(one.evidence, key=lambda i: (subjects[i[0]].group, frame.text(i[0]))),
        "subjects": subjects,
        "compare_pairs": [("entry", n) for n in one.subjects[:10]],
        "narrower": [
            c
            for (s, t), c in shelf.cells.items()
            if c.subjects
            and (s, t) != (stage, topic)
            and (s == stage or stage in frame.graph.broader.get(s, ()))
            and (t == topic or topic in frame.graph.broader.get(t, ()))
        ],
        "related": [f for f in shelf.findings if {f.first, f.second} <= set(one.subjects)][:8],
    }
    title = f"{frame.text(topic)} × {frame.text(stage)}"
    forms = {
        **table_forms(lambda: _table(shelf, [one])),
        "json": items("cells", lambda: [tables.cell_item(one)]),
    }
    return PageContent(title, "cell.html", values, forms)


def gaps(frame: Frame) -> PageContent:
    """Give the cells where nobody was found and those where the ground is thin."""
    shelf, asked = frame.shelf, frame.asked
    topics, stages = _chosen(frame)
    every = [shelf.cells[stage, topic] for topic in topics for stage in stages]
    kind = asked.one("kind", "gap")
    wanted = [c for c in every if c.kind == kind]
    by_topic = {t: [c for c in wanted if c.topic == t] for t in topics}
    values = {
        "kind": kind,
        "counts": Counter(c.kind for c in every),
        "kinds": KINDS,
        "by_topic": {t: those for t, those in by_topic.items() if those},
        "g": PageMatrix(frame, topics, stages),
        "show": asked.one("show"),
        "total": len(every),
        "unstaged": [s for s in stages if all(not c.subjects for c in every if c.stage == s)],
    }
    forms = {
        **table_forms(lambda: _table(shelf, wanted)),
        "json": items("gaps", lambda: map(tables.cell_item, wanted)),
    }
    return PageContent(frame.say("Gaps and thin ground"), "gaps.html", values, forms)
