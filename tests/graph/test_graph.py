"""The graph: entries by any of their names, questions, near misses, passages."""

import pyoxigraph as ox
import pytest

from minkg.graph.entry import Entry
from minkg.words.errors import BadInput, NotFound
from minkg.words.names import expand


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
    assert states == {"checked", ""}


def test_only_select_gives_a_table(tiny):
    with pytest.raises(BadInput, match="not a SELECT"):
        tiny.select("ASK {}")


def test_a_wrong_name_in_a_question_is_no_empty_answer(tiny):
    assert len(tiny.query("overlaps", stage="extraction")) > 0
    with pytest.raises(NotFound, match="no entry is called 'extractionn'") as told:
        tiny.query("overlaps", stage="extractionn")
    assert "did you mean `extraction`" in told.value.text()
    with pytest.raises(NotFound, match="no question is called 'overlap'"):
        tiny.query("overlap")


def test_every_question_file_is_a_question(tiny):
    assert {one.name for one in tiny.questions()} == {path.stem for path in tiny.home.queries}
    assert all(tiny.question(one.name).text == one.text for one in tiny.questions())


def test_broader_concepts_are_closed(tiny):
    assert tiny.broader["marine-extraction"] >= {"extraction"}
    for narrow, broad in tiny.broader.items():
        assert narrow not in broad
        for one in broad:
            assert tiny.broader.get(one, frozenset()) <= broad


def test_terms_are_shown_by_their_label(tiny):
    assert tiny.show(ox.NamedNode(expand("marine-sand-watch")), "en") == "Marine Sand Watch"
    passage = "unep-ea6-minerals-report.19"
    assert tiny.show(ox.NamedNode(expand(passage))) == passage
    assert tiny.show(ox.Literal("text")) == "text"
    assert tiny.show(None) == ""


def test_unchecked_passages_are_marked(kg):
    unchecked = sorted(kg.unchecked)
    assert unchecked
    assert kg.cite(unchecked[0], "fr") == f"{unchecked[0]} (non vérifié)"
    assert kg.cite("unep-ea6-minerals-report.19", "fr") == "unep-ea6-minerals-report.19"


def test_facts_of_a_passage_itself(tiny):
    told = tiny.passage_facts("unep-ea6-minerals-report.19")
    assert told["mk:reviewState"] == "checked"
    assert told["mk:locator"] == "19"
    assert told["mk:summary"]


def test_columns_have_the_label_of_their_property(tiny):
    assert tiny.titles(["supportLevel", "noSuchColumn"], "en") == [
        "has support level",
        "no such column",
    ]
    assert tiny.titles(["supportLevel"], "fr") != tiny.titles(["supportLevel"], "en")


@pytest.mark.parametrize("name", ["tailings-management", "Tailings management"])
def test_a_concept_is_one_of_its_vocabulary(tiny, name):
    assert tiny.concept("topic", name) == "tailings-management"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sand", "'sand' is not among the concepts of 'topic'\n\nhint: choose one of: artisanal"),
        ("sandd", "no entry is called 'sandd'\n\nhint: did you mean `sand` (sand)"),
    ],
)
def test_other_concepts_are_refused(tiny, name, told):
    with pytest.raises(NotFound) as caught:
        tiny.concept("topic", name)
    assert str(caught.value).startswith(f"error: {told}")
