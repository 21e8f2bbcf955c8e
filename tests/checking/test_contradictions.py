"""Why facts contradict the ontology, in sentences."""

import pyoxigraph as ox
import pytest

from minkg.checking.contradictions import Contradictions, by_predicate, instances
from minkg.words.names import PREFIXES

ONTOLOGY = """
mk:A rdfs:label "animal"@en , "animal"@fr . mk:B rdfs:label "building"@en .
mk:C rdfs:subClassOf mk:A .
mk:D owl:disjointUnionOf ( mk:A mk:B ) .
mk:lives rdfs:label "lives in"@en ; rdfs:domain mk:A ; rdfs:range mk:B .
mk:born rdfs:label "was born on"@en ; rdfs:range xsd:date .
mk:weighs rdfs:label "weighs"@en ; rdfs:range xsd:decimal .
"""


def told(facts, lang="en"):
    head = "".join(f"PREFIX {p}: <{iri}> " for p, iri in PREFIXES.items())
    head += (
        f"PREFIX : <{PREFIXES['']}> " if "" in PREFIXES else "PREFIX : <https://w3id.org/minkg/> "
    )
    triples = list(ox.parse((head + ONTOLOGY + facts).encode(), ox.RdfFormat.TURTLE))
    return Contradictions(by_predicate(t.triple for t in triples), lang).sentences()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            ":x a mk:A , mk:B .",
            "'x' is an animal and a building, which exclude each other (:x a mk:A; :x a mk:B)",
        ),
        (
            ":x a mk:C , mk:B .",
            "'x' is an animal and a building, which exclude each other (:x a mk:C; :x a mk:B)",
        ),
        (
            ":y a mk:A . :x mk:lives :y .",
            "'y' is an animal and a building, which exclude each other (:y a mk:A; :x mk:lives :y)",
        ),
        (':x mk:weighs "soon" .', "'x' weighs \"soon\", which is not xsd:decimal"),
    ],
)
def test_each_kind_is_a_sentence_with_its_facts(facts, sentence):
    assert told(facts) == [sentence]


def test_what_is_right_says_nothing():
    assert (
        told(':x a mk:C ; mk:lives :z ; mk:weighs 5 , 1.5 ; mk:born "2023-01-01"^^xsd:date .') == []
    )


def test_in_another_language():
    (sentence,) = told(":x a mk:A , mk:B .", "fr")
    assert "«" in sentence
    assert "animal" in sentence


def test_instances_of_a_class():
    kind, thing = ox.NamedNode("urn:k"), ox.NamedNode("urn:x")
    facts = by_predicate([ox.Triple(thing, ox.NamedNode(f"{PREFIXES['rdf']}type"), kind)])
    assert instances(facts, "urn:k") == {"urn:x"}
    assert instances(facts, "urn:other") == set()
