"""The SPARQL 1.1 Graph Store Protocol."""

from minkg.site.web.options import ServerOptions
from minkg.site.workers.limits import Limits
from tests.tools.serving import G, put
from tests.tools.visiting import Site


def test_graph_store_read(editable):
    one = editable.client.get(
        "/graphs", params={"graph": G.format(1)}, headers={"Accept": "application/n-triples"}
    )
    assert len(one.text.splitlines()) == 2
    assert editable.client.head("/graphs", params={"graph": G.format(1)}).status_code == 200
    assert editable.client.get("/graphs", params={"graph": "urn:none"}).status_code == 404
    every = editable.client.get("/graphs", headers={"Accept": "application/n-quads"})
    union = editable.client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    quads, triples = every.text.splitlines(), union.text.splitlines()
    assert len(quads) >= len(triples) > 1000
    assert G.format(1) in every.text
    assert editable.client.get("/graphs", headers={"Accept": "text/turtle"}).status_code == 406
    for wrong in ("graph=urn:a&default", "graph=urn:a&graph=urn:b", "graph=relative", "graph="):
        assert editable.client.get(f"/graphs?{wrong}").status_code == 400


def test_graph_store_write(editable):
    graph = "urn:test:written"
    assert put(editable, graph, "<urn:a> <urn:b> 1, 2 .").status_code == 204
    assert put(editable, graph, "<urn:a> <urn:b> 3 .", "POST").status_code == 204
    facts = editable.client.get("/graphs", params={"graph": graph, "format": "ntriples"}).text
    assert len(facts.splitlines()) == 3
    assert put(editable, graph, "<urn:a> <urn:b> 4 .").status_code == 204
    facts = editable.client.get("/graphs", params={"graph": graph, "format": "ntriples"}).text
    assert len(facts.splitlines()) == 1
    assert put(editable, graph, "broken").status_code == 400
    assert (
        editable.client.get("/graphs", params={"graph": graph, "format": "ntriples"}).text == facts
    )
    assert put(editable, graph, "", "DELETE").status_code == 204
    assert put(editable, graph, "", "DELETE").status_code == 404
    assert editable.client.put("/graphs", params={"graph": graph}, content=b"").status_code == 401


def test_a_graph_is_asked_for_in_a_format_by_its_name(site):
    for name, kind in (("ttl", "text/turtle"), ("nquads", "application/n-quads")):
        reply = site.get(f"/graphs?default&format={name}")
        assert (reply.status, reply.headers["content-type"].partition(";")[0]) == (200, kind)
    for path, hint in (
        ("/graphs?format=turtle", "choose one of: trig, nquads, jsonld"),
        ("/graphs?default&format=tutrle", "did you mean `turtle`"),
        ("/graphs?default&format=csv", "choose one of: turtle"),
    ):
        reply = site.get(path)
        assert reply.status == 400
        assert hint in reply.body.decode()


def test_a_client_that_takes_none_of_the_formats_is_told_which_there_are(site):
    reply = site.get("/graphs", [("accept", "text/turtle")])
    assert reply.status == 406
    assert b"application/trig" in reply.body
    assert b"text/turtle" not in reply.body


def test_what_is_put_has_a_kind_that_is_read(tiny):
    made = Site(tiny, ServerOptions(token="secret"))
    header = ("authorization", "Bearer secret")
    reply = made.post("/graphs?graph=urn:g", b"x", "text/html", [header])
    assert reply.status == 415
    assert "text/turtle" in reply.headers["accept-post"]
    assert made.post("/graphs?default", b"x", "text/turtle", [header]).status == 400


def test_a_graph_that_is_too_large_is_not_given(tiny):
    made = Site(tiny, ServerOptions(limits=Limits(answer=1_000)))
    assert made.get("/graphs?default").status == 413
