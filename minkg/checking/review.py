"""Say that somebody compared a passage's facts with its text: state, seal, who and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.home import Home, read_facts, write_facts
from minkg.home.seals import VOUCHED, companion_of, seal_of
from minkg.shacl import triple_of
from minkg.words import BadInput
from minkg.words.lookup import unknown
from minkg.words.names import expand, name_of

_STATE = ox.NamedNode(expand("mk:reviewState"))
_VOUCHED = [ox.NamedNode(expand(f"mk:{name}")) for name in VOUCHED]
_DATE = ox.NamedNode(expand("xsd:date"))


@dataclass(frozen=True)
class Review:
    """What somebody compared: by whom, on which day (YYYY-MM-DD), and how far."""

    STATES: ClassVar = ("checked", "secondary")
    by: str
    on: str
    state: str = "checked"

    def facts(self, passage: ox.NamedNode, said: Iterable[ox.Quad]) -> list[ox.Quad]:
        """Give what is written of a passage whose facts these are."""
        seal = ox.Literal(seal_of(triple_of(quad) for quad in said))
        values: list[Term] = [seal, ox.Literal(self.by), ox.Literal(self.on, datatype=_DATE)]
        vouched = zip(_VOUCHED, values, strict=True) if self.state == "checked" else ()
        return [
            ox.Quad(passage, _STATE, ox.Literal(self.state)),
            *(ox.Quad(passage, predicate, value) for predicate, value in vouched),
        ]


@dataclass
class Reviewing:
    """The data of a home, to be reviewed passage by passage; nothing is written here."""

    home: Home
    files: dict[Path, set[ox.Quad]] = field(default_factory=dict)
    changed: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Read all data files."""
        for path in self.home.data:
            self.files[path] = set(read_facts(path, self.home.show(path)))

    def facts(self, passage: str) -> list[ox.Quad]:
        """Give what a passage and its companion say, sorted; raises NotFound for another name."""
        names = {ox.NamedNode(expand(name)) for name in (passage, companion_of(passage))}
        every = [q for quads in self.files.values() for q in quads]
        found = [q for q in every if q.graph_name in names]
        described = {q.subject for q in every if q.predicate == _STATE}
        if not names & described:
            known = [name_of(d.value) for d in described if isinstance(d, ox.NamedNode)]
            raise unknown(
                "no passage is called '{name}'",
                passage,
                known,
                otherwise="`minkg show DOCUMENT` lists them",
            )
        return sorted(found, key=str)

    def take(self, passage: str, review: Review) -> None:
        """Take the companion's facts into the passage, and write the review down."""
        if passage == companion_of(passage):
            raise BadInput(
                "'{passage}' only waits to be compared",
                hint="name the passage itself: `minkg review {own} --by NAME`",
                passage=passage,
                own=passage.removesuffix(companion_of("")),
            )
        self.facts(passage)
        own, beside = (ox.NamedNode(expand(name)) for name in (passage, companion_of(passage)))
        said: set[ox.Quad] = set()
        for path, quads in self.files.items():
            moved = {q for q in quads if q.graph_name == beside}
            fresh = {ox.Quad(q.subject, q.predicate, q.object, own) for q in moved}
            gone = moved | {q for q in quads if q.subject == beside}
            if gone:
                self._change(path, (quads - gone) | fresh)
            said |= {q for q in self.files[path] if q.graph_name == own}
        path, quads = self._describing(own)
        old = {q for q in quads if q.subject == own and q.predicate in (_STATE, *_VOUCHED)}
        inside = next(q.graph_name for q in quads if q.subject == own and q.predicate == _STATE)
        new = {ox.Quad(q.subject, q.predicate, q.object, inside) for q in review.facts(own, said)}
        self._change(path, (quads - old) | new)

    def passages(self, state: str) -> Sequence[str]:
        """Give the names of all passages of a review state, sorted."""
        found = (
            q.subject.value
            for quads in self.files.values()
            for q in quads
            if q.predicate == _STATE and q.object == ox.Literal(state)
            if isinstance(q.subject, ox.NamedNode)
        )
        return sorted(map(name_of, found))

    def contents(self) -> dict[Path, bytes]:
        """Give the whole new text of every file that changes."""
        return {p: write_facts(self.files[p], p).encode() for p in sorted(self.changed)}

    def _change(self, path: Path, quads: set[ox.Quad]) -> None:
        self.files[path] = quads
        self.changed.add(path)

    def _describing(self, passage: ox.NamedNode) -> tuple[Path, set[ox.Quad]]:
        for path, quads in self.files.items():
            if any(q.subject == passage and q.predicate == _STATE for q in quads):
                return path, quads
        raise BadInput(
            "no document has the passage '{passage}'",
            hint="describe it in the file of its document:  :{passage} a mk:Passage ; …",
            passage=name_of(passage.value),
        )
