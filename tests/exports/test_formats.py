"""The whole graph in other formats, read again by the tools that it is meant for."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx
import openpyxl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import IsomorphicGraph, to_isomorphic

import minkg
from minkg import KnowledgeGraph
from minkg.exports import networks as export_networks
from minkg.exports import tables as export_tables
from minkg.exports.formats import EXPORT_FORMATS, export, quads_text
from minkg.graph.entry_network import network

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib and pydot
]
QUADS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
CX2_KEYS = ("predicate", "interaction", "passage", "state")
TRIPLES = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    return minkg.load()


@pytest.fixture(scope="module")
def net(kg: KnowledgeGraph) -> "networkx.MultiDiGraph[str]":
    return network(kg)


@pytest.fixture(scope="module")
def union(kg: KnowledgeGraph) -> IsomorphicGraph:
    """All facts, each once, as rdflib reads them from N-Quads."""
    graph = rdflib.Graph()
    for triple in kg.rdflib.triples((None, None, None)):
        graph.add(triple)
    return to_isomorphic(graph)


def written(
    kg: KnowledgeGraph, form: str, folder: Path, lang: str = "en", entry: str | None = None
) -> Path:
    """Give the file that an export wrote, the first of two."""
    files = export(kg, form, folder / f"minkg{EXPORT_FORMATS[form][0]}", lang, entry)
    assert all(file.is_file() for file in files)
    assert {file.name for file in folder.iterdir()} == {file.name for file in files}
    return files[0]


def links(net: Any) -> list[tuple[str, ...]]:
    return sorted(
        (source, target, data["predicate"], data["label"], data["passage"], data["state"])
        for source, target, data in net.edges(data=True)
    )


def nodes(net: Any) -> dict[str, tuple[str, str, str, bool]]:
    return {
        name: (data["label"], data["kind"], data["language"], data["official"])
        for name, data in net.nodes(data=True)
    }


@pytest.mark.parametrize("form", TRIPLES)
def test_triple_formats_hold_each_fact_once(
    kg: KnowledgeGraph, union: IsomorphicGraph, form: str, tmp_path: Path
) -> None:
    graph = rdflib.Graph().parse(
        data=written(kg, form, tmp_path).read_bytes(), format=TRIPLES[form]
    )
    assert to_isomorphic(graph) == union


@pytest.mark.parametrize("form", QUADS)
def test_quad_formats_keep_the_passages(
    kg: KnowledgeGraph, union: IsomorphicGraph, form: str, tmp_path: Path
) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written(kg, form, tmp_path).read_bytes(), format=QUADS[form])
    graphs = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    assert graphs == Counter(str(q.graph_name)[1:-1] for q in kg.store.quads())
    everything = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        everything.add(triple)
    assert to_isomorphic(everything) == union


def test_all_quads_are_written(kg: KnowledgeGraph) -> None:
    assert len(quads_text(kg).splitlines()) == len(kg.store)


@pytest.mark.parametrize("form", ["ttl", "trig", "rdfxml"])
def test_short_names_are_used(kg: KnowledgeGraph, form: str, tmp_path: Path) -> None:
    assert "mk:coversStage" in written(kg, form, tmp_path).read_text("utf-8")


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


def test_csv(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    first, second = export(kg, "csv", tmp_path / "minkg.csv")
    assert (first.name, second.name) == ("minkg-nodes.csv", "minkg-edges.csv")
    assert first.read_bytes().startswith(b"\xef\xbb\xbf")
    with first.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    official = {"true": True, "false": False}
    assert {
        row["id"]: (row["label"], row["kind"], row["language"], official[row["official"]])
        for row in rows
    } == nodes(net)
    with second.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows_of_links = [tuple(row) for row in csv.reader(stream)]
    assert head == ("source", "target", "predicate", "label", "passage", "state")
    assert sorted(rows_of_links) == links(net)


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


def test_neo4j(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    first, second = export(kg, "neo4j", tmp_path / "minkg.csv")
    assert (first.name, second.name) == ("minkg-nodes.csv", "minkg-relationships.csv")
    with first.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["name:ID", "label", "language", "official:boolean", ":LABEL"]
    assert {row["name:ID"]: row["label"] for row in rows} == dict(net.nodes(data="label"))
    assert all(re.fullmatch(r"Entry;[A-Z]\w+", row[":LABEL"]) for row in rows)
    assert {row["official:boolean"] for row in rows} <= {"true", "false"}
    with second.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert {row[":START_ID"] for row in found} | {row[":END_ID"] for row in found} <= set(net)
    assert all(re.fullmatch("[A-Z_]+", row[":TYPE"]) for row in found)
    assert len(found) == net.number_of_edges()
    for file in (first, second):
        assert len(file.read_text("utf-8").splitlines()) == 1 + len(
            rows if file == first else found
        )


def test_xlsx(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(kg, "xlsx", tmp_path))
    assert book.sheetnames == ["nodes", "edges"]
    rows = {name: list(book[name].values) for name in book.sheetnames}
    assert {row[0]: row[1] for row in rows["nodes"][1:]} == dict(net.nodes(data="label"))
    assert sorted(tuple(cell or "" for cell in row) for row in rows["edges"][1:]) == links(net)


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


def test_a_neighbourhood_is_exported_as_any_network(
    kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path
) -> None:
    read = networkx.read_graphml(
        written(kg, "graphml", tmp_path, entry="GISTM"), force_multigraph=True
    )
    name = kg["GISTM"].name
    assert links(read) == [link for link in links(net) if name in link[:2]]


@pytest.mark.parametrize(
    ("form", "entry", "said"),
    [
        ("mermaid", None, "the neighbourhood of one entry"),
        ("ttl", "unep", "`--entry` is for networks"),
        ("mermaid", "extraction", "no more than 10 links, and here are"),
        ("mermaid", "marine-sand-wach", "did you mean `marine-sand-watch`"),
    ],
)
def test_a_neighbourhood_that_makes_no_sense_is_refused(
    kg: KnowledgeGraph,
    form: str,
    entry: str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_networks, "MERMAID_MOST", 10)
    with pytest.raises(minkg.MinkgError) as caught:
        export(kg, form, tmp_path / "x", entry=entry)
    assert said in str(caught.value)
    assert "hint: " in str(caught.value)
    assert not list(tmp_path.iterdir())


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
        "\\<script\\>" in json.loads(file.read_text("utf-8"))["nodes"][1]["text"]
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


def test_an_empty_home_is_exported(tmp_path: Path) -> None:
    for folder in ("ontology", "shapes", "queries"):
        (tmp_path / folder).symlink_to(Path(__file__).parents[2] / folder)
    (tmp_path / "data").mkdir()
    kg = minkg.load(tmp_path)
    for form in sorted(EXPORT_FORMATS.keys() - {"mermaid"}):
        assert all(file.stat().st_size for file in export(kg, form, tmp_path / f"x.{form}"))


def test_labels_are_in_the_language(kg: KnowledgeGraph, tmp_path: Path) -> None:
    read = networkx.read_gexf(written(kg, "gexf", tmp_path, lang="ar"))
    assert read.nodes["extraction"]["label"] == kg["extraction"].label("ar")


def test_checked_only_exports_checked_passages_only(kg: KnowledgeGraph, tmp_path: Path) -> None:
    checked = kg.checked()
    dataset = rdflib.Dataset()
    dataset.parse(data=written(checked, "trig", tmp_path).read_bytes(), format="trig")
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert names <= set(checked.graphs or ())
    assert len(quads_text(checked)) < len(quads_text(kg))


@pytest.fixture(scope="module")
def elsewhere(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All formats, written by another process with another order of sets."""
    folder = tmp_path_factory.mktemp("elsewhere")
    code = (
        "import sys, pathlib, minkg, minkg.exports as e; kg = minkg.load(sys.argv[1]);"
        "folder = pathlib.Path(sys.argv[2]);"
        "[e.export(kg, f, folder / f'minkg{s}', entry='unep' if f == 'mermaid' else None)"
        " for f, (s, _) in e.FORMATS.items()]"
    )
    subprocess.run(
        [sys.executable, "-c", code, kg.home.path, folder],
        check=True,
        env={
            **os.environ,
            "PYTHONHASHSEED": "7",
            "PYTHONPATH": str(Path(minkg.__path__[0]).parent),
        },
    )
    return folder


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_the_same_facts_give_the_same_bytes(
    kg: KnowledgeGraph, elsewhere: Path, form: str, tmp_path: Path
) -> None:
    entry = "unep" if form == "mermaid" else None
    for file in export(kg, form, tmp_path / f"minkg{EXPORT_FORMATS[form][0]}", entry=entry):
        assert file.read_bytes() == (elsewhere / file.name).read_bytes()


def test_an_unknown_format_names_the_nearest_or_the_choices(
    kg: KnowledgeGraph, tmp_path: Path
) -> None:
    with pytest.raises(minkg.NotFound) as caught:
        export(kg, "graphlm", tmp_path / "x")
    assert "no export format is called 'graphlm'" in str(caught.value)
    assert "did you mean `graphml`" in str(caught.value)
    with pytest.raises(minkg.NotFound, match="choose one of: trig, ttl"):
        export(kg, "shapefile", tmp_path / "x")


@pytest.mark.parametrize("form", ["ttl", "csv", "dot"])
def test_a_folder_that_is_not_there_is_told(kg: KnowledgeGraph, form: str, tmp_path: Path) -> None:
    with pytest.raises(minkg.Unavailable) as caught:
        export(kg, form, tmp_path / "nowhere" / "x.csv")
    assert str(tmp_path / "nowhere" / "x") in caught.value.place
    assert "cannot be written" in str(caught.value)
    assert "hint: " in str(caught.value)


def test_a_folder_is_not_overwritten(kg: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "x.ttl").mkdir()
    with pytest.raises(minkg.Unavailable, match="Is a directory"):
        export(kg, "ttl", tmp_path / "x.ttl")
    assert [file.name for file in tmp_path.iterdir()] == ["x.ttl"]


@pytest.mark.parametrize("form", ["ttl", "csv"])
def test_nothing_half_written_is_left_when_the_disk_is_full(
    kg: KnowledgeGraph, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / ("x.ttl" if form == "ttl" else "x-nodes.csv")
    old.write_text("old")

    def full(path: Path, data: bytes) -> None:
        with path.open("wb") as stream:
            stream.write(data[:100])
        if form == "ttl" or "edges" in path.name:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(minkg.Unavailable, match="No space left on device"):
        export(kg, form, tmp_path / f"x.{form}")
    assert old.read_text() == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_link_to_a_file_stays_a_link(kg: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "y.nt"
    real.touch()
    link = tmp_path / "x.nt"
    link.symlink_to(real)
    assert export(kg, "nt", link) == [link]
    assert link.is_symlink()
    assert real.stat().st_size > 1000


def test_sssom_lists_every_mapping(kg: KnowledgeGraph, tmp_path: Path) -> None:
    text = written(kg, "sssom", tmp_path).read_text(encoding="utf-8")
    rows = list(
        csv.DictReader((line for line in text.splitlines() if line[0] != "#"), delimiter="\t")
    )
    assert all(row["subject_id"].startswith("minkg:") for row in rows)
    assert all(row["mapping_justification"] == "semapv:ManualMappingCuration" for row in rows)
    stated = kg.select(
        "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER(STRENDS(STR(?p), 'Match') && "
        "STRSTARTS(STR(?s), 'https://w3id.org/minkg/') && isIRI(?o)) }"
    )
    assert len(rows) == len({(str(s), str(p), str(o)) for s, p, o in stated})
