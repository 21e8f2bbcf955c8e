"""Entries: names in every language, facts with passage and review state, links, near misses."""

import pyoxigraph as ox

from minkg.graph.terms import REVIEW_STATES
from minkg.words.names import expand


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
