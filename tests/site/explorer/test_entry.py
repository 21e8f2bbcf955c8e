"""The page of an entry and of a passage."""

import re
import time
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from minkg.graph import Fact
from minkg.site.explorer import entry
from minkg.site.explorer.dispatch import answer
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.errors import NotFound
from tests.tools.pages import page
from tests.tools.visiting import Site


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


PASSAGE = "unep-ea6-minerals-report.19"


def fact(predicate, value, passage="", state="", subject="x"):
    said = value if isinstance(value, ox.NamedNode | ox.Literal) else ox.NamedNode(f"urn:{value}")
    return Fact(subject, predicate, said, passage, state)


def test_names_stand_in_the_readers_language_first(tiny):
    facts = page_facts(tiny).facts["global-sand-observatory"]
    found = entry.names(frame_of(tiny, "x", "ru"), facts)
    assert [lang for lang, _ in found] == ["ru", "en", "ar", "zh", "fr", "es"]
    assert found[0][1][0] == ("Глобальная обсерватория по песку", "skos:prefLabel", True)
    assert dict(found)["fr"] == [("Observatoire mondial du sable", "mk:translatedLabel", False)]


def test_what_is_said_in_words_stands_first():
    facts = [fact("mk:b", 1), fact("mk:a", 2), fact(entry.STATED, ox.Literal("x")), fact("mk:a", 1)]
    found = entry.lines(facts)
    assert [(line.predicate, len(line.values)) for line in found] == [
        (entry.STATED, 1), ("mk:a", 2), ("mk:b", 1),
    ]  # fmt: skip


def test_a_value_at_a_glance_cites_what_was_checked():
    facts = [
        fact("mk:coversStage", "use", "a.1", "unchecked"),
        fact("mk:coversStage", "use", "a.2", "checked"),
        fact("mk:coversStage", "end", "a.3", "unchecked"), fact("mk:other", "use"),
    ]  # fmt: skip
    (line,) = entry.glance(facts)
    assert [(f.value.value, f.passage) for f in line.values] == [
        ("urn:use", "a.2"),
        ("urn:end", "a.3"),
    ]
    assert not line.unchecked
    assert entry.glance(facts[2:3])[0].unchecked


def test_facts_stand_under_the_passage_that_says_them():
    facts = [
        fact("mk:a", 1, "p.1"),
        fact("mk:b", 1, "p.1"),
        fact("mk:a", 2, "p.2"),
        fact("mk:c", 3),
    ]
    assert [(name, [x.predicate for x in found]) for name, found in entry.said(facts)] == [
        ("p.1", ["mk:a", "mk:b"]), ("p.2", ["mk:a"]),
    ]  # fmt: skip


def test_links_that_come_in_stand_under_their_property():
    facts = [
        fact("mk:b", 1, subject="y"),
        fact("mk:a", 1, subject="z"),
        fact("mk:b", 1, "p.1", subject="y"),
    ]
    found = entry.grouped(facts)
    assert [(p, [(s, len(fs)) for s, fs in those]) for p, those in found] == [
        ("mk:a", [("z", 1)]), ("mk:b", [("y", 2)]),
    ]  # fmt: skip


def test_a_picture_in_a_page_has_no_style_and_no_size():
    assert entry.inline(
        '<svg style="x" width="1" viewBox="0 0 1 1" height="2"><g width="3"/></svg>'
    ) == ('<svg viewBox="0 0 1 1" class="near"><g width="3"/></svg>')


def test_a_table_says_each_fact_once_with_its_passage():
    said = fact("mk:coversStage", "use", "a.1", "checked", subject="unep")
    found = entry.table([said, said, fact("mk:a", ox.Literal("x"), subject="unep")])
    assert len(found.rows) == 2
    assert found.csv().splitlines()[1] == (
        "https://w3id.org/minkg/unep,https://w3id.org/minkg/ontology#coversStage,urn:use,"
        "https://w3id.org/minkg/a.1,checked"
    )


def test_an_entry_as_an_item(tiny):
    item = entry.item(frame_of(tiny, "x"), "marine-sand-watch")
    assert (item["class"], item["label"]) == ("platform", "Marine Sand Watch")
    assert {"property": "skos:prefLabel", "value": "Marine Sand Watch", "language": "en"} in item[
        "names"
    ]
    stage = [f for f in item["facts"] if f["property"] == "mk:coversStage"]
    assert stage[0]["passage"] == PASSAGE
    found = page_facts(tiny).of("marine-sand-watch")
    assert [one["expected"] for one in item["overlaps"]] == [round(f.expected, 6) for f in found]
    assert "global-sand-observatory" in {one["with"] for one in item["overlaps"]}
    assert {"entry", "property"} <= item["links"][0].keys()


def test_a_passage_as_an_item(tiny):
    shelf = page_facts(tiny)
    item = entry.passage_item(frame_of(tiny, "x"), shelf.passages[PASSAGE])
    assert (item["document"], item["state"]) == ("unep-ea6-minerals-report", "checked")
    assert len(item["facts"]) == len(shelf.supports[PASSAGE])


def test_a_passage_leads_to_the_one_before_and_the_one_behind(tiny):
    shelf = page_facts(tiny)
    names = [p.name for p in shelf.of_document["unep-ea6-minerals-report"]]
    first, last = (entry.entry(frame_of(tiny, name), name).values for name in (names[0], names[-1]))
    assert (first["before"], first["behind"]) == ("", names[1])
    assert (last["before"], last["behind"]) == (names[-2], "")


def test_an_entry_that_is_not_there_is_told_with_the_near_one(tiny):
    with pytest.raises(NotFound, match="no entry is called 'marine-sand-wach'") as told:
        entry.entry(frame_of(tiny, "x"), "marine-sand-wach")
    assert "marine-sand-watch" in told.value.text()


def test_the_picture_of_an_entry_with_many_links_is_whole_for_machines(tiny, monkeypatch):
    near = entry.entry(frame_of(tiny, "x"), "unep").forms["svg"]()
    monkeypatch.setattr(entry, "NEAR", 2)
    made = entry.entry(frame_of(tiny, "x"), "unep")
    assert made.forms["svg"]() == near
    assert len(made.values["picture"]) < len(near)


def test_the_picture_is_a_sibling(site):
    reply = site.get("/marine-sand-watch.svg?lang=ar")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert ET.fromstring(reply.body).tag == "{http://www.w3.org/2000/svg}svg"


def test_unchecked_facts_are_marked_wherever_they_are_shown(doubted):
    shelf, site = page_facts(doubted), Site(doubted)
    unchecked = {p.name for p in shelf.passages.values() if p.state == "unchecked"}
    told = {f.subject for p in unchecked for f in shelf.supports[p] if f.subject in shelf.kinds}
    assert told
    for name in told:
        text = page(site, name).body.decode()
        for passage in unchecked & {f.passage for f in shelf.facts[name]}:
            cited = re.search(
                rf'<h3><span class="cite"><a href="/{re.escape(passage)}">.*?</h3>', text, re.S
            )
            assert 'class="state unchecked"' in cited[0]


def test_an_entry_page_is_quick(tiny):
    asked = PageQuery("unep-ea6-minerals-report")
    answer(tiny, asked)
    took = []
    for _ in range(7):
        began = time.process_time()
        answer(tiny, asked)
        took.append(time.process_time() - began)
    assert min(took) < 0.05
