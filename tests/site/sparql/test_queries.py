"""The SPARQL 1.1 Protocol for queries, case by case."""

import gzip
import json
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from minkg.site.workers.media_types import FORM
from tests.tools.serving import KNOWN, QUERY, G, change
from tests.tools.visiting import Site

TABLE = {"application/sparql-results+json", "application/sparql-results+xml"}
ASK, OK = "ASK {}", 200


def dataset(default=(), named=()):
    pairs = [("default-graph-uri", G.format(n)) for n in default]
    return pairs + [("named-graph-uri", G.format(n)) for n in named]


def seen(n):
    return f"<{G.format(n)}> a <http://xmlns.com/foaf/0.1/Document>"


# The cases of the W3C protocol test suite, each written from the specification: name, method,
# parameters of the address, content type, body, status or statuses, types, and what ASK answers.
FULL = f"ASK {{ {seen(1)} . {seen(2)} GRAPH ?g {{ {seen(3)} }} FILTER NOT EXISTS {{ GRAPH ?h {{ {seen(1)} }} }} }}"  # noqa: E501


TWO = f"ASK {{ {seen(1)} . {seen(2)} FILTER NOT EXISTS {{ {seen(3)} }} }}"


NAMED = f"ASK {{ GRAPH ?a {{ {seen(1)} }} GRAPH ?b {{ {seen(2)} }} FILTER NOT EXISTS {{ GRAPH ?c {{ {seen(3)} }} }} FILTER NOT EXISTS {{ {seen(1)} }} }}"  # noqa: E501


OVER = f"ASK FROM <{G.format(1)}> {{ {seen(1)} }}"


CASES = [
    ("query_get", "GET", [("query", ASK)], None, None, OK, TABLE, True),
    ("query_post_form", "POST", [], FORM, [("query", ASK)], OK, TABLE, True),
    ("query_post_direct", "POST", [], QUERY, ASK, OK, TABLE, True),
    ("query_dataset_default_graph", "GET", [("query", f"ASK {{ {seen(1)} FILTER NOT EXISTS {{ {seen(2)} }} }}"), *dataset([1])], None, None, OK, TABLE, True),  # noqa: E501
    ("query_dataset_default_graphs_get", "GET", [("query", TWO), *dataset([1, 2])], None, None, OK, TABLE, True),  # noqa: E501
    ("query_dataset_default_graphs_post", "POST", dataset([1, 2]), QUERY, TWO, OK, TABLE, True),
    ("query_dataset_default_graphs_form", "POST", [], FORM, [("query", TWO), *dataset([1, 2])], OK, TABLE, True),  # noqa: E501
    ("query_dataset_named_graphs_get", "GET", [("query", NAMED), *dataset([], [1, 2])], None, None, OK, TABLE, True),  # noqa: E501
    ("query_dataset_named_graphs_post", "POST", dataset([], [1, 2]), QUERY, NAMED, OK, TABLE, True),
    ("query_dataset_full", "POST", [], FORM, [("query", FULL), *dataset([1, 2], [3])], OK, TABLE, True),  # noqa: E501
    ("query_multiple_dataset", "GET", [("query", OVER), *dataset([2])], None, None, OK, TABLE, False),  # noqa: E501
    ("query_content_type_select", "GET", [("query", "SELECT (1 AS ?x) {}")], None, None, OK, TABLE, None),  # noqa: E501
    ("query_content_type_ask", "GET", [("query", ASK)], None, None, OK, TABLE, True),
    ("query_content_type_describe", "GET", [("query", f"DESCRIBE <{KNOWN}>")], None, None, OK, {"text/turtle"}, None),  # noqa: E501
    ("query_content_type_construct", "GET", [("query", "CONSTRUCT { <urn:a> <urn:b> 1 } {}")], None, None, OK, {"text/turtle"}, None),  # noqa: E501
    ("bad_query_method", "PUT", [("query", ASK)], None, None, 405, None, None),
    ("bad_query_method_patch", "PATCH", [("query", ASK)], None, None, 405, None, None),
    ("bad_multiple_queries", "GET", [("query", ASK), ("query", "SELECT * {}")], None, None, 400, None, None),  # noqa: E501
    ("bad_multiple_queries_form", "POST", [], FORM, [("query", ASK), ("query", ASK)], 400, None, None),  # noqa: E501
    ("bad_query_wrong_media_type", "POST", [], "text/plain", ASK, 415, None, None),
    ("bad_query_missing_form_type", "POST", [], None, [("query", ASK)], 415, None, None),
    ("bad_query_missing_direct_type", "POST", [], None, ASK, 415, None, None),
    ("bad_query_non_utf8", "POST", [], f"{QUERY}; charset=UTF-16", ASK.encode("utf-16"), 415, None, None),  # noqa: E501
    ("bad_query_non_utf8_undeclared", "POST", [], QUERY, ASK.encode("utf-16"), 400, None, None),
    ("bad_query_syntax", "GET", [("query", "ASK {")], None, None, 400, None, None),
    ("bad_query_and_update", "POST", [], FORM, [("query", ASK), ("update", "CLEAR ALL")], 400, None, None),  # noqa: E501
    ("bad_query_in_both_places", "POST", [("query", ASK)], QUERY, ASK, 400, None, None),
    ("bad_query_missing", "POST", [], FORM, [], 400, None, None),
    ("bad_query_empty", "GET", [("query", "")], None, None, 400, None, None),
    ("bad_graph", "GET", [("query", ASK), ("default-graph-uri", "no address")], None, None, 400, None, None),  # noqa: E501
    ("bad_update_get", "GET", [("update", "CLEAR ALL")], None, None, 405, None, None),
    ("bad_format", "GET", [("query", ASK), ("format", "jsno")], None, None, 400, None, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_protocol(case, editable):
    _, method, parameters, kind, body, status, types, answer = case
    content = urlencode(body) if isinstance(body, list) else body
    request = editable.client.build_request(
        method,
        "/sparql",
        params=parameters,
        content=content,
        headers={"Content-Type": kind} if kind else {},
    )
    reply = editable.client.send(request)
    assert reply.status_code == status, reply.text
    if types is None:
        assert reply.text.startswith("error: ")
        assert "\n\nhint: " in reply.text
        assert "Traceback" not in reply.text
        return
    assert reply.headers["content-type"].partition(";")[0] in types
    if answer is not None:
        assert json.loads(reply.text)["boolean"] is answer


def test_the_format_may_stand_in_the_address(editable):
    parameters = {"query": "SELECT (1 AS ?x) {}", "format": "csv"}
    reply = editable.client.get("/sparql", params=parameters, headers={"Accept": "image/png"})
    assert reply.text == "x\r\n1\r\n"


def test_an_answer_that_is_known_is_not_sent_again(editable):
    query = "SELECT ?x { ?x a mk:Platform }"
    first = editable.select(query)
    etag = first.headers["etag"]
    again = editable.select(query, **{"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert editable.select(query, Accept="text/csv").headers["etag"] != etag
    assert editable.select(query, **{"If-None-Match": '"other"'}).status_code == 200
    assert (
        change(editable, "INSERT DATA { GRAPH <urn:new> { <urn:x> a mk:Platform } }").status_code
        == 204
    )
    later = editable.select(query, **{"If-None-Match": etag})
    assert later.status_code == 200
    assert "urn:x" in later.text
    assert change(editable, "DROP GRAPH <urn:new>").status_code == 204


def test_what_changes_by_itself_is_not_kept(editable):
    one, two = (editable.select("SELECT (STRUUID() AS ?x) {}") for _ in range(2))
    assert one.text != two.text
    assert "etag" not in one.headers
    assert one.headers["cache-control"] == "no-store"


def test_packed(editable):
    query = "SELECT * { ?s ?p ?o } LIMIT 500"
    plain = editable.select(query, **{"Accept-Encoding": "identity"})
    with editable.client.stream(
        "GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"}
    ) as reply:
        raw = b"".join(reply.iter_raw())
    assert reply.headers["content-encoding"] == "gzip"
    assert len(raw) < len(plain.content) / 3
    assert gzip.decompress(raw) == plain.content
    assert (
        "content-encoding" not in editable.select("ASK {}", **{"Accept-Encoding": "gzip"}).headers
    )


def test_every_question_has_the_answer_of_the_graph(editable, tiny):
    for question in tiny.questions():
        reply = editable.client.post("/sparql", data={"query": question.text})
        told = ox.parse_query_results(reply.content, ox.QueryResultsFormat.JSON)
        names = [variable.value for variable in told.variables]
        expected = tiny.query(question.name)
        assert names == list(expected.columns)
        assert [tuple(row) for row in told] == list(expected.rows), question.name


def test_the_same_query_is_kept_however_it_is_sent(tiny):
    made = Site(tiny)
    query = "SELECT ?x { ?x a mk:Platform }"
    replies = [
        made.get(f"/sparql?{urlencode({'query': query})}"),
        made.post("/sparql", query.encode(), QUERY),
        made.post("/sparql", urlencode({"query": query}).encode(), FORM),
        made.post("/sparql", b"\xef\xbb\xbf" + query.encode(), f"{QUERY}; charset=UTF-8"),
    ]  # fmt: skip
    assert {(reply.status, reply.body) for reply in replies} == {(200, replies[0].body)}
    assert made.app.state.site.metrics.hits == 3


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"', "us-ascii"])
def test_a_query_says_how_it_is_encoded(site, charset):
    assert site.post("/sparql", b"ASK {}", f"{QUERY}; charset={charset}").status == 200
    assert site.post("/sparql", b"ASK {}", f"{QUERY}; charset={charset}x").status == 415
