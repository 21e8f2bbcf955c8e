"""The whole graph in other formats, for other tools."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from minkg.exports import networks as networks
from minkg.exports import tables as tables
from minkg.graph import network
from minkg.graph.sparql import declared
from minkg.graph.terms import plain
from minkg.home import write_files
from minkg.words import BadInput
from minkg.words.lookup import CHOOSE, pick
from minkg.words.names import PREFIXES, expand

if TYPE_CHECKING:
    from minkg.graph import Graph

EXPORT_FORMATS = MappingProxyType(
    {
        "trig": (".trig", "RDF: TriG, with passages"),
        "ttl": (".ttl", "RDF: Turtle, without passages"),
        "nt": (".nt", "RDF: N-Triples, without passages"),
        "nq": (".nq", "RDF: N-Quads, with passages"),
        "jsonld": (".jsonld", "RDF: JSON-LD, with passages"),
        "rdfxml": (".rdf", "RDF: RDF/XML, without passages"),
        "graphml": (".graphml", "network: GraphML, for yEd, Gephi, igraph, NetworkX"),
        "gexf": (".gexf", "network: GEXF, for Gephi"),
        "csv": (".csv", "network: two tables, one of entries and one of links"),
        "dot": (".dot", "network: DOT, for Graphviz"),
        "cytoscape": (".cyjs", "network: JSON, for Cytoscape and Cytoscape.js"),
        "cx2": (".cx2", "network: CX2, for Cytoscape and NDEx"),
        "kumu": (".kumu.json", "network: blueprint, for Kumu"),
        "canvas": (".canvas", "network: JSON Canvas, for Obsidian"),
        "mermaid": (".mmd", "network: flow chart of one entry, for Mermaid"),
        "neo4j": (".neo4j.csv", "network: two tables, nodes and relationships, for Neo4j"),
        "xlsx": (".xlsx", "network: a workbook with the sheets nodes and edges"),
        "sssom": (".sssom.tsv", "mappings to other vocabularies: SSSOM"),
    }
)
_RDF = {
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_JUSTIFIED = "semapv:ManualMappingCuration"


def export(
    graph: "Graph", form: str, path: Path, lang: str = "en", entry: str | None = None
) -> list[Path]:
    """Write the graph to a file in one of FORMATS and give the files written.

    Formats with passages keep every passage as a named graph; the others hold each
    fact once. `csv` writes `<stem>-nodes.csv` and `<stem>-edges.csv`, `neo4j` nodes and
    relationships. With `entry` a network is only that entry and what it is linked to; Mermaid
    wants one. The same facts give the same bytes. Labels of a network are in the language.
    A file is replaced only when its successor is complete.
    """
    _check(form, entry)
    if form in _RDF:
        return _written({path: _rdf(_quads(graph), _RDF[form])})
    if form == "sssom":
        return _written({path: _sssom(graph).encode()})
    name = graph[entry].name if entry is not None else None
    net = network(graph, lang)
    if name is not None:
        net = networks.neighbourhood(net, name)
    if form in _TEXTS:
        return _written({path: _TEXTS[form](net).encode()})
    if form == "xlsx":
        return _written({path: tables.workbook(net)})
    stem = path.stem if path.suffix == ".csv" else path.name
    first, second = tables.csv_tables(net) if form == "csv" else tables.neo4j_tables(net)
    rest = "edges" if form == "csv" else "relationships"
    return _written(
        {path.with_name(f"{stem}-nodes.csv"): first, path.with_name(f"{stem}-{rest}.csv"): second}
    )


def _check(form: str, entry: str | None) -> None:
    """Refuse a format that is not there, and an entry where it makes no sense."""
    _, about = pick(form, EXPORT_FORMATS, "no export format is called '{name}'")
    if form == "mermaid" and entry is None:
        raise BadInput(
            "Mermaid draws the neighbourhood of one entry, not the whole graph",
            hint="`minkg export mermaid --entry NAME`; `minkg find TEXT` searches all names",
        )
    if entry is not None and not about.startswith("network"):
        raise BadInput(
            "'{name}' holds all facts; `--entry` is for networks",
            name=form,
            hint=CHOOSE,
            choices=", ".join(
                f for f, (_, what) in EXPORT_FORMATS.items() if what.startswith("network")
            ),
        )


def quads_text(graph: "Graph") -> str:
    r"""Give all facts as N-Quads, sorted.

    >>> import minkg
    >>> quads_text(minkg.load()).endswith(" .\n")
    True
    """
    return "".join(sorted(f"{quad} .\n" for quad in _quads(graph)))


def _quads(graph: "Graph") -> list[ox.Quad]:
    """Give the facts in sight by graph, subject and predicate; nameless nodes get steady names."""
    quads: Iterable[ox.Quad] = graph.store.quads()
    if graph.graphs is not None:
        seen = {ox.NamedNode(name) for name in graph.graphs}
        quads = (quad for quad in quads if quad.graph_name in seen)
    named, nameless = [], ox.Dataset()
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            nameless.add(quad)
        else:
            named.append(quad)
    nameless.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted([*named, *nameless], key=_order)


def _order(quad: ox.Quad) -> tuple[str, ...]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _rdf(quads: list[ox.Quad], form: ox.RdfFormat) -> bytes:
    if form.supports_datasets:
        return ox.serialize(quads, format=form, prefixes=PREFIXES) or b""
    triples = {str(quad.triple): quad.triple for quad in quads}
    ordered = [triples[text] for text in sorted(triples)]
    return ox.serialize(ordered, format=form, prefixes=PREFIXES) or b""


_TEXTS: dict[str, Callable[[Any], str]] = {
    "graphml": networks.graphml,
    "gexf": networks.gexf,
    "dot": networks.dot,
    "cytoscape": networks.cytoscape,
    "cx2": networks.cx2,
    "kumu": networks.kumu,
    "canvas": networks.canvas,
    "mermaid": networks.mermaid,
}


def _sssom(graph: "Graph") -> str:
    """Write mappings as the Simple Standard for Sharing Ontological Mappings has it."""
    matches = " ".join(
        f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")
    )
    rows = graph.select(
        declared(
            f"SELECT DISTINCT ?subject ?match ?object WHERE {{ VALUES ?match {{ {matches} }} "
            "?subject ?match ?object } ORDER BY ?subject ?match ?object"
        )
    )
    lines = [
        "#curie_map:",
        f"#  minkg: {PREFIXES['']}",
        f"#  skos: {PREFIXES['skos']}",
        "#  semapv: https://w3id.org/semapv/vocab/",
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#mapping_set_id: https://w3id.org/minkg/mappings",
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification",
    ]
    for subject, match, target in rows:
        name = plain(subject)
        label = graph.label(expand(name)).text
        cells = (f"minkg:{name}", label, plain(match), plain(target), _JUSTIFIED)
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _written(contents: dict[Path, bytes]) -> list[Path]:
    write_files(contents)
    return list(contents)
