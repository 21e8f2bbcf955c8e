"""Names in a language: official, then ours, then English, then any."""

import pyoxigraph as ox
import pytest

from minkg.graph.labels import MANY, Label, Labels
from minkg.graph.store import Embedded
from minkg.home.turtle import parse_facts
from minkg.knowledge import KnowledgeGraph
from minkg.words.languages import LANGUAGES
from minkg.words.names import ENTRIES_GRAPH, ENTRY

NAMES = """PREFIX : <https://w3id.org/minkg/> PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
GRAPH <%s> {
  :full a mk:Platform ; skos:prefLabel "Full"@en, "Plein"@fr ; mk:translatedLabel "Ours"@fr .
  :ours a mk:Platform ; skos:prefLabel "Second"@en ; mk:translatedLabel "Deuxième"@fr .
  :english a mk:Platform ; skos:prefLabel "Third"@en, "Третий"@ru .
  :russian a mk:Platform ; skos:prefLabel "Четвёртый"@ru .
  :bare a mk:Platform .
}"""


@pytest.fixture(scope="module")
def named(tiny_home):
    store = ox.Store()
    store.extend(parse_facts((NAMES % ENTRIES_GRAPH).encode(), ox.RdfFormat.TRIG, "names"))
    return KnowledgeGraph(tiny_home, Embedded(store))


@pytest.mark.parametrize(
    ("name", "lang", "label", "shown"),
    [
        ("full", "fr", Label("Plein", "fr"), "Plein"),
        ("full", "en", Label("Full", "en"), "Full"),
        ("full", "ar", Label("Full", "en"), "Full"),
        ("ours", "fr", Label("Deuxième", "fr", official=False), "Deuxième *"),
        ("ours", "en", Label("Second", "en"), "Second"),
        ("english", "fr", Label("Third", "en"), "Third"),
        ("russian", "en", Label("Четвёртый", "ru"), "Четвёртый"),
        ("russian", "zh", Label("Четвёртый", "ru"), "Четвёртый"),
        ("bare", "fr", Label("bare", ""), "bare"),
    ],
)
def test_labels_fall_back(named, name, lang, label, shown):
    assert named.label(ENTRY + name, lang) == label
    assert str(named.label(ENTRY + name, lang)) == shown
    assert named[name].label(lang) == label.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_has_a_label_in_every_language(tiny, lang):
    assert all(entry.label(lang) for entry in tiny.entries())


def test_few_names_are_asked_for_alone_and_many_in_one_go(tiny):
    asked = []

    def select(text):
        asked.append(text)
        return tiny.select(text)

    labels = Labels(select, "en")
    labels.learn([f"{ENTRY}sand", f"{ENTRY}unep"])
    assert (labels[f"{ENTRY}sand"].text, labels[f"{ENTRY}sand"].text) == ("sand", "sand")
    assert len(asked) == 1
    labels.learn(f"{ENTRY}x{at}" for at in range(MANY + 1))
    assert "VALUES ?x { UNDEF }" in asked[-1]
    for name in tiny.names:
        assert labels[ENTRY + name].text == tiny[name].label()
    assert len(asked) == 2


def test_who_asks_for_one_after_another_gets_all(tiny):
    asked = []

    def select(text):
        asked.append(text)
        return tiny.select(text)

    labels = Labels(select, "fr")
    for name in sorted(tiny.names):
        assert labels[ENTRY + name].text == tiny[name].label("fr")
    assert len(asked) == MANY // 10
    assert "VALUES ?x { UNDEF }" in asked[-1]
