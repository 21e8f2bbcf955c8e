"""The explorer: every page, in its formats and languages, by its links; as files; in a browser."""

import csv
import html
import io
import json
import os
import re
import shutil
import time
import xml.etree.ElementTree as ET
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from minkg.knowledge import open_graph
from minkg.site.explorer import static_site as still
from minkg.site.explorer.about import log, to_mend
from minkg.site.explorer.dispatch import answer
from minkg.site.explorer.frame import PageQuery
from minkg.site.explorer.page_facts import page_facts, warm
from minkg.site.explorer.paths import RESERVED
from minkg.words.languages import LANGUAGES
from tests.conftest import TESTS
from tests.tools.axe import AXE
from tests.tools.serving import serving
from tests.tools.visiting import Site, text_of

GOLDEN = TESTS / "site"

PAGE = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]
VOID = frozenset(["meta", "link", "input", "br", "img", "hr"])
PAIR = "pair/global-sand-observatory/marine-sand-watch"
EVERY = (
    "", "entries", "class/standard", "search?q=sand", "matrix", "matrix?show=all", "gaps",
    "matrix/extraction/sustainable-sand-management", "gaps?kind=thin", "findings", PAIR, "compare",
    "compare?entry=marine-sand-watch&entry=global-sand-observatory", "proposals", "questions",
    "proposals/global-sand-observatory", "questions/overlaps", "about", "quality", "changes",
    "ontology", "marine-sand-watch", "sand", "unep-ea6-minerals-report", "nothing",
    "unep-ea6-minerals-report.19", "entries?class=standard&state=checked",
    "findings?kind=overlap&least=0.2",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tiny):
    warm(tiny)
    return Site(tiny)


def page(site, path):
    reply = site.get(f"/{path}", PAGE)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    return reply


class Reader(HTMLParser):
    """Reads a page strictly: what is open is closed, ids are unique, nothing is inline."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.wrong = [], set(), [], []
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag} {n}>" for n in names if n == "style" or n.startswith("on")]
        self.wrong += [f"<{tag}> has an attribute twice"] * (len(names) != len(set(names)))
        said = dict(attrs)
        if said.get("id") in self.ids:
            self.wrong.append(f"id {said['id']} is there twice")
        self.ids |= {said["id"]} if "id" in said else set()
        self.wrong += [f"<{tag}> leads nowhere"] * (tag == "a" and not said.get("href"))
        self.wrong += ["inline script"] * (tag == "script" and not said.get("src"))
        if tag in ("a", "link", "script") and (said.get("href") or said.get("src")):
            self.links.append(said.get("href") or said.get("src"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Open an element and close it."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """Close an element."""
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-2:]}")
        elif self.open:
            self.open.pop()


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


def inner(address, base):
    """Give path and query of a link inside the site, without its fragment; None outside."""
    whole = urlsplit(urljoin(f"http://localhost{base}", address))
    if whole.netloc != "localhost" or whole.scheme != "http":
        return None
    return f"{whole.path}?{whole.query}" if whole.query else whole.path


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


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'&amp;"


@pytest.fixture(scope="module")
def hostile(tiny_home, tmp_path_factory):
    """Give a site whose texts all try to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("ontology", "shapes", "queries"):
        (folder / name).symlink_to((tiny_home.path / name).resolve())
    shutil.copytree((tiny_home.path / "data").resolve(), folder / "data")
    quoted = HOSTILE.replace('"', '\\"')
    entry = (folder / "data" / "platform" / "marine-sand-watch.trig").read_text("utf-8")
    entry = entry.replace('"Marine Sand Watch"@en', f'"{quoted}"@en')
    (folder / "data" / "platform" / "marine-sand-watch.trig").write_text(entry, "utf-8")
    report = folder / "data" / "document" / "unep-ea6-minerals-report.trig"
    text = re.sub(
        r'mk:(summary|locator) ".*?"', lambda m: f'mk:{m[1]} "{quoted}"', report.read_text("utf-8")
    )
    report.write_text(text, "utf-8")
    graph = open_graph(folder)
    graph.store.extend(
        [
            ox.Quad(
                ox.NamedNode("https://w3id.org/minkg/marine-sand-watch"),
                ox.NamedNode("https://w3id.org/minkg/ontology#officialSite"),
                ox.Literal("javascript:alert(1)"),
                ox.NamedNode("https://w3id.org/minkg/entries"),
            )
        ]
    )
    return Site(graph)


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
    from urllib.parse import quote

    reply = site.get("/" + path.format(quote(text.encode("utf-8", "replace"), safe="")), PAGE)
    assert reply.status in (200, 400, 404)
    if reply.headers["content-type"].startswith("text/html"):
        assert Reader(reply.body.decode()).wrong == []


RDF = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.mark.parametrize("name", ["marine-sand-watch", "sand", "unep-ea6-minerals-report", "unep-ea6-minerals-report.19"])  # noqa: E501  # fmt: skip
def test_siblings_say_the_same(site, tiny, name):
    iri = f"https://w3id.org/minkg/{name}"
    said = {f: site.get(f"/{name}.{f}").body for f in ("ttl", "trig", "jsonld", "json", "csv")}
    facts = {
        (str(q.predicate), str(q.object))
        for q in tiny.store.quads()
        if str(q.subject) == f"<{iri}>"
    }
    for form, kind in RDF.items():
        quads = list(ox.parse(said[form], format=kind))
        own = {(str(q.predicate), str(q.object)) for q in quads if str(q.subject) == f"<{iri}>"}
        assert own == facts, form
    graph = rdflib.Graph().parse(data=said["ttl"], format="turtle")
    assert len(graph) == len({q.triple for q in ox.parse(said["ttl"], format=RDF["ttl"])})
    assert json.loads(said["json"])["items"][0]["iri"] == iri
    rows = list(csv.reader(io.StringIO(said["csv"].decode("utf-8-sig"))))
    assert rows[0] == ["entry", "property", "value", "passage", "state"]
    assert len(rows) > len(facts) / 2


def test_the_picture_is_a_sibling(site):
    reply = site.get("/marine-sand-watch.svg?lang=ar")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert ET.fromstring(reply.body).tag == "{http://www.w3.org/2000/svg}svg"


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


def test_unknown_names_lead_to_near_ones(site):
    reply = page(site, "marine-sand-wach")
    assert reply.status == 404
    assert "Did you mean Marine Sand Watch" in text_of(reply)
    plain = site.get("/marine-sand-wach", [("accept", "text/turtle")])
    assert (plain.status, plain.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert "marine-sand-watch" in plain.body.decode()


def test_pages_are_kept_and_asked_for_again(site):
    first = page(site, "unep")
    again = site.get("/unep", [*PAGE, ("if-none-match", first.headers["etag"])])
    assert (again.status, again.body) == (304, b"")
    assert "Accept" in first.headers["vary"]
    assert "unsafe-inline" not in first.headers["content-security-policy"]


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


def test_the_table_of_findings_has_them_all(site, tiny):
    found = page_facts(tiny).findings
    rows = list(csv.DictReader(io.StringIO(site.get("/findings.csv").body.decode("utf-8-sig"))))
    assert len(rows) == len(found)
    kinds = {f.kind for f in found}
    split = [json.loads(site.get(f"/findings.json?kind={k}").body)["items"] for k in kinds]
    assert sum(map(len, split)) == len(found)
    assert [i["kind"] for i in split[0]] == [split[0][0]["kind"]] * len(split[0])


@pytest.fixture(scope="module")
def doubted(tiny_home):
    """Give the small graph with two passages that nobody checked."""
    graph = open_graph(tiny_home.path)
    state = ox.NamedNode("https://w3id.org/minkg/ontology#reviewState")
    for name in ("unep-ea6-minerals-report.19", "unep-ea6-minerals-report.20"):
        passage = ox.NamedNode(f"https://w3id.org/minkg/{name}")
        (old,) = graph.store.store.quads_for_pattern(passage, state, None, None)
        graph.store.store.remove(old)
        graph.store.store.add(ox.Quad(passage, state, ox.Literal("unchecked"), old.graph_name))
    return graph


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


def test_ten_things_to_fix_are_those_on_which_most_rests(doubted):
    found = to_mend(page_facts(doubted))
    assert [m.findings for m in found] == sorted((m.findings for m in found), reverse=True)
    assert {m.passage for m in found} == set(doubted.unchecked)
    assert found[0].findings > 0


@pytest.fixture(scope="module")
def empty(tiny_home, tmp_path_factory):
    """Give a graph without any entry."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "data").mkdir()
    for name in ("ontology", "shapes", "queries"):
        (folder / name).symlink_to((tiny_home.path / name).resolve())
    return open_graph(folder)


@pytest.mark.parametrize("path", [p for p in EVERY if "/" not in p and "-" not in p])
def test_a_graph_with_nothing_or_with_checked_facts_alone_has_pages(empty, tiny, path):
    for graph in (empty, tiny.checked()):
        reply = page(Site(graph), path)
        assert reply.status in (200, 404)
        assert Reader(reply.body.decode()).wrong == []


def test_a_list_of_changes_is_read():
    assert log("## 1\n- a\n  b\n\ntext\n### X\n* c") == [(2, "1"), (0, "a b"), (3, "X"), (0, "c")]


def test_no_entry_has_the_name_of_a_page(kg):
    assert kg.names & RESERVED == frozenset()


def test_an_entry_page_is_quick(tiny):
    asked = PageQuery("unep-ea6-minerals-report")
    answer(tiny, asked)
    took = []
    for _ in range(7):
        began = time.process_time()
        answer(tiny, asked)
        took.append(time.process_time() - began)
    assert min(took) < 0.05


@pytest.fixture(scope="module")
def written(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("still") / "site"
    made = still.write_site(tiny, folder, ("en", "ar"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert made.files == len(files) - 1
    assert made.size == sum(path.stat().st_size for path in files)
    return folder


def test_files_lead_to_files(written):
    pages = {path: Reader(path.read_text("utf-8")) for path in written.rglob("*.html")}
    assert len(pages) > 200
    for path, told in pages.items():
        assert told.wrong == [], path
        for link in told.links:
            if link.startswith(("http", "data:")):
                continue
            whole = urlsplit(link)
            assert not link.startswith("/"), (path, link)
            assert not whole.query, (path, link)
            target = (
                Path(os.path.normpath(path.parent / unquote(whole.path))) if whole.path else path
            )
            assert target.is_file(), (path, link)
            if whole.fragment and target in pages:
                assert whole.fragment in pages[target].ids, (path, link)


def test_files_have_their_siblings(written):
    for suffix, form in RDF.items():
        assert list(ox.parse((written / f"unep.{suffix}").read_bytes(), format=form))
    assert 'lang="ar" dir="rtl"' in (written / "ar" / "unep.html").read_text("utf-8")
    assert not (written / "ar" / "unep.ttl").exists()
    assert (written / "questions" / "overlaps.csv").read_bytes().startswith(b"\xef\xbb\xbfentry,")


def test_a_folder_with_other_things_is_left_alone(tiny, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Exception, match="holds something else"):
        still.write_site(tiny, tmp_path, ("en",))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_links_of_files_can_begin_with_an_address(tiny, monkeypatch, tmp_path):
    monkeypatch.setattr(still, "paths", lambda shelf: iter(["", "unep", PAIR]))
    still.write_site(tiny, tmp_path / "out", ("en", "fr"), "https://example.org/kg/")
    text = (tmp_path / "out" / "fr" / f"{PAIR}.html").read_text("utf-8")
    assert 'href="https://example.org/kg/fr/index.html"' in text
    assert 'href="https://example.org/kg/static/site.css"' in text


# In a real browser --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tiny_home, tmp_path_factory):
    with serving(tiny_home.path, tmp_path_factory.mktemp("log") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def tab(server, browser):
    """Give a tab that notes every request and every message."""
    context = browser.new_context(bypass_csp=False)
    opened = context.new_page()
    opened.asked, opened.said = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


def walk(tab, address, lang):
    """Go from the search to the evidence, to a pair, to a comparison, to a question."""
    tab.goto(f"{address}?lang={lang}")
    tab.fill("#q", "песок" if lang == "ar" else "sand watch")
    tab.press("#q", "Enter")
    yield "search"
    tab.goto(f"{address}search?q=Marine+Sand+Watch&lang={lang}")
    tab.click(".results a[href*='/marine-sand-watch?']")
    yield "entry"
    tab.click("article.passage .cite a")
    assert "unep-ea6-minerals-report" in tab.url
    yield "passage"
    tab.go_back()
    tab.click("aside .cards a[href*='/pair/']")
    yield "pair"
    tab.click("a.button[href*='/compare']")
    assert tab.locator("table.comparison thead th").count() == 2
    yield "compare"
    tab.click("nav.sections a[href*='/questions']")
    tab.click("main a[href*='/questions/overlaps?']")
    tab.select_option("select[name=stage]", "extraction")
    tab.click("form.choices button")
    assert "stage=extraction" in tab.url
    assert tab.locator("table.answer tbody tr").count() > 0
    yield "question"


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_reader_walks_through(server, tab, lang, size):
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.asked.clear()
    tab.said.clear()
    for step in walk(tab, server.url, lang):
        assert tab.locator("html").get_attribute("lang") == lang, step
        wide = tab.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{step} scrolls sideways"
    assert [url for url in tab.asked if not url.startswith((server.url, "data:"))] == []
    assert tab.said == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_accessible(server, browser, lang):
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    for path in EVERY if lang == "en" else EVERY[::2]:
        opened.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        opened.evaluate(AXE.read_text("utf-8"))
        found = opened.evaluate("axe.run(document)")["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], path
    context.close()


def test_a_reader_without_script_and_with_keys_alone(server, browser):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{server.url}unep-ea6-minerals-report?lang=en")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#main")
    assert opened.locator("#passages tbody tr").count() > 10
    context.close()


def test_long_tables_can_be_filtered(server, tab):
    tab.goto(f"{server.url}unep-ea6-minerals-report?lang=en")
    before = tab.locator("#passages tbody tr:visible").count()
    tab.fill("#passages .rowfilter", "sand")
    after = tab.locator("#passages tbody tr:visible").count()
    assert 0 < after < before


def test_files_open_from_a_disk(written, browser):
    context = browser.new_context()
    opened = context.new_page()
    said = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("requestfailed", lambda request: said.append(request.url))
    opened.goto((written / "ar" / "index.html").as_uri())
    opened.click("nav.sections a[href*='findings']")
    opened.click("a.pair")
    assert "/ar/pair/" in opened.url
    opened.click("nav.languages a[lang=en]")
    assert opened.locator("html").get_attribute("lang") == "en"
    assert said == []
    context.close()
