"""Prepared questions: a form, and an answer."""

import pyoxigraph as ox
import pytest

from minkg.site.explorer import questions
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.languages import LANGUAGES
from tests.conftest import ROOT
from tests.tools.pages import page
from tests.tools.visiting import text_of


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


def test_a_question_tells_what_is_wrong_with_a_value(site):
    reply = page(site, "questions/overlaps?stage=extration")
    assert reply.status == 200
    assert 'role="alert"' in reply.body.decode()
    assert "Did you mean extraction" in text_of(reply)
    assert site.get("/questions/overlaps.csv?stage=extration").status == 404
    named = site.get("/questions/names-of-entry.json?entry=GISTM&lang=ar")
    assert "GISTM" in named.body.decode()
    filled = site.get("/questions/overlaps.rq?stage=extraction").body.decode()
    assert "VALUES ?stage { <https://w3id.org/minkg/extraction> }" in filled


def test_every_question_is_listed_under_its_first_tag(tiny):
    found = questions.every(frame_of(tiny, "x")).values["found"]
    assert sorted(q.name for those in found.values() for q in those) == sorted(
        q.name for q in tiny.questions()
    )
    assert all(q.tags[0] == tag for tag, those in found.items() for q in those)
    assert [*found] == sorted(found)


@pytest.mark.parametrize("path", sorted(p.stem for p in (ROOT / "queries").glob("*.rq")))
def test_every_question_has_a_form_and_its_answer(tiny, path):
    made = questions.one(frame_of(tiny, "x"), path)
    question = tiny.question(path)
    assert [field.name for field in made.values["fields"]] == [*question.parameters]
    assert made.values["error"] is None
    assert made.forms["csv"]() == tiny.query(path).csv()
    assert len(made.values["titles"]) == len(made.values["answer"].columns)


def test_a_value_may_be_a_name_or_an_acronym(tiny):
    for text in ("GISTM", "global-industry-standard-on-tailings-management"):
        made = questions.one(frame_of(tiny, "x", entry=text), "names-of-entry")
        assert "global-industry-standard-on-tailings-management>" in made.values["text"]


def test_what_may_be_chosen_is_offered(tiny):
    fields = {f.name: f for f in questions.one(frame_of(tiny, "x"), "overlaps").values["fields"]}
    stages = [n for n, kind in page_facts(tiny).kinds.items() if kind == "lifecycle-stage"]
    assert sorted(value for value, _ in fields["stage"].choices) == sorted(stages)
    odd = questions.one(frame_of(tiny, "x", stage="odd"), "overlaps").values["fields"]
    assert next(f for f in odd if f.name == "stage").choices[0] == ("odd", "odd")
    languages = next(
        f for q in tiny.questions() if "language" in q.parameters
        for f in questions.one(frame_of(tiny, "x"), q.name).values["fields"] if f.name == "language"
    )  # fmt: skip
    assert [value for value, _ in languages.choices] == list(LANGUAGES)


def test_classes_are_offered_by_their_names(tiny):
    found = [q.name for q in tiny.questions() if "class" in q.parameters]
    assert found
    field = next(
        f
        for f in questions.one(frame_of(tiny, "x"), found[0]).values["fields"]
        if f.name == "class"
    )
    assert ("mk:Platform", "platform") in field.choices
    labels = [label.casefold() for _, label in field.choices]
    assert labels == sorted(labels)


def test_a_long_answer_comes_in_pages(tiny, monkeypatch):
    monkeypatch.setattr(questions, "ON_A_PAGE", 2)
    rows = list(tiny.query("concepts").rows)
    made = [questions.one(frame_of(tiny, "x", page=str(n)), "concepts").values for n in (1, 2, 999)]
    assert [*made[0]["rows"], *made[1]["rows"]] == rows[:4]
    assert made[0]["pages"] == -(-len(rows) // 2)
    assert made[2]["rows"] == []


@pytest.mark.parametrize(
    ("term", "is_code"),
    [(ox.Literal("2021"), True), (ox.Literal("5 t", language="en"), False),
     (ox.Literal("x"), False),
     (ox.NamedNode("urn:1"), False), (None, False), (ox.Literal(""), False)],
)  # fmt: skip
def test_figures_and_dates_are_read_in_columns(term, is_code):
    assert questions._is_code(term) is is_code
