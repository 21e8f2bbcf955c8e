"""Which nodes a change of facts may affect: all that it does, and few others."""

import pyoxigraph as ox
import pytest

from minkg.shacl.affected import Around, Reads
from minkg.shacl.engine import Shapes
from minkg.shacl.fact_index import FactIndex, store_of
from tests.tools.reference import BASE, triples

FACTS = """:a a :Thing ; :p :b . :b :q 1 ; :p :c . :c :r :d . :d a :Part .
    :Part rdfs:subClassOf :Thing . :far :p :away ."""


def affected(shape, change, facts=FACTS):
    """Give by name the nodes of the shape `:S` that may be affected; None for all."""
    known = FactIndex(triples(facts + change))
    reads = Reads(Shapes(FactIndex(triples(shape))))
    found = reads.affected(triples(change), Around(known, store_of(known.triples())))
    nodes = found.get(ox.NamedNode(f"{BASE}S"), {})
    return None if nodes is None else {node.value.removeprefix(BASE) for node in nodes}


@pytest.mark.parametrize(
    ("shape", "change", "nodes"),
    [
        ("sh:path :p ; sh:minCount 1", ":b :p :x .", {"b"}),
        ("sh:path :p ; sh:minCount 1", ":b :other :x .", set()),
        ("sh:path ( :p :q ) ; sh:minCount 1", ":b :q 2 .", {"a"}),
        ("sh:path [ sh:inversePath :p ] ; sh:minCount 1", ":x :p :b .", {"b"}),
        ("sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 2", ":c :p :x .", {"a", "b", "c"}),
        ("sh:path [ sh:alternativePath ( :p :r ) ] ; sh:maxCount 0", ":c :r :x .", {"c"}),
        ("sh:path :p ; sh:lessThan :q", ":b :q 5 .", {"b"}),
        ("sh:path :p ; sh:class :Thing", ":c a :Part .", {"b"}),
        ("sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]", ":b :q 7 .", {"a"}),
        ("sh:path :p ; sh:nodeKind sh:IRI ; sh:deactivated true", ":b :p :x .", set()),
    ],
)
def test_who_looks_at_a_fact_is_affected(shape, change, nodes):
    target = "sh:targetNode :a , :b , :c"
    assert affected(f":S a sh:PropertyShape ; {target} ; {shape} .", change) == nodes


def test_a_new_instance_is_affected():
    shape = ":S sh:targetClass :Thing ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    assert affected(shape, ":new a :Part .") == {"new"}


def test_a_query_that_is_understood_affects_few_and_another_all():
    shape = ':S sh:targetNode :a ; sh:sparql [ sh:select "SELECT $this WHERE { %s }" ] .'
    near = f"$this <{BASE}p> ?x . ?x <{BASE}q> ?y"
    both = {"a", "b"}  # b too: a result tells its values as they are spelt
    assert affected(shape % near, ":b :q 2 .") == both
    assert affected(shape % near, ":b :other 2 .") == {"b"}
    anywhere = f"GRAPH ?g {{ $this <{BASE}p> ?x }}"
    assert affected(shape % anywhere, ":far :r :away .") is None


def test_a_shape_that_names_itself_may_look_at_anything():
    shape = ":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:node :S ] ."
    assert affected(shape, ":far :r :x .") is None


def test_results_about_a_node_come_from_these_focus_nodes():
    shapes = ":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:property :T ] . :T sh:path :q ."
    known = FactIndex(triples(FACTS))
    reads = Reads(Shapes(FactIndex(triples(shapes))))
    nodes = [ox.NamedNode(f"{BASE}b")]
    found = reads.telling(nodes, Around(known, store_of(known.triples())))
    assert set(found[ox.NamedNode(f"{BASE}S")] or ()) >= {ox.NamedNode(f"{BASE}a")}


def test_a_literal_is_found_in_every_spelling():
    known = FactIndex(triples(':a :p "01"^^xsd:integer . :b :p 1 .'))
    around = Around(known, store_of(known.triples()))
    one = ox.Literal("01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    assert {node.value for node in around.subjects(one, f"{BASE}p")} == {f"{BASE}a", f"{BASE}b"}
    assert [term.value for term in around.spelt([one])] == ["01", "1"]
