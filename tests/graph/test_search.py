"""Entries are found by any of their names."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.graph.search import exactly, find, fold, latin
from minkg.graph.store import Embedded
from minkg.home.turtle import parse_facts
from minkg.knowledge import KnowledgeGraph

OFFICIAL = "Global Industry Standard on Tailings Management"


def first(graph, text):
    found = find(graph, text)
    return found[0][0] if found else None


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("sand", "sand"),
        ("SAND", "sand"),
        ("الرمال", "sand"),
        ("الرِّمَال", "sand"),
        ("沙子", "sand"),
        ("沙", "sand"),
        ("песок", "sand"),
        ("ПЕСОК", "sand"),
        ("pesok", "sand"),
        ("arena", "sand"),
        ("sable", "sand"),
        ("marine-sand-watch", "marine-sand-watch"),
        ("watch sand marine", "marine-sand-watch"),
        ("Марин сэнд", "marine-sand-watch"),
        ("marin send uotch", "marine-sand-watch"),
        ("GISTM", "global-industry-standard-on-tailings-management"),
        (OFFICIAL, "global-industry-standard-on-tailings-management"),
        (
            "  global   INDUSTRY standard—on tailings management. ",
            "global-industry-standard-on-tailings-management",
        ),
        ("tailings standard industry", "global-industry-standard-on-tailings-management"),
    ],
)
def test_the_best_match_is_first(kg, text, entry):
    assert first(kg, text) == entry


def test_symbols_and_acronyms_are_names(tiny_home):
    text = """PREFIX : <https://w3id.org/minkg/> PREFIX mk: <https://w3id.org/minkg/ontology#>
        :copper a mk:Material ; mk:symbol "Cu" . :curium a mk:Material ; mk:acronym "CuX" ."""
    store = ox.Store()
    store.extend(parse_facts(text.encode(), ox.RdfFormat.TRIG, "symbols"))
    graph = KnowledgeGraph(tiny_home, Embedded(store))
    assert exactly(graph, "cu") == ["copper"]
    assert [entry for entry, _ in find(graph, "Cu")] == ["copper", "curium"]


@pytest.mark.parametrize("text", ["", " ", "!?", "—", "\u0301", "\u200f", "zzzzqqq", "\udcff"])
def test_nothing_is_found_for_nothing(kg, text):
    assert find(kg, text) == []
    assert exactly(kg, text) == []


def test_every_entry_is_found_once_and_by_its_own_name(tiny):
    for name in tiny.names:
        entries = [entry for entry, _ in find(tiny, name)]
        assert name in entries
        assert len(entries) == len(set(entries))
        assert name in exactly(tiny, name)


def test_every_name_finds_its_entry(tiny):
    rows = tiny.select(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX mk: <https://w3id.org/minkg/ontology#>"
        "SELECT ?x ?name { VALUES ?p { skos:prefLabel skos:altLabel mk:acronym mk:translatedLabel }"
        ' ?x ?p ?name FILTER(STRSTARTS(STR(?x), "https://w3id.org/minkg/") && !CONTAINS(STR(?x), "#")) }'  # noqa: E501
    )
    assert len(rows) > 100
    for entry, name in rows:
        assert entry.value.rpartition("/")[2] in exactly(tiny, name.value), name


def test_the_answer_does_not_depend_on_the_order_of_facts(tiny):
    store = ox.Store()
    for quad in sorted(tiny.store.quads(), key=str, reverse=True):
        store.add(quad)
    turned = KnowledgeGraph(tiny.home, Embedded(store))
    found = find(tiny, "sand")
    assert len(found) > 3
    assert find(turned, "sand") == found


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())


@given(st.text(st.characters(codec="utf-8")))
def test_latin_is_latin(text):
    assert latin(text).isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Société", "societe"), ("ÉTÉ", "ete"), ("ё", "е"), ("Straße", "STRASSE"), ("ﬁ", "fi"), ("ＡＢ", "ab"),  # noqa: E501
     ("a-b", "a b"), ("مُعاهدة", "معاهدة"), ("معـاهدة", "معاهدة"), ("é", "e\u0301")],
)  # fmt: skip
def test_what_counts_as_the_same(one, other):
    assert fold(one) == fold(other)
