"""What the graph says, as items."""

import pyoxigraph as ox
import pytest

from minkg.site.api import items
from minkg.site.api.operations import KIND
from minkg.site.forms.prepared import ready
from minkg.words.errors import BadInput, NotFound


@pytest.fixture(scope="module")
def known(tiny):
    return ready(tiny)


def test_a_part_of_a_list_knows_whether_there_is_more():
    every = list(range(7))
    for offset, limit, part, more in (
        (0, 3, [0, 1, 2], True),
        (4, 3, [4, 5, 6], False),
        (9, 3, [], False),
    ):
        page = items.paged(every, {"offset": offset, "limit": limit}, lambda n: {"n": n})
        assert ([item["n"] for item in page.items], page.total, page.more) == (part, 7, more)
    assert len(items.paged(range(99), {}, lambda n: {}).items) == items.LIMIT


@pytest.mark.parametrize(
    ("term", "item"),
    [
        (None, None), (ox.BlankNode("x"), {"type": "bnode", "value": "x"}),
        (ox.NamedNode("https://w3id.org/minkg/sand"),
         {"type": "uri", "value": "https://w3id.org/minkg/sand", "name": "sand"}),
        (ox.Literal("é", language="fr"), {"type": "literal", "value": "é", "language": "fr"}),
        (ox.Literal("5", datatype=ox.NamedNode("urn:x")),
         {"type": "literal", "value": "5", "datatype": "urn:x"}),
    ],
    ids=str,
)  # fmt: skip
def test_a_term_as_an_item(term, item):
    assert items.term_item(term) == item


def test_entries_of_a_class_or_all(known, tiny):
    page = items.entries(known, "fr", {"class": "topic"})
    assert page.total == len(page.items) == len(list(tiny.entries("topic")))
    assert {item["class"] for item in page.items} == {"topic"}
    assert items.entries(known, "en", {"limit": 1}).total == len(tiny.names)
    sand = next(
        i for i in items.entries(known, "fr", {"class": "material"}).items if i["name"] == "sand"
    )
    assert sand["label"] == tiny["sand"].label("fr") != tiny["sand"].label("en")
    with pytest.raises(NotFound, match="no class is called 'topicz'"):
        items.entries(known, "en", {"class": "topicz"})


def test_an_entry_with_all_its_names_facts_and_links(known, tiny):
    (item,) = items.entry(known, "en", {"name": "Marine Sand Watch"}).items
    entry = tiny["marine-sand-watch"]
    assert item["names"]["en"][0] == "Marine Sand Watch"
    assert len(item["facts"]) == len(entry.facts)
    assert len(item["linksIn"]) == len(entry.links_in) > 0
    said = next(fact for fact in item["facts"] if fact["predicate"] == "mk:coversStage")
    assert (said["passage"], said["state"]) == ("unep-ea6-minerals-report.19", "checked")
    named = next(fact for fact in item["facts"] if fact["predicate"] == "skos:prefLabel")
    assert (named["passage"], named["state"]) == (None, None)


def test_a_passage_is_an_entry_too(known):
    (item,) = items.entry(known, "en", {"name": "unep-ea6-minerals-report.19"}).items
    assert item["supports"]
    with pytest.raises(NotFound):
        items.entry(known, "en", {"name": "unep-ea6-minerals-report.nope"})


def test_findings_are_those_of_the_graph_and_pass_their_filters(known):
    every = items.overlaps(known, "en", {"limit": 500}).items
    assert [(i["first"], i["second"]) for i in every] == [
        (f.first, f.second) for f in known.compared.ranked()
    ]
    for values, passes in (
        ({"entry": "unep"}, lambda i: "unep" in (i["first"], i["second"])),
        ({"kind": ["alignment"]}, lambda i: i["kind"] == "alignment"),
        ({"min_score": 0.2}, lambda i: i["expected"] >= 0.2),
        ({"stage": "extraction"}, lambda i: "extraction" in {
            s["concept"] for s in i["parts"]["stage"]["shared"]}),
    ):  # fmt: skip
        found = items.overlaps(known, "en", {"limit": 500, **values}).items
        assert found == [item for item in every if passes(item)]
        assert 0 < len(found) < len(every)


def test_a_part_of_the_findings_is_not_counted_but_knows_of_more(known):
    page = items.overlaps(known, "en", {"limit": 2, "offset": 1})
    every = items.overlaps(known, "en", {"limit": 4}).items
    assert (page.items, page.total, page.more) == (every[1:3], None, True)


def test_a_pair_is_of_two(known):
    values = {"first": "GISTM", "second": "unep"}
    assert len(items.pair(known, "en", values).items) == 1
    with pytest.raises(BadInput, match="the same entry"):
        items.pair(known, "en", {"first": "unep", "second": "unep"})


def test_gaps_leave_out_what_is_covered_unless_it_is_asked_for(known):
    kinds = {item["kind"] for item in items.gaps(known, "en", {"limit": 500}).items}
    assert "covered" not in kinds
    covered = items.gaps(known, "en", {"limit": 500, "kind": ["covered"]}).items
    assert {item["kind"] for item in covered} == {"covered"}
    every = items.gaps(known, "en", {"limit": 500, "kind": KIND}).total
    assert every == len(known.graph.gaps())
    narrow = items.gaps(known, "en", {"limit": 500, "function": ["auditing"]}).items
    assert len(narrow) >= len(items.gaps(known, "en", {"limit": 500}).items)


def test_a_question_and_its_answer(known, tiny):
    names = [item["name"] for item in items.questions(known, "en", {"limit": 500}).items]
    assert names == [question.name for question in tiny.questions()]
    page = items.answer(known, "en", {"name": "overlaps", "parameters": {"stage": ["extraction"]}})
    table = tiny.query("overlaps", stage=["extraction"])
    assert page.total == len(table.rows)
    assert page.beside["columns"] == list(table.columns)
    assert "VALUES ?stage { <https://w3id.org/minkg/extraction> }" in page.beside["sparql"]
    assert set(page.items[0]) == set(table.columns)


def test_an_entry_that_is_there_is_compared_as_a_draft(known):
    page = items.whatif_of(known, "en", "global-sand-observatory", 2)
    (item,) = page.items
    assert len(item["findings"]) == 2
    names = {f["first"] for f in item["findings"]} & {f["second"] for f in item["findings"]}
    assert names <= {"global-sand-observatory"}
    assert page.beside == {"problems": []}


def test_a_draft_that_cannot_be_read_has_problems_and_no_answers(known):
    page = items.whatif(known, "en", {"name": "x.trig"}, b":a :b")
    assert page.items == []
    assert [problem["line"] for problem in page.beside["problems"]] == [1]
    assert (
        items.validate(known, "en", {"name": "x.trig"}, b":a :b").items == page.beside["problems"]
    )
