"""A form for the entries of a class, filled with what was typed."""

import html
import re

import pytest

from minkg.checking import Problem
from minkg.site.forms import form_fields
from minkg.site.forms.form_fields import GROUPS
from minkg.site.forms.prepared import ready
from minkg.site.forms.submission import place_of
from minkg.words.languages import LANGUAGES
from minkg.words.place import Place


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_class_has_a_form_in_every_language(tiny, site, lang):
    known = ready(tiny)
    listed = site.get(f"/submit?lang={lang}").body.decode()
    side = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{side}">' in listed
    for folder in known.folders:
        assert f"/submit/{folder}?lang={lang}" in listed
        page = site.get(f"/submit/{folder}?lang={lang}").body.decode()
        assert html.escape(known.forms[folder].name(lang), quote=False) in html.unescape(page)
        assert page.count("<legend>") == page.count("<fieldset") > 1
        needed = [field for field in known.forms[folder].fields if field.required]
        assert len(re.findall(r"<(?:input|select|textarea)[^>]* required", page)) >= len(needed)


def test_every_control_has_a_label_and_an_identifier_of_its_own(site):
    page = site.get("/submit/standard").body.decode()
    controls = re.findall(r"<(?:input type=\"text\"|select|textarea) [^>]*>", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(controls) > 50
    assert all("aria-label=" in control for control in controls if "field-" in control)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'list="([^"]+)"', page):
        assert f'<datalist id="{name}">' in page


def inputs(graph, values=None, lang="en", problems=(), more=""):
    made = form_fields.filled(ready(graph), "standard", values or {}, lang, problems, more)
    return made, {one.name: one for _, _, group in made.groups for one in group}


def test_fields_stand_in_groups_in_the_order_of_a_sheet(tiny):
    made, every = inputs(tiny)
    assert [group for group, _, _ in made.groups] == [g for g in GROUPS if g in dict.fromkeys(
        group for group, _, _ in made.groups)]  # fmt: skip
    assert made.title == "standard" or made.title
    assert every["prefLabel (en)"].required
    assert every["document"].kind in ("list", "select")
    assert every["statesThat (en)"].kind == "long"


def test_a_short_list_is_chosen_from_and_a_long_one_typed(tiny, monkeypatch):
    _, every = inputs(tiny)
    stage = every["coversStage"]
    assert (stage.kind, stage.suggestions) == ("select", "")
    assert "extraction" in dict(stage.options)
    monkeypatch.setattr(form_fields, "MOST_OPTIONS", 1)
    made, every = inputs(tiny)
    stage = every["coversStage"]
    assert (stage.kind, stage.options) == ("list", ())
    assert "extraction" in made.lists[stage.suggestions]
    assert len({tuple(choices) for choices in made.lists.values()}) == len(made.lists), "each once"


def test_what_was_typed_stays_even_where_it_is_no_choice(tiny):
    _, every = inputs(
        tiny, {"coversStage": ["extraction", "everywhere"], "performsFunction": ["x"]}
    )
    stage = every["coversStage"]
    assert [value.text for value in stage.values][:2] == ["extraction", "everywhere"]
    assert ("everywhere", "everywhere") in stage.options
    assert stage.filled


def test_one_more_line_is_given_where_it_is_wanted(tiny):
    given = {"coversStage": ["extraction", "use", "disposal"]}
    _, before = inputs(tiny, given)
    _, after = inputs(tiny, given, more="coversStage")
    assert len(after["coversStage"].values) == len(before["coversStage"].values) + 1
    assert after["prefLabel (en)"].more is False
    assert before["coversStage"].more is True


def test_problems_stand_at_their_value_and_in_the_summary(tiny):
    wrong = Problem("x", "y", place_of("coversStage", 1), rule="r")
    lost = Problem("x", "y", Place("form", pointer="/0/nowhere/7"), rule="r")
    made, every = inputs(
        tiny, {"coversStage": ["extraction", "everywhere"]}, problems=[wrong, lost]
    )
    first, second = every["coversStage"].values[:2]
    assert (first.wrong, second.wrong) == ((), (wrong,))
    assert every["coversStage"].wrong
    assert every["coversStage"].usual
    ids = [value.id for one in every.values() for value in one.values]
    assert len(ids) == len(set(ids))
    (_, place), (_, other) = made.problems
    assert place == second.id
    assert other in ids, "what has no field of its own leads to one that is there"


def test_texts_are_asked_for_in_the_readers_language(tiny):
    _, every = inputs(tiny, lang="ar")
    assert every["statesThat (ar)"].right
    assert every["statesThat (ar)"].language == "ar"
    assert not every["prefLabel (en)"].right
    assert "(" in every["statesThat (ar)"].label
    assert "statesThat (ar)" not in inputs(tiny)[1]
