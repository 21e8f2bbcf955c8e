"""Which format an answer has, of those that a client accepts."""

import pyoxigraph as ox
import pytest

from minkg.site.workers.media_types import (
    DATASETS,
    GRAPHS,
    TABLES,
    ChosenFormat,
    accepts_gzip,
    choose,
    not_acceptable,
    quality,
    ranges,
    weighted,
)
from tests.tools.serving import KNOWN

TYPES = [(form.types[0], False) for form in TABLES] + [(form.types[0], True) for form in GRAPHS]


@pytest.mark.ci
@pytest.mark.parametrize(("kind", "graph"), TYPES)
def test_every_format_is_given_and_can_be_read(kind, graph, editable):
    pattern = f"<{KNOWN}> ?p ?o"
    if graph:
        query = f"CONSTRUCT {{ {pattern} }} WHERE {{ {pattern} }}"
    else:
        query = f"SELECT ?p ?o {{ {pattern} }} ORDER BY ?p ?o"
    reply = editable.select(query, Accept=kind)
    assert (reply.status_code, reply.headers["content-type"].partition(";")[0]) == (200, kind)
    facts = editable.select(f"SELECT ?p ?o {{ {pattern} }} ORDER BY ?p ?o").json()
    expected = len(facts["results"]["bindings"])
    if kind == "text/csv":
        found = reply.text.count("\r\n") - 1
    elif graph:
        found = len(set(ox.parse(reply.content, ox.RdfFormat.from_media_type(kind))))
    else:
        form = getattr(
            ox.QueryResultsFormat, next(f.name for f in TABLES if kind in f.types).upper()
        )
        found = len(list(ox.parse_query_results(reply.content, form)))
    assert found == expected > 5


@pytest.mark.parametrize(
    ("accept", "query", "kind"),
    [
        ("text/csv;q=0.5, text/tab-separated-values", "SELECT * {}", "text/tab-separated-values"),
        ("text/*", "SELECT * {}", "text/xml"),
        ("application/json", "SELECT * {}", "application/json"),
        ("text/html, */*;q=0.1", "SELECT * {}", "application/sparql-results+json"),
        ("text/turtle, text/csv", "SELECT * {}", "text/csv"),
        ("text/turtle, text/csv", "CONSTRUCT {} {}", "text/turtle"),
        ("application/rdf+xml;q=0.9, application/n-triples;q=0.8", "CONSTRUCT {} {}", "application/rdf+xml"),  # noqa: E501
        ("image/png", "SELECT * {}", None),
        ("text/turtle", "SELECT * {}", None),
        ("text/csv", "CONSTRUCT {} {}", None),
        ("*/*;q=0", "ASK {}", None),
    ],
)  # fmt: skip
def test_negotiation(accept, query, kind, editable):
    reply = editable.select(query, Accept=accept)
    if kind is None:
        assert reply.status_code == 406
        assert "accept one of: " in reply.text
    else:
        assert reply.headers["content-type"].partition(";")[0] == kind
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("fr-CH, en;q=0.5", [("fr-ch", 1.0), ("en", 0.5)]), ("a;q=0.3;x=1", [("a", 0.3)]),
        ("a; charset=utf-8 ; Q = 0.2", [("a", 0.2)]), ("a;q=2, b;q=-1, c;q=nan, d;q=", []),
        ("a;quality=0.1", [("a", 1.0)]), ("", []), (None, []), (" , ;q=0.1", []),
        ("é", [("é", 1.0)]),
    ],
)  # fmt: skip
def test_what_is_accepted_is_read_with_its_quality(header, found):
    assert weighted(header) == found


def test_a_long_header_is_read_to_a_point():
    assert len(weighted("a," * 100_000)) == 2_000


def test_only_media_ranges_are_read_of_an_accept_header():
    assert ranges("text/csv;q=0.5, nonsense, a/b/c, */*") == [("text/csv", 0.5), ("*/*", 1.0)]


@pytest.mark.parametrize(
    ("kind", "accept", "value"),
    [
        ("text/csv", "text/csv;q=0.1, text/*;q=0.5, */*", 0.1), ("text/csv", "*/*;q=0.2", 0.2),
        ("text/csv", "text/*;q=0.5, */*;q=0.9", 0.5), ("text/csv", "text/html", 0.0),
        ("text/csv", "text/csv;q=0.3, text/csv;q=0.8", 0.3),
    ],
)  # fmt: skip
def test_the_most_specific_range_counts(kind, accept, value):
    assert quality(kind, ranges(accept)) == value


@pytest.mark.parametrize(
    ("accept", "name", "kind"),
    [
        (None, None, "application/sparql-results+json"),
        (" ", None, "application/sparql-results+json"),
        ("application/xml", None, "application/xml"), ("text/xml, text/csv", None, "text/xml"),
        ("image/png", None, None), ("image/png", "tsv", "text/tab-separated-values"),
        ("*/*", "turtle", None), ("text/csv;q=0, text/*;q=0.1", None, "text/xml"),
    ],
)  # fmt: skip
def test_the_best_format_is_chosen(accept, name, kind):
    found = choose(accept, TABLES, name)
    assert (found and found.type) == kind


def test_texts_say_how_they_are_encoded():
    said = {
        form.name: ChosenFormat(form, form.types[0]).content_type for form in (*TABLES, *GRAPHS)
    }
    assert said["csv"] == "text/csv; charset=utf-8"
    assert said["turtle"] == "text/turtle; charset=utf-8"
    assert said["jsonld"] == "application/ld+json"


def test_every_format_is_one_of_the_store():
    assert [form.table.file_extension for form in TABLES] == ["srj", "srx", "csv", "tsv"]
    assert [form.graph.supports_datasets for form in DATASETS] == [True] * 3
    assert {form.name for form in GRAPHS if not form.graph.supports_datasets} == {
        "turtle", "ntriples", "rdfxml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True), ("br, GZIP;q=0.8", True), ("*", True), ("identity", False), ("", False),
        (None, False), ("gzip;q=0", False), ("gzip;q=0.000, *", False), ("*;q=0", False),
        ("gzip;q=nonsense", False), ("*;q=0, gzip", True),
    ],
)  # fmt: skip
def test_who_takes_gzip(header, takes):
    assert accepts_gzip(header) is takes


def test_a_client_that_takes_nothing_is_told_what_there_is():
    error = not_acceptable(TABLES)
    assert error.text().endswith(
        "accept one of: application/sparql-results+json, application/sparql-results+xml, "
        "text/csv, text/tab-separated-values"
    )
