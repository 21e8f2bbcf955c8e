"""SHACL shapes, read once and run for all their focus nodes.

Every constraint is looked up in dictionaries per predicate, and every SPARQL
constraint is asked once for all nodes, with `$this` unbound. The verdict is that
of pySHACL, the reference, on all shapes of minkg; a test compares them.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from minkg.constraints import CHECKS, NEEDS_ABSENT, as_written, matches
from minkg.paths import Path, read_path
from minkg.table import Term
from minkg.terms import RDFS, SH, Terms

Ask = Callable[[str], Iterable[dict[str, Term | None]]]
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True)
class Result:
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
    constraints: list[tuple[str, Term]] = field(default_factory=list)
    properties: list["Shape"] = field(default_factory=list)
    active: bool = True

    @property
    def skips_empty(self) -> bool:
        """Whether nodes without a value cannot break it."""
        return isinstance(self.path, ox.NamedNode) and not any(
            name in NEEDS_ABSENT for name, _ in self.constraints
        )


class Shapes:
    """All shapes of a shapes graph."""

    def __init__(self, graph: Terms) -> None:
        self.graph = graph
        self._read: dict[Term, Shape] = {}

    def __getitem__(self, node: Term) -> Shape:
        """Read a shape by its name or blank node."""
        if node not in self._read:
            shape = self._read[node] = Shape(node)
            self._fill(shape)
        return self._read[node]

    def _fill(self, shape: Shape) -> None:
        value = self.graph.value
        shape.path = value(shape.node, f"{SH}path")
        if shape.path is not None:
            shape.walk = read_path(self.graph, shape.path)
        severity = value(shape.node, f"{SH}severity")
        if severity is not None:
            shape.severity = severity.value.removeprefix(SH)
        off = value(shape.node, f"{SH}deactivated")
        shape.active = off is None or off.value not in ("true", "1")
        names = [*CHECKS, "pattern", "not", "and", "or", "xone", "node", "sparql", "closed"]
        if value(shape.node, f"{SH}qualifiedValueShape") is not None:
            names += ["qualifiedMinCount", "qualifiedMaxCount"]
        for name in names:
            parameters = self.graph.values(shape.node, f"{SH}{name}")
            shape.constraints += [(name, parameter) for parameter in parameters]
        shape.properties = [self[p] for p in self.graph.values(shape.node, f"{SH}property")]

    def with_targets(self) -> list[Shape]:
        """Give the shapes that say what they are about."""
        by_subject = self.graph.by_subject
        nodes = {node: None for target in TARGETS for node in by_subject(f"{SH}{target}")}
        for kind in ("NodeShape", "PropertyShape"):
            for node in self.graph.instances(ox.NamedNode(f"{SH}{kind}")):
                if self.graph.is_a(node, ox.NamedNode(f"{RDFS}Class")):
                    nodes[node] = None
        return [self[node] for node in nodes if self[node].active]


class Run:
    """One validation: shapes, facts, a way to ask the facts SPARQL; of some nodes or of all."""

    def __init__(
        self, shapes: Shapes, facts: Terms, ask: Ask, only: Container[Term] | None = None
    ) -> None:
        self.shapes, self.facts, self.ask, self.only = shapes, facts, ask, only
        self._rows: dict[Term, dict[Term, list[dict[str, Term | None]]]] = {}

    def results(self) -> Iterator[Result]:
        """Check every shape on all its focus nodes."""
        for shape in self.shapes.with_targets():
            nodes = self.focus_nodes(shape)
            yield from self.check(shape, [n for n in nodes if self.only is None or n in self.only])

    def focus_nodes(self, shape: Shape) -> dict[Term, None]:
        """Give what a shape is about."""
        graph, facts, found = self.shapes.graph, self.facts, dict[Term, None]()
        kinds = list(graph.values(shape.node, f"{SH}targetClass"))
        if graph.is_a(shape.node, ox.NamedNode(f"{RDFS}Class")):
            kinds.append(shape.node)
        for kind in kinds:
            found |= facts.instances(kind)
        found |= dict.fromkeys(graph.values(shape.node, f"{SH}targetNode"))
        for predicate in graph.values(shape.node, f"{SH}targetSubjectsOf"):
            found |= dict.fromkeys(facts.by_subject(predicate.value))
        for predicate in graph.values(shape.node, f"{SH}targetObjectsOf"):
            found |= dict.fromkeys(facts.by_object(predicate.value))
        return found

    def check(self, shape: Shape, nodes: Iterable[Term]) -> Iterator[Result]:
        """Check one shape on these nodes."""
        if not shape.active:
            return
        if shape.skips_empty and isinstance(shape.path, ox.NamedNode):
            there = self.facts.by_subject(shape.path.value)
            nodes = [node for node in nodes if node in there]
        for node in nodes:
            values = [node] if shape.walk is None else shape.walk(self.facts, node)
            for name, parameter in shape.constraints:
                yield from self._broken(shape, node, values, name, parameter)
            for inner in shape.properties:
                for value in values:
                    yield from self.check(inner, [value])

    def conforms(self, shape: Term, node: Term) -> bool:
        """Tell whether a node keeps a shape."""
        return next(self.check(self.shapes[shape], [node]), None) is None

    def _broken(
        self, shape: Shape, node: Term, values: Sequence[Term], name: str, parameter: Term
    ) -> Iterator[Result]:
        if name == "sparql":
            yield from self._sparql(shape, node, parameter)
            return
        check = CHECKS.get(name)
        if name in ("in", "languageIn"):
            assert check is not None
            broken = check(self.shapes.graph, node, values, parameter)
        elif check is not None:
            broken = check(self.facts, node, values, parameter)
        else:
            broken = self._by_shape(shape, node, values, name, parameter)
        for value in broken:
            yield Result(node, shape.path, value, shape.node, name, shape.severity)

    def _by_shape(
        self, shape: Shape, node: Term, values: Sequence[Term], name: str, parameter: Term
    ) -> Iterable[Term | None]:
        graph = self.shapes.graph
        if name == "pattern":
            flags = graph.value(shape.node, f"{SH}flags")
            flag = flags.value if flags is not None else ""
            return (v for v in values if not matches(parameter.value, flag, v))
        if name == "closed":
            return self._closed(shape, values) if parameter.value in ("true", "1") else ()
        if name.startswith("qualified"):
            return self._qualified(shape, node, values, name, int(parameter.value))
        if name in ("not", "node"):
            return (v for v in values if self.conforms(parameter, v) is (name == "not"))
        members = graph.items(parameter)
        allowed = {"and": {len(members)}, "or": set(range(1, len(members) + 1)), "xone": {1}}[name]
        return (v for v in values if sum(self.conforms(m, v) for m in members) not in allowed)

    def _closed(self, shape: Shape, values: Sequence[Term]) -> Iterator[Term]:
        graph = self.shapes.graph
        known = {p.path.value for p in shape.properties if isinstance(p.path, ox.NamedNode)}
        known |= {i.value for i in graph.items(graph.value(shape.node, f"{SH}ignoredProperties"))}
        for value in values:
            for predicate in self.facts.predicates():
                if predicate not in known:
                    yield from self.facts.values(value, predicate)

    def _qualified(
        self, shape: Shape, _node: Term, values: Sequence[Term], name: str, bound: int
    ) -> Iterable[None]:
        graph = self.shapes.graph
        wanted = graph.value(shape.node, f"{SH}qualifiedValueShape")
        assert wanted is not None
        disjoint = graph.value(shape.node, f"{SH}qualifiedValueShapesDisjoint")
        others = self._siblings(shape, wanted) if disjoint and disjoint.value == "true" else []
        count = sum(
            self.conforms(wanted, value) and not any(self.conforms(o, value) for o in others)
            for value in values
        )
        too = count < bound if name == "qualifiedMinCount" else count > bound
        return (None,) if too else ()

    def _siblings(self, shape: Shape, wanted: Term) -> list[Term]:
        graph = self.shapes.graph
        return [
            other
            for parent in graph.by_object(f"{SH}property").get(shape.node, ())
            for sibling in graph.values(parent, f"{SH}property")
            for other in graph.values(sibling, f"{SH}qualifiedValueShape")
            if other != wanted
        ]

    def _sparql(self, shape: Shape, node: Term, constraint: Term) -> Iterator[Result]:
        if constraint not in self._rows:
            self._rows[constraint] = self._ask_once(constraint)
        for row in self._rows[constraint].get(node, ()):
            value = row.get("value") or (node if shape.path is None else None)
            path = row.get("path") or shape.path
            if isinstance(value, ox.Literal):
                paths = self.facts.predicates() if path is None else [path.value]
                written = [v for p in paths for v in self.facts.values(node, p)]
                value = as_written(value, written)
            yield Result(node, path, value, shape.node, "sparql", shape.severity)

    def _ask_once(self, constraint: Term) -> dict[Term, list[dict[str, Term | None]]]:
        select = self.shapes.graph.value(constraint, f"{SH}select")
        assert select is not None
        found: dict[Term, list[dict[str, Term | None]]] = {}
        for row in self.ask(self._prefixes(constraint) + select.value):
            this = row.get("this")
            if this is not None:
                found.setdefault(this, []).append(row)
        return found

    def _prefixes(self, constraint: Term) -> str:
        graph = self.shapes.graph
        lines = []
        for owner in graph.values(constraint, f"{SH}prefixes"):
            for declared in graph.values(owner, f"{SH}declare"):
                prefix = graph.value(declared, f"{SH}prefix")
                space = graph.value(declared, f"{SH}namespace")
                if prefix is not None and space is not None:
                    lines.append(f"PREFIX {prefix.value}: <{space.value}>\n")
        return "".join(lines)
