"""The explorer beside the endpoint, also in a real browser."""

import pytest

from minkg.site.explorer.frame import PageQuery
from minkg.site.explorer.routes import STATIC, TYPES, asked_by
from tests.tools.pages import KINDS, PAGE, page, violations
from tests.tools.thorough import BOTH_WAYS
from tests.tools.visiting import request_of, walk


def test_pages_are_kept_and_asked_for_again(site):
    first = page(site, "unep")
    again = site.get("/unep", [*PAGE, ("if-none-match", first.headers["etag"])])
    assert (again.status, again.body) == (304, b"")
    assert "Accept" in first.headers["vary"]
    assert "unsafe-inline" not in first.headers["content-security-policy"]


def test_a_style_and_a_script_are_given_as_what_they_are(site):
    style, script = site.get("/static/site.css"), site.get("/static/site.js")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert style.body == (STATIC / "site.css").read_bytes()
    again = site.get("/static/site.css", [("if-none-match", style.headers["etag"])])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("name", ["nope.css", "..%2froutes.py", "%2e%2e", "site.css%00", "."])
def test_nothing_else_is_given_as_a_file(site, name):
    reply = site.get(f"/static/{name}", PAGE)
    assert reply.status == 404
    assert b"import " not in reply.body


def test_every_file_beside_the_pages_has_a_kind():
    assert {path.suffix for path in STATIC.iterdir()} == TYPES.keys()


@pytest.mark.parametrize(
    ("path", "query", "header", "asked"),
    [
        ("unep", "", "", PageQuery("unep")),
        ("unep", "lang=fr", "ar", PageQuery("unep", (), "fr", True)),
        ("unep", "lang=xx", "ar", PageQuery("unep", (), "ar", False)),
        ("unep", "", "ru", PageQuery("unep", (), "ru", False)),
    ],
)  # fmt: skip
def test_what_a_page_is_asked_for(path, query, header, asked):
    assert asked_by(request_of(query, accept_language=header), path) == asked


def test_the_site_may_stand_below_an_address():
    request = request_of()
    request.scope["root_path"] = "/kg"
    assert asked_by(request, "unep").prefix == "/kg"


def test_empty_parameters_are_no_other_page(site):
    one, other = site.get("/entries?stage=use"), site.get("/entries?q=&stage=use&topic=")
    assert one.headers["etag"] == other.headers["etag"]
    assert site.get("/entries?stage=disposal").headers["etag"] != one.headers["etag"]


def test_a_page_has_another_etag_for_each_language_and_format(site):
    asked = [
        ("/unep", "", ""),
        ("/unep", "fr", ""),
        ("/unep", "", "text/turtle"),
        ("/unep?lang=en", "", ""),
    ]
    tags = [
        site.get(path, [("accept-language", lang), ("accept", accept)]).headers["etag"]
        for path, lang, accept in asked
    ]
    assert len(set(tags)) == len(tags)


# In a real browser --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tab(served, browser):
    """Give a tab that notes every request and every message."""
    context = browser.new_context(bypass_csp=False)
    opened = context.new_page()
    opened.asked, opened.said = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


@pytest.mark.ci
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("lang", BOTH_WAYS)
def test_a_reader_walks_through(served, tab, lang, size):
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.asked.clear()
    tab.said.clear()
    for step in walk(tab, served.url, lang):
        assert tab.locator("html").get_attribute("lang") == lang, step
        wide = tab.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{step} scrolls sideways"
    assert [url for url in tab.asked if not url.startswith((served.url, "data:"))] == []
    assert tab.said == []


@pytest.mark.ci
@pytest.mark.parametrize("lang", BOTH_WAYS)
def test_pages_are_accessible(served, browser, lang):
    """Every kind of page, in both directions of writing; `test_frame` knows that these are all."""
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    for path in KINDS:
        opened.goto(f"{served.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        assert violations(opened) == [], path
    context.close()


def test_a_reader_without_script_and_with_keys_alone(served, browser):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{served.url}unep-ea6-minerals-report?lang=en")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#main")
    assert opened.locator("#passages tbody tr").count() > 10
    context.close()


def test_long_tables_can_be_filtered(served, tab):
    tab.goto(f"{served.url}unep-ea6-minerals-report?lang=en")
    before = tab.locator("#passages tbody tr:visible").count()
    tab.fill("#passages .rowfilter", "sand")
    after = tab.locator("#passages tbody tr:visible").count()
    assert 0 < after < before
