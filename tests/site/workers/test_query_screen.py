"""Queries that would ask other servers are found, however they are written; others pass."""

import time

import pytest
from hypothesis import given, settings

from minkg.site.workers.query_screen import NotAllowed, Rules, is_steady, refuse, screen
from minkg.words.errors import BadInput
from tests.tools.hostile import OUTSIDE, PIECES, screenable
from tests.tools.serving import SECONDS, TOKEN, serving

URL = "http://127.0.0.1/"


@pytest.mark.parametrize("query", OUTSIDE)
def test_no_request_leaves(query, limited, trap):
    url, came = trap
    reply = limited.client.post("/sparql", data={"query": query.replace("URL", url)})
    assert reply.status_code == (200 if "SERVICE" not in screenable(query) else 403), reply.text
    assert came == []
    if reply.status_code == 403:
        assert "does not ask other servers" in reply.text


@pytest.mark.parametrize("query", [query for query in OUTSIDE if screenable(query)])
def test_what_asks_another_server_is_found(query):
    assert screen(query.replace("URL", URL)).outside
    with pytest.raises(NotAllowed, match="does not ask other servers"):
        refuse(query.replace("URL", URL), Rules())


@pytest.mark.parametrize(
    "text", ["LOAD <URL>", "LOAD SILENT <URL> INTO GRAPH <urn:a>", "load<URL>"]
)
def test_what_an_update_loads_is_found_in_updates_only(text):
    found = screen(text.replace("URL", URL), update=True)
    assert found.outside == (URL,)
    assert screen(text.replace("URL", URL)).outside == ()


def test_a_query_may_ask_what_is_allowed():
    allowed = Rules(services=frozenset([URL]))
    refuse(f"SELECT * {{ SERVICE <{URL}> {{}} }}", allowed)
    for other in (f"<{URL}x>", "?x", "x:"):
        with pytest.raises(NotAllowed):
            refuse(f"SELECT * {{ SERVICE {other} {{}} }}", allowed)


@pytest.mark.parametrize(("deep", "right"), [(250, True), (251, False)])
def test_brackets_in_brackets_are_counted(deep, right):
    text = "ASK " + "{" * deep + "}" * deep
    assert screen(text).depth == deep
    if right:
        refuse(text, Rules())
    else:
        with pytest.raises(BadInput, match="more than 250 brackets"):
            refuse(text, Rules())
    assert screen(f"# {'{' * deep}\nASK {{}}").depth <= 1


@pytest.mark.parametrize(
    ("text", "steady"),
    [
        ("ASK { ?s ?p ?o }", True), ("SELECT (NOW() AS ?x) {}", False),
        ("SELECT (rand() AS ?x) {}", False),
        ("SELECT (STRUUID() AS ?x) {}", False), ("CONSTRUCT { [] ?p ?o } { ?s ?p ?o }", True),
        ("SELECT (BNODE() AS ?x) {}", False), ("ASK { SERVICE <urn:a> {} }", False),
    ],
)  # fmt: skip
def test_what_has_the_same_answer_again(text, steady):
    assert is_steady(text) is steady


@settings(max_examples=100, deadline=None)
@given(PIECES, PIECES)
def test_a_request_to_others_is_found_wherever_it_stands(before, after):
    """However a text begins, a clause on a line of its own that no sign hides is found."""
    clause = "SERVICE <http://127.0.0.1/> { ?s ?p ?o }"
    assert screen(clause).outside == ("http://127.0.0.1/",)
    open_text = any(sign in before for sign in "'\"#\\")
    if not open_text:
        assert "http://127.0.0.1/" in screen(f"{before}\n{clause}\n{after}").outside


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://127.0.0.1/> {" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1/> {}",
        "PREFIX x: <http://example.org/#> SELECT * { ?s x:service ?service }",
        "SELECT ?service { ?service a mk:Platform }",
        'SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "ecosystem services: {")) }',
        "SELECT * { ?s <http://example.org/service> ?o }",
    ],
)
def test_the_word_alone_is_no_request(query, limited):
    assert limited.select(query).status_code == 200


def test_an_address_may_be_allowed(tiny_home, trap, tmp_path):
    url, came = trap
    options = ("--allow-service", url, "--token", TOKEN, "--timeout", "2")
    with serving(tiny_home.path, tmp_path / "log", *options) as running:
        before = len(came)
        query = "SELECT * {{ SERVICE <{}> {{ ?a ?b ?c }} }}"
        assert running.select(query.format(f"{url}other")).status_code == 403
        assert (
            running.select(f"SELECT * {{ VALUES ?x {{ <{url}> }} SERVICE ?x {{}} }}").status_code
            == 403
        )
        assert len(came) == before
        assert running.select(query.format(url)).status_code == 400, "the trap answers nothing"
        assert len(came) > before
        headers = {"Authorization": f"Bearer {TOKEN}".encode()}
        before = len(came)
        for text in (
            "LOAD <file:///etc/passwd>",
            f"LOAD SILENT <{url}x>",
            f"PREFIX : <{url}> LOAD :x",
        ):
            reply = running.client.post("/update", data={"update": text}, headers=headers)
            assert reply.status_code == 403
        assert len(came) == before


@pytest.mark.ci
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * 100_000 + "}" * 100_000 + " }",
        "SELECT * { " + "{" * 240 + "}" * 240 + " }",
        "SELECT * { FILTER" + "(" * 50_000 + "1" + ")" * 50_000 + " }",
        "SELECT * { FILTER(" + "!" * 100_000 + "1) }",
        "SELECT * { FILTER(" + "- " * 100_000 + "1) }",
        "SELECT * { ?a " + "^" * 100_000 + "<urn:a> ?b }",
        "SELECT * { ?a " + "<urn:a>/" * 20_000 + "<urn:b> ?b }",
        "SELECT * { " + "[ <urn:a> " * 50_000 + "1" + "]" * 50_000 + " }",
        "SELECT * { FILTER(1" + "+1" * 100_000 + " > 0) }",
        "SELECT * { " + "OPTIONAL{" * 200 + "}" * 200 + " }",
        "SERVICE#" * 100_000,
        "SELECT * { VALUES ?x { " + "1 " * 100_000 + "} }",
        "SELECT * { ?s ?p '''" + "\\u0022" * 50_000,
    ],
    ids=lambda query: f"{query[11:24]} {len(query)}",
)
def test_deep_and_long_queries(query, limited):
    began = time.monotonic()
    reply = limited.client.post("/sparql", data={"query": query})
    assert reply.status_code in (200, 400, 403, 413, 503)
    assert time.monotonic() - began < SECONDS + 3
    assert limited.select("ASK {}").status_code == 200
