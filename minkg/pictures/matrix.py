"""Topics and life-cycle stages: how many instruments address both, and where none was found."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minkg.errors import NotFound
from minkg.language import translate
from minkg.names import ONTOLOGY, class_of, expand, folder_of, name_of, nearest
from minkg.pictures.picture import MARGIN, STAR, Picture, footing, heading, name_lines, source
from minkg.pictures.svg import GREY, INK, Box, Drawing, Style, height, measure, wrap
from minkg.table import plain

if TYPE_CHECKING:
    from minkg.graph import Graph

STAGES = (
    "exploration", "planning-and-permitting", "design", "construction", "extraction", "processing",
    "mine-waste-management", "manufacturing", "supply-chain", "use", "reuse", "recovery",
    "disposal", "closure",
)  # fmt: skip
PLANS = ("Proposal", "ProposalCluster", "Recommendation")
ANY = ""
HEAD, TOPIC, FIGURE = Style(12, anchor="middle"), Style(13), Style(13.5, anchor="middle")
ROW, GAP, BAR = 32.0, 3.0, 150.0
PALE, DARK = (0xE6, 0xE1, 0xF0), (0x4A, 0x14, 0x86)
HATCHING = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" fill="#fff"/>'
    '<rect width="2" height="7" fill="#c4c4c4"/></pattern></defs>\n'
)
_PREFIX = """PREFIX mk: <https://w3id.org/minkg/ontology#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_BROADER = (
    _PREFIX
    + """SELECT DISTINCT ?x ?broader WHERE {
  ?x a mk:%s FILTER NOT EXISTS { ?x owl:deprecated true }
  OPTIONAL { ?x skos:broader ?broader . ?broader a mk:%s } }"""
)
_COVERED = (
    _PREFIX
    + """SELECT DISTINCT ?x ?topic ?stage WHERE {
  VALUES ?kind { %s }
  ?x a/rdfs:subClassOf* ?kind .
  GRAPH ?passage { ?x mk:addressesTopic ?own } ?own skos:broader* ?topic
  FILTER NOT EXISTS { ?x owl:deprecated true }
  OPTIONAL { GRAPH ?passage { ?x mk:coversStage ?its } ?its skos:broader* ?stage } }"""
)
_UNCHECKED = (
    _PREFIX
    + """ASK { ?g mk:reviewState "unchecked"
  GRAPH ?g { { ?x mk:coversStage ?stage } UNION { ?x mk:addressesTopic ?topic } } }"""
)
_CLASSES = _PREFIX + "SELECT DISTINCT ?c WHERE { ?c rdfs:subClassOf+ mk:Entry }"

Cells = dict[tuple[str, str], set[str]]


@dataclass
class Grid:
    """What the matrix shows, by names: rows with their depth, columns, and who is in which cell."""

    kind: str
    stages: list[str]
    topics: list[tuple[str, int]]
    found: Cells
    planned: Cells = field(default_factory=dict)


def grid(kg: "Graph", of: str = "instrument") -> Grid:
    """Count entries of a class (by its folder) on each topic and stage, or on anything narrower.

    For instruments it is also counted what is only proposed or recommended. The
    stage `ANY` holds all entries on a topic, whether they name a stage or not.
    """
    kind = _kind(kg, of)
    stages, topics = _broader(kg, "LifecycleStage"), _broader(kg, "Topic")
    found = _cells(kg, (kind,))
    planned = _cells(kg, PLANS) if of == "instrument" else {}
    seen = {topic for topic, _ in found} | {topic for topic, stage in planned if stage}
    top = [stage for stage, broader in stages.items() if not broader]
    order = {stage: at for at, stage in enumerate(STAGES)}
    return Grid(
        kind, sorted(top, key=lambda stage: (order.get(stage, len(order)), stage)),
        [(t, depth) for t, depth in _tree(topics) if depth == 0 or t in seen], found, planned,
    )  # fmt: skip


def _kind(kg: "Graph", of: str) -> str:
    names = {folder_of(name_of(plain(c)).removeprefix("mk:")) for (c,) in kg.select(_CLASSES)}
    if of not in names:
        close = nearest(of, names)
        raise NotFound(
            "no class is called '{name}'",
            hint="did you mean `{close}`?" if close else "choose one of: {choices}",
            name=of, close=close, choices=", ".join(sorted(names)),
        )  # fmt: skip
    return class_of(of)


def _broader(kg: "Graph", kind: str) -> dict[str, set[str]]:
    """Give what is directly broader than each concept of a class; nothing for the top ones."""
    known: dict[str, set[str]] = defaultdict(set)
    for thing, broader in kg.select(_BROADER % (kind, kind)):
        known[plain(thing)].update({plain(broader)} if broader else ())
    return {thing: broader & known.keys() for thing, broader in known.items()}


def _cells(kg: "Graph", kinds: tuple[str, ...]) -> Cells:
    cells: Cells = defaultdict(set)
    for thing, topic, stage in kg.select(_COVERED % " ".join(f"mk:{kind}" for kind in kinds)):
        cells[plain(topic), ANY].add(plain(thing))
        if stage is not None:
            cells[plain(topic), plain(stage)].add(plain(thing))
    return dict(cells)


def _tree(broader: dict[str, set[str]]) -> list[tuple[str, int]]:
    """Give things with their depth, narrower ones under the first of their broader ones."""
    under: dict[str, list[str]] = defaultdict(list)
    for thing in sorted(broader):
        under[min(broader[thing], default="")].append(thing)
    rows: list[tuple[str, int]] = []

    def add(parent: str, depth: int) -> None:
        for thing in under[parent]:
            rows.append((thing, depth))
            add(thing, depth + 1)

    add("", 0)
    return rows


def draw(kg: "Graph", lang: str = "en", of: str = "instrument") -> Picture:
    """Draw the matrix; `of` is the folder of the class that is counted."""
    return _Matrix(kg, grid(kg, of), lang).picture()


class _Matrix:
    """The drawing in progress: sizes first, then head, rows and notes from top to bottom."""

    def __init__(self, kg: "Graph", shown: Grid, lang: str) -> None:
        self.kg, self.grid, self.lang = kg, shown, lang
        self.words = {name: self._word(name) for name in shown.stages}
        self.rows = {name: self._word(name) for name, _ in shown.topics}
        heads = " ".join(self.words.values()).split()
        widest = max((_width(word, HEAD) for word in heads), default=0)
        self.cell = min(max(widest + 10, 76), 122)
        self.side = min(max((measure(self.rows[name], 13, bold=not depth) + 16 * depth
                             for name, depth in shown.topics), default=0), 300) + 14  # fmt: skip
        self.most = max((len(who) for (_, stage), who in shown.found.items() if stage), default=1)
        self.total = max(
            (len(who) for (_, stage), who in shown.found.items() if not stage), default=1
        )
        self.left = MARGIN + self.side
        self.right = self.left + len(shown.stages) * (self.cell + GAP)
        self.drawing = Drawing(max(self.right + BAR + MARGIN, 640), lang)

    def _word(self, name: str) -> str:
        return str(self.kg.label(expand(name), self.lang))

    def _say(self, text: str, **values: object) -> str:
        return translate(text, self.lang).format(**values)

    def picture(self) -> Picture:
        kind = self.kg.label(ONTOLOGY + self.grid.kind, self.lang).text
        ours = self.grid.kind == "Instrument"
        title = (self._say("Instruments by topic and life-cycle stage") if ours
                 else self._say("Topics and life-cycle stages: {kind}", kind=kind))  # fmt: skip
        y = heading(self.drawing, title, self._say(
            "Each figure counts those of which one passage says both the topic and the stage, "
            "or something narrower."
        ))  # fmt: skip
        y = self._head(self._legend(y, ours))
        for topic, depth in self.grid.topics:
            y = self._row(topic, depth, y + (6 if depth == 0 else 0))
        return Picture(
            self.drawing.render(footing(self.drawing, y + 14, self._notes()), title, HATCHING),
            title,
        )

    def _notes(self) -> list[str]:
        notes = [source(self.kg, self.lang)]
        if any(text.endswith(" *") for text in (*self.words.values(), *self.rows.values())):
            notes.append(self._say(STAR))
        if self.kg.graphs is None and self.kg.sparql(_UNCHECKED) is True:
            notes.append(
                self._say("Some of the facts counted were not yet checked against a text.")
            )
        return notes

    def _legend(self, y: float, ours: bool) -> float:
        x, words = MARGIN, Style(12.5)
        none = ("no instrument found in the passages read" if ours
                else "nothing of this kind found in the passages read")  # fmt: skip
        for number, text in (
            (3, "number found"), (2, "none found, only proposed or recommended"), (0, none),
        ):  # fmt: skip
            if number == 2 and not ours:
                continue
            said = self._say(text)
            if x + 52 + _width(said, words) > self.drawing.width - MARGIN:
                x, y = MARGIN, y + 30
            self._cell(
                Box(x, y, 40, 24), number if number != 2 else 0, number if number == 2 else 0
            )
            self.drawing.text(x + 48, y + 5, said, words)
            x += 48 + _width(said, words) + 30
        return y + 38

    def _head(self, y: float) -> float:
        names = [name_lines(self.words[name], self.cell - 4, HEAD, 4) for name in self.grid.stages]
        last = wrap(self._say("all on the topic, also without a stage"), BAR - 8, HEAD, 4)
        bottom = y + max(height(lines, HEAD) for lines in (*names, last))
        for at, lines in enumerate(names):
            x = self.left + at * (self.cell + GAP) + self.cell / 2
            self.drawing.text(x, bottom - height(lines, HEAD), lines, HEAD)
        aside = HEAD._replace(anchor="start", fill=GREY)
        self.drawing.text(self.right + 8, bottom - height(last, aside), last, aside)
        return bottom + 2

    def _row(self, topic: str, depth: int, y: float) -> float:
        style = TOPIC._replace(bold=depth == 0)
        lines = name_lines(self.rows[topic], self.side - 14 - 16 * depth, style, 2)
        tall = max(ROW, height(lines, style) + 4)
        self.drawing.text(MARGIN + 16 * depth, y + (tall - height(lines, style)) / 2, lines, style)
        for at, stage in enumerate(self.grid.stages):
            x = self.left + at * (self.cell + GAP)
            self._filled(topic, stage, Box(x, y, self.cell, tall))
        count = len(self.grid.found.get((topic, ANY), ()))
        if count:
            long = (BAR - 50) * count / self.total
            self.drawing.rect(Box(self.right + 8, y + 8, long, tall - 16), fill="#b3b7bd", radius=1)
            beside = Style(12.5)
            self.drawing.text(
                self.right + 14 + long, y + (tall - 12.5 * 1.3) / 2, str(count), beside
            )
        return y + tall + GAP

    def _filled(self, topic: str, stage: str, box: Box) -> None:
        found = self.grid.found.get((topic, stage), set())
        planned = self.grid.planned.get((topic, stage), set())
        names = sorted(self._word(name) for name in found or planned)
        with self.drawing.tooltip(
            f"{self.rows[topic]} + {self.words[stage]}: {'; '.join(names) or '-'}"
        ):
            self._cell(box, len(found), len(planned))

    def _cell(self, box: Box, found: int, planned: int) -> None:
        middle, top = box.x + box.width / 2, box.y + (box.height - 13.5 * 1.3) / 2
        if found:
            part = (found - 1) / max(self.most - 1, 5)
            fill = _shade(min(part, 1))
            self.drawing.rect(box, fill=fill)
            ink = "#ffffff" if part > 0.45 else INK
            self.drawing.text(middle, top, str(found), FIGURE._replace(fill=ink))
        elif planned:
            self.drawing.rect(box, fill="url(#hatch)", stroke="#a5a5a5")
            pill = Box(middle - 13, box.y + box.height / 2 - 9, 26, 18)
            self.drawing.rect(pill, fill="#ffffff", radius=9)
            self.drawing.text(middle, top, str(planned), FIGURE)
        else:
            inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
            self.drawing.rect(
                inner, fill="#fcfcfc", stroke="#c8ccd1", more=' stroke-dasharray="3 3"'
            )


def _width(text: str, style: Style) -> float:
    return measure(text, style.size, bold=style.bold)


def _shade(part: float) -> str:
    """Give a violet between pale (0) and dark (1)."""
    mixed = (round(a + (b - a) * part) for a, b in zip(PALE, DARK, strict=True))
    return "#" + "".join(f"{one:02x}" for one in mixed)
