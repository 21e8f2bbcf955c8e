"""SHACL property paths: from a node to the values that a path leads to."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from minkg.table import Term
from minkg.terms import RDF, SH, Terms

Path = Callable[[Terms, Term], list[Term]]


def _predicate(iri: str) -> Path:
    return lambda facts, node: facts.by_subject(iri).get(node, [])


def _unique(terms: Iterable[Term]) -> list[Term]:
    return list(dict.fromkeys(terms))


def _inverse(shapes: Terms, node: Term) -> Path:
    if isinstance(node, ox.NamedNode):
        iri = node.value
        return lambda facts, here: facts.by_object(iri).get(here, [])
    back = read_path(shapes, node)
    return lambda facts, here: [
        there
        for there in _unique(s for p in facts.predicates() for s in facts.by_subject(p))
        if here in back(facts, there)
    ]


def _sequence(steps: list[Path]) -> Path:
    def walk(facts: Terms, node: Term) -> list[Term]:
        here = [node]
        for step in steps:
            here = _unique(value for at in here for value in step(facts, at))
        return here

    return walk


def _repeat(step: Path, *, zero: bool, many: bool) -> Path:
    def walk(facts: Terms, node: Term) -> list[Term]:
        found: dict[Term, None] = {node: None} if zero else {}
        todo = [node]
        while todo:
            for value in step(facts, todo.pop()):
                if value not in found:
                    found[value] = None
                    if many:
                        todo.append(value)
        return list(found)

    return walk


def read_path(shapes: Terms, node: Term) -> Path:
    """Read a path of the shapes graph.

    >>> from minkg.terms import Terms
    >>> p, a, b = (ox.NamedNode(f"http://e/{x}") for x in "pab")
    >>> read_path(Terms([]), p)(Terms([(a, p, b)]), a)
    [<NamedNode value=http://e/b>]
    """
    if isinstance(node, ox.NamedNode):
        return _predicate(node.value)
    if (inner := shapes.value(node, f"{SH}inversePath")) is not None:
        return _inverse(shapes, inner)
    if (inner := shapes.value(node, f"{SH}alternativePath")) is not None:
        ways = [read_path(shapes, item) for item in shapes.items(inner)]
        return lambda facts, here: _unique(v for way in ways for v in way(facts, here))
    for name, zero, many in (
        ("zeroOrMorePath", True, True),
        ("oneOrMorePath", False, True),
        ("zeroOrOnePath", True, False),
    ):
        if (inner := shapes.value(node, f"{SH}{name}")) is not None:
            return _repeat(read_path(shapes, inner), zero=zero, many=many)
    if shapes.value(node, f"{RDF}first") is not None:
        return _sequence([read_path(shapes, item) for item in shapes.items(node)])
    raise ValueError(f"not a path: {node}")
