"""What this endpoint is (SPARQL service description) and what the graph holds (VoID)."""

from collections.abc import Iterator

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from minkg.knowledge import KnowledgeGraph
from minkg.site.web.answering import answered
from minkg.site.web.options import site_of
from minkg.site.workers.jobs import QueryJob, Written, facts_written
from minkg.site.workers.media_types import GRAPHS, TABLES, choose, not_acceptable
from minkg.words import VERSION
from minkg.words.names import ENTRY, ONTOLOGY, PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_NAMED = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "trig": "TriG", "ntriples": "N-Triples",
    "nquads": "N-Quads", "jsonld": "JSON-LD", "rdfxml": "RDF_XML",
}  # fmt: skip
_COUNTS = """SELECT ?kind ?x (COUNT(*) AS ?n) WHERE {
  { SELECT DISTINCT ?kind ?x ?s ?o WHERE {
    { ?s a ?x . BIND("class" AS ?kind) BIND("" AS ?o) } UNION
    { ?s ?x ?o . BIND("property" AS ?kind) } } }
} GROUP BY ?kind ?x ORDER BY ?kind ?x"""
_TOTALS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
(COUNT(DISTINCT ?o) AS ?objects) WHERE { { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } } }"""
Value = ox.NamedNode | ox.BlankNode | ox.Literal
Facts = Iterator[ox.Triple]


async def description(request: Request) -> Response:
    """Describe the endpoint."""
    may_change = bool(site_of(request).options.token)
    return await answered(
        request, describe_endpoint, _job(request), str(request.base_url), may_change
    )


async def dataset(request: Request) -> Response:
    """Describe the graph: how large it is, its classes and properties, where to get it."""
    return await answered(request, describe_dataset, _job(request), str(request.base_url))


def _job(request: Request) -> QueryJob:
    choice = choose(_plain(request.headers.get("accept")), GRAPHS)
    if choice is None:
        raise not_acceptable(GRAPHS)
    return QueryJob("", graph=choice)


def _plain(accept: str | None) -> str | None:
    """Let a client that takes pages have the text, where nobody made a page."""
    return f"{accept}, text/turtle;q=0.01" if accept and "text/html" in accept else accept


def describe_endpoint(
    graph: KnowledgeGraph, asked: QueryJob, base: str, may_change: bool
) -> Written:
    """Write the description of the endpoint at `base`sparql."""
    del graph
    return facts_written(endpoint(base, may_change), asked)


def describe_dataset(graph: KnowledgeGraph, asked: QueryJob, base: str) -> Written:
    """Write the description of the graph."""
    return facts_written(survey(graph, base), asked)


def endpoint(base: str, may_change: bool) -> Facts:
    """Give the service description of the endpoint at `base`sparql."""
    me, data = ox.NamedNode(f"{base}sparql"), ox.BlankNode("dataset")
    yield _fact(me, "rdf:type", f"{SD}Service")
    yield _fact(me, f"{SD}endpoint", me.value)
    languages = ("SPARQL11Query", "SPARQL11Update") if may_change else ("SPARQL11Query",)
    for language in languages:
        yield _fact(me, f"{SD}supportedLanguage", SD + language)
    yield _fact(me, f"{SD}feature", f"{SD}UnionDefaultGraph")
    for form in (*TABLES, *GRAPHS):
        yield _fact(me, f"{SD}resultFormat", FORMATS + _NAMED[form.name])
    yield ox.Triple(me, ox.NamedNode(f"{SD}defaultDataset"), data)
    yield _fact(data, "rdf:type", f"{SD}Dataset")
    yield ox.Triple(data, ox.NamedNode(f"{SD}defaultGraph"), ox.BlankNode("union"))
    yield _fact(ox.BlankNode("union"), "rdf:type", f"{SD}Graph")
    yield _fact(data, "rdfs:seeAlso", f"{base}.well-known/void")
    yield ox.Triple(me, _iri("rdfs:comment"), ox.Literal(f"minkg {VERSION}", language="en"))


def survey(graph: KnowledgeGraph, base: str) -> Facts:
    """Give the VoID description of the graph."""
    me = ox.NamedNode(f"{base}.well-known/void#minkg")
    yield _fact(ox.NamedNode(f"{base}.well-known/void"), "rdf:type", f"{VOID}DatasetDescription")
    yield _fact(ox.NamedNode(f"{base}.well-known/void"), "foaf:primaryTopic", me.value)
    yield _fact(me, "rdf:type", f"{VOID}Dataset")
    yield ox.Triple(me, _iri("dcterms:title"), ox.Literal("minkg", language="en"))
    yield _fact(me, "dcterms:license", LICENSE)
    yield _fact(me, f"{VOID}sparqlEndpoint", f"{base}sparql")
    yield _fact(me, f"{VOID}dataDump", f"{base}graphs")
    yield ox.Triple(me, ox.NamedNode(f"{VOID}uriSpace"), ox.Literal(ENTRY))
    for vocabulary in (ONTOLOGY, PREFIXES["skos"], PREFIXES["dcterms"], PREFIXES["prov"]):
        yield _fact(me, f"{VOID}vocabulary", vocabulary)
    totals = graph.select(_TOTALS)
    names = ("triples", "distinctSubjects", "distinctObjects")
    for name, value in zip(names, totals.rows[0], strict=True):
        yield ox.Triple(me, ox.NamedNode(VOID + name), value or ox.Literal(0))
    yield from _partitions(graph, me)


def _partitions(graph: KnowledgeGraph, me: ox.NamedNode) -> Facts:
    """Count by class and by property."""
    count = {"class": "entities", "property": "triples"}
    for number, (kind, term, many) in enumerate(graph.select(_COUNTS)):
        if kind is None or term is None or many is None:
            continue
        part = ox.BlankNode(f"part{number}")
        yield ox.Triple(me, ox.NamedNode(f"{VOID}{kind.value}Partition"), part)
        yield ox.Triple(part, ox.NamedNode(VOID + kind.value), term)
        yield ox.Triple(part, ox.NamedNode(VOID + count[kind.value]), many)


def _iri(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else name)


def _fact(subject: ox.NamedNode | ox.BlankNode, verb: str, value: str) -> ox.Triple:
    return ox.Triple(subject, _iri(verb), ox.NamedNode(value))
