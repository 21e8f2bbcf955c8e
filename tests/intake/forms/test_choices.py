"""What there is to choose from in a field: each text means one thing to those who read it."""

import pyoxigraph as ox
import pytest

from minkg.intake.forms.choices import Choices
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.languages import LANGUAGES
from minkg.words.names import PREFIXES, expand
from tests.tools.small_forms import FACTS, FORMS, QUADS, node

STAGES = {
    "en": ("disposal", "extraction", "marine extraction", "tailings storage", "use"),
    "ru": ("добыча", "использование", "морская добыча", "удаление", "хранение хвостов"),
}
TRUE = ox.Literal("true", datatype=ox.NamedNode(f"{PREFIXES['xsd']}boolean"))


def field(folder, key):
    return FORMS[folder].field(key)


def planted(*facts, lang="en"):
    """Choose among a few facts; `(name, class, {language: label})`."""
    found = []
    for name, kind, labels in facts:
        found.append((node(name), node("rdf:type"), node(f"mk:{kind}")))
        for language, label in labels.items():
            text = ox.Literal(label, language=language)
            found.append((node(name), node("skos:prefLabel"), text))
    return Choices(FactIndex(found), lang)


@pytest.mark.parametrize("lang", STAGES)
def test_entries_stand_in_the_order_of_their_labels(lang):
    assert Choices(FACTS, lang).of(field("standard", "coversStage")) == STAGES[lang]


def test_each_kind_of_field_has_its_choices():
    choices = Choices(FACTS, "en")
    assert choices.of(field("standard", "deprecated")) == ("true", "false")
    assert choices.of(field("passage", "languageRead")) == (*("en", "ar", "zh", "fr", "ru", "es"),)
    assert choices.of(field("standard", "inForceFrom")) == ()
    assert choices.of(field("topic", "exactMatch")) == ()  # leads out of the graph
    assert choices.of(field("standard", "addressesTopic")) == choices.entries(expand("mk:Topic"))
    assert "tailings management" in choices.of(field("topic", "broader"))
    assert len(choices.of(field("standard", "buildsOn"))) == len(FACTS.instances(node("mk:Entry")))


def test_a_label_is_in_the_language_else_in_english_else_the_name():
    facts = [("one", "Topic", {"en": "Sand", "fr": "sable"}), ("two", "Topic", {"ru": "вода"})]
    assert planted(*facts, lang="fr").label(node("one")) == "sable"
    assert planted(*facts, lang="es").label(node("one")) == "Sand"
    assert planted(*facts, lang="es").label(node("two")) == "two"
    spoken = [(node("one"), node("mk:translatedLabel"), ox.Literal("arena", language="es"))]
    spoken.append((node("one"), node("rdfs:label"), ox.Literal("Arena", language="es")))
    assert Choices(FactIndex(spoken), "es").label(node("one")) == "arena"


def test_a_label_of_two_entries_is_offered_with_the_name():
    both = [("sand-one", "Material", {"en": "Sand"}), ("sand-two", "Topic", {"en": "Sand"})]
    choices = planted(*both, lang="fr")
    assert choices.text(node("sand-one"), expand("mk:Material")) == "Sand"
    assert choices.text(node("sand-one")) == "Sand (sand-one)"
    other = planted(*both, ("three", "Topic", {"en": "sand-two"}))
    assert other.text(node("three")) == "sand-two (three)"  # what is another's name is unclear


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_list_offers_means_one_thing(lang):
    choices = Choices(FACTS, lang)
    links = {
        (field.wanted, field.choices): field
        for folder in FORMS.folders
        for field in FORMS[folder].fields
        if field.kind == "link" and choices.of(field)
    }
    assert len(links) > 10
    for asked in links.values():
        meant = [choices.meaning.of(text, asked.wanted) for text in choices.of(asked)]
        assert [terms for terms in meant if len(terms) != 1] == []
        kind = ox.NamedNode(asked.wanted or expand("mk:Entry"))
        wanted = {ox.NamedNode(iri) for iri in asked.choices} or FACTS.instances(kind)
        assert {term for (term,) in meant} == set(wanted)


@pytest.mark.parametrize(("mark", "gone"), [(TRUE, {"sand"}), (ox.Literal("false"), set())])
def test_a_deprecated_entry_is_not_offered(mark, gone):
    triples = map(triple_of, QUADS)
    marked = (node("sand"), node("owl:deprecated"), mark)
    before, material = Choices(FACTS, "en"), expand("mk:Material")
    after = Choices(FactIndex([*triples, marked]), "en")
    assert set(before.entries(material)) - set(after.entries(material)) == gone
    assert "sand" in after.names(material)  # it may still be added to


def test_names_of_a_class_as_people_count():
    facts = [(f"sand-{number}", "Topic", {}) for number in (10, 9, 1)]
    assert planted(*facts).names(expand("mk:Topic")) == ("sand-1", "sand-9", "sand-10")
    assert Choices(FACTS, "en").names(expand("mk:Platform")) == ("marine-sand-watch",)


@pytest.mark.parametrize(
    ("wanted", "fixed"),
    [("mk:Topic", True), ("mk:Concept", True), ("mk:UnEntity", False), ("", False)],
)
def test_vocabularies_and_others(wanted, fixed):
    assert Choices(FACTS, "en").is_vocabulary(wanted and expand(wanted)) is fixed
