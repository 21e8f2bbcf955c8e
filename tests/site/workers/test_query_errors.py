"""A mistake in a query is told with its place and what may be meant."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from minkg.site.workers.query_errors import PAD, bad_query
from tests.tools.hostile import PIECES


def test_a_mistake_is_told_with_its_place(editable):
    query = "SELECT ?x WHERE {\n  ?x a ?y .\n  FILTER(?y > )\n}"
    text = editable.select(query)
    assert text.status_code == 400
    assert text.text.startswith("error: line 3, column 15: this cannot be read\n")
    assert text.text.splitlines()[1:3] == ["  FILTER(?y > )", " " * 14 + "^"]
    told = editable.select(
        query, Accept="application/sparql-results+json, application/problem+json"
    )
    assert told.headers["content-type"] == "application/problem+json"
    details = told.json()
    assert (details["status"], details["line"], details["column"]) == (400, 3, 15)
    assert details["hint"]


def test_a_prefix_that_is_not_declared(editable):
    reply = editable.select("SELECT * { ?s nobody:x ?o }")
    assert reply.status_code == 400
    assert "declare the prefix" in reply.text
    assert editable.select("ASK { ?s mk:coversStage ?o }").json()["boolean"] is True


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_nonsense_is_told_and_breaks_nothing(editable, text):
    reply = editable.client.post("/sparql", data={"query": text.encode("utf-8", "replace")})
    assert reply.status_code in (200, 400, 403, 413, 503), (text, reply.text)
    if reply.status_code == 400:
        assert "\n\nhint: " in reply.text


def told(text):
    with pytest.raises(SyntaxError) as found:
        ox.Store().query(text + PAD)
    return bad_query(text, found.value.msg)


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("SELEC", 1, 1, "a query begins with PREFIX"), ("", 1, 1, "a bracket or a quotation mark"),
        ("ASK {", 1, 6, "a bracket or a quotation mark"), ("DROP ALL", 1, 1, "updates are sent to"),
        ("ASK { ?s }", 1, 7, "a pattern is subject, predicate and object"),
        ("SELECT * { nobody:x ?p ?o }", 1, 12, "declare the prefix"),
        ("SELECT * { ?s ?p <a b> }", 1, 24, "an address in <…> is whole"),
        ("SELECT * { ?s ?p ?o } LIMIT <a>", 1, 29, "one of these may be meant"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o }", 1, 1, "what SELECT shows is grouped"),
        ("ASK {}\n ASK {}", 2, 2, "one of these may be meant"),
        ("ASK {\n  FILTER(?y > )\n}", 2, 15, "a value, a variable or the name of a function"),
    ],
)  # fmt: skip
def test_the_place_and_the_way_out(text, line, column, hint):
    error = told(text)
    assert hint in error.hint
    assert (error.values["line"], error.values["column"]) == (line, column)


def test_the_mark_stands_under_the_place():
    text = "ASK { ?subject ?predicate ?object . FILTER(?object > ) ?another ?pattern ?here . }"
    sentence, shown, mark, *_ = told(text).text().splitlines()
    assert shown[mark.index("^")] == ")"
    assert len(shown) <= 80
    assert sentence.endswith("column 54: this cannot be read")


def test_what_is_no_mistake_of_form_is_told_with_its_reason():
    error = bad_query("ASK {}", "no such function " + "x" * 1_000)
    assert "the query cannot be answered: no such function" in error.text()
    assert len(error.values["reason"]) == 500
