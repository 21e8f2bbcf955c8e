"""The web service as a whole: what is at which address, and the programs that speak to it."""

import json
import re
import shlex
import subprocess

import pytest
import rdflib

from minkg.knowledge import open_graph
from minkg.site.sparql import app as apps
from minkg.site.sparql.app import app
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.workers.pool import Busy
from minkg.words import VERSION
from tests.conftest import ROOT
from tests.tools.serving import KNOWN


def test_head_and_options(editable):
    head = editable.client.head("/sparql", params={"query": "ASK {}"})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 10
    for path in ("/sparql", "/graphs", "/update", "/.well-known/void", "/health", "/metrics"):
        reply = editable.client.options(path)
        assert reply.status_code == 204
        assert "OPTIONS" in reply.headers["allow"]
    assert "allow" in editable.client.delete("/sparql").headers


@pytest.mark.parametrize(("path", "method", "status"), [
    ("/graphs/x", "GET", 404), ("/health", "POST", 405), ("/update", "GET", 405),
    ("/metrics", "PUT", 405),
])  # fmt: skip
def test_what_is_not_there_is_told(tiny, path, method, status):
    bare = app(tiny, inline=True)
    reply = answer_waited(ask_once(bare, path, method=method))
    assert reply.status == status
    assert reply.body.startswith(b"error: ")
    assert ("allow" in reply.headers) is (status == 405)


def test_health_tells_whether_a_worker_answers(tiny):
    bare = app(tiny, inline=True)
    told = json.loads(answer_waited(ask_once(bare, "/health")).body)
    assert told == {"status": "ok", "minkg": VERSION, "facts": len(tiny.store)}

    async def busy(*_, **__):
        raise Busy("the server is busy", hint="come again in a few seconds")

    bare.state.site.runner.run = busy
    reply = answer_waited(ask_once(bare, "/health"))
    assert (reply.status, reply.headers["retry-after"]) == (503, "3")


def test_what_was_done_is_counted(limited):
    limited.select("ASK {}")
    text = limited.client.get("/metrics").text
    for name in ("tasks_running", "tasks_waiting", "workers_idle", "cache_bytes"):
        assert re.search(rf"^minkg_{name} \d", text, re.MULTILINE), name
    assert limited.metric('tasks_total{end="done"}') >= 1
    assert limited.metric("keeper_resident_bytes") > 1_000_000
    route = 'requests_total{route="/sparql",method="GET",status="200"}'
    before = limited.metric(route)
    limited.select("ASK {}")
    assert limited.metric(route) == before + 1


def test_the_log_tells_that_a_busy_machine_needs_long(tiny, monkeypatch):
    log, waited = [], []

    class Waiting:
        """A pool that is not ready at once."""

        def __init__(self, graph, limits, warm, waits):
            waits(10)
            waited.append(warm)

    monkeypatch.setattr(apps, "Pool", Waiting)
    app(tiny, ServerOptions(log=log.append), warm=len)
    assert log == [{"waiting": "the facts are made ready", "seconds": 10}]
    assert waited == [len]


@pytest.mark.usefixtures("no_proxy")
def test_sparqlwrapper(editable):
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    wrapper = SPARQLWrapper(f"{editable.url}sparql")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("SELECT ?x { ?x a mk:Platform }")
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["x"]["value"] == KNOWN
    wrapper.setMethod(POST)
    assert wrapper.queryAndConvert()["results"]["bindings"][0]["x"]["value"] == KNOWN
    wrapper.setReturnFormat(TURTLE)
    wrapper.setQuery(f"DESCRIBE <{KNOWN}>")
    assert b"Marine Sand Watch" in wrapper.queryAndConvert()


@pytest.mark.usefixtures("no_proxy")
def test_rdflib(editable):
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{editable.url}sparql", method="POST"))
    rows = list(graph.query("SELECT ?x { ?x a <https://w3id.org/minkg/ontology#Platform> }"))
    assert [str(row[0]) for row in rows] == [KNOWN]
    assert len(list(graph.triples((rdflib.URIRef(KNOWN), None, None)))) > 5


def readme(fence):
    """Give the README's only block of this kind that asks the server."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{fence}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (block,) = [one for one in blocks if "http://127.0.0.1:8000/" in one]
    return block


@pytest.mark.usefixtures("no_proxy")
def test_the_python_of_the_readme_works(editable):
    block = readme("py").replace("http://127.0.0.1:8000/", str(editable.url))
    exec(compile(block, "README.md", "exec"), {})


def test_the_curl_of_the_readme_works(editable):
    for line in readme("sh").replace("http://127.0.0.1:8000/", str(editable.url)).splitlines():
        words = ["curl", "-sSf", "--noproxy", "*", "--max-time", "10", *shlex.split(line)[1:]]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert len(done.stdout.splitlines()) > 1 or done.stdout.startswith("{"), line


def test_curl(editable):
    def curl(*words):
        command = ["curl", "-sS", "--noproxy", "*", "--max-time", "10", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    query = "query=SELECT ?x { ?x a mk:Platform }"
    address = f"{editable.url}sparql"
    expected = f"x\n{KNOWN}\n"
    assert curl("-H", "Accept: text/csv", "--data-urlencode", query, address) == expected
    assert curl("-G", "-H", "Accept: text/csv", "--data-urlencode", query, address) == expected
    assert (
        curl("--compressed", "-H", "Accept: text/csv", "--data-urlencode", query, address)
        == expected
    )


@pytest.mark.usefixtures("no_proxy")
def test_minkg_itself_asks_it(editable, tiny):

    graph = open_graph(tiny.home.path, store=f"{editable.url}sparql")
    assert graph.query("proposals").json() == tiny.query("proposals").json()
