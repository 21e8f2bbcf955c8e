"""The SPARQL 1.1 Protocol, case by case, and the programs that speak it."""

import gzip
import json
import os
import re
import shlex
import subprocess
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from minkg.site.workers.media_types import GRAPHS, TABLES
from tests.tools.serving import ROOT, TOKEN, serving

G = "http://example.org/data{}"
XSD = "http://www.w3.org/2001/XMLSchema#"
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
TABLE = {"application/sparql-results+json", "application/sparql-results+xml"}
ASK, OK = "ASK {}", 200
KNOWN = "https://w3id.org/minkg/marine-sand-watch"
MK = "https://w3id.org/minkg/ontology#"


@pytest.fixture(scope="module", autouse=True)
def _no_proxy():
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="module")
def server(tiny_home, tmp_path_factory):
    """Give a server that may be changed; it holds three small graphs beside the home."""
    log = tmp_path_factory.mktemp("log") / "log"
    options = ("--timeout", "5", "--workers", "2", "--token", TOKEN)
    with serving(tiny_home.path, log, *options) as running:
        for n in (1, 2, 3):
            facts = f"<http://example.org/s{n}> <http://example.org/p> {n} . <{G.format(n)}> a <http://xmlns.com/foaf/0.1/Document> ."  # noqa: E501
            reply = put(running, G.format(n), facts)
            assert reply.status_code == 204, reply.text
        yield running


def put(running, graph, facts, method="PUT"):
    headers = {"Authorization": f"Bearer {TOKEN}".encode(), "Content-Type": "text/turtle"}
    return running.client.request(
        method, "/graphs", params={"graph": graph}, content=facts, headers=headers
    )


def change(running, text):
    headers = {"Authorization": f"Bearer {TOKEN}".encode(), "Content-Type": UPDATE}
    return running.client.post("/sparql", content=text, headers=headers)


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
def test_protocol(case, server):
    _, method, parameters, kind, body, status, types, answer = case
    content = urlencode(body) if isinstance(body, list) else body
    request = server.client.build_request(
        method,
        "/sparql",
        params=parameters,
        content=content,
        headers={"Content-Type": kind} if kind else {},
    )
    reply = server.client.send(request)
    assert reply.status_code == status, reply.text
    if types is None:
        assert reply.text.startswith("error: ")
        assert "\n\nhint: " in reply.text
        assert "Traceback" not in reply.text
        return
    assert reply.headers["content-type"].partition(";")[0] in types
    if answer is not None:
        assert json.loads(reply.text)["boolean"] is answer


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ([("update", "INSERT DATA {}")], FORM, 204),
        ("INSERT DATA {}", UPDATE, 204),
        ("BASE <http://example.org/> INSERT DATA { GRAPH <x> { <a> <b> <c> } }", UPDATE, 204),
        ([("update", "INSERT DATA {}"), ("update", "INSERT DATA {}")], FORM, 400),
        ("INSERT DATA {}", "text/plain", 415),
        ([("update", "INSERT DATA {}")], None, 415),
        ("INSERT DATA {}".encode("utf-16"), UPDATE, 400),
        ("INSERT DATA", UPDATE, 400),
        ([("update", "DELETE {} WHERE {}"), ("using-graph-uri", G.format(1))], FORM, 400),
        ("SELECT * {}", UPDATE, 400),
        ("", UPDATE, 400),
    ],
)
@pytest.mark.parametrize("path", ["/sparql", "/update"])
def test_updates_of_the_protocol(body, kind, status, path, server):
    headers = {"Authorization": f"Bearer {TOKEN}".encode()}
    content = urlencode(body) if isinstance(body, list) else body
    if kind:
        headers["Content-Type"] = kind
    reply = server.client.post(path, content=content, headers=headers)
    assert reply.status_code == status, reply.text


TYPES = [(form.types[0], False) for form in TABLES] + [(form.types[0], True) for form in GRAPHS]


@pytest.mark.parametrize(("kind", "graph"), TYPES)
def test_every_format_is_given_and_can_be_read(kind, graph, server):
    pattern = f"<{KNOWN}> ?p ?o"
    if graph:
        query = f"CONSTRUCT {{ {pattern} }} WHERE {{ {pattern} }}"
    else:
        query = f"SELECT ?p ?o {{ {pattern} }} ORDER BY ?p ?o"
    reply = server.select(query, Accept=kind)
    assert (reply.status_code, reply.headers["content-type"].partition(";")[0]) == (200, kind)
    facts = server.select(f"SELECT ?p ?o {{ {pattern} }} ORDER BY ?p ?o").json()
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
def test_negotiation(accept, query, kind, server):
    reply = server.select(query, Accept=accept)
    if kind is None:
        assert reply.status_code == 406
        assert "accept one of: " in reply.text
    else:
        assert reply.headers["content-type"].partition(";")[0] == kind
    assert "Accept" in reply.headers["vary"]


def test_the_format_may_stand_in_the_address(server):
    parameters = {"query": "SELECT (1 AS ?x) {}", "format": "csv"}
    reply = server.client.get("/sparql", params=parameters, headers={"Accept": "image/png"})
    assert reply.text == "x\r\n1\r\n"


def test_a_mistake_is_told_with_its_place(server):
    query = "SELECT ?x WHERE {\n  ?x a ?y .\n  FILTER(?y > )\n}"
    text = server.select(query)
    assert text.status_code == 400
    assert text.text.startswith("error: line 3, column 15: this cannot be read\n")
    assert text.text.splitlines()[1:3] == ["  FILTER(?y > )", " " * 14 + "^"]
    told = server.select(query, Accept="application/sparql-results+json, application/problem+json")
    assert told.headers["content-type"] == "application/problem+json"
    details = told.json()
    assert (details["status"], details["line"], details["column"]) == (400, 3, 15)
    assert details["hint"]


def test_a_prefix_that_is_not_declared(server):
    reply = server.select("SELECT * { ?s nobody:x ?o }")
    assert reply.status_code == 400
    assert "declare the prefix" in reply.text
    assert server.select("ASK { ?s mk:coversStage ?o }").json()["boolean"] is True


def test_head_and_options(server):
    head = server.client.head("/sparql", params={"query": "ASK {}"})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 10
    for path in ("/sparql", "/graphs", "/update", "/.well-known/void", "/health", "/metrics"):
        reply = server.client.options(path)
        assert reply.status_code == 204
        assert "OPTIONS" in reply.headers["allow"]
    assert "allow" in server.client.delete("/sparql").headers


def test_pages_of_this_machine_may_read_and_others_may_not(server):
    here = server.select("ASK {}", Origin="http://localhost:5000")
    assert here.headers["access-control-allow-origin"] == "http://localhost:5000"
    preflight = server.client.options("/sparql", headers={"Origin": "http://127.0.0.1:80"})
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Authorization" not in preflight.headers["access-control-allow-headers"]
    for origin in ("https://example.org", "http://localhost.example.org", "null"):
        assert "access-control-allow-origin" not in server.select("ASK {}", Origin=origin).headers


def test_an_answer_that_is_known_is_not_sent_again(server):
    query = "SELECT ?x { ?x a mk:Platform }"
    first = server.select(query)
    etag = first.headers["etag"]
    again = server.select(query, **{"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert server.select(query, Accept="text/csv").headers["etag"] != etag
    assert server.select(query, **{"If-None-Match": '"other"'}).status_code == 200
    assert (
        change(server, "INSERT DATA { GRAPH <urn:new> { <urn:x> a mk:Platform } }").status_code
        == 204
    )
    later = server.select(query, **{"If-None-Match": etag})
    assert later.status_code == 200
    assert "urn:x" in later.text
    assert change(server, "DROP GRAPH <urn:new>").status_code == 204


def test_what_changes_by_itself_is_not_kept(server):
    one, two = (server.select("SELECT (STRUUID() AS ?x) {}") for _ in range(2))
    assert one.text != two.text
    assert "etag" not in one.headers
    assert one.headers["cache-control"] == "no-store"


def test_packed(server):
    query = "SELECT * { ?s ?p ?o } LIMIT 500"
    plain = server.select(query, **{"Accept-Encoding": "identity"})
    with server.client.stream(
        "GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"}
    ) as reply:
        raw = b"".join(reply.iter_raw())
    assert reply.headers["content-encoding"] == "gzip"
    assert len(raw) < len(plain.content) / 3
    assert gzip.decompress(raw) == plain.content
    assert "content-encoding" not in server.select("ASK {}", **{"Accept-Encoding": "gzip"}).headers


def test_every_question_has_the_answer_of_the_graph(server, tiny):
    for question in tiny.questions():
        reply = server.client.post("/sparql", data={"query": question.text})
        told = ox.parse_query_results(reply.content, ox.QueryResultsFormat.JSON)
        names = [variable.value for variable in told.variables]
        expected = tiny.query(question.name)
        assert names == list(expected.columns)
        assert [tuple(row) for row in told] == list(expected.rows), question.name


def test_the_service_describes_itself(server):
    reply = server.client.get("/sparql")
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    store = ox.Store()
    store.load(reply.content, format=ox.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    endpoint = f"<{server.url}sparql>"
    asked = f"ASK {{ {endpoint} a sd:Service ; sd:endpoint {endpoint} ; sd:feature sd:UnionDefaultGraph ; sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ; sd:defaultDataset/sd:defaultGraph ?g }}"  # noqa: E501
    assert bool(store.query(sd + asked))
    for form in GRAPHS:
        assert server.client.get("/sparql", headers={"Accept": form.types[0]}).status_code == 200
    assert server.client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_void_counts_are_true(server):
    store = ox.Store()
    reply = server.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    store.load(reply.content, format=ox.RdfFormat.N_TRIPLES)
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    (row,) = store.query(
        f"{void} SELECT ?n ?p {{ ?d a void:Dataset ; void:triples ?n ; void:classPartition "
        f"[ void:class <{MK}Platform> ; void:entities ?p ] }}"
    )
    count = server.select("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }")
    platforms = server.select("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a mk:Platform }")
    for value, answer in zip(row, (count, platforms), strict=True):
        assert value.value == answer.json()["results"]["bindings"][0]["n"]["value"]


def test_graph_store_read(server):
    one = server.client.get(
        "/graphs", params={"graph": G.format(1)}, headers={"Accept": "application/n-triples"}
    )
    assert len(one.text.splitlines()) == 2
    assert server.client.head("/graphs", params={"graph": G.format(1)}).status_code == 200
    assert server.client.get("/graphs", params={"graph": "urn:none"}).status_code == 404
    every = server.client.get("/graphs", headers={"Accept": "application/n-quads"})
    union = server.client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    quads, triples = every.text.splitlines(), union.text.splitlines()
    assert len(quads) >= len(triples) > 1000
    assert G.format(1) in every.text
    assert server.client.get("/graphs", headers={"Accept": "text/turtle"}).status_code == 406
    for wrong in ("graph=urn:a&default", "graph=urn:a&graph=urn:b", "graph=relative", "graph="):
        assert server.client.get(f"/graphs?{wrong}").status_code == 400


def test_graph_store_write(server):
    graph = "urn:test:written"
    assert put(server, graph, "<urn:a> <urn:b> 1, 2 .").status_code == 204
    assert put(server, graph, "<urn:a> <urn:b> 3 .", "POST").status_code == 204
    facts = server.client.get("/graphs", params={"graph": graph, "format": "ntriples"}).text
    assert len(facts.splitlines()) == 3
    assert put(server, graph, "<urn:a> <urn:b> 4 .").status_code == 204
    facts = server.client.get("/graphs", params={"graph": graph, "format": "ntriples"}).text
    assert len(facts.splitlines()) == 1
    assert put(server, graph, "broken").status_code == 400
    assert server.client.get("/graphs", params={"graph": graph, "format": "ntriples"}).text == facts
    assert put(server, graph, "", "DELETE").status_code == 204
    assert put(server, graph, "", "DELETE").status_code == 404
    assert server.client.put("/graphs", params={"graph": graph}, content=b"").status_code == 401


def test_sparqlwrapper(server):
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    wrapper = SPARQLWrapper(f"{server.url}sparql")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("SELECT ?x { ?x a mk:Platform }")
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["x"]["value"] == KNOWN
    wrapper.setMethod(POST)
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["x"]["value"] == KNOWN
    wrapper.setReturnFormat(TURTLE)
    wrapper.setQuery(f"DESCRIBE <{KNOWN}>")
    assert b"Marine Sand Watch" in wrapper.queryAndConvert()


def test_rdflib(server):
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{server.url}sparql", method="POST"))
    rows = list(graph.query("SELECT ?x { ?x a <https://w3id.org/minkg/ontology#Platform> }"))
    assert [str(row[0]) for row in rows] == [KNOWN]
    assert len(list(graph.triples((rdflib.URIRef(KNOWN), None, None)))) > 5


def readme(fence):
    """Give the README's only block of this kind that asks the server."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{fence}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (block,) = [one for one in blocks if "http://127.0.0.1:8000/" in one]
    return block


def test_the_python_of_the_readme_works(server):
    block = readme("py").replace("http://127.0.0.1:8000/", str(server.url))
    exec(compile(block, "README.md", "exec"), {})


def test_the_curl_of_the_readme_works(server):
    for line in readme("sh").replace("http://127.0.0.1:8000/", str(server.url)).splitlines():
        words = ["curl", "-sSf", "--noproxy", "*", "--max-time", "10", *shlex.split(line)[1:]]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert len(done.stdout.splitlines()) > 1 or done.stdout.startswith("{"), line


def test_curl(server):
    def curl(*words):
        command = ["curl", "-sS", "--noproxy", "*", "--max-time", "10", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    query = "query=SELECT ?x { ?x a mk:Platform }"
    address = f"{server.url}sparql"
    expected = f"x\n{KNOWN}\n"
    assert curl("-H", "Accept: text/csv", "--data-urlencode", query, address) == expected
    assert curl("-G", "-H", "Accept: text/csv", "--data-urlencode", query, address) == expected
    assert (
        curl("--compressed", "-H", "Accept: text/csv", "--data-urlencode", query, address)
        == expected
    )


def test_minkg_itself_asks_it(server, tiny):
    from minkg.knowledge import open_graph

    graph = open_graph(tiny.home.path, store=f"{server.url}sparql")
    assert graph.query("proposals").json() == tiny.query("proposals").json()
