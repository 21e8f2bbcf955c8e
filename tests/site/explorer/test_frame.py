"""One page in one language: its addresses, the names on it, its template."""

import re
from urllib.parse import parse_qsl

import pyoxigraph as ox
import pytest

from minkg.site.explorer.content import PageContent
from minkg.site.explorer.dispatch import content, lost
from minkg.site.explorer.frame import TEMPLATES, Frame, PageQuery, outside
from minkg.words.errors import NotFound
from minkg.words.languages import LANGUAGES
from tests.tools.pages import KINDS, PAGE


@pytest.mark.parametrize(("asked", "header", "lang"), [
    ("?lang=fr", "ar", "fr"), ("", "ar, en;q=0.5", "ar"), ("", "de, zh-CN;q=0.4", "zh"),
    ("?lang=xx", "ru", "ru"), ("", "", "en"),
])  # fmt: skip
def test_the_language_is_chosen(site, asked, header, lang):
    reply = site.get(f"/unep{asked}", [*PAGE, ("accept-language", header)])
    assert reply.headers["content-language"] == lang
    text = reply.body.decode()
    assert (f"lang={lang}" in re.findall(r'class="brand" href="([^"]*)"', text)[0]) == (
        asked == "?lang=fr"
    )
    assert re.findall(r'rel="alternate" hreflang="(\w+)"', text) == list(LANGUAGES)


BARE = {"api.html", "base.html", "console.html", "console_expert.html", "parts.html"}
FORMS = {"submit.html", "submit_form.html", "submitted.html"}


def frame_of(graph, path="unep", pairs=(), **more):
    return Frame(graph, PageQuery(path, pairs, **more))


def test_the_kinds_of_pages_are_all_that_there_are(tiny):
    """What is tested for each kind of page is tested for each template."""
    used = set()
    for path in KINDS:
        bare, _, query = path.partition("?")
        frame = frame_of(tiny, bare, tuple(parse_qsl(query)))
        try:
            used.add(content(frame).template)
        except NotFound as error:
            used.add(lost(frame, error).template)
    assert used | BARE | FORMS == {path.name for path in TEMPLATES.glob("*.html")}
    assert len(used) == len(KINDS)


def test_a_parameter_is_the_last_of_its_name_or_all():
    asked = PageQuery("x", (("a", "1"), ("a", ""), ("a", "2"), ("a", "1"), ("b", "")))
    assert (asked.one("a"), asked.one("b", "0"), asked.one("c")) == ("1", "0", "")
    assert asked.every("a") == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("0", 1),
        ("-1", 1),
        ("", 1),
        ("x", 1),
        ("٣", 1),
        ("1e3", 1),
        ("9999999", 1),
        ("007", 7),
    ],
)
def test_a_page_number_is_a_number_from_one(text, number):
    assert PageQuery("x", (("page", text),)).number("page") == number


def test_addresses_keep_the_language_only_where_it_was_chosen(tiny):
    plain, chosen = frame_of(tiny, lang="fr"), frame_of(tiny, lang="fr", chosen=True, prefix="/kg")
    assert plain.url("a b", [("q", "é"), ("x", "")]) == "/a%20b?q=%C3%A9"
    assert chosen.url("sand", suffix=".csv") == "/kg/sand.csv?lang=fr"
    assert chosen.static("site.css") == "/kg/static/site.css"


def test_addresses_of_this_page_with_other_parameters(tiny):
    frame = frame_of(
        tiny, "entries", (("stage", "use"), ("stage", "disposal"), ("page", "2"), ("q", "x"))
    )
    assert frame.here() == "/entries?stage=use&stage=disposal&q=x"
    assert frame.here("stage", "use") == "/entries?stage=disposal&q=x"
    assert frame.here("stage") == "/entries?q=x"
    assert frame.here(least="0.1", q="y") == "/entries?stage=use&stage=disposal&least=0.1&q=y"
    assert frame.plus("topic", "sand").endswith("q=x&topic=sand")
    assert frame.also(".csv") == "/entries.csv?stage=use&stage=disposal&q=x"
    assert frame_of(tiny, "").also(".json") == "/index.json"


def test_this_page_in_each_language(tiny):
    frame = frame_of(tiny, "entries", (("stage", "use"), ("lang", "ar")), lang="ar", chosen=True)
    found = frame.languages()
    assert [code for code, _, _ in found] == list(LANGUAGES)
    assert found[3] == ("fr", "Français", "/entries?stage=use&lang=fr")


def test_addresses_of_files_lead_from_file_to_file(tiny):
    deep = frame_of(tiny, "pair/a/b", still=True, lang="ar")
    assert deep.url("unep") == "../../../ar/unep.html"
    assert deep.url("unep", suffix=".csv") == "../../../unep.csv"
    assert deep.static("site.css") == "../../../static/site.css"
    assert deep.url("search") == deep.url("unep", [("q", "x")]) == deep.url("nope") == ""
    assert frame_of(tiny, "404", still=True).url("") == "index.html"
    based = frame_of(tiny, "pair/a/b", still=True, base="https://example.org/")
    assert based.url("unep") == "https://example.org/unep.html"


def test_names_in_another_language_say_so(tiny):
    frame = frame_of(tiny, lang="ar")
    assert str(frame.named("marine-sand-watch")) == (
        '<span lang="en" dir="ltr">Marine Sand Watch</span>'
    )
    assert str(frame_of(tiny, lang="en").named("marine-sand-watch")) == "Marine Sand Watch"
    ours = str(frame.named("global-sand-observatory"))
    assert ours.startswith("مرصد عالمي للرمال<abbr")
    assert str(frame.foreign("<b>", "fr")) == '<span lang="fr" dir="ltr">&lt;b&gt;</span>'


def test_what_has_a_page_is_a_link(tiny):
    frame = frame_of(tiny)
    assert str(frame.link("unep")).startswith('<a href="/unep">')
    assert str(frame.link("mk:coversStage")).startswith('<a href="/ontology#coversStage">')
    assert str(frame.link("nope")) == "nope"
    cited = str(frame.cite("unep-ea6-minerals-report.19"))
    assert 'href="/unep-ea6-minerals-report.19"' in cited
    assert 'class="state checked"' in cited
    assert "href" not in str(frame.cite("no.where"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (ox.NamedNode("https://example.org/x/"), '<a href="https://example.org/x/" rel="external'),
        (ox.NamedNode("javascript:alert(1)"), "javascript:alert(1)"),
        (ox.Literal("http://www.example.org"), '<a href="http://www.example.org" rel="external'),
        (ox.Literal("a<b", language="en"), "a&lt;b"), (ox.Literal("5"), "5"),
        (ox.BlankNode("x"), ""),
        (ox.NamedNode("https://w3id.org/minkg/unep"), '<a href="/unep">'),
        (ox.NamedNode("https://w3id.org/minkg/unep-ea6-minerals-report.19"), '<span class="cite">'),
    ],
    ids=str,
)  # fmt: skip
def test_a_value_is_shown_as_what_it_is(tiny, value, shown):
    assert str(frame_of(tiny).value(value)).startswith(shown)


def test_addresses_outside_are_shown_short():
    assert str(outside("https://www.example.org/a/")).endswith('dir="ltr">example.org/a</a>')


def test_a_page_is_written_as_it_is_sent(tiny):
    made = frame_of(tiny).written("submitted.html", 201, c=PageContent("x", "", {}), file="y")
    assert (made.status, made.content_type) == (201, "text/html; charset=utf-8")
    assert made.body.startswith(b"<!doctype html>")
