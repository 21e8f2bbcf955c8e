"""Facts as dictionaries: each once, in reading order, whatever is added and taken away."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.shacl.fact_index import MANY, RDF, RDFS, FactIndex, asking, store_of, triple_of
from tests.tools.reference import BASE, triples

NODES = [ox.NamedNode(f"{BASE}{name}") for name in "abc"]
TYPE, BELOW, P, Q = (
    ox.NamedNode(iri) for iri in (f"{RDF}type", f"{RDFS}subClassOf", f"{BASE}p", f"{BASE}q")
)
FACT = st.tuples(
    st.sampled_from(NODES),
    st.sampled_from([TYPE, BELOW, P, Q]),
    st.sampled_from([*NODES, ox.Literal("x")]),
)
FACTS = st.lists(FACT, max_size=12)


def node(name):
    return ox.NamedNode(BASE + name)


def told(index):
    """Give all that an index says, asked in every way."""
    return (
        {p: {s: list(v) for s, v in index.by_subject(p).items() if v} for p in index.predicates()},
        {n: [set(index.subjects(n, p.value)) for p in (TYPE, BELOW, P, Q)] for n in NODES},
        {n: set(index.instances(n)) for n in NODES},
        [[index.is_a(one, other) for one in NODES] for other in NODES],
    )


@given(FACTS)
def test_each_fact_is_there_once_and_in_reading_order(facts):
    index = FactIndex(facts)
    assert set(index.triples()) == set(facts)
    assert len(list(index.triples())) == len(set(facts))
    for subject, predicate, _ in facts:
        own = [value for s, p, value in facts if (s, p) == (subject, predicate)]
        assert list(index.values(subject, predicate.value)) == list(dict.fromkeys(own))


@given(FACTS, FACTS)
def test_what_is_added_and_taken_away_leaves_no_trace(facts, more):
    index, new = FactIndex(facts), dict.fromkeys(more)
    before = told(index)
    added = [fact for fact in new if fact not in index]
    for fact in added:
        index.add(fact)
    whole = told(FactIndex([*facts, *added]))
    assert told(index)[1:] == whole[1:]
    for fact in reversed(added):
        index.remove(fact)
    assert told(index)[1:] == before[1:]
    assert set(index.triples()) == set(facts)


@given(FACTS, st.data())
def test_a_fact_comes_back_to_its_place(facts, data):
    index = FactIndex(facts)
    if facts:
        fact = data.draw(st.sampled_from(facts))
        before = list(index.values(fact[0], fact[1].value))
        place = index.remove(fact)
        assert fact not in index
        index.add(fact, place)
        assert list(index.values(fact[0], fact[1].value)) == before


def test_many_values_of_one_subject_are_each_there_once():
    values = [ox.Literal(at) for at in range(3 * MANY)]
    index = FactIndex((NODES[0], P, value) for value in (*values, *values))
    assert list(index.values(NODES[0], P.value)) == values


def test_the_spelling_of_a_value_is_kept():
    index = FactIndex(triples(':a :p "01"^^xsd:integer , 1 .'))
    assert [value.value for value in index.values(node("a"), f"{BASE}p")] == ["01", "1"]
    assert len(store_of(index.triples())) == 1


def test_classes_below_count():
    index = FactIndex(
        triples(":C rdfs:subClassOf :B . :B rdfs:subClassOf :A . :A rdfs:subClassOf :B . :x a :C .")
    )
    assert index.subclasses(node("A")) == {node(name) for name in "ABC"}
    assert list(index.instances(node("A"))) == [node("x")]
    assert index.is_a(node("x"), node("B"))
    assert not index.is_a(node("x"), node("X"))
    index.remove((node("C"), BELOW, node("B")))
    assert list(index.instances(node("A"))) == []


def test_lists_are_read_to_their_end():
    index = FactIndex(triples(":a :p ( 1 2 ( ) ) ; :q ( ) ."))
    head = index.value(node("a"), f"{BASE}p")
    assert [item.value for item in index.items(head)] == ["1", "2", f"{RDF}nil"]
    assert index.items(index.value(node("a"), f"{BASE}q")) == []
    assert index.items(None) == []


def test_any_predicate():
    index = FactIndex(triples(":a :p :b ; :q :c . :b :q :c ."))
    assert set(index.values(node("a"), None)) == {node("b"), node("c")}
    assert sorted(index.subjects(node("c"), None), key=str) == [node("a"), node("b")]
    assert index.verbs(node("a")) == [P, Q]
    assert list(index.users(Q)) == [node("a"), node("b")]


@pytest.mark.parametrize(("nodes", "more"), [(1, True), (99, True), (100, False)])
def test_few_nodes_are_looked_at_alone(nodes, more):
    assert FactIndex([]).has_more([*range(nodes)]) is more


def test_a_store_is_asked_in_dictionaries():
    ask = asking(store_of(triples(":a :p :b . :b :p 5 .")))
    rows = ask(f"SELECT ?s ?v {{ ?s <{BASE}p> ?v FILTER(isLiteral(?v)) }}")
    assert rows == [{"s": node("b"), "v": ox.Literal(5)}]


def test_a_fact_without_its_graph():
    quad = ox.Quad(NODES[0], P, NODES[1], NODES[2])
    assert triple_of(quad) == (NODES[0], P, NODES[1])
