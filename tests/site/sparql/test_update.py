"""Changes of the facts: only for whoever has the token, and wholly or not at all."""

from urllib.parse import urlencode

import psutil
import pyoxigraph as ox
import pytest

from minkg.knowledge import KnowledgeGraph, open_graph
from minkg.site.sparql.update import StoreChange, authorize
from minkg.site.web.options import Refused, ServerOptions
from minkg.site.workers.media_types import FORM, GRAPHS
from minkg.site.workers.query_screen import NotAllowed
from minkg.words.errors import BadInput
from tests.tools.serving import MK, TOKEN, UPDATE, G, family, serving
from tests.tools.visiting import Site, request_of


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
def test_updates_of_the_protocol(body, kind, status, path, editable):
    headers = {"Authorization": f"Bearer {TOKEN}".encode()}
    content = urlencode(body) if isinstance(body, list) else body
    if kind:
        headers["Content-Type"] = kind
    reply = editable.client.post(path, content=content, headers=headers)
    assert reply.status_code == status, reply.text


def test_nobody_changes_anything_without_the_token(limited, tiny_home, tmp_path):
    text = {"update": "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }"}
    put = {
        "params": {"graph": "urn:g"},
        "content": b"<urn:a> <urn:b> 1 .",
        "headers": {"Content-Type": "text/turtle", "Authorization": "Bearer"},
    }
    for path in ("/sparql", "/update"):
        assert limited.client.post(path, data=text).status_code == 403
    for method in ("PUT", "POST", "DELETE"):
        assert limited.client.request(method, "/graphs", **put).status_code == 403
    assert limited.select("ASK { GRAPH <urn:g> { ?s ?p ?o } }").json()["boolean"] is False
    with serving(tiny_home.path, tmp_path / "log", "--token", TOKEN) as running:
        for wrong in (
            "",
            "Bearer",
            "Bearer x",
            f"Basic {TOKEN}",
            f"Bearer {TOKEN}x",
            "Bearer é" * 50,
        ):
            headers = {"Authorization": wrong.encode()}
            reply = running.client.post("/update", data=text, headers=headers)
            assert (reply.status_code, reply.headers["www-authenticate"][:6]) == (401, "Bearer")
        assert running.client.put("/graphs", **put).status_code == 401
        assert running.select("ASK { GRAPH <urn:g> { ?s ?p ?o } }").json()["boolean"] is False
        assert TOKEN not in running.log.read_text()


@pytest.mark.ci
def test_an_update_that_fails_or_runs_away_changes_nothing(tiny_home, tmp_path):
    with serving(tiny_home.path, tmp_path / "log", "--token", TOKEN, "--timeout", "3") as running:
        headers = {"Authorization": f"Bearer {TOKEN}".encode()}

        def send(text):
            return running.client.post(
                "/update", data={"update": text}, headers=headers
            ).status_code

        count = running.client.get("/health").json()["facts"]
        graphs = "GRAPH ?a { ?b ?c ?d } GRAPH ?e { ?f ?g ?h } GRAPH ?i { ?j ?k ?l }"
        assert send(f"INSERT {{ GRAPH <urn:x> {{ ?b ?c ?l }} }} WHERE {{ {graphs} }}") == 503
        assert send("INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> 1 } } ; NONSENSE") == 400
        assert running.client.get("/health").json()["facts"] == count
        for number in range(5):
            assert send(f"INSERT DATA {{ GRAPH <urn:x> {{ <urn:a> <urn:b> {number} }} }}") == 204
        assert running.client.get("/health").json()["facts"] == count + 5
        assert not [p for p in family(running.process) if p.status() == psutil.STATUS_ZOMBIE]


GRAPH = ox.NamedNode("urn:g")


def facts(store):
    return {str(quad.object) for quad in store.quads_for_pattern(None, None, None, GRAPH)}


def test_a_change_writes_what_the_update_says():
    store = ox.Store()
    StoreChange("INSERT DATA { GRAPH <urn:g> { <urn:a> mk:x 1 } }").apply(store)
    assert [quad.predicate.value for quad in store] == [f"{MK}x"]
    StoreChange("DELETE WHERE { GRAPH <urn:g> { ?s ?p ?o } }").apply(store)
    assert facts(store) == set()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("INSERT DATA", BadInput), ("SELECT * {}", BadInput), ("{" * 300, BadInput),
        ("LOAD <file:///etc/passwd>", NotAllowed), ("CLEAR GRAPH <urn:none>", BadInput),
    ],
)  # fmt: skip
def test_an_update_that_cannot_be_done_is_told(text, error):
    with pytest.raises(error):
        StoreChange(text).apply(ox.Store())


def test_a_graph_gets_other_facts_or_more():
    store, turtle = ox.Store(), GRAPHS[0]
    StoreChange("", "urn:g", b"<urn:a> <urn:b> 1, 2 .", turtle).apply(store)
    StoreChange("", "urn:g", b"<urn:a> <urn:b> 3 .", turtle, keep=True).apply(store)
    assert len(facts(store)) == 3
    with pytest.raises(BadInput):
        StoreChange("", "urn:g", b"nonsense", turtle).apply(store)
    with pytest.raises(BadInput, match="names graphs"):
        StoreChange("", "urn:g", b"<urn:x> { <urn:a> <urn:b> 1 }", GRAPHS[1]).apply(store)
    assert len(facts(store)) == 3, "what cannot be read changes nothing"
    StoreChange("", "urn:g", b"<urn:a> <urn:b> 4 .", turtle).apply(store)
    assert len(facts(store)) == 1
    StoreChange(graph="urn:g").apply(store)
    assert facts(store) == set()


def asked(token, header=None):
    headers = {} if header is None else {"authorization": header}
    return request_of(options=ServerOptions(token=token), **headers)


@pytest.mark.parametrize("header", ["Bearer secret", "bearer  secret ", "BEARER secret"])
def test_who_has_the_token_may_change_facts(header):
    authorize(asked("secret", header))


@pytest.mark.parametrize(
    ("token", "header", "status"),
    [
        ("", None, 403), ("", "Bearer ", 403), ("secret", None, 401), ("secret", "secret", 401),
        ("secret", "Basic secret", 401), ("secret", "Bearer secretx", 401),
        ("secret", "Bearer é", 401),
    ],
)  # fmt: skip
def test_who_has_not_the_token_may_not(token, header, status):
    with pytest.raises(Refused) as told:
        authorize(asked(token, header))
    assert told.value.status == status
    assert ("WWW-Authenticate" in told.value.headers) is (status == 401)


def test_facts_that_are_kept_elsewhere_are_not_changed_here(tiny):
    class Elsewhere:
        """A store that is not in this process."""

    made = Site(KnowledgeGraph(tiny.home, Elsewhere()), ServerOptions(token="secret"))
    header = ("authorization", "Bearer secret")
    reply = made.post("/update", b"INSERT DATA {}", UPDATE, [header])
    assert reply.status == 403
    assert b"kept elsewhere" in reply.body


def test_a_change_forgets_the_answers_that_are_kept(tiny_home):
    made = Site(open_graph(tiny_home.path), ServerOptions(token="secret"))
    path = "/sparql?query=ASK%7BGRAPH%3Curn:g%3E%7B%3Fs%20%3Fp%20%3Fo%7D%7D"
    assert b"false" in made.get(path).body
    assert made.app.state.site.cache.held > 0
    text = b"INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }"
    header = ("authorization", "Bearer secret")
    assert made.post("/update", text, UPDATE, [header]).status == 204
    assert made.app.state.site.cache.held == 0
    assert b"true" in made.get(path).body
    assert made.get(path).headers["cache-control"] == "public, no-cache"
