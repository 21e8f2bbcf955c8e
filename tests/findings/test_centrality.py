"""Who is central, what belongs together, what hangs by one link, what two organizations share."""

import json
import os
import subprocess
import sys
from pathlib import Path

import igraph
import networkx
import pytest

from minkg.findings.centrality import (
    LinkFact,
    NetworkView,
    bridges,
    central,
    communities,
    shared_mandates,
    view,
)
from minkg.findings.facets import Evidence
from minkg.findings.network_tables import TITLES
from minkg.findings.network_tables import network_tables as tables
from minkg.knowledge import open_graph

ROOT = Path(__file__).parents[2]


def made(*links, **groups):
    """Give a view of links written as `one predicate other`; what is not grouped is a document."""
    pairs = {}
    for link in links:
        one, predicate, other = link.split()
        fact = LinkFact(one, f"mk:{predicate}", other, (Evidence("d.1", "checked"),))
        pairs.setdefault((min(one, other), max(one, other)), []).append(fact)
    names = {name for pair in pairs for name in pair}
    return NetworkView(
        {name: groups.get(name, "Document") for name in names},
        dict.fromkeys(names, "document"),
        {pair: tuple(facts) for pair, facts in pairs.items()},
    )


@pytest.fixture(scope="module")
def seen(kg):
    return view(kg)


@pytest.fixture(scope="module")
def nobody(tmp_path_factory):
    """Give a graph without entries."""
    path = tmp_path_factory.mktemp("nobody")
    for folder in ("ontology", "shapes", "queries"):
        (path / folder).symlink_to(ROOT / folder)
    (path / "data").mkdir()
    return open_graph(path)


def test_the_middle_of_a_star_is_central():
    star = made("a partOf m", "b partOf m", "m partOf c")
    first, *rest = central(star)
    assert (first.name, first.links_out, first.links_in, first.betweenness) == ("m", 1, 2, 1.0)
    assert [one.name for one in rest] == ["a", "b", "c"]
    assert len(first.facts) == 3


def test_the_way_of_more_facts_is_the_shorter_one():
    diamond = made(
        "a partOf x", "a concerns x", "x partOf b", "x concerns b", "a partOf y", "y partOf b"
    )
    between = {one.name: one.betweenness for one in central(diamond)}
    assert between["x"] > between["y"] == 0


def test_rank_is_that_of_igraph(seen):
    net = igraph.Graph(len(seen.names), list(seen.net.edges))
    rank = net.pagerank(weights=[data["weight"] for *_, data in seen.net.edges(data=True)])
    found = {one.name: one.pagerank for one in central(seen)}
    assert found == {name: pytest.approx(rank[n], abs=6e-5) for n, name in enumerate(seen.names)}
    assert len(found) > 100


def test_two_triangles_are_two_communities_and_a_bridge():
    two = made(
        "a partOf b",
        "b partOf c",
        "c concerns a",
        "d partOf e",
        "e partOf f",
        "f partOf d",
        "c recalls d",
        "g partOf f",
    )
    assert [one.members for one in communities(two)] == [("d", "e", "f", "g"), ("a", "b", "c")]
    assert communities(two)[1].central == ("a", "b", "c")
    assert communities(two)[1].links == (("mk:partOf", 2), ("mk:concerns", 1))
    assert [(b.first, b.second, b.cut_off) for b in bridges(two)] == [
        ("d", "c", ("a", "b", "c")),
        ("f", "g", ("g",)),
        ("d", None, ("e", "f", "g")),  # of equal parts the first by name stays
        ("c", None, ("a", "b")),
        ("f", None, ("g",)),
    ]
    assert [fact.predicate for fact in bridges(two)[0].facts] == ["mk:recalls"]


def test_organizations_share_what_both_are_linked_to():
    these = {"one": "Organization", "two": "Organization", "task": "Recommendation"}
    both = made(
        "task addressedTo one",
        "two supportedBy task",
        "paper concerns one",
        "paper concerns two",
        "one partOf two",
        **these,
    )
    (pair,) = shared_mandates(both)
    (task,) = pair.shared
    assert (pair.first, pair.second, task.name) == ("one", "two", "task")
    assert [fact.predicate for fact in (*task.first, *task.second)] == [
        "mk:addressedTo",
        "mk:supportedBy",
    ]
    assert [fact.predicate for fact in pair.between] == ["mk:partOf"]


def test_those_who_share_most_come_first(seen):
    found = shared_mandates(seen)
    assert [len(p.shared) for p in found] == sorted((len(p.shared) for p in found), reverse=True)


def test_no_concepts_and_nothing_without_a_passage(kg, seen):
    assert not {"topic", "place", "quantity", "person"} & set(seen.kinds.values())
    assert all(fact.passages for fact in seen.facts)
    for fact in seen.facts:
        for said in fact.passages:
            assert kg.passage(said.passage) is not None


@pytest.mark.ci
def test_every_cut_cuts(seen):
    for one in bridges(seen):
        net, at = seen.net.copy(), seen.names.index
        if one.second:
            net.remove_edge(at(one.first), at(one.second))
        else:
            net.remove_node(at(one.first))
        assert networkx.number_connected_components(net) > networkx.number_connected_components(
            seen.net
        )
        assert one.facts


def test_unep_is_central_and_grid_geneva_has_its_community(seen):
    assert "unep" in [one.name for one in central(seen)[:3]]
    (its,) = [one for one in communities(seen) if "grid-geneva" in one.members]
    assert {"marine-sand-watch", "global-fishing-watch"} <= set(its.members)
    assert {"global-fishing-watch", "grid-geneva"} in [
        {pair.first, pair.second} for pair in shared_mandates(seen)
    ]


def test_every_entry_is_in_one_community(seen):
    members = [name for one in communities(seen) for name in one.members]
    assert sorted(members) == list(seen.names)


@pytest.mark.ci
def test_checked_only(kg):
    facts = view(kg.checked()).facts
    assert facts
    assert {said.state for fact in facts for said in fact.passages} == {"checked"}
    assert len(tables(kg.checked())) == len(TITLES)


def test_an_empty_graph_gives_empty_tables(nobody):
    assert [(title, len(table)) for title, table in tables(nobody)] == [(t, 0) for t in TITLES]


def test_one_link_is_enough():
    pair = made("a partOf b")
    assert [one.pagerank for one in central(pair)] == [0.5, 0.5]
    assert [one.members for one in communities(pair)] == [("a", "b")]
    assert [(one.first, one.second) for one in bridges(pair)] == [("a", "b")]
    assert shared_mandates(pair) == []


@pytest.mark.ci
def test_tables_have_rows_as_wide_as_their_heads(kg):
    for _, table in tables(kg):
        assert {len(row) for row in table} == {len(table.columns)}


@pytest.mark.ci
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_is_always_the_same(kg, seed):
    code = (
        "import json, sys; from minkg.findings.network_tables import network_tables as tables; from minkg.knowledge import open_graph;"  # noqa: E501
        "json.dump([t.csv() for _, t in tables(open_graph(sys.argv[1]))], sys.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert json.loads(done.stdout) == [table.csv() for _, table in tables(kg)]
