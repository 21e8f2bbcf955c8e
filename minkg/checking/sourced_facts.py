"""What is checked: facts, each with the place it was read from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from minkg.checking.problem import Problem
from minkg.graph.terms import Term, plain
from minkg.home import FactLines
from minkg.home.seals import seal_of
from minkg.shacl import RDF, FactIndex, ShapeResult, Triple, triple_of
from minkg.words.names import ENTRY, expand, name_of
from minkg.words.place import Place

SUPPORTS = ox.NamedNode(expand("mk:supports"))
SEAL, STANDING_SEAL = (ox.NamedNode(expand(f"mk:{x}")) for x in ("seal", "standingSeal"))
LINED = (".trig", ".ttl", ".nt", ".nq")
Blank = Callable[[Term, str], Place | None]


class Spot(NamedTuple):
    """Where a result belongs, and whether that is in a table, where there is no Turtle."""

    place: Place
    in_table: bool = False


@dataclass
class SourcedFacts:
    """Facts with their places: the file, and inside it a line or a cell.

    `paths` are the files that have lines, `texts` the same for what is in no file, and
    `shown` is what all files are called in problems. `cells` are the places of facts that do
    not stand in RDF; `blanks` give the place where a missing value of an entry would stand, for
    tables that have it. `quiet` are rules that an entry breaks only by what is told already, and
    properties that it lacks so; `said` gives the facts of each passage.
    """

    files: dict[Triple, str] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    broken: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[Triple, Place] = field(default_factory=dict)
    blanks: list[Blank] = field(default_factory=list)
    found: dict[str, FactLines] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    quiet: set[tuple[Term | None, str]] = field(default_factory=set)
    said: dict[object, set[Triple]] = field(default_factory=dict)

    def take_file(self, quads: Iterable[ox.Quad], path: Path, shown: str) -> None:
        """Add the quads of a file; those of RDF as text have lines."""
        self.take(quads, shown)
        if path.suffix in LINED:
            self.paths[shown] = path

    def take(self, quads: Iterable[ox.Quad], shown: str, cell: Place | None = None) -> None:
        """Add quads; a passage supports what stands in its block."""
        self.shown.add(shown)
        for quad in quads:
            fact = triple_of(quad)
            facts = [fact]
            if isinstance(quad.graph_name, ox.NamedNode):
                self.said.setdefault(quad.graph_name, set()).add(fact)
                facts.append((quad.graph_name, SUPPORTS, fact[0]))
            for fact in facts:
                if fact not in self.files:
                    self.files[fact] = shown
                    if cell is not None:
                        self.cells[fact] = cell

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
        """Find the place of the fact itself, else of the entry that it is missing from."""
        focus, path, value = result.focus, result.path, result.value
        if isinstance(path, ox.NamedNode):
            if result.component == "maxCount":
                value = facts.values(focus, path.value)[-1]
            if value is not None and (focus, path, value) in self.files:
                fact = focus, path, value
                return self._at(fact, focus.value, path.value, value.value)
            blanks = (blank(focus, path.value) for blank in self.blanks)
            if (place := next(filter(None, blanks), None)) is not None:
                return Spot(place, in_table=True)
        for fact in self._facts_of(focus, facts):
            return self._at(fact, focus.value)
        for fact in self.files:
            if focus in fact:
                return self._at(fact, focus.value)
        return Spot(Place(plain(focus).removeprefix(ENTRY)))

    def _at(self, fact: Triple, *looked_for: str) -> Spot:
        """Give the place of a fact: its cell, or the line of what is looked for in its file."""
        if fact in self.cells:
            return Spot(self.cells[fact], in_table=True)
        shown = self.files[fact]
        return Spot(Place(shown, self.lines(shown).find(*looked_for)))

    def _facts_of(self, focus: Term, facts: FactIndex) -> Iterator[Triple]:
        for predicate in [f"{RDF}type", *facts.predicates()]:
            for other in facts.values(focus, predicate):
                fact = (focus, ox.NamedNode(predicate), other)
                if fact in self.files and predicate != SUPPORTS.value:
                    yield fact
