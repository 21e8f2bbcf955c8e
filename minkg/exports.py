"""The whole graph in other formats, for other tools."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from minkg.errors import NotFound
from minkg.names import PREFIXES, expand, nearest
from minkg.network import network
from minkg.places import write_files
from minkg.table import plain

if TYPE_CHECKING:
    import networkx

    from minkg.graph import Graph

    Net: TypeAlias = networkx.MultiDiGraph[str]

FORMATS = MappingProxyType(
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
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOSE = "did you mean `{close}`? choose one of: {choices}"
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": ""})


def export(graph: "Graph", form: str, path: Path, lang: str = "en") -> list[Path]:
    """Write the graph to a file in one of FORMATS and give the files written.

    Formats with passages keep every passage as a named graph; the others hold each
    fact once. `csv` writes `<stem>-nodes.csv` and `<stem>-edges.csv`. The same facts
    give the same bytes. Labels of a network are in the language. A file is replaced
    only when its successor is complete.
    """
    if form not in FORMATS:
        close = nearest(form, FORMATS)
        raise NotFound(
            "no export format is called '{name}'",
            hint=_CLOSE if close else "choose one of: {choices}",
            name=form, close=close, choices=", ".join(FORMATS),
        )  # fmt: skip
    if form in _RDF:
        return _written({path: _rdf(_quads(graph), _RDF[form])})
    if form == "sssom":
        return _written({path: _sssom(graph).encode()})
    if form == "csv":
        stem = path.stem if path.suffix == ".csv" else path.name
        nodes, edges = _csv(network(graph, lang))
        return _written(
            {path.with_name(f"{stem}-nodes.csv"): nodes, path.with_name(f"{stem}-edges.csv"): edges}
        )
    return _written({path: _NETWORK[form](network(graph, lang)).encode()})


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


def _csv(net: "Net") -> tuple[bytes, bytes]:
    nodes = [{"id": node, **data} for node, data in net.nodes(data=True)]
    edges = [{"source": s, "target": t, **data} for s, t, data in net.edges(data=True)]
    return (
        _table(("id", "label", "kind", "language", "official"), nodes),
        _table(("source", "target", "predicate", "label", "passage", "state"), edges),
    )


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> bytes:
    """Write a table as spreadsheet programs expect it: UTF-8 that says so in its first bytes."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({key: _word(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _graphml(net: "Net") -> str:
    import networkx

    return "\n".join(networkx.generate_graphml(_printable(net))) + "\n"


def _gexf(net: "Net") -> str:
    import networkx

    text = "\n".join(networkx.generate_gexf(_printable(net))) + "\n"
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)


def _printable(net: "Net") -> "Net":
    """Leave out the control signs that XML does not take."""
    copy = net.copy()
    attributes = [data for _, data in copy.nodes(data=True)]
    attributes += [data for *_, data in copy.edges(data=True)]
    for data in attributes:
        for key, value in data.items():
            if isinstance(value, str):
                data[key] = _UNPRINTABLE.sub("", value)
    return copy


def _dot(net: "Net") -> str:
    lines = [f"    {_quoted(node)} [{_list(data)}];\n" for node, data in net.nodes(data=True)]
    lines += [
        f"    {_quoted(source)} -> {_quoted(target)} [{_list(data)}];\n"
        for source, target, data in net.edges(data=True)
    ]
    return "".join(["digraph minkg {\n", '    charset="UTF-8";\n', *lines, "}\n"])


def _list(data: dict[str, Any]) -> str:
    return ", ".join(f"{key}={_quoted(_word(value))}" for key, value in data.items())


def _quoted(text: str) -> str:
    r"""Write a DOT string.

    >>> print(_quoted('the "Global" \\ one'))
    "the \"Global\" \\ one"
    """
    return f'"{text.translate(_DOT)}"'


def _cytoscape(net: "Net") -> str:
    import networkx

    return json.dumps(networkx.cytoscape_data(net), ensure_ascii=False, indent=1) + "\n"


_NETWORK: dict[str, Callable[[Any], str]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "dot": _dot,
    "cytoscape": _cytoscape,
}


def _sssom(graph: "Graph") -> str:
    """Write mappings as the Simple Standard for Sharing Ontological Mappings has it."""
    matches = " ".join(
        f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")
    )
    rows = graph.select(
        f"PREFIX skos: <{PREFIXES['skos']}> SELECT DISTINCT ?subject ?match ?object WHERE {{ "
        f"VALUES ?match {{ {matches} }} ?subject ?match ?object }} ORDER BY ?subject ?match ?object"
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
