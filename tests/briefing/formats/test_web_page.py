"""The one-file briefing in a real browser: no network, no error, right figures, safe, usable."""

import csv
import io
import re
import shutil
from itertools import islice, product
from pathlib import Path
from urllib.parse import quote

import pytest

from minkg.briefing.content import BriefingContent
from minkg.briefing.formats import web_page as pages
from minkg.briefing.formats.web_page import PARTS, page, write_page
from minkg.cli.main import main
from minkg.findings.facets import FACETS
from minkg.findings.wording import Wording
from minkg.knowledge import open_graph
from minkg.words.sheet_text import inert
from tests.tools.axe import AXE
from tests.tools.thorough import BOTH_WAYS

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.needs("engine")
HOSTILE = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

:hostile
    a mk:Platform ;
    skos:prefLabel "=HYPERLINK(1) <script>hacked = 1</script><img src=x onerror='hacked = 2'>"@en ;
    skos:altLabel "</script><script>hacked = 3</script>"@en ;
    mk:officialSite "javascript:hacked=4" ;
.

:unep-ea6-minerals-report.19 {
    :hostile
        mk:addressesTopic :sustainable-sand-management ;
        mk:coversStage :extraction ;
        mk:statesThat "<b onclick='hacked = 5'>said</b>"@en ;
    .
}
"""
VIEWS = (
    "summary", "matrix", "matrix/extraction/sustainable-sand-management",
    "matrix/use/tailings-management", "findings?w=10-20-10-0-10-5",
    "finding/global-sand-observatory/marine-sand-watch", "proposals",
    "proposal/global-sand-observatory", "gaps", "entries?q=sand", "entry/unep", "entry/hostile",
    "passage/unep-ea6-minerals-report.19", "map", "map/global-sand-observatory", "timeline",
    "tables/quantities", "ask/timeline?run=yes", "method", "entry/nothing-like-this",
)  # fmt: skip
WEIGHTS = {"data": "", "topic": "w=0-50-0-0-0-0", "others": "w=2.5-5-10-50-40-0"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """Give the small graph with an entry that tries to run scripts."""
    home = tmp_path_factory.mktemp("hostile")
    for folder in ("ontology", "shapes", "queries"):
        (home / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "tests" / "tiny" / "data", home / "data")
    (home / "data" / "platform" / "hostile.trig").write_text(HOSTILE, "utf-8")
    return open_graph(home)


@pytest.fixture(scope="module")
def briefing(graph, tmp_path_factory):
    """Give the file."""
    path = tmp_path_factory.mktemp("briefing") / "minkg.html"
    write_page(graph, path)
    return path


class Tab:
    """One tab on the briefing, with all that it asked for and complained of."""

    def __init__(self, browser, path):
        self.context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768})
        self.page, self.address, self.asked, self.errors = (
            self.context.new_page(),
            path.as_uri(),
            [],
            [],
        )
        self.page.set_default_timeout(10_000)
        self.page.on("request", lambda request: self.asked.append(request.url.partition("#")[0]))
        self.page.on("console", lambda said: self.errors.append(said.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, state=""):
        """Load the file anew in this state."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#/{state}" if state else self.address)
        self.page.wait_for_selector("html[data-ready]")
        return self.answered(state)

    def go(self, state):
        """Follow an address within the open page."""
        self.page.evaluate("hash => { location.hash = hash }", f"#/{state}")
        self.page.wait_for_selector(f'html[data-shown="#/{state}"]')
        return self.answered(state)

    def answered(self, state):
        """Wait for the answer where a question is asked."""
        if "run=yes" in state:
            name = state.partition("ask/")[2].partition("?")[0]
            self.page.wait_for_selector(f"[data-answers='{name}'] table")
        return self.page

    def texts(self, selector):
        """Give the texts of elements."""
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]


@pytest.fixture
def tab(browser, briefing):
    """Give a fresh tab; it must not complain, and ask for nothing but the file."""
    tab = Tab(browser, briefing)
    yield tab
    assert tab.errors == []
    outside = {url for url in tab.asked if not url.startswith(("blob:", "about:"))}
    assert outside == {tab.address}
    assert tab.page.evaluate("typeof hacked") == "undefined"
    tab.context.close()


@pytest.mark.ci
@pytest.mark.parametrize("lang", BOTH_WAYS)
def test_accessible_and_narrow_enough(tab, lang):
    axe = AXE.read_text("utf-8")
    opened = tab.open()
    opened.evaluate(axe)
    for view in VIEWS:
        tab.go(f"{lang}/{view}")
        found = opened.evaluate("axe.run(document)")
        assert len(found["passes"]) > 10
        assert [(view, v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        opened.set_viewport_size({"width": 390, "height": 844})
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390, view
        opened.set_viewport_size({"width": 1366, "height": 768})


def shown(tab, columns):
    """Give the cells of the first table by column titles."""
    heads = tab.texts(".sheet thead th")
    rows = [
        tab.texts(f".sheet tbody tr:nth-child({at + 1}) > *")
        for at in range(tab.page.locator(".sheet tbody tr").count())
    ]
    return [[row[heads.index(column)] for column in columns] for row in rows]


@pytest.mark.ci
@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("kind", ["overlap", "complementarity", "alignment", "covered-proposal"])
def test_figures_are_those_of_the_library(tab, graph, kind, weights):
    numbers = [float(x) for x in WEIGHTS[weights].removeprefix("w=").split("-") if x]
    given = dict(zip(FACETS, numbers, strict=True)) if numbers else None
    pairs = {frozenset((f.first, f.second)) for f in BriefingContent(graph).findings}
    every = graph.compared(given).ranked(top=10_000)
    wanted = [f for f in every if f.kind == kind and frozenset((f.first, f.second)) in pairs]
    tab.open(f"en/findings?kind={kind}&{WEIGHTS[weights]}&n=1000")
    names = [
        graph.label(f"https://w3id.org/minkg/{n}").text for f in wanted for n in (f.first, f.second)
    ]
    rows = shown(tab, ["similarity", "first and second", "kind"]) if wanted else []
    assert [row[0] for row in rows] == [f"{f.expected:.2f}" for f in wanted]
    assert [re.split(r"\s*\n\s*", row[1]) for row in rows] == [
        list(pair) for pair in zip(*[iter(names)] * 2, strict=True)
    ]
    assert {row[2].split("\n")[0] for row in rows} <= {Wording.KINDS[kind]}


@pytest.mark.ci
def test_a_slider_ranks_anew_and_the_address_keeps_it(tab, graph):
    opened = tab.open("en/findings?kind=overlap")
    before = shown(tab, ["first and second"])
    opened.locator("#weights summary").click()
    opened.locator("#weight-4").fill("50")
    opened.locator("#weight-1").fill("0")
    opened.wait_for_url(lambda url: "w=" in url and "-0-" in url)
    after = shown(tab, ["first and second"])
    assert sorted(after) != sorted(before) or after != before
    state = opened.url.partition("#/")[2]
    tab.open(state)
    assert shown(tab, ["first and second"]) == after
    opened.locator("#weights-reset").click()
    opened.wait_for_url(lambda url: "w=" not in url)
    assert shown(tab, ["first and second"]) == before


def test_a_pair_shows_both_sides_with_passages_and_judgement(tab):
    text = (
        tab.open("en/finding/global-sand-observatory/marine-sand-watch")
        .locator("main")
        .inner_text()
    )
    assert "Global sand observatory ↔ Marine Sand Watch" in text
    assert "judged 'recognized-overlap' by GRID-Geneva" in text
    assert "Made up for a test: we agree." in text
    assert "GRID-Geneva, Global Fishing Watch and others launched Marine Sand Watch" in text
    assert "checked" in text


def test_a_proposal_says_what_covers_it_and_what_it_would_add(tab, graph):
    (proposal,) = BriefingContent(graph).proposals
    assert proposal.name == "global-sand-observatory"
    (alone,) = graph.whatif(proposal.name)
    assert proposal.whatif.new == alone.new
    assert proposal.whatif.closes == alone.closes
    tab.open("en/proposal/global-sand-observatory")
    best = shown(tab, ["entry", "covered"])[0]
    finding = alone.findings[0]
    assert best == [graph[finding.second].label(), f"{finding.first_covered:.0%}"]
    for _, topic in alone.closes:
        assert graph[topic].label() in tab.page.locator("main").inner_text()


def test_gaps_are_worded_with_care(tab):
    tab.open("en/matrix/use/tailings-management")
    assert "No instrument was found in the passages read" in tab.page.locator("main").inner_text()
    tab.open("en/gaps?kind=gap")
    assert {row[0] for row in shown(tab, ["kind"])} == {"gap"}


STRANGE = """constructor/toString en/constructor en/tables/constructor en/finding/unep en/matrix/x/y
en/%E0%A4%A en/ask/none en/findings?w=x-1&kind=__proto__&n=-1 en/gaps?kind=__proto__"""


@pytest.mark.ci
@pytest.mark.parametrize("state", STRANGE.split())
def test_any_address_leads_somewhere(tab, state):
    tab.open(state)
    assert tab.texts("h1") != [""]
    assert tab.page.locator(".error").count() == 0


def test_the_back_button_returns_to_the_place(tab):
    opened = tab.open("en/entries")
    opened.evaluate("scrollTo(0, 900)")
    opened.wait_for_timeout(100)
    opened.get_by_role("link", name="Marine Sand Watch").first.click()
    opened.wait_for_url("**/entry/marine-sand-watch")
    opened.wait_for_selector('html[data-shown$="marine-sand-watch"]')
    assert opened.evaluate("scrollY") == 0
    assert opened.evaluate("document.activeElement.id") == "main"
    opened.go_back()
    opened.wait_for_selector('html[data-shown="#/en/entries"]')
    opened.wait_for_timeout(100)
    assert abs(opened.evaluate("scrollY") - 900) < 200


def test_language_is_switched_and_the_back_button_returns(tab):
    opened = tab.open("en/entry/sand")
    opened.get_by_role("link", name="العربية").click()
    opened.wait_for_selector("html[dir=rtl][lang=ar]")
    assert opened.url.endswith("#/ar/entry/sand")
    assert tab.texts("h1") == ["الرمال"]
    opened.go_back()
    opened.wait_for_selector("html[dir=ltr][lang=en]")
    assert tab.texts("h1") == ["sand"]


@pytest.mark.ci
@pytest.mark.parametrize("text", ["песок", "沙", "pesok", "SAND", "رمال"])
def test_search_finds_in_any_script(tab, text):
    tab.open(f"en/entries?q={quote(text)}")
    assert "sand" in [row[0] for row in shown(tab, ["entry"])]
    assert tab.page.locator("#search").input_value() == text


def test_typing_searches_and_keeps_the_focus(tab):
    opened = tab.open("en/entries")
    opened.locator("#search").press_sequentially("tailings inst", delay=15)
    opened.wait_for_url("**q=tailings+inst")
    assert shown(tab, ["entry"]) == [["Global Tailings Management Institute"]]
    assert opened.evaluate("document.activeElement.id") == "search"


def test_the_skip_link_leads_to_the_content(tab):
    opened = tab.open("en/matrix")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.id") == "skip"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"
    assert opened.url.endswith("#/en/matrix")


def answer(tab, query):
    tab.page.locator("#sparql").fill(query)
    tab.page.locator("#sparql").press("Control+Enter")
    tab.page.wait_for_selector("#answer table, #answer [role=alert], #answer pre, #answer .lead")
    return tab.page.locator("#answer").inner_text()


@pytest.mark.ci
def test_sparql_typed_in_is_answered(tab):
    tab.open("en/ask")
    said = answer(
        tab, "SELECT ?passage ?date { GRAPH ?passage { :marine-sand-watch mk:launchedIn ?date } }"
    )
    assert "2023-09" in said
    assert "checked" in said
    assert answer(tab, "ASK { :sand a mk:Material }").endswith("yes")
    tab.open("en/ask")
    assert "<https://w3id.org/minkg/sand>" in answer(
        tab, "CONSTRUCT { ?s a mk:X } WHERE { ?s a mk:Material }"
    )
    tab.open("en/ask")
    assert "error" in answer(tab, "SELECT ?x WHERE { ?x").lower()


@pytest.mark.ci
def test_every_prepared_question_has_the_answer_of_the_library(tab, graph):
    tab.open()
    for question in graph.questions():
        expected = len(graph.query(question.name))
        tab.go(f"en/ask/{question.name}?run=yes")
        assert f"{expected:,} rows" in tab.page.locator("#answer").inner_text(), question.name


def test_a_question_takes_parameters(tab, graph):
    tab.open("en/ask/entries-by-material?run=yes&p.material=sand")
    expected = graph.query("entries-by-material", material="sand")
    assert f"{len(expected)} rows" in tab.page.locator("#answer").inner_text()
    opened = tab.page
    opened.goto(f"{tab.address}#/en/ask/entries-by-material?p.material=%3E%20x")
    opened.wait_for_selector("#answer [role=alert]")


def saved(tab, place="main"):
    with tab.page.expect_download() as waiting:
        tab.page.locator(f"{place} .tools button.quiet").first.click()
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_page_guards_texts_as_the_program_does(browser):
    script = (Path(pages.__file__).parent / "page" / "1-tools.js").read_text(encoding="utf-8")
    found = re.search(r"^function inert\(text\) \{.*?^\}", script, re.MULTILINE | re.DOTALL)
    assert found
    signs = ("=", "＝", "﹣", "-", "@", "'", " ", "\t", "\n", ";", "5", ".", "%", "a", "\u200b")
    texts = ["".join(some) for size in range(4) for some in product(signs, repeat=size)]
    page = browser.new_page()
    made = page.evaluate(f"(texts) => {{ {found[0]}; return texts.map(inert); }}", texts)
    page.close()
    assert made == list(map(inert, texts))


def test_tables_are_saved_for_spreadsheets(tab):
    tab.open("en/entries?q=hyperlink")
    heads, row = saved(tab)
    assert heads[:2] == ["entry", "class"]
    assert row[0].startswith("'=HYPERLINK(1) <script>")
    tab.open("ar/timeline")
    assert len(saved(tab)) > 4


@pytest.mark.ci
@pytest.mark.parametrize(
    "view",
    ["summary", "matrix", "matrix/extraction/sustainable-sand-management", "findings", "proposals",
     "finding/global-sand-observatory/marine-sand-watch", "proposal/global-sand-observatory",
     "gaps", "entry/unep", "passage/unep-ea6-minerals-report.19", "map", "tables/quantities"],
)  # fmt: skip
def test_every_table_is_saved(tab, view):
    tab.open(f"en/{view}")
    assert len(saved(tab)) > 1


def test_hostile_texts_are_texts(tab):
    opened = tab.open("en/entry/hostile")
    assert tab.texts("h1")[0].startswith("=HYPERLINK(1) <script>hacked = 1</script>")
    assert "javascript:hacked=4" in opened.locator("main").inner_text()
    assert opened.locator("a[href^=javascript]").count() == 0
    assert opened.locator("main script, main img, main [onclick]").count() == 0


def test_it_prints_without_what_is_only_for_the_screen(tab):
    opened = tab.open("en/findings")
    opened.emulate_media(media="print")
    assert not opened.locator("nav").first.is_visible()
    assert not opened.locator("#weights").is_visible()
    assert opened.locator("h1").is_visible()
    assert opened.pdf().startswith(b"%PDF")


def test_the_same_graph_gives_the_same_bytes(graph, briefing):
    assert page(BriefingContent(graph)) == briefing.read_text("utf-8")


@pytest.mark.ci
def test_a_home_without_entries_has_a_briefing(browser, tmp_path):
    for folder in ("ontology", "shapes", "queries"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "data").mkdir()
    write_page(open_graph(tmp_path), tmp_path / "empty.html")
    tab = Tab(browser, tmp_path / "empty.html")
    tab.open()
    for view in VIEWS:
        tab.go(f"en/{view.replace('?run=yes', '')}")
    assert tab.errors == []
    tab.context.close()


@pytest.mark.ci
def test_the_shipped_briefing_is_small_and_opens(kg, browser, tmp_path):
    path = tmp_path / "shipped.html"
    write_page(kg, path, "fr")
    assert path.stat().st_size <= 6_000_000
    tab = Tab(browser, path)
    opened = tab.open()
    assert opened.locator("html").get_attribute("lang") == "fr"
    assert opened.evaluate("performance.now()") < 10_000
    assert tab.errors == []
    tab.context.close()


def test_checked_only_leaves_out_the_rest(graph):
    content = BriefingContent(graph.checked())
    assert {p.state for p in content.passages.values() if content.facts and p.state} >= {"checked"}
    assert set(content.numbers.states) == {"checked"}


@pytest.mark.parametrize(
    ("output", "code", "said"),
    [("x.html", 0, "x.html"), ("x.odt", 2, "a briefing is not written as '.odt'")],
)
def test_on_the_command_line(tiny_home, tmp_path, capsys, monkeypatch, output, code, said):
    monkeypatch.chdir(tmp_path)
    assert main(["briefing", "--home", str(tiny_home.path), "-o", output]) == code
    assert said in capsys.readouterr().err
    assert (tmp_path / output).exists() == (code == 0)


def test_all_that_the_page_says_can_be_translated(monkeypatch):
    monkeypatch.setattr(pages, "translate", lambda text, lang: f"{lang}:{text}")
    said = pages.words()["fr"]
    script = "".join(path.read_text("utf-8") for path in PARTS.glob("[0-9]*.js"))
    literal = re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', script)
    assert set(literal) <= said.keys()
    assert not re.findall(r"\bt\([`']", script)
    assert next(islice(said.values(), 1)).startswith("fr:")


@pytest.mark.parametrize("path", sorted(PARTS.iterdir()), ids=lambda path: path.name)
def test_sizes(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300
