"""What is taken or turned back as a whole: a row, an object, what an RDF file says of a subject."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.graph.terms import Term
from minkg.intake.drafting.file_draft import FileDraft
from minkg.intake.readers.rdf_files import ReadGraph
from minkg.intake.readers.records import Record
from minkg.shacl import triple_of
from minkg.words.names import name_of
from minkg.words.place import Place

Fact = tuple[ox.Quad, Place | None]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Facts that came together, with their places in a table, and what they are about.

    `entry` is the name of the entry or passage, empty where none is named; `record` is what
    was given, for a table; `held` is true where a value of it could not become a fact.
    """

    place: Place
    entry: str
    facts: Sequence[Fact]
    record: Record | None = None
    held: bool = False

    @property
    def file(self) -> str:
        """The file that they came in."""
        return self.place.file


def pieces_of_draft(draft: FileDraft) -> Iterator[Piece]:
    """Give a piece for every row of a table, and for every record that did not become one."""
    for row in draft.rows:
        name = name_of(row.entry.value) if row.entry else ""
        yield Piece(row.record.place, name, row.facts, row.record, row.held)
    for record in draft.lost:
        yield Piece(record.place, "", (), record, held=True)


def pieces_of_graph(graph: ReadGraph, shown: str) -> Iterator[Piece]:
    """Give a piece for each subject of an RDF file; it is held where a fact of it is left out."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for quad in graph.quads:
        facts[triple_of(quad)[0].value].append((quad, None))
    for subject in graph.held:
        facts[subject] += ()
    for subject, those in facts.items():
        yield Piece(Place(shown), name_of(subject), those, held=subject in graph.held)


class Pieces:
    """Finds the pieces that a problem is about."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.all = list(pieces)
        self._at: dict[Place, list[Piece]] = defaultdict(list)
        self._about: dict[tuple[str, str], list[Piece]] = defaultdict(list)
        self._in: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.all:
            self._in[piece.file].append(piece)
            self._about[piece.file, piece.entry].append(piece)
            if piece.record is not None:
                self._at[next(piece.place.around())].append(piece)

    def of(self, problem: Problem) -> Sequence[Piece]:
        """Give the pieces of a problem: the row it is in, else the entry it is about, else all.

        A problem with a header or with merged cells, which only some rows have something
        under, is no piece's: those rows are held.
        """
        if problem.rule == "column" or problem.file not in self._in:
            return ()
        for place in problem.place.around():
            if found := self._at.get(place):
                return found
        if problem.entry and (found := self._about.get((problem.file, problem.entry))):
            return found
        return () if problem.rule == "class" else self._in[problem.file]

    def split(
        self, problems: Iterable[Problem], known: Container[Term] = ()
    ) -> tuple[list[Piece], list[Piece]]:
        """Give the pieces that can be taken and those that cannot; each is in one of the two.

        An entry is taken with all its pieces or not at all, and not without the entries and
        passages of these files that it speaks of, unless they are `known` anyway.
        """
        found = list(self.all)
        turned = [piece for piece in found if piece.held]
        for problem in problems:
            turned += self.of(problem) if problem.severity == "violation" else ()
        lost = _lost(turned, found, known)
        return [p for p in found if p not in lost], [p for p in found if p in lost]


def _lost(turned: Iterable[Piece], pieces: Sequence[Piece], known: Container[Term]) -> set[Piece]:
    """Give these pieces and those that cannot stand without them."""
    given = Counter(quad for piece in pieces for quad in _quads(piece))
    users: dict[Term, list[Piece]] = defaultdict(list)
    described = {triple_of(quad)[0] for quad in given}
    for piece in pieces:
        terms = {term for quad in _quads(piece) for term in (*triple_of(quad), quad.graph_name)}
        for term in described & terms:
            if term not in known or name_of(term.value) == piece.entry:
                users[term].append(piece)
    lost = set(turned)
    todo = list(lost)
    while todo:
        piece = todo.pop()
        for quad in _quads(piece):
            given[quad] -= 1
            subject = triple_of(quad)[0]
            own = name_of(subject.value) == piece.entry
            if own or (given[quad] == 0 and subject not in known):
                fresh = [user for user in users.pop(subject, ()) if user not in lost]
                lost.update(fresh)
                todo += fresh
    return lost


def _quads(piece: Piece) -> set[ox.Quad]:
    return {quad for quad, _ in piece.facts}
