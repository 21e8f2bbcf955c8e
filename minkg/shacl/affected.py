"""Which nodes of which shapes a change of facts can make right or wrong.

A shape looks at a fact at the end of a path from its focus node. So whoever is at the other
end of the same path, walked back from a changed fact, may be affected, and nobody else. The
walk is over all facts of before and after together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.shacl.components import COMPARED
from minkg.shacl.engine import BY_SHAPES, QUALIFIED, Shape, Shapes
from minkg.shacl.fact_index import RDF, RDFS, FactIndex, Triple, triple_of
from minkg.shacl.paths import HERE, Path, Repeat, Step, joined

CLASSES = joined(Step(f"{RDF}type"), Repeat(Step(f"{RDFS}subClassOf"), zero=True, many=True))
Nodes = dict[Term, None]
Affected = dict[Term, Nodes | None]
"""The focus nodes of each shape that has targets; None for all that it has."""


@dataclass(frozen=True, slots=True)
class Read:
    """The path back from a changed fact, from its value or its subject; without one, to all."""

    back: Path | None
    from_value: bool = False
    by_query: bool = False


class Around:
    """Facts that can be walked back without an index for every predicate: the store has one.

    The store finds a literal in every spelling of its value, as queries do.
    """

    def __init__(self, facts: FactIndex, store: ox.Store) -> None:
        self.values, self.verbs, self.users = facts.values, facts.verbs, facts.users
        self.store = store

    def subjects(self, value: Term, predicate: str | None) -> Iterator[Term]:
        """Give the subjects of one object and predicate, or of any predicate."""
        of = None if predicate is None else ox.NamedNode(predicate)
        for quad in self.store.quads_for_pattern(None, of, value):
            yield triple_of(quad)[0]

    def spelt(self, nodes: Iterable[Term]) -> list[Term]:
        """Add to literals the spelling in which queries give them."""
        found = list(nodes)
        for node in nodes:
            if isinstance(node, ox.Literal):
                stored = self.store.quads_for_pattern(None, None, node)
                found += [triple_of(quad)[2] for quad in islice(stored, 1)]
        return found


class Reads:
    """What all shapes look at, by predicate; None is any predicate."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self._of: dict[str | None, dict[Read, Nodes]] = defaultdict(dict)
        self._told: dict[tuple[Term, Path | None], None] = {}
        self._open: list[Term] = []
        for shape in shapes.with_targets():
            for kind, term in shape.targets:
                if kind == "targetClass":
                    self._walk(shape, HERE, CLASSES)
                elif kind != "targetNode":
                    self._add(shape, HERE, Step(term.value, back=kind == "targetObjectsOf"))
            self._shape(shape, shape, HERE)
            self._tell(shape, shape, HERE)

    def affected(self, changed: Iterable[Triple], around: Around) -> Affected:
        """Give the nodes whose verdict may change with these facts."""
        subjects: dict[str | None, Nodes] = defaultdict(dict)
        values: dict[str | None, Nodes] = defaultdict(dict)
        for subject, predicate, value in changed:
            for key in (predicate.value, None):
                subjects[key][subject] = values[key][value] = None
        starts: dict[Read, Nodes] = defaultdict(dict)
        roots: dict[Read, Nodes] = defaultdict(dict)
        for key in subjects:
            for read, shapes in self._of.get(key, {}).items():
                starts[read].update(values[key] if read.from_value else subjects[key])
                roots[read].update(shapes)
        found: Affected = {}
        for read, nodes in starts.items():
            reached = None if read.back is None else read.back.walk(around, nodes)
            if reached is not None and read.by_query:
                reached = around.spelt(reached)
            for root in roots[read]:
                _join(found, root, reached)
        return found

    def telling(self, nodes: Iterable[Term], around: Around) -> Affected:
        """Give the focus nodes of shapes with targets that may lead to a result about these."""
        found: Affected = {}
        for root, path in self._told:
            _join(found, root, None if path is None else path.turned().walk(around, nodes))
        return found

    def _add(self, root: Shape, path: Path | None, step: Step, *, by_query: bool = False) -> None:
        read = Read(None if path is None else path.turned(), step.back, by_query)
        self._of[step.predicate].setdefault(read, {})[root.node] = None

    def _walk(self, root: Shape, start: Path, path: Path) -> None:
        """Note what is looked at along a path that begins at the end of another."""
        for before, step in path.reads():
            self._add(root, joined(start, before), step)

    def _shape(self, root: Shape, shape: Shape, path: Path) -> None:
        """Note all that a shape looks at, if its focus is at the end of a path from the root's."""
        if not shape.active:
            return
        if shape.node in self._open:
            self._add(root, None, Step(None))
            return
        self._open.append(shape.node)
        values = path
        if shape.walk is not None:
            self._walk(root, path, shape.walk)
            values = joined(path, shape.walk)
        for name, parameter in shape.constraints:
            self._constraint(root, shape, path, values, name, parameter)
        for inner in shape.properties:
            self._shape(root, inner, values)
        self._open.pop()

    def _constraint(
        self, root: Shape, shape: Shape, path: Path, values: Path, name: str, parameter: Term
    ) -> None:
        inner: list[Term] = []
        if name == "class":
            self._walk(root, values, CLASSES)
        elif name in COMPARED:
            self._add(root, path, Step(parameter.value))
        elif name == "closed":
            self._add(root, values, Step(None))
        elif name == "sparql":
            self._add(root, path, Step(None))  # the spelling of values
            for way, step in self.shapes.select(parameter).reads():
                whole = None if way is None else joined(path, way)
                self._add(root, whole, step, by_query=True)
        elif name in BY_SHAPES:
            inner = self.shapes.members(name, parameter)
        elif name in QUALIFIED:
            wanted, others = self.shapes.qualified(shape)
            inner = [wanted, *others]
        for node in inner:
            self._shape(root, self.shapes[node], values)

    def _tell(self, root: Shape, shape: Shape, path: Path) -> None:
        """Note where the nodes are that results of a shape are about."""
        if shape.node in self._open:
            self._told[root.node, None] = None
            return
        self._told[root.node, path] = None
        self._open.append(shape.node)
        values = path if shape.walk is None else joined(path, shape.walk)
        for inner in shape.properties:
            if inner.active:
                self._tell(root, inner, values)
        self._open.pop()


def _join(found: Affected, root: Term, nodes: Iterable[Term] | None) -> None:
    known = found.setdefault(root, {})
    if known is None or nodes is None:
        found[root] = None
    else:
        known.update(dict.fromkeys(nodes))
