"""Facts with their places."""

import pyoxigraph as ox

from minkg.checking.sourced_facts import SEAL, STANDING_SEAL, SUPPORTS, SourcedFacts
from minkg.home.seals import seal_of
from minkg.shacl import FactIndex, ShapeResult
from minkg.words.place import Place
from tests.tools.small_forms import node

HEADER = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
"""
FACT = (node(":a"), node("mk:coversStage"), node(":use"))
QUAD = ox.Quad(*FACT, node(":doc.1"))


def test_a_passage_supports_what_stands_in_it():
    source = SourcedFacts()
    source.take([QUAD], "x.trig")
    assert source.files == {FACT: "x.trig", (node(":doc.1"), SUPPORTS, node(":a")): "x.trig"}
    assert source.said == {node(":doc.1"): {FACT}}


def test_the_first_that_says_it_counts_and_the_upper_over_the_lower():
    source, below = SourcedFacts(), SourcedFacts()
    source.take([QUAD], "x.trig")
    source.take([QUAD], "y.trig")
    below.take([QUAD, ox.Quad(*FACT[:2], node(":sand"), node(":doc.1"))], "z.trig")
    both = source.over(below)
    assert both.files[FACT] == "x.trig"
    assert len(both.said[node(":doc.1")]) == 2
    assert both.shown == {"x.trig", "y.trig", "z.trig"}


def test_a_sealed_passage_gets_the_seal_of_what_stands_there_now():
    source = SourcedFacts()
    source.take([QUAD, ox.Quad(node(":doc.1"), SEAL, ox.Literal("old"))], "x.trig")
    for _ in range(2):
        standing = [f[2].value for f in source.seal().files if f[1] == STANDING_SEAL]
        assert standing == [seal_of([FACT])]


def test_who_is_described_anew():
    source = SourcedFacts()
    source.take([ox.Quad(node(":a"), node("rdf:type"), node("mk:Topic"))], "new/a.trig")
    source.take([ox.Quad(node(":b"), node("rdf:type"), node("mk:Topic"))], "c.trig")
    assert source.replaced(["a", "b", "d"]) == {"a"}
    source.take([ox.Quad(node(":b"), node("skos:prefLabel"), ox.Literal("b"))], "c.trig")
    assert source.replaced(["a", "b"]) == {"a", "b"}


def test_a_result_stands_at_its_line_or_cell():
    result = ShapeResult(FACT[0], FACT[1], FACT[2], node("mks:x"), "class")
    source = SourcedFacts(
        texts={"-": f"{HEADER}\n:doc.1 {{\n  :a\n    mk:coversStage :use ;\n  .\n}}"}
    )
    source.take([QUAD], "-")
    facts = FactIndex([FACT])
    assert source.spot(result, facts).place == Place("-", 6)
    table = SourcedFacts()
    table.take([QUAD], "x.csv", Place("x.csv", row=2, column=3))
    assert table.spot(result, facts) == (Place("x.csv", row=2, column=3), True)
    nowhere = ShapeResult(node(":z"), None, None, node("mks:x"), "class")
    assert source.spot(nowhere, facts).place == Place("z")
