"""How a report says things: names keep their direction, and what is unchecked stands out."""

import pyoxigraph as ox
import pytest

from minkg.briefing.blocks import Span, text_of
from minkg.briefing.speaker import Speaker
from minkg.words.names import expand

LANGS = ("en", "ar", "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_names_keep_their_direction(content, lang):
    words = Speaker(content, lang)
    assert words.framed("UNEP (Nairobi)") == (
        "\u200eUNEP (Nairobi)\u200e" if lang == "ar" else "UNEP (Nairobi)"
    )
    assert words.framed("12 / 140") == "12 / 140"
    assert words.framed("الرمال") == ("الرمال" if lang == "ar" else "\u200fالرمال\u200f")


def test_states_stand_out_as_they_should(content):
    words = Speaker(content, "fr")
    assert [words.state(s).look for s in ("checked", "secondary", "unchecked")] == [
        "",
        "quiet",
        "warn",
    ]
    assert words.state("unchecked").text == "non vérifié"


def test_citations_name_passages_and_count_the_rest(content):
    words = Speaker(content, "en")
    names = sorted(content.passages)[:6]
    assert {span.passage for span in words.cites(names, 2) if span.passage} == set(names[:2])
    assert words.cites(names, 2)[-1].text == " + 4 more"
    assert words.cites([], 2) == words.t("—")
    assert words.cite("no.such")[0].passage == ""


def test_values_are_labels_citations_figures_or_texts(content):
    words = Speaker(content, "en")
    (entry,) = words.value(ox.NamedNode(expand("marine-sand-watch")))
    assert entry.text == "Marine Sand Watch"
    assert words.value(ox.NamedNode(expand("unep-ea6-minerals-report.19")))[0].passage
    assert words.value(ox.Literal(5)) == (Span("5", "", "number"),)
    assert words.value(ox.Literal("sable", language="fr")) == (Span("sable", "fr"),)
    assert words.value(None)[0].text == ""


@pytest.mark.parametrize(("lang", "comma"), [("en", ", "), ("zh", "、"), ("ar", "\u200f، ")])
def test_names_are_joined_as_the_language_does(content, lang, comma):
    words = Speaker(content, lang)
    assert words.join(["a", "b"]) == f"a{comma}b"
    assert words.names([]) == "—"
    assert text_of(words.entries(["sand", "tailings"])) == comma.join(
        text_of(words.entry(name)) for name in ("sand", "tailings")
    )


def test_a_text_in_the_language_of_the_report_needs_no_mark(content):
    words = Speaker(content, "fr")
    assert words.span("sable", "strong", "fr") == Span("sable", "", "strong")
    assert words.span("sand", "", "en") == Span("sand", "en")
