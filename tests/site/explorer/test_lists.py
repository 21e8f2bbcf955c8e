"""Lists of entries with facets and counts, and the search."""

import html
import json
import re

import pytest

from minkg.site.explorer import lists
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.errors import NotFound
from minkg.words.languages import LANGUAGES
from tests.tools.pages import PAGE, page
from tests.tools.visiting import text_of


def chips(text):
    return re.findall(r'<a class="chosen" href="([^"]*)"', text)


def test_every_state_of_a_list_is_an_address(site):
    whole = page(site, "entries").body.decode()
    address = re.search(r'<section class="facet">.*?<a href="([^"]*class=[^"]*)"', whole, re.S)
    one = site.get(html.unescape(address[1]), PAGE).body.decode()
    added = re.search(r'<a href="([^"]*[?&amp;]stage=[^"]*)"', one)
    two = site.get(html.unescape(added[1]), PAGE).body.decode() if added else one
    assert len(set(chips(one))) == 1
    removed = site.get(html.unescape(chips(one)[0]), PAGE).body.decode()
    assert chips(removed) == []
    assert removed == whole
    assert len(set(chips(two))) >= 1


@pytest.mark.parametrize("facet", ["class", "stage", "topic", "material", "function", "state"])
def test_counts_of_facets_are_true(site, tiny, facet):
    shelf = page_facts(tiny)
    counted = {}
    for name, tags in shelf.tags.items():
        for value in tags.get(facet, ()):
            counted.setdefault(value, set()).add(name)
    assert counted
    for value, names in counted.items():
        items = json.loads(site.get(f"/entries.json?{facet}={value}").body)["items"]
        assert {item["name"] for item in items} == names


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


def test_values_of_one_facet_and_of_several_are_all_wanted(tiny):
    both = lists.entries(frame_of(tiny, "entries", stage=["extraction", "disposal"])).values
    one = lists.entries(frame_of(tiny, "entries", stage="extraction")).values
    other = lists.entries(frame_of(tiny, "entries", stage="disposal")).values
    assert set(both["names"]) == set(one["names"]) & set(other["names"])
    assert set(one["names"]) != set(other["names"])


def test_a_list_of_a_class_has_its_meaning_and_no_facet_of_classes(tiny):
    made = lists.entries(frame_of(tiny, "class/topic"), "topic")
    assert made.title == "topic"
    assert made.values["definition"]
    assert "class" not in made.values["facets"]
    assert set(made.values["names"]) == {
        n for n, k in page_facts(tiny).kinds.items() if k == "topic"
    }
    with pytest.raises(NotFound, match="no class is called 'topics'"):
        lists.entries(frame_of(tiny, "class/topics"), "topics")


def test_a_long_list_comes_in_pages_and_a_file_holds_it_whole(tiny, monkeypatch):
    monkeypatch.setattr(lists, "ON_A_PAGE", 20)
    found, total = [], lists.entries(frame_of(tiny, "entries")).values["total"]
    for number in range(1, 9):
        values = lists.entries(frame_of(tiny, "entries", page=str(number))).values
        assert values["pages"] == -(-total // 20)
        found += values["names"]
    assert len(found) == len(set(found)) == total == len(tiny.names)
    still = Frame(tiny, PageQuery("entries", still=True))
    assert lists.entries(still).values["names"] == found


def test_chosen_values_stand_first_then_the_frequent_ones(tiny):
    facets = lists.entries(frame_of(tiny, "entries", topic="tailings-management")).values["facets"]
    for name, choices in facets.items():
        order = [(not c.chosen, -c.count, c.label) for c in choices]
        assert order == sorted(order), name
    assert facets["topic"][0].chosen
    assert facets["topic"][0].value == "tailings-management"


def test_a_text_finds_names_in_any_script(tiny):
    found = json.loads(lists.search(frame_of(tiny, "search", q="песок")).forms["json"]())["items"]
    assert "sand" in {item["name"] for item in found}
    assert all(item["found"] for item in found)
    table = lists.search(frame_of(tiny, "search", q="sand")).forms["csv"]()
    assert table.startswith("entry,label,class,found")


def test_a_text_finds_what_passages_say(tiny):
    shelf = page_facts(tiny)
    passage = shelf.passages["unep-ea6-minerals-report.19"]
    words = " ".join(sorted(passage.summary.split(), key=len)[-3:]).upper()
    values = lists.search(frame_of(tiny, "search", q=words)).values
    assert passage.name in values["said"]
    assert values["said_total"] >= len(values["said"])


def test_a_search_for_nothing_finds_nothing(site, tiny):
    for text in ("", "   ", "\n"):
        values = lists.search(frame_of(tiny, "search", q=text)).values
        assert (values["found"], values["said"], values["total"]) == ([], [], 0)
    assert "Did you mean Marine Sand Watch" in text_of(page(site, "search?q=marine-sand-wach"))
    assert len(lists.search(frame_of(tiny, "search", q="x" * 999)).values["text"]) == 200


def test_the_meaning_of_a_term_is_told_in_the_readers_language(tiny):
    term = "mk:coversStage"
    said = {f.value.language: f.value.value for f in page_facts(tiny).facts[term]
            if f.predicate == "skos:definition"}  # fmt: skip
    for lang in LANGUAGES:
        assert lists.definition(frame_of(tiny, "ontology", lang), term) == said[lang]
    assert lists.definition(frame_of(tiny, "ontology", "fr"), "mk:nope") == ""
