"""Entries and links as a networkx graph."""

from collections import Counter

import networkx
import pyoxigraph as ox
import pytest

import minkg
from minkg import KnowledgeGraph
from minkg.graph.entry_network import network
from minkg.graph.store import Answer
from minkg.words.names import name_of


@pytest.fixture(scope="module")
def net(kg: KnowledgeGraph) -> "networkx.MultiDiGraph[str]":
    return network(kg)


def test_every_entry_is_a_node_and_nothing_else(
    kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]"
) -> None:
    assert list(net) == sorted(kg.names)


def test_a_node_has_its_name_and_its_folder(net: "networkx.MultiDiGraph[str]") -> None:
    assert net.nodes["marine-sand-watch"] == {
        "label": "Marine Sand Watch",
        "kind": "platform",
        "language": "en",
        "official": True,
    }


def test_the_kind_is_the_folder_of_the_file(
    kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]"
) -> None:
    folders = {path.stem: path.parent.name for path in kg.home.data}
    assert {name: data["kind"] for name, data in net.nodes(data=True)} == folders


def test_labels_are_in_the_language(kg: KnowledgeGraph) -> None:
    french = network(kg, "fr")
    assert french.nodes["extraction"]["label"] == kg["extraction"].label("fr")
    assert french.nodes["extraction"]["language"] == "fr"
    edge = next(d for *_, d in french.edges(data=True) if d["predicate"] == "mk:coversStage")
    assert edge["label"] == kg.label("https://w3id.org/minkg/ontology#coversStage", "fr").text


def test_a_link_has_its_passage_and_its_review_state(net: "networkx.MultiDiGraph[str]") -> None:
    links = net.get_edge_data("marine-sand-watch", "grid-geneva").values()
    launched = next(link for link in links if link["predicate"] == "mk:launchedBy")
    assert "." in launched["passage"]
    assert launched["state"] in ("checked", "secondary", "unchecked")
    assert launched["label"]


def test_edges_are_the_facts_between_entries_in_their_passages(
    kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]"
) -> None:
    """Counted one entry at a time, by another way through the graph."""
    expected: Counter[tuple[str, ...]] = Counter()
    for entry in kg.entries():
        for fact in entry.facts:
            target = name_of(fact.value.value) if isinstance(fact.value, ox.NamedNode) else ""
            if fact.predicate != "rdf:type" and target in kg.names:
                expected[entry.name, fact.predicate, target, fact.passage, fact.state] += 1
    found = Counter(
        (s, d["predicate"], t, d["passage"], d["state"]) for s, t, d in net.edges(data=True)
    )
    assert found == expected


def test_the_hierarchy_of_concepts_is_there_and_the_types_are_not(
    net: "networkx.MultiDiGraph[str]",
) -> None:
    predicates = {data["predicate"] for *_, data in net.edges(data=True)}
    assert "skos:broader" in predicates
    assert "rdf:type" not in predicates


def test_few_questions_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    ask = KnowledgeGraph.sparql

    def counted(graph: KnowledgeGraph, text: str) -> Answer:
        asked.append(text)
        return ask(graph, text)

    monkeypatch.setattr(KnowledgeGraph, "sparql", counted)
    network(minkg.load())
    assert len(asked) <= 4


@pytest.mark.ci
def test_checked_only_leaves_unchecked_links_out(kg: KnowledgeGraph) -> None:
    links = network(kg.checked()).edges(data=True)
    assert {data["state"] for *_, data in links} == {"checked", ""}


def test_the_order_is_always_the_same(
    kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]"
) -> None:
    again = network(minkg.load())
    assert list(again.edges(data=True)) == list(net.edges(data=True))
