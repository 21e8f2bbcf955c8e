"""Property paths: from a node to what a path leads to, and back, and by which facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.shacl.fact_index import RDF, SH, FactIndex


class Facts(Protocol):
    """What a path can be walked over; the predicate None is any predicate."""

    def values(self, subject: Term, predicate: str | None) -> Iterable[Term]:
        """Give the objects of one subject and predicate."""
        ...

    def subjects(self, value: Term, predicate: str | None) -> Iterable[Term]:
        """Give the subjects of one object and predicate."""
        ...

    def verbs(self, subject: Term) -> Iterable[Term]:
        """Give the predicates that are used of a subject."""
        ...

    def users(self, predicate: Term) -> Iterable[Term]:
        """Give the subjects that a predicate is used of."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One fact further, from subject to object, or back."""

    predicate: str | None
    back: bool = False

    def walk(self, facts: Facts, nodes: Iterable[Term]) -> list[Term]:
        """Give what the path leads to from any of these nodes, each once."""
        step = facts.subjects if self.back else facts.values
        return _unique(there for node in nodes for there in step(node, self.predicate))

    def turned(self) -> "Path":
        """Give the same path in the other direction."""
        return Step(self.predicate, not self.back)

    def reads(self) -> Iterator[tuple["Path", "Step"]]:
        """Give each step that is looked at, after the path that leads to it."""
        yield HERE, self

    def may_stay(self) -> bool:
        """Tell whether the path leads from every node to itself, too."""
        return False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Paths one after another; none at all stays where it is."""

    parts: tuple["Path", ...]

    def walk(self, facts: Facts, nodes: Iterable[Term]) -> list[Term]:
        """Give what the path leads to from any of these nodes, each once."""
        here = list(nodes)
        for part in self.parts:
            here = part.walk(facts, here)
        return here

    def turned(self) -> "Path":
        """Give the same path in the other direction."""
        return Sequence(tuple(part.turned() for part in reversed(self.parts)))

    def reads(self) -> Iterator[tuple["Path", Step]]:
        """Give each step that is looked at, after the path that leads to it."""
        for at, part in enumerate(self.parts):
            for before, step in part.reads():
                yield joined(*self.parts[:at], before), step

    def may_stay(self) -> bool:
        """Tell whether the path leads from every node to itself, too."""
        return all(part.may_stay() for part in self.parts)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One path or another."""

    parts: tuple["Path", ...]

    def walk(self, facts: Facts, nodes: Iterable[Term]) -> list[Term]:
        """Give what the path leads to from any of these nodes, each once."""
        here = list(nodes)
        return _unique(there for part in self.parts for there in part.walk(facts, here))

    def turned(self) -> "Path":
        """Give the same path in the other direction."""
        return Alternative(tuple(part.turned() for part in self.parts))

    def reads(self) -> Iterator[tuple["Path", Step]]:
        """Give each step that is looked at, after the path that leads to it."""
        for part in self.parts:
            yield from part.reads()

    def may_stay(self) -> bool:
        """Tell whether the path leads from every node to itself, too."""
        return any(part.may_stay() for part in self.parts)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path not at all or again and again."""

    part: "Path"
    zero: bool
    many: bool

    def walk(self, facts: Facts, nodes: Iterable[Term]) -> list[Term]:
        """Give what the path leads to from any of these nodes, each once."""
        todo = list(nodes)
        found = dict.fromkeys(todo if self.zero else ())
        while todo:
            fresh = [there for there in self.part.walk(facts, todo) if there not in found]
            found |= dict.fromkeys(fresh)
            todo = fresh if self.many else []
        return list(found)

    def turned(self) -> "Path":
        """Give the same path in the other direction."""
        return Repeat(self.part.turned(), self.zero, self.many)

    def reads(self) -> Iterator[tuple["Path", Step]]:
        """Give each step that is looked at, after the path that leads to it."""
        again = Repeat(self.part, zero=True, many=True) if self.many else HERE
        for before, step in self.part.reads():
            yield joined(again, before), step

    def may_stay(self) -> bool:
        """Tell whether the path leads from every node to itself, too."""
        return self.zero or self.part.may_stay()


@dataclass(frozen=True, slots=True)
class Verb:
    """From a subject to the predicates used of it, or back; queries can do that, shapes cannot."""

    back: bool = False

    def walk(self, facts: Facts, nodes: Iterable[Term]) -> list[Term]:
        """Give what the path leads to from any of these nodes, each once."""
        step = facts.users if self.back else facts.verbs
        return _unique(there for node in nodes for there in step(node))

    def turned(self) -> "Path":
        """Give the same path in the other direction."""
        return Verb(not self.back)

    def reads(self) -> Iterator[tuple["Path", Step]]:
        """Give each step that is looked at: any fact of the subject."""
        if not self.back:
            yield HERE, Step(None)

    def may_stay(self) -> bool:
        """Tell whether the path leads from every node to itself, too."""
        return False


Path = Step | Sequence | Alternative | Repeat | Verb
HERE = Sequence(())


def joined(*paths: Path) -> Path:
    """Give one path for several, one after another."""
    parts: list[Path] = []
    for path in paths:
        parts += path.parts if isinstance(path, Sequence) else [path]
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _unique(terms: Iterable[Term]) -> list[Term]:
    return list(dict.fromkeys(terms))


def read_path(shapes: FactIndex, node: Term) -> Path:
    """Read a path of the shapes graph.

    >>> p, a, b = (ox.NamedNode(f"http://e/{x}") for x in "pab")
    >>> read_path(FactIndex([]), p).walk(FactIndex([(a, p, b)]), [a])
    [<NamedNode value=http://e/b>]
    """
    if shapes.value(node, f"{RDF}first") is not None:
        return joined(*(read_path(shapes, item) for item in shapes.items(node)))
    if (inner := shapes.value(node, f"{SH}inversePath")) is not None:
        return read_path(shapes, inner).turned()
    if (inner := shapes.value(node, f"{SH}alternativePath")) is not None:
        return Alternative(tuple(read_path(shapes, item) for item in shapes.items(inner)))
    for name, zero, many in (
        ("zeroOrMorePath", True, True),
        ("oneOrMorePath", False, True),
        ("zeroOrOnePath", True, False),
    ):
        if (inner := shapes.value(node, f"{SH}{name}")) is not None:
            return Repeat(read_path(shapes, inner), zero, many)
    if isinstance(node, ox.NamedNode):
        return Step(node.value)
    raise ValueError(f"not a path: {node}")
