"""The SPARQL console: a form that needs no JavaScript, and YASGUI where it was vendored."""

import html
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from minkg.site.api import console
from minkg.site.web.options import ServerOptions
from minkg.site.workers.limits import Limits
from minkg.words.languages import LANGUAGES
from tests.conftest import ROOT
from tests.tools.visiting import Site, text_of


def asked(site, query, more=""):
    return site.get(f"/console?lang=en&query={quote(query)}{more}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_console_offers_every_question(site, lang):
    page = site.get(f"/console?lang={lang}").body.decode()
    for path in (ROOT / "queries").glob("*.rq"):
        assert f'<option value="{path.stem}">' in page
    for label in ("question", "query"):
        assert f'<label for="{label}">' in page
        assert f'id="{label}"' in page


def test_a_prepared_question_is_put_into_the_form(site):
    page = html.unescape(site.get("/console?question=overlaps").body.decode())
    assert (ROOT / "queries" / "overlaps.rq").read_text(encoding="utf-8").strip() in page
    wrong = text_of(site.get("/console?question=overlap&lang=en"))
    assert "no question is called 'overlap'" in wrong


def test_rows_are_links_with_labels_and_formats(site):
    reply = asked(site, "SELECT ?x { ?x a mk:Platform }")
    page = reply.body.decode()
    assert "/marine-sand-watch" in page
    assert "Marine Sand Watch" in text_of(reply)
    assert "1 rows" in text_of(reply)
    assert 'href="/sparql?query=SELECT+%3Fx' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK { ?x a mk:Platform }", "yes"),
        ("ASK { ?x a mk:Nothing }", "no"),
        ("SELECT ?x { ?x a mk:Nothing }", "Nothing was found."),
        ("CONSTRUCT { ?x a mk:Thing } { ?x a mk:Platform }", "mk:Thing"),
        ("DESCRIBE :marine-sand-watch", "Marine Sand Watch"),
        ("SELECT ?x ?y { VALUES ?x { UNDEF 5 'a'@fr <urn:x> } BIND(BNODE() AS ?y) }", "4 rows"),
    ],
)
def test_every_kind_of_answer_is_shown(site, query, said):
    reply = asked(site, query)
    assert reply.status == 200
    assert said in text_of(reply).partition("Answer")[2]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELEC", 400), ("SELECT * { ?s ?p", 400), ("DROP ALL", 400), ("x" * 20_000, 400),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403), ("{" * 5_000, 400),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200), ("a\0b", 400),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_and_stays_in_the_form(site, query, status):
    reply = asked(site, query)
    page = reply.body.decode()
    assert reply.status == status
    assert query.replace("\0", "")[:100] in html.unescape(page).replace("\0", "")
    if status != 200:
        assert 'role="alert"' in page
        assert 'aria-invalid="true" aria-describedby="query-wrong"' in page
    assert "root:" not in page


def test_a_query_is_only_text(site):
    evil = "</textarea><script>alert(1)</script>"
    assert "<script>alert" not in asked(site, evil).body.decode()
    shown = asked(site, 'SELECT ("<script>alert(1)</script>" AS ?x) {}').body.decode()
    assert "<script>alert" not in shown
    linked = asked(site, "SELECT (IRI('javascript:alert(1)') AS ?x) {}").body.decode()
    assert 'href="javascript' not in linked


def test_long_answers_are_cut_and_larger_ones_refused(tiny):
    query = "SELECT * { ?s ?p ?o . ?a a mk:Topic }"
    cut = text_of(asked(Site(tiny), query))
    assert f"the first {console.SHOWN} are shown" in cut
    small = Site(tiny, ServerOptions(limits=Limits(rows=100)))
    assert asked(small, query).status == 413


def test_without_yasgui_there_is_the_form_only(site, tmp_path, monkeypatch):
    monkeypatch.setattr(console, "VENDOR", tmp_path)
    console.is_vendored.cache_clear()
    assert site.get("/console/expert").status == 404
    assert site.get("/vendor/yasgui/yasgui.min.js").status == 404
    assert "/console/expert" not in site.get("/console").body.decode()
    console.is_vendored.cache_clear()


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def test_yasgui_runs_under_a_policy_without_inline_script(site, tmp_path, monkeypatch):
    (tmp_path / "build").mkdir()
    for name in ("yasgui.min.js", "yasgui.min.css"):
        (tmp_path / "build" / name).write_text(name)
    (tmp_path / "build" / "other.js").write_text("")
    monkeypatch.setattr(console, "VENDOR", tmp_path)
    console.is_vendored.cache_clear()
    reply = site.get("/console/expert")
    assert reply.headers["content-security-policy"] == POLICY
    assert reply.headers["x-frame-options"] == "DENY"
    assert "<script>" not in reply.body.decode()
    assert 'data-endpoint="http://localhost/sparql"' in reply.body.decode()
    assert site.get("/vendor/yasgui/yasgui.min.js").body == b"yasgui.min.js"
    for name in ("other.js", "..%2f..%2f__init__.py", "%2e%2e"):
        assert site.get(f"/vendor/yasgui/{name}").status in (400, 404)
    console.is_vendored.cache_clear()


@pytest.mark.parametrize("path", ["/console", "/console?query=SELEC", "/console?question=overlaps"])
def test_only_the_page_for_experts_has_a_looser_policy(site, path):
    assert site.get(path).headers["content-security-policy"] == POLICY.replace(
        " 'unsafe-inline'", ""
    )


@pytest.mark.parametrize(
    ("said", "term"),
    [
        (None, None), ({"type": "uri", "value": "urn:a"}, ox.NamedNode("urn:a")),
        ({"type": "bnode", "value": "x"}, ox.BlankNode("x")),
        ({"type": "literal", "value": "a", "xml:lang": "fr"}, ox.Literal("a", language="fr")),
        ({"type": "triple", "value": {"s": 1}}, ox.Literal('{"s": 1}')),
    ],
)  # fmt: skip
def test_a_value_of_an_answer(said, term):
    assert console._term(said) == term
