"""Entries: names in every language, facts with passage and review state, links, near misses."""

import pyoxigraph as ox
import pytest

import minkg
from minkg.graph.entry import Entry
from minkg.graph.labels import Label
from minkg.graph.store import Embedded
from minkg.graph.terms import REVIEW_STATES
from minkg.home.turtle import parse_facts
from minkg.knowledge import KnowledgeGraph
from minkg.words.errors import BadInput, NotFound
from minkg.words.languages import LANGUAGES
from minkg.words.names import ENTRIES_GRAPH, ENTRY, expand

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


@pytest.mark.parametrize(
    "key",
    ["GISTM", "gistm", "Global Industry Standard on Tailings Management",
     "global-industry-standard-on-tailings-management"],
)  # fmt: skip
def test_any_exact_name_is_a_key(kg, key):
    assert kg[key].name == "global-industry-standard-on-tailings-management"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("sandd", "did you mean `sand` (sand)"),
        ("marine-sand-wach", "did you mean `marine-sand-watch` (Marine Sand Watch)"),
        ("qqqqqqqq", "`minkg find TEXT` searches all names"),
        ("", "`minkg find TEXT` searches all names"),
        ("{x}", "`minkg find TEXT` searches all names"),
    ],
)
def test_a_near_miss_has_a_hint(tiny, key, hint):
    with pytest.raises(NotFound) as told:
        tiny[key]
    assert told.value.text() == f"error: no entry is called '{key}'\n\nhint: {hint}"
    assert key not in tiny


def test_facts_have_passage_and_state(tiny):
    facts = tiny["marine-sand-watch"].facts
    launched = next(fact for fact in facts if fact.predicate == "mk:launchedIn")
    assert (launched.subject, launched.value.value) == ("marine-sand-watch", "2023-09")
    assert (launched.passage, launched.state) == ("unep-ea6-minerals-report.19", "checked")
    label = next(fact for fact in facts if fact.predicate == "skos:prefLabel")
    assert (label.passage, label.state) == ("", "")


def test_every_fact_of_a_passage_has_a_state(tiny):
    for entry in tiny.entries():
        for fact in (*entry.facts, *entry.links_in):
            assert (fact.state in REVIEW_STATES) == bool(fact.passage), fact


def test_links_in_are_the_facts_of_the_others(tiny):
    for entry in tiny.entries():
        for fact in entry.links_in:
            assert fact.value == ox.NamedNode(entry.iri)
            if fact.subject in tiny:
                assert fact in tiny[fact.subject].facts


def test_values_are_entries_or_texts(tiny):
    entry = tiny["marine-sand-watch"]
    assert entry["launchedBy"] == (tiny["global-fishing-watch"], tiny["grid-geneva"])
    assert entry["mk:launchedIn"] == ("2023-09",)
    assert entry["noSuchProperty"] == ()
    assert set(entry["skos:prefLabel"]) >= {"Marine Sand Watch"}


def test_entries_are_the_same_by_name(tiny, kg):
    one, other = tiny["sand"], kg["sand"]
    assert (one, hash(one), repr(one), one.iri) == (other, hash(other), "<sand>", expand("sand"))
    assert one != tiny["tailings"]
    assert one != "sand"
    assert len({one, other}) == 1


def test_the_kind_is_the_folder(tiny):
    files = {path.stem: path.parent.name for path in tiny.home.data}
    assert {entry.name: entry.kind for entry in tiny.entries()} == files


def test_entries_of_a_class_have_that_class_or_one_below(tiny):
    assert {entry.kind for entry in tiny.entries("material")} == {"material"}
    assert tiny["marine-sand-watch"] in list(tiny.entries("instrument"))
    with pytest.raises(NotFound, match="no class is called 'metal'"):
        list(tiny.entries("metal"))


def test_passages(tiny):
    passage = tiny.passage("unep-ea6-minerals-report.19")
    assert isinstance(passage, Entry)
    assert {fact.subject for fact in passage.supported} >= {"marine-sand-watch"}
    assert all(fact.passage == passage.name for fact in passage.supported)
    assert tiny.passage("unep-ea6-minerals-report.999") is None
    assert tiny.passage("sand") is None


def test_checked_facts_only(tiny):
    states = {fact.state for entry in tiny.checked().entries() for fact in entry.facts}
    assert states <= {"checked", ""}


def test_only_select_gives_a_table(tiny):
    with pytest.raises(BadInput, match="not a SELECT"):
        tiny.select("ASK {}")


def test_public_names_are_there():
    assert all(getattr(minkg, name) for name in minkg.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        minkg.nothing  # noqa: B018
