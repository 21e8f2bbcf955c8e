"""Results of shapes become sentences with names."""

import pyoxigraph as ox
import pytest

from minkg.checking.telling import MAX_CHOICES, TEMPLATES, Teller
from minkg.shacl import FactIndex, ShapeResult
from minkg.words import LANGUAGES
from minkg.words.place import Place
from tests.tools.reference import triples
from tests.tools.small_forms import FACTS, SHAPES, node

AT = Place("x.trig", 3)
WRONG = ShapeResult(
    node(":marine-sand-watch"), node("mk:coversStage"), node(":extracton"),
    node("mks:Faceted-coversStage"), "class",
)  # fmt: skip


def test_a_result_is_told_with_what_was_meant():
    told = Teller(SHAPES, FACTS).problem(WRONG, AT)
    assert told.sentence() == "'extracton' is not a life-cycle stage"
    assert told.remedy() == "did you mean `extraction`"
    assert (told.entry, told.rule, told.place) == ("marine-sand-watch", "Faceted-coversStage", AT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_the_class_in_its_words(lang):
    told = Teller(SHAPES, FACTS, lang).problem(WRONG, AT)
    assert "extracton" in told.sentence(lang)
    assert (told.sentence(lang) == told.sentence("en")) is (lang == "en")


def test_the_same_in_several_languages_at_once():
    told = Teller(SHAPES, FACTS, "fr", ("en", "fr", "ar")).problem(WRONG, AT)
    assert set(told.elsewhere) == {"en", "ar"}
    assert told.elsewhere["en"].sentence("en") == "'extracton' is not a life-cycle stage"


def test_in_a_table_a_hint_has_no_turtle():
    missing = ShapeResult(node(":marine-sand-watch"), node("mk:comparator"), None,
                          node("mks:Quantity-comparator"), "minCount")  # fmt: skip
    assert "mk:comparator" in Teller(SHAPES, FACTS).problem(missing, AT).remedy()
    hint = Teller(SHAPES, FACTS).problem(missing, AT, in_table=True).remedy()
    assert "mk:comparator" not in hint
    assert "exactly" in hint


LITTLE = FactIndex(
    triples(
        """
mks:p sh:path mk:p ; sh:name "number"@en , "число"@ru ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:datatype xsd:decimal ; sh:minInclusive 1.0 ; sh:maxInclusive 9.50 ; sh:pattern "^x" ;
    sh:minLength 2 ; sh:maxLength 5 ; sh:nodeKind sh:IRI ; sh:in ( "aa" "bb" ) ;
    sh:languageIn ( "en" "fr" ) ; sh:class mk:Topic ; sh:or ( [ sh:datatype xsd:date ] ) .
mks:t sh:path mk:t ; sh:datatype rdf:langString ; sh:uniqueLang true .
mks:n sh:path skos:prefLabel ; sh:uniqueLang true .
mks:own sh:path mk:p ; sh:minCount 1 ; sh:message "'{entry}' needs {path}"@en ;
    mk:remedy "write:  :sand ;"@en .
mks:asks sh:sparql mks:query .
mks:query sh:message "'{value}' of '{entry}', {its_class}, is that of {others}"@en ;
    mk:remedy "name another"@en .
"""
    )
)
SAID = FactIndex(
    triples(
        """
mk:Topic a owl:Class ; rdfs:label "topic"@en , "тема"@ru .
mk:p a owl:ObjectProperty ; rdfs:label "has p"@en .
:gold a mk:Topic ; skos:prefLabel "Gold"@en , "Золото"@ru .
:sand a mk:Topic ; skos:prefLabel "Sand"@en ; mk:translatedLabel "Sable"@fr ; mk:p 1.0 , 2.50 .
:other a mk:Topic ; mk:p 1.0 . :third mk:p 1.0 .
"""
    )
)
ONE = ox.Literal("1.0", datatype=node("xsd:decimal"))


def wrong(component, value=None, shape="mks:p", path="mk:p", severity="Violation"):
    where = node(path) if path else None
    return ShapeResult(node(":sand"), where, value, node(shape), component, severity)


def said(result, lang="en", *, in_table=False):
    """Give what is wrong and how to mend it."""
    told = Teller(LITTLE, SAID, lang).problem(result, AT, in_table)
    return f"{told.sentence(lang)} → {told.remedy(lang)}"


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (wrong("minCount"), "'sand' lacks 'number' → add a line such as:  mk:p \"aa\" ;"),
        (
            wrong("maxCount"),
            "'sand' has too many values for 'number': 1, 2.50 → "
            "keep 1 of them and delete the others",
        ),
        (wrong("class", node(":golf")), "'golf' is not a topic → did you mean `gold`"),
        (wrong("class", node(":zzz")), "'zzz' is not a topic → choose one of: gold, other, sand"),
        (
            wrong("datatype", ox.Literal("7")),
            "'7' does not fit 'number' → write it like:  mk:p 7.0 ;",
        ),
        (
            wrong("datatype", ox.Literal("seven"), "mks:t", "mk:t"),
            "'seven' does not say in which language it is → write it like:  mk:t \"seven\"@en ;",
        ),
        (
            wrong("nodeKind", ox.Literal("Sand")),
            "'Sand' is a text and not the name of an entry → write it like:  mk:p \"aa\" ;",
        ),
        (
            wrong("or", ox.Literal("soon")),
            "'soon' does not fit 'number' → write it like:  mk:p \"aa\" ;",
        ),
        (
            wrong("pattern", ox.Literal("y")),
            "'y' does not fit 'number' → it must fit the pattern ^x",
        ),
        (
            wrong("in", ox.Literal("zz")),
            "'zz' is not among the choices for 'number' → choose one of: aa, bb",
        ),
        (
            wrong("languageIn", ox.Literal("x", language="de")),
            "'x' has a language that is not used here: de → choose one of: en, fr",
        ),
        (
            wrong("uniqueLang", ox.Literal("b", language="en"), "mks:t", "mk:t"),
            "'b' is a second 'mk:t' in the same language → keep one of them and delete the other",
        ),
        (
            wrong("uniqueLang", ox.Literal("b", language="en"), "mks:n", "skos:prefLabel"),
            "'b' is a second 'skos:prefLabel' in the same language → "
            'keep one of them, and write the other as:  skos:altLabel "b"@en ;',
        ),
        (wrong("minInclusive", ONE), "'1' is too small for 'number' → it must be at least 1"),
        (wrong("maxInclusive", ONE), "'1' is too large for 'number' → it must be at most 9.50"),
        (
            wrong("minLength", ox.Literal("a")),
            "'a' is too short for 'number' → use at least 2 signs",
        ),
        (wrong("maxLength", ox.Literal("a")), "'a' is too long for 'number' → use at most 5 signs"),
        (
            wrong("closed", ox.Literal("a")),
            "'a' breaks a rule for 'number' → see the rule in the folder shapes/",
        ),
        (wrong("minCount", shape="mks:own"), "'sand' needs mk:p → write:  :sand ;"),
        (
            wrong("sparql", ONE, "mks:asks"),
            "'1' of 'sand', a topic, is that of other, third → name another",
        ),
        (
            wrong("sparql", node(":golf"), "mks:asks", "mk:p"),
            "'golf' of 'sand', a topic, is that of  → did you mean `gold`",
        ),
        (
            wrong("sparql", node(":sand"), "mks:asks", None),
            "'sand' of 'sand', a topic, is that of  → name another",
        ),
    ],
    ids=lambda given: given.component if isinstance(given, ShapeResult) else "",
)
def test_each_component_has_its_sentence_and_way_out(result, text):
    assert said(result) == text


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (wrong("minCount"), "fill in this cell, such as:  aa"),
        (wrong("datatype", ox.Literal("7")), "write it like:  7.0"),
        (wrong("class", ox.Literal("Sables")), "did you mean `Sable`"),
        (wrong("class", ox.Literal("zzz")), "choose one of: Gold, other, Sand"),
        (wrong("minCount", shape="mks:own"), "write:  sand"),
        (
            wrong("uniqueLang", ox.Literal("b", language="en"), "mks:n", "skos:prefLabel"),
            "keep one of them and delete the other",
        ),
    ],
)
def test_in_a_table_labels_count_and_there_is_no_turtle(result, text):
    assert said(result, in_table=True).partition(" → ")[2] == text


def test_names_are_those_of_the_shape_else_of_the_ontology_else_short_ones():
    teller, other = Teller(LITTLE, SAID), Teller(LITTLE, SAID, "ru")
    assert [teller.name(wrong("minCount")), other.name(wrong("minCount"))] == ["number", "число"]
    assert teller.name(wrong("minCount", shape="mks:own")) == "has p"
    assert [teller.label(node(":gold")), other.label(node(":gold"))] == ["Gold", "Золото"]
    assert [other.label(node(":sand")), other.label(node(":nobody"))] == ["Sand", "nobody"]
    assert teller.label(None) == ""
    assert teller.class_name(node("mk:Topic")) == "a topic"
    assert other.class_name(node("mk:Topic")) == "«тема»"


def test_a_problem_knows_its_rule_its_severity_and_what_the_shape_said():
    given = wrong("minCount", severity="Warning")
    told = Teller(LITTLE, SAID).problem(given, AT)
    assert (told.rule, told.severity, told.entry, told.result) == ("p", "warning", "sand", given)
    assert told.values == {"entry": "sand", "name": "number", "example": 'mk:p "aa"'}


def test_many_choices_are_those_most_like_it():
    several = [f":topic-{at} a mk:Topic ." for at in range(2 * MAX_CHOICES)]
    facts = FactIndex(triples(" ".join(several)))
    told = Teller(LITTLE, facts).problem(wrong("class", node(":zzz")), AT).remedy()
    assert told.startswith("choose one of: topic-")
    assert told.endswith(", …")
    assert told.count("topic-") == MAX_CHOICES


@pytest.mark.parametrize("component", sorted(TEMPLATES))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_gap_is_left_in_any_language(component, lang):
    name = component.partition(" ")[0]
    text = said(wrong(name, ox.Literal("x", language="de")), lang)
    assert "{" not in text
    assert "mk:p" not in text.partition(" → ")[0]
