"""SHACL shapes, read once and run for all their focus nodes.

Every constraint is looked up in dictionaries per predicate, for all nodes of a shape at
once, and every SPARQL constraint is asked once, with `$this` unbound. The verdict is that
of pySHACL, the reference; a test compares them on all shapes.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.shacl.components import CHECKS, NEEDS_ABSENT, TESTS, Rule, Test, as_written
from minkg.shacl.constraint_query import Select, read_select
from minkg.shacl.fact_index import RDFS, SH, Ask, FactIndex
from minkg.shacl.paths import Path, Step, read_path

TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
BY_SHAPES = ("not", "node", "and", "or", "xone")
QUALIFIED = ("qualifiedMinCount", "qualifiedMaxCount")
Values = Sequence[tuple[Term, Sequence[Term]]]
Row = dict[str, Term | None]


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One broken rule: where, by which value, which shape, which component."""

    focus: Term
    path: Term | None
    value: Term | None
    shape: Term
    component: str
    severity: str = "Violation"


@dataclass
class Shape:
    """A node shape or a property shape with everything it demands."""

    node: Term
    path: Term | None = None
    walk: Path | None = None
    severity: str = "Violation"
    targets: list[tuple[str, Term]] = field(default_factory=list)
    constraints: list[tuple[str, Term]] = field(default_factory=list)
    properties: list["Shape"] = field(default_factory=list)
    active: bool = True

    @property
    def skips_empty(self) -> bool:
        """Whether nodes without a value cannot break it."""
        return not any(name in NEEDS_ABSENT for name, _ in self.constraints)


class Shapes:
    """All shapes of a shapes graph."""

    def __init__(self, graph: FactIndex) -> None:
        self.graph = graph
        self._read: dict[Term, Shape] = {}
        self._selects: dict[Term, Select] = {}

    def __getitem__(self, node: Term) -> Shape:
        """Read a shape by its name or blank node."""
        if node not in self._read:
            shape = self._read[node] = Shape(node)
            self._fill(shape)
        return self._read[node]

    def _fill(self, shape: Shape) -> None:
        node, value, values = shape.node, self.graph.value, self.graph.values
        shape.path = value(node, f"{SH}path")
        if shape.path is not None:
            shape.walk = read_path(self.graph, shape.path)
        severity = value(node, f"{SH}severity")
        if severity is not None:
            shape.severity = severity.value.removeprefix(SH)
        off = value(node, f"{SH}deactivated")
        shape.active = off is None or off.value != "true"
        shape.targets = [(kind, t) for kind in TARGETS for t in values(node, f"{SH}{kind}")]
        if self.graph.is_a(node, ox.NamedNode(f"{RDFS}Class")):
            shape.targets.append(("targetClass", node))
        names = [*TESTS, *CHECKS, *BY_SHAPES, "sparql", "closed"]
        if shape.path is not None and value(node, f"{SH}qualifiedValueShape") is not None:
            names += QUALIFIED
        for name in names:
            shape.constraints += [(name, parameter) for parameter in values(node, f"{SH}{name}")]
        shape.properties = [self[p] for p in values(node, f"{SH}property")]

    def with_targets(self) -> list[Shape]:
        """Give the shapes that say what they are about."""
        by_subject = self.graph.by_subject
        nodes = {node: None for target in TARGETS for node in by_subject(f"{SH}{target}")}
        for kind in ("NodeShape", "PropertyShape"):
            nodes |= self.graph.instances(ox.NamedNode(f"{SH}{kind}"))
        return [self[node] for node in nodes if self[node].active and self[node].targets]

    def members(self, name: str, parameter: Term) -> list[Term]:
        """Give the shapes that a constraint of shapes names."""
        return [parameter] if name in ("not", "node") else self.graph.items(parameter)

    def qualified(self, shape: Shape) -> tuple[Term, list[Term]]:
        """Give the shape that some values must keep, and those that they must not keep."""
        wanted = self.graph.value(shape.node, f"{SH}qualifiedValueShape")
        assert wanted is not None
        disjoint = self.graph.value(shape.node, f"{SH}qualifiedValueShapesDisjoint")
        if disjoint is None or disjoint.value != "true":
            return wanted, []
        return wanted, [
            other
            for parent in self.graph.by_object(f"{SH}property").get(shape.node, ())
            for sibling in self.graph.values(parent, f"{SH}property")
            for other in self.graph.values(sibling, f"{SH}qualifiedValueShape")
            if other != wanted
        ]

    def select(self, constraint: Term) -> Select:
        """Read the query of a SPARQL constraint."""
        if constraint not in self._selects:
            select = self.graph.value(constraint, f"{SH}select")
            assert select is not None
            self._selects[constraint] = read_select(self._prefixes(constraint) + select.value)
        return self._selects[constraint]

    def _prefixes(self, constraint: Term) -> str:
        lines = []
        for owner in self.graph.values(constraint, f"{SH}prefixes"):
            for declared in self.graph.values(owner, f"{SH}declare"):
                prefix = self.graph.value(declared, f"{SH}prefix")
                space = self.graph.value(declared, f"{SH}namespace")
                if prefix is not None and space is not None:
                    lines.append(f"PREFIX {prefix.value}: <{space.value}>\n")
        return "".join(lines)


class Run:
    """One validation: shapes, facts, a way to ask the facts SPARQL; of all nodes or of a few."""

    def __init__(self, shapes: Shapes, facts: FactIndex, ask: Ask, *, few: bool = False) -> None:
        self.shapes, self.facts, self.ask, self.few = shapes, facts, ask, few
        self._rows: dict[Term, dict[Term, list[Row]]] = {}
        self._tests: dict[tuple[Term, str, Term], Test] = {}

    def results(self) -> Iterator[ShapeResult]:
        """Check every shape on all its focus nodes."""
        for shape in self.shapes.with_targets():
            yield from self.check(shape, self.focus_nodes(shape))

    def forget(self) -> None:
        """Forget what queries have answered: the facts have changed."""
        self._rows.clear()

    def focus_nodes(self, shape: Shape) -> dict[Term, None]:
        """Give what a shape is about."""
        facts, found = self.facts, dict[Term, None]()
        for kind, term in shape.targets:
            if kind == "targetClass":
                found |= facts.instances(term)
            elif kind == "targetSubjectsOf":
                found |= dict.fromkeys(facts.by_subject(term.value))
            elif kind == "targetObjectsOf":
                found |= dict.fromkeys(facts.by_object(term.value))
            else:
                found[term] = None
        return found

    def is_about(self, shape: Shape, node: Term) -> bool:
        """Tell whether a node is one that a shape is about."""
        facts = self.facts
        return any(
            facts.is_a(node, term) if kind == "targetClass"
            else node in facts.by_subject(term.value) if kind == "targetSubjectsOf"
            else node in facts.by_object(term.value) if kind == "targetObjectsOf"
            else node == term
            for kind, term in shape.targets
        )  # fmt: skip

    def check(self, shape: Shape, nodes: Collection[Term]) -> Iterator[ShapeResult]:
        """Check one shape on these nodes."""
        if not shape.active:
            return
        found = self._values(shape, nodes)
        for name, parameter in shape.constraints:
            if name == "sparql":
                yield from self._sparql(shape, nodes, parameter)
            elif name == "closed":
                yield from self._closed(shape, found, parameter)
            else:
                for node, value in self._broken(shape, found, name, parameter):
                    yield ShapeResult(node, shape.path, value, shape.node, name, shape.severity)
        below = [v for _, values in found for v in values] if shape.walk is not None else nodes
        for inner in shape.properties:
            yield from self.check(inner, below)

    def _values(self, shape: Shape, nodes: Collection[Term]) -> Values:
        """Give nodes with their values; where that makes no difference, not those without one."""
        walk = shape.walk
        if walk is None:
            return [(node, (node,)) for node in nodes] if shape.constraints else ()
        if not isinstance(walk, Step) or walk.predicate is None or walk.back:
            return [(node, walk.walk(self.facts, (node,))) for node in nodes]
        there = self.facts.by_subject(walk.predicate)
        if not shape.skips_empty:
            return [(node, there.get(node, ())) for node in nodes]
        if isinstance(nodes, dict) and len(there) < len(nodes):
            return [(node, values) for node, values in there.items() if node in nodes]
        return [(node, there[node]) for node in nodes if node in there]

    def _broken(
        self, shape: Shape, found: Values, name: str, parameter: Term
    ) -> Iterator[tuple[Term, Term | None]]:
        if name in QUALIFIED:
            yield from self._qualified(shape, found, name, int(parameter.value))
        elif (check := CHECKS.get(name)) is not None:
            for node, values in found:
                for value in check(self.facts, node, values, parameter):
                    yield node, value
        else:
            test = self._test(shape, name, parameter)
            yield from ((node, v) for node, values in found for v in values if not test(v))

    def _test(self, shape: Shape, name: str, parameter: Term) -> Test:
        key = shape.node, name, parameter
        if key not in self._tests:
            if name in TESTS:
                rule = Rule(self.shapes.graph, shape.node, parameter)
                self._tests[key] = TESTS[name](self.facts, rule)
            else:
                self._tests[key] = self._by_shapes(name, parameter)
        return self._tests[key]

    def _by_shapes(self, name: str, parameter: Term) -> Test:
        members = [self._keeps(member) for member in self.shapes.members(name, parameter)]
        if name == "not":
            return lambda value: not members[0](value)
        if name == "or":
            return lambda value: any(keeps(value) for keeps in members)
        if name == "xone":
            return lambda value: sum(keeps(value) for keeps in members) == 1
        return lambda value: all(keeps(value) for keeps in members)

    def _keeps(self, node: Term) -> Test:
        """Give a test whether a value keeps a shape."""
        shape = self.shapes[node]
        if shape.active and shape.walk is None and not shape.properties:
            names = {name for name, _ in shape.constraints}
            if len(shape.constraints) == 1 and names <= TESTS.keys():
                return self._test(shape, *shape.constraints[0])
        return lambda value: next(self.check(shape, (value,)), None) is None

    def _closed(self, shape: Shape, found: Values, on: Term) -> Iterator[ShapeResult]:
        if on.value != "true":
            return
        graph = self.shapes.graph
        known = {p.path.value for p in shape.properties if isinstance(p.path, ox.NamedNode)}
        known |= {i.value for i in graph.items(graph.value(shape.node, f"{SH}ignoredProperties"))}
        others = [ox.NamedNode(p) for p in self.facts.predicates() if p not in known]
        for node, values in found:
            for path in others:
                for wrong in (w for v in values for w in self.facts.values(v, path.value)):
                    yield ShapeResult(node, path, wrong, shape.node, "closed", shape.severity)

    def _qualified(
        self, shape: Shape, found: Values, name: str, bound: int
    ) -> Iterator[tuple[Term, None]]:
        wanted, others = self.shapes.qualified(shape)
        keeps, forbidden = self._keeps(wanted), [self._keeps(other) for other in others]
        for node, values in found:
            count = sum(keeps(v) and not any(other(v) for other in forbidden) for v in values)
            if count < bound if name == "qualifiedMinCount" else count > bound:
                yield node, None

    def _sparql(
        self, shape: Shape, nodes: Collection[Term], constraint: Term
    ) -> Iterator[ShapeResult]:
        rows = self._asked(constraint, nodes)
        for node in nodes if rows else ():
            for row in rows.get(node, ()):
                value = row.get("value") or (node if shape.path is None else None)
                path = row.get("path") or shape.path
                if isinstance(value, ox.Literal):
                    written = self.facts.values(node, None if path is None else path.value)
                    value = as_written(value, written)
                yield ShapeResult(node, path, value, shape.node, "sparql", shape.severity)

    def _asked(self, constraint: Term, nodes: Collection[Term]) -> dict[Term, list[Row]]:
        """Give the rows of each node: of these nodes, or of all where that is as easy."""
        if constraint in self._rows:
            return self._rows[constraint]
        select = self.shapes.select(constraint)
        about = select.about(nodes) if self.few and self.facts.has_more(nodes) else None
        found: dict[Term, list[Row]] = {}
        for row in self.ask(about or select.whole):
            this = row.get("this")
            if this is not None:
                found.setdefault(this, []).append(row)
        return found if about is not None else self._rows.setdefault(constraint, found)
