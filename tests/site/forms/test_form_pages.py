"""The pages of the forms, and what becomes of what is sent."""

import html
import re

import pytest

from minkg.site.explorer.frame import PageQuery
from minkg.site.forms.form_pages import Sent, form_page, list_page, thanks_page
from minkg.site.forms.prepared import ready
from minkg.site.forms.submission import COMPARED, judge, known_values
from minkg.words.errors import NotFound
from minkg.words.languages import translate
from tests.tools.submitting import ALL_RIGHT, WRONG, review
from tests.tools.visiting import text_of


@pytest.mark.parametrize("case", WRONG)
def test_problems_are_told_at_their_fields_and_what_was_typed_stays(site, case):
    reply, mark = review(site, WRONG[case])
    page = reply.body.decode()
    assert reply.status == 422
    assert not mark
    summary = re.search(r'<section class="summary" role="alert".*?</section>', page, re.DOTALL)
    assert summary
    targets = re.findall(r'<a href="#([^"]+)">', summary[0])
    assert targets
    for target in targets:
        control = re.search(rf'<(?:input|select|textarea)[^>]* id="{target}"[^>]*>', page)
        assert control
        assert f'id="{target}-wrong"' not in page or 'aria-invalid="true"' in control[0]
    assert 'aria-invalid="true"' in page
    for values in WRONG[case].values():
        for value in [values] if isinstance(values, str) else values:
            assert html.escape(value).replace("\0", "") in page.replace("\0", "")


def test_problems_are_told_in_the_readers_language(site):
    said = text_of(review(site, WRONG["name only"], "/submit/standard?lang=fr")[0])
    assert translate("'{entry}' lacks '{name}'", "fr").partition("{")[0] in said
    assert "lacks" not in said


def test_another_value_is_a_round_trip_that_judges_nothing(site):
    before = site.get("/submit/standard").body.decode().count('name="coversStage"')
    sent = {"coversStage": ["extraction"] * before, "-more": "coversStage"}
    reply = site.submit("/submit/standard", sent)
    page = reply.body.decode()
    assert reply.status == 200
    assert page.count('name="coversStage"') == before + 1
    assert page.count('<option value="extraction" selected>') == before
    assert 'class="summary"' not in page


def test_what_is_alike_is_shown_before_anything_is_accepted(queued):
    site, folder, _ = queued
    fields = {**ALL_RIGHT, "prefLabel (en)": "Sand Watch, Marine"}
    reply, mark = review(site, fields)
    said = text_of(reply)
    assert reply.status == 200
    assert mark
    assert "Marine Sand Watch" in said
    assert "It may be here already" in said
    assert "Who covers the same ground" in said
    send = {**fields, "-do": "send"}
    for more in ({}, {"-seen": "0" * 24}, {"-seen": mark}):  # not seen, not this, not said distinct
        assert site.submit("/submit/standard", {**send, **more}).status == 200
    changed = {**send, "-seen": mark, "-distinct": "yes", "statesThat (en)": "Something else."}
    assert site.submit("/submit/standard", changed).status == 200
    assert not [*folder.iterdir()]
    taken = site.submit("/submit/standard", {**send, "-seen": mark, "-distinct": "yes"})
    assert taken.status == 303
    (file,) = folder.iterdir()
    assert "# May be the same as :marine-sand-watch" in file.read_text(encoding="utf-8")


def test_more_can_be_said_of_an_entry_that_is_there(site):
    fields = {"entry": "marine-sand-watch", "coversStage": "disposal"}
    source = {key: ALL_RIGHT[key] for key in ("document", "paragraph", "summary (en)")}
    said = {**fields, **source, "languageRead": "en"}
    reply, mark = review(site, said, "/submit/platform")
    assert mark, text_of(reply)
    assert "This adds to an entry that is there" in text_of(reply)


GIVEN = {name: [text] for name, text in ALL_RIGHT.items()}


def outcome(graph, **sent):
    asked = PageQuery("submit/standard")
    return form_page(graph, asked, "standard", Sent(**{"values": GIVEN, **sent}), True)


def mark_of(graph, values=GIVEN):
    known = ready(graph)
    return judge(known, "standard", known_values(known, "standard", values), "en").mark


def test_a_draft_is_given_only_when_it_was_seen(tiny):
    mark = mark_of(tiny)
    for sent in ({"do": "send"}, {"do": "send", "seen": "x"}, {"do": "check", "seen": mark}):
        made = outcome(tiny, **sent)
        assert (made.trig, made.page.status) == (b"", 200), sent
        assert mark.encode() in made.page.body
    made = outcome(tiny, do="send", seen=mark)
    assert made.name == "riverbed-dredging-code"
    assert made.trig
    assert not made.page.body


def test_another_line_is_no_judgement(tiny):
    made = outcome(tiny, do="send", seen=mark_of(tiny), more="coversStage")
    assert (made.trig, made.page.status) == (b"", 200)
    assert b'class="summary"' not in made.page.body


def test_a_form_that_is_opened_says_nothing_of_what_is_missing(tiny):
    made = outcome(tiny, values={})
    assert made.page.status == 200
    assert b'class="summary"' not in made.page.body
    assert outcome(tiny, values={}, do="check").page.status == 422


def test_a_curator_is_told_what_is_near(tiny):
    alike = {**GIVEN, "prefLabel (en)": ["Sand Watch, Marine"]}
    made = outcome(tiny, values=alike, do="send", seen=mark_of(tiny, alike), distinct=True)
    assert made.trig
    assert any(line.startswith("May be the same as :marine-sand-watch (0.") for line in made.about)
    near = [line for line in made.about if line.startswith("Near: :")]
    assert 0 < len(near) <= COMPARED
    assert all(re.fullmatch(r"Near: :[a-z0-9-]+ \([a-z-]+, \d\.\d\d\)", line) for line in near)


def test_findings_name_the_draft_as_it_was_typed(tiny):
    made = outcome(tiny, do="check")
    assert b"Riverbed dredging code" in made.page.body
    assert b"riverbed-dredging-code:" not in made.page.body


@pytest.mark.parametrize("folder", ["passage", "nope", "", "standards"])
def test_a_class_without_a_form_is_told(tiny, folder):
    with pytest.raises(NotFound, match="no class is called"):
        form_page(tiny, PageQuery(f"submit/{folder}"), folder, Sent({}), False)


def test_every_class_is_listed_under_its_group(tiny):
    body = list_page(tiny, PageQuery("submit")).body.decode()
    assert [f for f in ready(tiny).folders if f'href="/submit/{f}"' not in body] == []
    assert (
        body.index("/submit/standard")
        < body.index("/submit/un-entity")
        < body.index("/submit/topic")
    )


def test_thanks_name_the_file(tiny):
    name = "20261128T120000Z-sand-code-0123abcd.trig"
    assert name in thanks_page(tiny, PageQuery("submitted"), name).body.decode()
    assert thanks_page(tiny, PageQuery("submitted"), "").status == 200
