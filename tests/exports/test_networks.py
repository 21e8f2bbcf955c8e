"""Entries and links as networks, read again by the programs that they are meant for."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg import KnowledgeGraph
from minkg.exports import networks as export_networks
from minkg.exports import tables as export_tables
from minkg.exports.formats import EXPORT_FORMATS
from minkg.graph.entry_network import network
from tests.tools.exporting import links, nodes, written

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib and pydot
]

CX2_KEYS = ("predicate", "interaction", "passage", "state")


def test_graphml(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    read = networkx.read_graphml(written(kg, "graphml", tmp_path), force_multigraph=True)
    assert nodes(read) == nodes(net)
    assert links(read) == links(net)


def test_gexf(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    file = written(kg, "gexf", tmp_path)
    read = networkx.read_gexf(file)
    assert nodes(read) == nodes(net)
    assert links(read) == links(net)
    text = file.read_text("utf-8")
    assert "lastmodified" not in text
    assert "viz:color" in text
    assert ' a="' not in text
    places = {tuple(data["viz"]["position"].values()) for _, data in read.nodes(data=True)}
    assert len(places) == len(net)


def test_cytoscape(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    content = json.loads(written(kg, "cytoscape", tmp_path).read_text("utf-8"))
    read = networkx.cytoscape_graph(content)
    assert nodes(read) == nodes(net)
    assert links(read) == links(net)
    assert content["elements"]["nodes"][0]["data"]["id"] == min(net)


@pytest.mark.ci
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_igraph_and_networkx_agree(
    kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", form: str, tmp_path: Path
) -> None:
    if form == "graphml":
        read = igraph.Graph.Read_GraphML(str(written(kg, form, tmp_path)))
        assert (read.vcount(), read.ecount()) == (len(net), net.number_of_edges())
        assert {v["id"]: v["label"] for v in read.vs} == dict(net.nodes(data="label"))
    else:
        root = ElementTree.parse(written(kg, form, tmp_path)).getroot()
        names = Counter(element.tag.rpartition("}")[2] for element in root.iter())
        assert (names["node"], names["edge"]) == (len(net), net.number_of_edges())


def test_cx2(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    first, *parts = json.loads(written(kg, "cx2", tmp_path).read_text("utf-8"))
    assert first == {"CXVersion": "2.0", "hasFragments": False}
    assert parts[-1] == {"status": [{"error": "", "success": True}]}
    aspects = {name: those for part in parts for name, those in part.items()}
    counts = {one["name"]: one["elementCount"] for one in aspects["metaData"]}
    assert counts == {name: len(aspects[name]) for name in counts}
    (declared,) = aspects["attributeDeclarations"]
    for kind in ("nodes", "edges"):
        for one in aspects[kind]:
            assert one["v"].keys() == declared[kind].keys()
    names = {one["id"]: one["v"]["represents"] for one in aspects["nodes"]}
    assert {names[n["id"]]: n["v"]["name"] for n in aspects["nodes"]} == dict(
        net.nodes(data="label")
    )
    assert links(net) == sorted(
        (names[e["s"]], names[e["t"]], *(e["v"][k] for k in CX2_KEYS)) for e in aspects["edges"]
    )


def test_kumu(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    read = json.loads(written(kg, "kumu", tmp_path).read_text("utf-8"))
    ids = [one["id"] for one in (*read["elements"], *read["connections"])]
    assert len(ids) == len(set(ids)) == len(net) + net.number_of_edges()
    assert {e["id"]: (e["label"], e["type"]) for e in read["elements"]} == {
        name: facts[:2] for name, facts in nodes(net).items()
    }
    keys = ("from", "to", "type", "passage", "state")
    assert sorted(tuple(c[k] for k in keys) for c in read["connections"]) == sorted(
        (s, t, *rest) for s, t, _, *rest in links(net)
    )
    assert {c["direction"] for c in read["connections"]} == {"directed"}


def test_canvas(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    read = json.loads(written(kg, "canvas", tmp_path).read_text("utf-8"))
    cards = {one["id"]: one for one in read["nodes"] if one["type"] == "text"}
    groups = [one for one in read["nodes"] if one["type"] == "group"]
    assert cards.keys() == set(net)
    assert {group["label"] for group in groups} == {data["kind"] for _, data in net.nodes.items()}
    for boxes in (list(cards.values()), groups):
        assert touching(boxes) == []
    assert {(e["fromNode"], e["toNode"], e["label"]) for e in read["edges"]} == {
        (s, t, data["label"]) for s, t, data in net.edges(data=True)
    }
    ids = [one["id"] for one in (*read["nodes"], *read["edges"])]
    assert len(ids) == len(set(ids))


def touching(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give the pairs of boxes that lie on each other."""
    ordered = sorted(boxes, key=lambda box: int(box["x"]))
    return [
        (one["id"], other["id"])
        for at, one in enumerate(ordered)
        for other in ordered[at + 1 :]
        if other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    ]


def test_mermaid(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    name = "global-sand-observatory"
    head, *lines = written(kg, "mermaid", tmp_path, entry=name).read_text("utf-8").splitlines()
    assert head == "flowchart LR"
    cards = [line for line in lines if "-->" not in line]
    near = {name, *net.predecessors(name), *net.successors(name)}
    assert len(cards) == len(near)
    assert all(re.fullmatch(r'    n\d+\["[^"\[\]<>]+"\]', card) for card in cards)
    arrows = [line for line in lines if "-->" in line]
    assert all(re.fullmatch(r'    n\d+ -->\|"[^"|]+"\| n\d+', arrow) for arrow in arrows)
    assert len(arrows) == len(
        {(s, t, data["label"]) for s, t, data in net.edges(data=True) if name in (s, t)}
    )


def test_dot(tiny: KnowledgeGraph, tmp_path: Path) -> None:
    pydot, net = pytest.importorskip("pydot"), network(tiny)
    (graph,) = pydot.graph_from_dot_file(written(tiny, "dot", tmp_path), encoding="utf-8")

    def plain(text: str) -> str:
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")

    def values(part: Any, *keys: str) -> tuple[str, ...]:
        return tuple(plain(part.get(key)) for key in keys)

    keys = ("predicate", "label", "passage", "state")
    assert links(net) == sorted(
        (plain(edge.get_source()), plain(edge.get_destination()), *values(edge, *keys))
        for edge in graph.get_edges()
    )
    found = {plain(n.get_name()): values(n, "label", "kind", "language") for n in graph.get_nodes()}
    assert found == {name: facts[:3] for name, facts in nodes(net).items()}


@pytest.mark.parametrize(
    "form", [form for form, (_, what) in EXPORT_FORMATS.items() if what.startswith("network")]
)
def test_awkward_labels_survive(
    kg: KnowledgeGraph, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = '=a "b" \\ <script>c</script> & [d]; e|\nпесок 沙 رمل'
    awkward: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    awkward.add_node("x", label=label + "\x0b", kind="topic", language="en", official=True)
    edge = {"predicate": "mk:y", "passage": "", "state": "", "label": label}
    awkward.add_edge("x", "x", **edge)
    awkward.add_edge("x", "x", **edge)
    monkeypatch.setattr("minkg.exports.formats.network", lambda graph, lang: awkward)
    monkeypatch.setattr("minkg.graph.graph.Graph.__getitem__", lambda graph, name: Named("x"))
    entry = "x" if form == "mermaid" else None
    file = written(kg, form, tmp_path, entry=entry)
    if form in ("graphml", "gexf"):
        read = getattr(networkx, f"read_{form}")(file)
        assert read.nodes["x"]["label"] == label
        assert read.number_of_edges() == 2
    elif form == "dot":
        pydot = pytest.importorskip("pydot")
        (graph,) = pydot.graph_from_dot_file(file, encoding="utf-8")
        assert len(graph.get_edges()) == 2
    else:
        assert AWKWARD[form](file, label)


class Named:
    """Something with a name."""

    def __init__(self, name: str) -> None:
        self.name = name


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


AWKWARD = {
    "cytoscape": lambda file, label: (
        label in json.loads(file.read_text("utf-8"))["elements"]["nodes"][0]["data"]["label"]
    ),
    "cx2": lambda file, label: (
        label in json.loads(file.read_text("utf-8"))[4]["nodes"][0]["v"]["name"]
    ),
    "kumu": lambda file, label: (
        label in json.loads(file.read_text("utf-8"))["elements"][0]["label"]
    ),
    "canvas": lambda file, label: (
        "&lt;script&gt;" in json.loads(file.read_text("utf-8"))["nodes"][1]["text"]
    ),
    "mermaid": lambda file, label: (
        not {"<", "&", "=", "\\"} & set(file.read_text("utf-8"))
        and "песок 沙 رمل" in file.read_text("utf-8")
    ),
    "csv": lambda file, label: _rows(file)[1][1] == f"'{label}\x0b",
    "neo4j": lambda file, label: (
        _rows(file)[1][1] == (label + "\x0b").replace("\n", " ")
        and len(file.read_bytes().splitlines()) == 2
    ),
    "xlsx": lambda file, label: openpyxl.load_workbook(file)["nodes"]["B2"].value == label,
}


@given(st.text(), st.text())
def test_any_label_is_only_a_label_in_mermaid_and_neo4j(label: str, link: str) -> None:
    net: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    net.add_node("x", label=label, kind="topic", language="en", official=True)
    net.add_edge("x", "x", predicate="mk:y", passage="", state="", label=link)
    _, card, arrow, *rest = export_networks.mermaid(net).split("\n")
    assert re.fullmatch(r'    n0\["[^"\[\]<>&`{}|\\]+"\]', card)
    assert re.fullmatch(r'    n0 -->\|"[^"\[\]<>&`{}|\\]+"\| n0', arrow)
    assert rest == [""]
    for table, text in zip(export_tables.neo4j_tables(net), (label, link), strict=True):
        (row,) = csv.DictReader(io.StringIO(table.decode(), newline=""))
        assert row["label"] == re.sub(r"[\r\n]+", " ", text)


@given(st.lists(st.sampled_from("abcdefg"), max_size=60))
def test_no_two_entries_stand_in_one_place(kinds: list[str]) -> None:
    net: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for number, kind in enumerate(kinds):
        net.add_node(str(number), label="x", kind=kind, language="", official=True)
    read = json.loads(export_networks.canvas(net))["nodes"]
    for form in ("text", "group"):
        assert touching([one for one in read if one["type"] == form]) == []
