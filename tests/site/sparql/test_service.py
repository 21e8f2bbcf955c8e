"""What the endpoint says of itself, and of the graph."""

import pyoxigraph as ox
import pytest

from minkg.site.sparql.service import VOID, survey
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.workers.media_types import GRAPHS
from tests.tools.serving import MK


def test_the_service_describes_itself(editable):
    reply = editable.client.get("/sparql")
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    store = ox.Store()
    store.load(reply.content, format=ox.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    endpoint = f"<{editable.url}sparql>"
    asked = f"ASK {{ {endpoint} a sd:Service ; sd:endpoint {endpoint} ; sd:feature sd:UnionDefaultGraph ; sd:supportedLanguage sd:SPARQL11Query, sd:SPARQL11Update ; sd:defaultDataset/sd:defaultGraph ?g }}"  # noqa: E501
    assert bool(store.query(sd + asked))
    for form in GRAPHS:
        assert editable.client.get("/sparql", headers={"Accept": form.types[0]}).status_code == 200
    assert editable.client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_void_counts_are_true(editable):
    store = ox.Store()
    reply = editable.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    store.load(reply.content, format=ox.RdfFormat.N_TRIPLES)
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    (row,) = store.query(
        f"{void} SELECT ?n ?p {{ ?d a void:Dataset ; void:triples ?n ; void:classPartition "
        f"[ void:class <{MK}Platform> ; void:entities ?p ] }}"
    )
    count = editable.select("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }")
    platforms = editable.select("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a mk:Platform }")
    for value, answer in zip(row, (count, platforms), strict=True):
        assert value.value == answer.json()["results"]["bindings"][0]["n"]["value"]


def test_only_a_server_with_a_token_says_that_it_takes_updates(site):
    assert b"SPARQL11Update" not in site.get("/sparql").body
    assert b"SPARQL11Query" in site.get("/sparql").body


def test_the_description_names_the_address_that_was_asked(site):
    for host in ("localhost", "127.0.0.1:81"):
        path = "/.well-known/void"
        body = answer_waited(ask_once(Named(site.app, host), path)).body.decode()
        assert f"http://{host}/.well-known/void#minkg" in body
        assert f"http://{host}/sparql" in body


class Named:
    """The site under another name."""

    def __init__(self, app, host):
        self.app, self.host = app, host

    async def __call__(self, scope, receive, send):
        """Answer a request."""
        await self.app({**scope, "headers": [(b"host", self.host.encode())]}, receive, send)


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("", 200, "text/turtle"), ("text/html", 200, "text/turtle"),
        ("image/png", 406, "text/plain"),
        ("text/html, application/ld+json", 200, "application/ld+json"),
        ("application/rdf+xml", 200, "application/rdf+xml"),
    ],
)  # fmt: skip
def test_the_description_is_in_the_format_that_is_taken(site, accept, status, kind):
    reply = site.get("/.well-known/void", [("accept", accept)])
    assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (status, kind)


def test_every_class_and_property_is_counted(tiny):
    parts = list(survey(tiny, "http://localhost/"))
    named = [t.object.value for t in parts if t.predicate.value == f"{VOID}property"]
    used = {q.predicate.value for q in tiny.store.quads()}
    assert sorted(named) == sorted(used)
