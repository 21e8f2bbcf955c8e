"""Why facts contradict the ontology, in sentences."""

import pyoxigraph as ox
import pytest

from minkg.checking.contradictions import Contradictions, by_predicate, instances, key
from minkg.words.names import PREFIXES
from tests.tools.reference import triples

KINDS = """
mk:A rdfs:label "animal"@en , "animal"@fr . mk:B rdfs:label "building"@en .
mk:C rdfs:subClassOf mk:A .
mk:lives rdfs:label "lives in"@en ; rdfs:domain mk:A ; rdfs:range mk:B .
mk:sleeps rdfs:subPropertyOf mk:lives .
mk:born rdfs:label "was born on"@en ; rdfs:range xsd:date .
mk:weighs rdfs:label "weighs"@en ; rdfs:range xsd:decimal .
mk:grew rdfs:label "grew by"@en ; rdfs:subPropertyOf mk:weighs .
"""
UNION = "mk:D owl:disjointUnionOf ( mk:A mk:B ) ."
BOTH = "'x' is an animal and a building, which exclude each other (:x a mk:A; :x a mk:B)"


def told(facts, lang="en", excluded=UNION):
    triples_ = (ox.Triple(*triple) for triple in triples(KINDS + excluded + facts))
    return Contradictions(by_predicate(triples_), lang).sentences()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (":x a mk:A , mk:B .", BOTH),
        (":x a mk:C , mk:B .", BOTH.replace(":x a mk:A", ":x a mk:C")),
        (
            ":y a mk:A . :x mk:lives :y .",
            "'y' is an animal and a building, which exclude each other (:y a mk:A; :x mk:lives :y)",
        ),
        (
            ":x a mk:B . :x mk:sleeps :y .",
            "'x' is an animal and a building, which exclude each other "
            "(:x mk:sleeps :y; :x a mk:B)",
        ),
        (
            ":x mk:lives :x .",
            "'x' is an animal and a building, which exclude each other (:x mk:lives :x)",
        ),
        (':x mk:weighs "soon" .', "'x' weighs \"soon\", which is not xsd:decimal"),
        (':x mk:grew "soon"@en .', "'x' grew by \"soon\"@en, which is not xsd:decimal"),
    ],
)
def test_each_kind_is_a_sentence_with_its_facts(facts, sentence):
    assert told(facts) == [sentence]


@pytest.mark.parametrize(
    "excluded",
    [
        UNION,
        "mk:A owl:disjointWith mk:B .",
        "mk:B owl:disjointWith mk:A .",
        "[] a owl:AllDisjointClasses ; owl:members ( mk:A mk:Other mk:B ) .",
        "mk:D owl:disjointUnionOf _:l . _:l rdf:first mk:A ; rdf:rest _:m . _:m rdf:first mk:B .",
        "mk:D owl:disjointUnionOf _:l . _:l rdf:first mk:A ; rdf:rest _:m . "
        "_:m rdf:first mk:B ; rdf:rest _:l .",
    ],
    ids=["union", "with", "with, the other way", "all", "a list without end", "a circle"],
)
def test_each_way_to_exclude(excluded):
    (sentence,) = told(":x a mk:A , mk:B .", excluded=excluded)
    assert sentence.startswith("'x' is a")
    assert "which exclude each other" in sentence
    assert told(":x a mk:A , mk:Other2 .", excluded=excluded) == []


def test_several_stand_in_the_order_of_names():
    assert told(':z mk:weighs "z" . :x a mk:A , mk:B . :a mk:weighs "a" .') == [
        "'a' weighs \"a\", which is not xsd:decimal",
        BOTH,
        "'z' weighs \"z\", which is not xsd:decimal",
    ]


@pytest.mark.parametrize(
    "facts",
    [
        ":x a mk:C ; mk:lives :z ; mk:weighs 5 , 1.5 .",
        ':x mk:born "2023-01-01"^^xsd:date .',
        ':x mk:born "2023"^^xsd:gYear .',  # OWL does not know dates: who asks it leaves them out
        "mk:A rdfs:subClassOf mk:C . :x a mk:A .",
    ],
    ids=["all right", "a date", "no date", "a circle of classes"],
)
def test_what_is_right_says_nothing(facts):
    assert told(facts) == []


def test_in_another_language():
    (sentence,) = told(":x a mk:A , mk:B .", "fr")
    assert sentence.startswith("« x » ")
    assert "«animal»" in sentence or " animal " in sentence
    assert "building" in sentence  # it has no French label


def test_facts_by_subject_and_predicate_in_a_steady_order():
    a, p = ox.NamedNode("urn:a"), ox.NamedNode("urn:p")
    said = [ox.Triple(a, p, ox.Literal(text)) for text in "cab"]
    assert by_predicate(said) == {("urn:a", "urn:p"): [ox.Literal(text) for text in "abc"]}
    assert key(ox.BlankNode("n")) == "_:n"
    assert (key(a), key(ox.Literal("x", language="en"))) == ("urn:a", "x")


def test_instances_of_a_class():
    kind, thing = ox.NamedNode("urn:k"), ox.NamedNode("urn:x")
    facts = by_predicate([ox.Triple(thing, ox.NamedNode(f"{PREFIXES['rdf']}type"), kind)])
    assert instances(facts, "urn:k") == {"urn:x"}
    assert instances(facts, "urn:other") == set()
