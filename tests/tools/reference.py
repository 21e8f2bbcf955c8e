"""What pySHACL, the reference engine, and minkg say of the same facts and shapes."""

import logging
from collections.abc import Iterable
from functools import cache
from unittest.mock import patch

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import RDF, SH

from minkg.home.turtle import parse_facts
from minkg.shacl.engine import Run, ShapeResult, Shapes
from minkg.shacl.fact_index import FactIndex, Triple, asking, store_of, triple_of
from minkg.words.names import PREFIXES

Verdict = tuple[str, str, str, str]
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
BASE = "https://w3id.org/minkg/"


def triples(turtle: str) -> list[Triple]:
    quads = parse_facts((HEADER + turtle).encode(), ox.RdfFormat.TURTLE, "test")
    return [triple_of(quad) for quad in quads]


def graph(facts: Iterable[Triple]) -> rdflib.Graph:
    """Give an rdflib graph whose literals keep their spelling."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    found = rdflib.Graph()
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in facts)
    with patch.object(rdflib, "NORMALIZE_LITERALS", new=False):
        found.parse(data=text, format="nt")
    return found


@cache
def _shapes_graph(shapes: tuple[Triple, ...]) -> rdflib.Graph:
    return graph(shapes)


def _spelt(term: object) -> str:
    if isinstance(term, rdflib.Literal):
        kind = f"@{term.language.lower()}" if term.language else f"^^{term.datatype or ''}"
        return f"{term}{kind.removesuffix('http://www.w3.org/2001/XMLSchema#string')}"
    if isinstance(term, ox.Literal):
        kind = f"@{term.language.lower()}" if term.language else f"^^{term.datatype.value}"
        return f"{term.value}{kind.removesuffix('http://www.w3.org/2001/XMLSchema#string')}"
    if isinstance(term, rdflib.BNode | ox.BlankNode):
        return "_"
    return "" if term is None else str(getattr(term, "value", term))


def reference(facts: Iterable[Triple], shapes: Iterable[Triple]) -> set[Verdict]:
    """Give focus, shape, value and severity of every result of pySHACL."""
    _, report, _ = pyshacl.validate(
        graph(facts), shacl_graph=_shapes_graph(tuple(shapes)), inference="none", advanced=False
    )
    assert isinstance(report, rdflib.Graph)
    outer = set(report.objects(None, SH.result))
    return {
        (
            _spelt(report.value(one, SH.focusNode)),
            _spelt(report.value(one, SH.sourceShape)),
            _spelt(report.value(one, SH.value)),
            str(report.value(one, SH.resultSeverity)).removeprefix(str(SH)),
        )
        for one in report.subjects(RDF.type, SH.ValidationResult)
        if one in outer
    }


def results_of(facts: FactIndex, shapes: FactIndex) -> list[ShapeResult]:
    """Give every result of minkg."""
    return list(Run(Shapes(shapes), facts, asking(store_of(facts.triples()))).results())


def ours(facts: Iterable[Triple], shapes: Iterable[Triple]) -> set[Verdict]:
    """Give of minkg what `reference` gives."""
    return {
        (
            _spelt(r.focus),
            _spelt(r.shape),
            # we name a text where the reference names only the property
            "" if r.component == "uniqueLang" else _spelt(r.value),
            r.severity,
        )
        for r in results_of(FactIndex(facts), FactIndex(shapes))
    }
