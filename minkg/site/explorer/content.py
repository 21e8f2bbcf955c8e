"""What a page holds before it is written: a title, what its template needs, and its formats."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from minkg.graph import Table
from minkg.graph.terms import Row
from minkg.site.workers.media_types import MediaFormat
from minkg.words import VERSION
from minkg.words.names import DATA_PREFIXES, ENTRIES_GRAPH, expand

if TYPE_CHECKING:
    from minkg.graph import Fact
    from minkg.site.explorer.page_facts import PageFacts

FILES = {
    form.name: form
    for form in (
        MediaFormat("html", ("text/html", "application/xhtml+xml"), ".html"),
        MediaFormat("ttl", ("text/turtle", "application/x-turtle"), ".ttl"),
        MediaFormat("trig", ("application/trig", "application/x-trig"), ".trig"),
        MediaFormat("jsonld", ("application/ld+json",), ".jsonld"),
        MediaFormat("json", ("application/json",), ".json"),
        MediaFormat("csv", ("text/csv",), ".csv"),
        MediaFormat("svg", ("image/svg+xml",), ".svg"),
        MediaFormat("rq", ("application/sparql-query",), ".rq"),
    )
}
_RDF = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
Writer = Callable[[], str | bytes]


class PageContent(NamedTuple):
    """A page before it is written; `forms` gives by suffix how to write it for machines."""

    title: str
    template: str
    values: Mapping[str, Any]
    forms: Mapping[str, Writer] = {}
    status: int = 200


def table_forms(make: Callable[[], Table]) -> dict[str, Writer]:
    """Give the formats of a table: CSV as spreadsheets expect it, and SPARQL results as JSON."""
    return {"csv": lambda: make().csv(for_people=True), "json": lambda: make().json()}


def items(kind: str, make: Callable[[], Iterable[object]]) -> Writer:
    """Give the format of a list of items, as the command line prints it."""

    def write() -> str:
        whole = {"minkg": VERSION, "kind": kind, "items": list(make())}
        return json.dumps(whole, ensure_ascii=False) + "\n"  # compact: written in C

    return write


def texts(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """Give a table of texts."""
    made: list[Row] = [tuple(ox.Literal(str(cell)) for cell in row) for row in rows]
    return Table(tuple(columns), made)


def quads(shelf: "PageFacts", facts: Iterable["Fact"]) -> list[ox.Quad]:
    """Give facts as RDF, with the passages that they cite described."""
    chosen = dict.fromkeys(facts)
    cited = dict.fromkeys(f.passage for f in chosen if f.passage)
    for passage in cited:
        chosen |= dict.fromkeys(f for f in shelf.facts[passage] if not f.passage)
    return [
        ox.Quad(
            ox.NamedNode(expand(fact.subject)),
            ox.NamedNode(expand(fact.predicate)),
            fact.value,
            ox.NamedNode(expand(fact.passage) if fact.passage else ENTRIES_GRAPH),
        )
        for fact in chosen
    ]


def rdf_forms(make: Callable[[], list[ox.Quad]]) -> dict[str, Writer]:
    """Give the formats of RDF: Turtle without passages as graphs, TriG and JSON-LD with them."""

    def writer(form: ox.RdfFormat) -> Writer:
        def write() -> bytes:
            facts: Any = make()
            if not form.supports_datasets:
                facts = dict.fromkeys(quad.triple for quad in facts)
            return ox.serialize(facts, format=form, prefixes=DATA_PREFIXES) or b""

        return write

    return {name: writer(form) for name, form in _RDF.items()}
