"""Every page, by its path: in its formats and languages, with links that lead somewhere."""

import html
import re
from collections import deque
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from minkg.site.explorer.dispatch import FIRST, answer, content, split
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.workers.media_types import NotAcceptable
from minkg.words.errors import NotFound
from minkg.words.languages import LANGUAGES
from tests.conftest import TESTS
from tests.tools.pages import EVERY, HOSTILE, PAGE, PAIR, Reader, inner, page
from tests.tools.visiting import Site, text_of

GOLDEN = TESTS / "site"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", EVERY)
def test_pages_are_well_formed_in_every_language(site, path, lang):
    reply = page(site, f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert reply.status == (404 if path == "nothing" else 200)
    text = reply.body.decode()
    assert Reader(text).wrong == []
    side = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{side}">' in text
    assert reply.headers["content-language"] == lang
    assert len(re.findall(r"<h1\b", text)) == 1
    assert re.search(r"\{[a-z_]+\}|\bNone\b|\bundefined\b", text_of(reply)) is None


@pytest.mark.parametrize("path", [
    "unep-ea6-minerals-report.19", "proposals", "matrix/extraction/sustainable-sand-management",
    "nothing", PAIR,
])  # fmt: skip
def test_small_pages_say_what_they_should(site, path, expect):
    text = page(site, path).body.decode().partition("<main")[2].partition("</main>")[0]
    expect(GOLDEN / f"{path.replace('/', '_')}.html", text.partition(">\n")[2])


@pytest.mark.ci
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_link_leads_somewhere(site, lang):
    start = f"/?lang={lang}"
    seen, todo, read, wanted = {start}, deque([start]), {}, set()
    while todo:
        at = todo.popleft()
        reply = site.get(at, PAGE)
        assert reply.status == 200, at
        if not reply.headers["content-type"].startswith("text/html"):
            continue
        told = Reader(reply.body.decode())
        assert told.wrong == [], at
        read[at] = told.ids
        for link in told.links:
            to = inner(link, at)
            if to is None:
                continue
            fragment = urlsplit(link).fragment
            wanted |= {(to, fragment)} if fragment else set()
            asked = [k for k, _ in parse_qsl(urlsplit(to).query)]
            own = f"lang={lang}" in to or "/static/" in to
            deep = re.match(r"/(submit|console|api|openapi|vendor)", to)
            if own and to not in seen and len(asked) <= 2 and "page" not in asked and not deep:
                seen.add(to)
                todo.append(to)
    assert len(read) > 200
    assert [
        pair for pair in sorted(wanted) if pair[0] in read and pair[1] not in read[pair[0]]
    ] == []


@pytest.mark.parametrize("path", EVERY)
def test_hostile_texts_are_inert(hostile, path):
    reply = page(hostile, path)
    text = reply.body.decode()
    assert Reader(text).wrong == []
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "49&#39;" not in text
    assert "javascript:" not in re.sub(r">[^<]*<", "", text)


@pytest.mark.parametrize("text", [HOSTILE, "\u202e\u2066x", "\ud83d", "%00", "'" * 300, "песок"])
@pytest.mark.parametrize("path", [
    "search?q={}", "entries?q={}", "entries?stage={}", "entries?page={}", "findings?kind={}",
    "findings?least={}", "findings?entry={}", "compare?entry={}", "questions/overlaps?stage={}",
    "gaps?kind={}", "matrix?show={}", "{}", "class/{}", "pair/{}/x", "matrix/{}/x", "{}.ttl",
])  # fmt: skip
def test_odd_addresses_are_answered(site, path, text):

    reply = site.get("/" + path.format(quote(text.encode("utf-8", "replace"), safe="")), PAGE)
    assert reply.status in (200, 400, 404)
    if reply.headers["content-type"].startswith("text/html"):
        assert Reader(reply.body.decode()).wrong == []


@pytest.mark.parametrize("path", [p for p in EVERY if p not in ("about", "nothing", "")])
def test_what_is_linked_as_another_format_is_there(site, path):
    stem, _, query = path.partition("?")
    text = page(site, path).body.decode()
    links = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', text)
    assert links
    for kind, address in links:
        reply = site.get(html.unescape(address))
        assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (200, kind)
        assert urlsplit(address).path.startswith(f"/{stem}.")
        assert (
            dict(parse_qsl(query)).items()
            <= dict(parse_qsl(urlsplit(html.unescape(address)).query)).items()
        )


@pytest.mark.parametrize(("accept", "status", "kind"), [
    ("", 200, "text/html"), ("*/*", 200, "text/html"), ("text/turtle", 200, "text/turtle"),
    ("application/ld+json", 200, "application/ld+json"), ("text/csv", 200, "text/csv"),
    ("application/trig;q=0.9, text/turtle;q=0.1", 200, "application/trig"),
    ("application/json", 200, "application/json"), ("image/svg+xml", 200, "image/svg+xml"),
    ("image/png", 406, "text/plain"), ("text/html, text/turtle;q=0.5", 200, "text/html"),
])  # fmt: skip
def test_the_format_is_negotiated(site, accept, status, kind):
    reply = site.get("/unep", [("accept", accept)] if accept else [])
    assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (status, kind)


def test_a_query_names_the_format_too(site):
    assert site.get("/findings?format=csv").body == site.get("/findings.csv").body
    assert site.get("/unep.csv").body.startswith(b"\xef\xbb\xbfentry,")
    assert site.get("/unep.csv?bom=no").body.startswith(b"entry,")
    assert site.get("/unep.rq").status == 406


def test_unknown_names_lead_to_near_ones(site):
    reply = page(site, "marine-sand-wach")
    assert reply.status == 404
    assert "Did you mean Marine Sand Watch" in text_of(reply)
    plain = site.get("/marine-sand-wach", [("accept", "text/turtle")])
    assert (plain.status, plain.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert "marine-sand-watch" in plain.body.decode()


@pytest.mark.parametrize("path", [p for p in EVERY if "/" not in p and "-" not in p])
def test_a_graph_with_nothing_or_with_checked_facts_alone_has_pages(empty, tiny, path):
    for graph in (empty, tiny.checked()):
        reply = page(Site(graph), path)
        assert reply.status in (200, 404)
        assert Reader(reply.body.decode()).wrong == []


def frame_of(graph, path, **more):
    return Frame(graph, PageQuery(path, **more))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ("", "")), ("index", ("", "")), ("index.json", ("", "json")), ("unep", ("unep", "")),
        ("unep.csv", ("unep", "csv")), ("unep.csv/", ("unep", "csv")),
        ("unep.nope", ("unep.nope", "")),
        ("unep-ea6-minerals-report.19", ("unep-ea6-minerals-report.19", "")),
        ("unep-ea6-minerals-report.19.ttl", ("unep-ea6-minerals-report.19", "ttl")),
        ("/findings.html", ("findings", "html")),
    ],
)  # fmt: skip
def test_a_path_may_end_in_a_format(tiny, path, expected):
    assert split(tiny, PageQuery(path)) == expected


@pytest.mark.parametrize("path", ["search/x", "pair/a", "pair//", "unep/x", "matrix/use", "x/y/z"])
def test_a_path_has_as_many_parts_as_its_page(tiny, path):
    with pytest.raises(NotFound, match=r"nothing at this address"):
        content(frame_of(tiny, path))


def test_every_first_part_has_a_page(tiny):
    made = {path: content(frame_of(tiny, path)).template for path, (_, n) in FIRST.items() if not n}
    assert made[""] == "home.html"
    assert len(set(made.values())) == len(made)


def test_a_person_gets_a_page_where_there_is_none_and_a_program_the_error(tiny):
    page = answer(tiny, PageQuery("nope"), "text/html")
    assert (page.status, page.content_type) == (404, "text/html; charset=utf-8")
    for accept, path in (("", "nope"), ("text/turtle", "nope"), ("text/html", "nope.json")):
        with pytest.raises(NotFound):
            answer(tiny, PageQuery(path), accept)
    assert answer(tiny, PageQuery("pair/unep/unep"), "text/html").status == 404
    assert (
        answer(tiny, PageQuery("questions/overlaps", (("stage", "<x>"),)), "text/html").status
        == 200
    )


def test_a_format_that_a_page_has_not_is_told(tiny):
    for path, accept in (
        ("about.ttl", ""),
        ("about", "image/svg+xml"),
        ("findings.rq", "text/html"),
    ):
        with pytest.raises(NotAcceptable, match="in that format"):
            answer(tiny, PageQuery(path), accept)


def test_a_table_begins_as_spreadsheets_expect(tiny):
    with_mark = answer(tiny, PageQuery("unep.csv")).body
    without = answer(tiny, PageQuery("unep.csv", (("bom", "no"),))).body
    assert with_mark == b"\xef\xbb\xbf" + without
