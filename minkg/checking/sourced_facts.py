"""What is checked: facts, each with the place it was read from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from minkg.checking.problem import Problem, as_problem
from minkg.graph.terms import Term, plain
from minkg.home import FactLines, parse_facts, read_facts
from minkg.home.seals import seal_of
from minkg.shacl import RDF, FactIndex, ShapeResult, Triple, triple_of
from minkg.words import BadInput
from minkg.words.names import ENTRY, expand, name_of

SUPPORTS = ox.NamedNode(expand("mk:supports"))
SEAL, STANDING_SEAL = (ox.NamedNode(expand(f"mk:{x}")) for x in ("seal", "standingSeal"))
LINED = (".trig", ".ttl", ".nt", ".nq")
Spot = tuple[str, int | None, str]
Blank = Callable[[Term, str], str | None]


@dataclass
class SourcedFacts:
    """Facts with their places: the file, and inside it a line or a cell.

    `paths` are the files that have lines, `texts` the same for what is in no file, and
    `shown` is what all files are called in problems. `blanks` give, by file, the cell where
    a missing value of an entry would stand, if the file is a table that has it. `quiet` are
    rules that an entry breaks only by what is told already, and properties that it lacks so;
    `said` gives the facts of each passage.
    """

    files: dict[Triple, str] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    broken: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[Triple, str] = field(default_factory=dict)
    blanks: list[tuple[str, Blank]] = field(default_factory=list)
    found: dict[str, FactLines] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    quiet: set[tuple[Term | None, str]] = field(default_factory=set)
    said: dict[object, set[Triple]] = field(default_factory=dict)

    def add(self, path: Path, shown: str) -> None:
        """Read an RDF file, or note how it is broken."""
        try:
            self.take(read_facts(path, shown), shown)
            if path.suffix in LINED:
                self.paths[shown] = path
        except BadInput as error:
            self.broken.append(as_problem(error))

    def take_text(self, content: bytes, shown: str) -> None:
        """Read TriG that is in no file."""
        self.texts[shown] = content.decode("utf-8", "replace")
        try:
            self.take(parse_facts(content, ox.RdfFormat.TRIG, shown), shown)
        except BadInput as error:
            self.broken.append(as_problem(error))

    def take(self, quads: Iterable[ox.Quad], shown: str, cell: str = "") -> None:
        """Add quads; a passage supports what stands in its block."""
        self.shown.add(shown)
        for quad in quads:
            fact = triple_of(quad)
            self.files.setdefault(fact, shown)
            if cell:
                self.cells.setdefault(fact, cell)
            if isinstance(quad.graph_name, ox.NamedNode):
                self.said.setdefault(quad.graph_name, set()).add(fact)
                support = (quad.graph_name, SUPPORTS, fact[0])
                self.files.setdefault(support, shown)
                if cell:
                    self.cells.setdefault(support, cell)

    def over(self, below: "SourcedFacts") -> "SourcedFacts":
        """Put these facts on top of others; a fact that both have counts for these."""
        return SourcedFacts(
            {**below.files, **self.files},
            {**below.paths, **self.paths},
            self.broken,
            self.texts,
            self.cells,
            self.blanks,
            shown=self.shown | below.shown,
            said={
                passage: self.said.get(passage, set()) | below.said.get(passage, set())
                for passage in self.said.keys() | below.said.keys()
            },
        )

    def seal(self) -> "SourcedFacts":
        """Add to every sealed passage the seal of the facts that stand in it now."""
        for fact in [fact for fact in self.files if fact[1] == STANDING_SEAL]:
            del self.files[fact]
        for (passage, predicate, _), shown in list(self.files.items()):
            if predicate == SEAL:
                now = ox.Literal(seal_of(self.said.get(passage, ())))
                self.files[passage, STANDING_SEAL, now] = shown
        return self

    def replaced(self, names: Iterable[str]) -> set[str]:
        """Give those of these entries that an RDF file describes anew: with name and class."""
        stems = {Path(shown).stem for shown in self.shown}
        described: dict[str, set[str]] = {}
        for fact in self.files:
            subject, predicate, _ = fact
            if isinstance(subject, ox.NamedNode) and fact not in self.cells:
                described.setdefault(name_of(subject.value), set()).add(predicate.value)
        whole = {expand("rdf:type"), expand("skos:prefLabel")}
        return {n for n in names if n in described and (n in stems or whole <= described[n])}

    def lines(self, shown: str) -> FactLines:
        """Find the lines of a file; only text formats have them."""
        if shown not in self.found:
            path = self.paths.get(shown)
            text = path.read_text("utf-8-sig", "replace") if path else self.texts.get(shown, "")
            self.found[shown] = FactLines.of(text)
        return self.found[shown]

    def spot(self, result: ShapeResult, facts: FactIndex) -> Spot:
        """Find file and line or cell: of the fact itself, else of the entry it is missing from."""
        focus, path, value = result.focus, result.path, result.value
        if isinstance(path, ox.NamedNode):
            if result.component == "maxCount":
                value = facts.values(focus, path.value)[-1]
            if value is not None and (focus, path, value) in self.files:
                return self._of((focus, path, value))
            if (blank := self._blank(focus, path.value)) is not None:
                return blank[0], None, blank[1]
        for fact in self._facts_of(focus, facts):
            shown = self.files[fact]
            return shown, self.lines(shown).find(focus.value), self.cells.get(fact, "")
        for triple, shown in self.files.items():
            if focus in triple:
                return shown, self.lines(shown).find(focus.value), self.cells.get(triple, "")
        return plain(focus).removeprefix(ENTRY), None, ""

    def _blank(self, focus: Term, path: str) -> tuple[str, str] | None:
        cells = ((shown, blank(focus, path)) for shown, blank in self.blanks)
        return next(((shown, cell) for shown, cell in cells if cell is not None), None)

    def _of(self, fact: Triple) -> Spot:
        shown, (subject, predicate, value) = self.files[fact], fact
        line = self.lines(shown).find(subject.value, predicate.value, value.value)
        return shown, line, self.cells.get(fact, "")

    def _facts_of(self, focus: Term, facts: FactIndex) -> Iterator[Triple]:
        for predicate in [f"{RDF}type", *facts.predicates()]:
            for other in facts.values(focus, predicate):
                fact = (focus, ox.NamedNode(predicate), other)
                if fact in self.files and predicate != SUPPORTS.value:
                    yield fact
