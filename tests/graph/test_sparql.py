"""Prefixes and patterns of queries: what is declared, and that the patterns mean what they say."""

import pyoxigraph as ox
import pytest

from minkg.graph.sparql import among, declared, instances, not_deprecated, said, said_anywhere
from minkg.graph.terms import plain
from minkg.words.names import ENTRY, PREFIXES

FACTS = f"""@prefix : <{ENTRY}> .
@prefix mk: <{PREFIXES["mk"]}> . @prefix owl: <{PREFIXES["owl"]}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
mk:Standard rdfs:subClassOf mk:Instrument . mk:Report rdfs:subClassOf mk:Document .
:one a mk:Standard . :old a mk:Standard ; owl:deprecated true .
:two a mk:Instrument . :three a mk:Report . :four a mk:Proposal .
:doc.1 {{ :one mk:addressesTopic :sand }} :doc.1 mk:reviewState "checked" .
:sand mk:broader :rock .
"""


def rows(query: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.load(FACTS.encode(), ox.RdfFormat.TRIG)
    found = store.query(declared(query), use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(plain(term) for term in row) for row in found)


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("ASK { ?x a mk:Topic ; skos:broader :sand }", ["", "mk", "skos"]),
        ("ASK { ?x ?p ?o }", []),
        ("ASK { ?x a foo:Topic }", []),
        ("PREFIX mk: <http://e/> ASK { ?x a mk:Topic }", []),
        ("prefix mk: <http://e/>\nASK { ?x a mk:Topic ; rdfs:label ?y }", ["rdfs"]),
        ('ASK { ?x ?p "mk:Topic" } # owl:deprecated', []),
        ("ASK { <http://e/mk:x> ?p <mk:y> }", []),
        ("ASK { ?x a/rdfs:subClassOf* mk:Entry }", ["mk", "rdfs"]),
    ],
)
def test_prefixes_that_are_used_are_declared(text, prefixes):
    made = declared(text)
    head, end = made.removesuffix(text), made.endswith(text)
    assert end
    assert "\n" not in head
    assert head == "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in prefixes)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_prefix_of_minkg_can_be_used(prefix):
    assert rows(f"SELECT ?x WHERE {{ ?x a {prefix}:nothing }}") == []


def test_one_of_several_terms():
    assert among("?p", ["a", "b"]) == "VALUES ?p { mk:a mk:b }"
    assert rows(f"SELECT ?p {{ {among('?p', ['coversStage'])} }}") == [("mk:coversStage",)]


def test_instances_are_those_of_classes_below_too():
    found = rows(f"SELECT ?x ?kind ?group WHERE {{ {instances('Instrument', 'Proposal')} }}")
    assert found == [
        ("four", "mk:Proposal", "mk:Proposal"),
        ("old", "mk:Standard", "mk:Instrument"),
        ("one", "mk:Standard", "mk:Instrument"),
        ("two", "mk:Instrument", "mk:Instrument"),
    ]


def test_what_is_deprecated_is_left_out():
    assert rows(f"SELECT ?x WHERE {{ ?x a mk:Standard {not_deprecated()} }}") == [("one",)]
    assert rows(f"SELECT ?y WHERE {{ ?y a mk:Standard {not_deprecated('?y')} }}") == [("one",)]


def test_what_a_passage_says_has_its_state():
    assert rows(f"SELECT ?x ?y ?passage ?state {{ {said('?x mk:addressesTopic ?y')} }}") == [
        ("one", "sand", "doc.1", "checked")
    ]
    assert rows(f"SELECT ?x {{ {said('?x mk:broader ?y')} }}") == []
    store = ox.Store()
    store.add(ox.Quad(*[ox.NamedNode("http://e/x")] * 4))
    query = f"SELECT ?passage ?state {{ {said_anywhere('?x ?p ?y')} }}"
    (found,) = store.query(declared(query))
    assert [found["passage"], found["state"]] == [ox.NamedNode("http://e/x"), None]
