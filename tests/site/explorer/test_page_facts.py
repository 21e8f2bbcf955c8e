"""A graph as pages look it up."""

import pyoxigraph as ox

from minkg.graph.terms import REVIEW_STATES
from minkg.knowledge import open_graph
from minkg.site.explorer.page_facts import page_facts, warm

PASSAGE = "unep-ea6-minerals-report.19"


def test_every_fact_is_found_by_entry_passage_and_value(tiny):
    shelf = page_facts(tiny)
    said = [fact for facts in shelf.facts.values() for fact in facts]
    named = [q for q in tiny.store.quads() if isinstance(q.subject, ox.NamedNode)]
    assert len(said) == len(named)
    supported = [fact for facts in shelf.supports.values() for fact in facts]
    assert set(supported) == {fact for fact in said if fact.passage}
    links = [f for fs in shelf.into.values() for f in fs]
    assert len(links) == sum(isinstance(f.value, ox.NamedNode) for f in said)
    assert {f.state for f in shelf.supports[PASSAGE]} == {"checked"}


def test_passages_stand_in_the_order_of_their_document(tiny):
    shelf = page_facts(tiny)
    names = [p.name for p in shelf.of_document["unep-ea6-minerals-report"]]
    paragraphs = [name.partition(".")[2] for name in names]
    numbers = [int(text) for text in paragraphs if text.isdecimal()]
    assert numbers == sorted(numbers)
    assert paragraphs.index("7") < paragraphs.index("11")
    one = shelf.passages[PASSAGE]
    assert (one.document, one.state, one.language) == ("unep-ea6-minerals-report", "checked", "ru")
    assert one.summary
    assert one.locator


def test_every_entry_has_a_class_and_every_class_a_group(tiny):
    shelf = page_facts(tiny)
    assert shelf.kinds.keys() == tiny.names
    assert shelf.kinds["marine-sand-watch"] == "platform"
    assert shelf.above["platform"] == "instruments"
    assert shelf.above["topic"] == "vocabularies"
    assert shelf.above["un-entity"] == "organizations"
    assert shelf.above.keys() == set(shelf.kinds.values())


def test_narrower_concepts_stand_behind_theirs(tiny):
    shelf = page_facts(tiny)
    assert shelf.stages == [
        "extraction",
        "marine-extraction",
        "use",
        "disposal",
        "tailings-storage",
    ]
    for concepts in (shelf.stages, shelf.topics):
        for name in concepts:
            for above in tiny.broader.get(name, ()):
                if above in concepts:
                    assert concepts.index(above) < concepts.index(name)
    assert shelf.top(shelf.topics) == [t for t in shelf.topics if not tiny.broader.get(t)]


def test_lists_filter_by_broader_concepts_too(tiny):
    tags = page_facts(tiny).tags
    narrow = next(n for n, t in tags.items() if "marine-extraction" in t.get("stage", ()))
    assert "extraction" in tags[narrow]["stage"]
    assert tags["marine-sand-watch"]["class"] == {"platform"}
    assert "checked" in tags["marine-sand-watch"]["state"]


def test_findings_of_a_subject_are_those_of_all_in_their_order(tiny):
    graph = open_graph(tiny.home.path)
    shelf = page_facts(graph)
    before = shelf.of("marine-sand-watch")
    every = [f for f in shelf.findings if "marine-sand-watch" in (f.first, f.second)]
    assert [(f.first, f.second) for f in before] == [(f.first, f.second) for f in every]
    assert shelf.found["marine-sand-watch"] == shelf.of("marine-sand-watch") == every
    assert shelf.of("sand") == []


def test_facts_are_counted_by_review_state(doubted):
    shelf = page_facts(doubted)
    counts = shelf.states("global-sand-observatory")
    assert [*counts] == [s for s in REVIEW_STATES if s in counts]
    assert counts["unchecked"] > 0
    assert sum(counts.values()) == sum(
        bool(f.passage) for f in shelf.facts["global-sand-observatory"]
    )


def test_who_sees_checked_facts_only_sees_no_others(doubted):
    checked = page_facts(doubted.checked())
    assert PASSAGE in page_facts(doubted).supports
    assert PASSAGE not in checked.supports
    assert {f.state for fs in checked.supports.values() for f in fs} == {"checked"}


def test_what_is_costly_is_made_once(tiny_home):
    graph = open_graph(tiny_home.path)
    warm(graph)
    shelf = page_facts(graph)
    assert page_facts(graph) is shelf
    assert {
        "passages",
        "kinds",
        "above",
        "found",
        "cells",
        "tags",
        "findings",
    } <= shelf.__dict__.keys()


def test_what_has_no_name_is_left_out(tiny_home):
    graph = open_graph(tiny_home.path)
    node, name = ox.BlankNode("x"), ox.NamedNode("urn:p")
    graph.store.extend([ox.Quad(node, name, ox.Literal("1"), ox.DefaultGraph())])
    assert all("urn:p" not in {f.predicate for f in fs} for fs in page_facts(graph).facts.values())
