"""The whole graph in other formats, read again by the tools that it is meant for."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import networkx
import pytest
import rdflib
from rdflib.compare import IsomorphicGraph, to_isomorphic

import minkg
from minkg import KnowledgeGraph
from minkg.exports import networks as export_networks
from minkg.exports.formats import EXPORT_FORMATS, export, quads_text
from tests.tools.exporting import links, written

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib and pydot
]
QUADS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
TRIPLES = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}


@pytest.mark.ci
@pytest.mark.parametrize("form", TRIPLES)
def test_triple_formats_hold_each_fact_once(
    kg: KnowledgeGraph, union: IsomorphicGraph, form: str, tmp_path: Path
) -> None:
    graph = rdflib.Graph().parse(
        data=written(kg, form, tmp_path).read_bytes(), format=TRIPLES[form]
    )
    assert to_isomorphic(graph) == union


@pytest.mark.ci
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
        " for f, (s, _) in e.EXPORT_FORMATS.items()]"
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


@pytest.mark.ci
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
    assert str(tmp_path / "nowhere" / "x") in str(caught.value.place)
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
