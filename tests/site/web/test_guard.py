"""What must never happen to `minkg serve`: queries that run away, requests to others, bad input."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.knowledge import open_graph
from minkg.site.sparql.app import app
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.workers import jobs
from minkg.site.workers.limits import Limits
from minkg.site.workers.pool import Pool, TooLong
from minkg.site.workers.query_screen import screen
from tests.tools.serving import ROOT, TOKEN, serving

SECONDS = 1.0
BOMBS = {
    "aggregate": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "construct": "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c = ?d && ?f < ?g) }",  # noqa: E501
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)*/(!<urn:y>|^!<urn:y>)*/(!<urn:z>|^!<urn:z>)* ?b }",  # noqa: E501
    "sort": "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "text": "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tiny_home, tmp_path_factory):
    log = tmp_path_factory.mktemp("log") / "log"
    options = (
        "--timeout",
        str(SECONDS),
        "--workers",
        "2",
        "--max-rows",
        "5000",
        "--max-memory",
        "300",
    )
    with serving(tiny_home.path, log, *options) as running:
        yield running
        assert not [entry for entry in running.entries() if entry.get("status") == 500]


def family(process):
    """Give all processes of a server: its own, and those of its keeper's group."""
    own = psutil.Process(process.pid)
    return [own, *own.children(recursive=True)]


def at_work(process):
    """Give the processor time of a server in the next 0.4 seconds."""

    def spent():
        total = 0.0
        for one in family(process):
            with contextlib.suppress(psutil.NoSuchProcess):
                times = one.cpu_times()
                total += times.user + times.system
        return total

    before = spent()
    time.sleep(0.4)
    return spent() - before


def memory(process):
    total = 0
    for one in family(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss
    return total


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_stopped_and_the_machine_comes_back(bomb, server):
    server.select("ASK {}")
    before = memory(server.process)
    began = time.monotonic()
    reply = server.client.post("/sparql", data={"query": BOMBS[bomb]})
    took = time.monotonic() - began
    assert reply.status_code in (503, 413), reply.text
    assert "was stopped" in reply.text or "larger than" in reply.text
    assert took < SECONDS + 2
    assert at_work(server.process) < 0.25
    assert memory(server.process) < before + 20_000_000
    assert server.select("ASK {}").status_code == 200


def test_two_bombs_at_once_leave_the_server_alive(server):
    with ThreadPoolExecutor(4) as pool:
        bombs = [pool.submit(server.select, BOMBS["aggregate"]) for _ in range(2)]
        time.sleep(0.2)
        began = time.monotonic()
        assert server.client.get("/metrics").status_code == 200
        assert time.monotonic() - began < 0.5
        assert [bomb.result().status_code for bomb in bombs] == [503, 503]


def test_a_query_ends_when_its_client_leaves(server):
    gone = server.metric('tasks_total{end="given_up"}')
    with contextlib.suppress(httpx.ReadTimeout):
        server.client.get("/sparql", params={"query": BOMBS["aggregate"]}, timeout=0.3)
    for _ in range(40):
        if server.metric('tasks_total{end="given_up"}') > gone:
            break
        time.sleep(0.02)
    assert server.metric('tasks_total{end="given_up"}') == gone + 1
    assert server.metric("tasks_running") == 0
    assert at_work(server.process) < 0.25


def test_rows_are_limited_exactly(server):
    for form in ("json", "xml", "csv", "tsv"):
        for rows, status in ((5000, 200), (5001, 413)):
            query = f"SELECT ?s {{ ?s ?p ?o . ?t ?q ?r }} LIMIT {rows}"
            reply = server.client.get("/sparql", params={"query": query, "format": form})
            assert (reply.status_code, form) == (status, form)
    for rows, status in ((5000, 200), (5001, 413)):
        pattern = "CONSTRUCT { [] <urn:p> ?p } { ?s ?p ?o . ?t ?q ?r }"
        reply = server.client.get("/sparql", params={"query": f"{pattern} LIMIT {rows}"})
        assert reply.status_code == status
    assert "add LIMIT" in reply.text


@pytest.fixture(scope="module")
def trap():
    """Listen on a port of this machine; tell how many came."""
    came = []
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen(50)

        def wait():
            with contextlib.suppress(OSError):
                while True:
                    other, _ = line.accept()
                    came.append(other.recv(2000))
                    other.close()

        threading.Thread(target=wait, daemon=True).start()
        yield f"http://127.0.0.1:{line.getsockname()[1]}/", came


OUTSIDE = [
    "SELECT * { SERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { service silent <URL> { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p 1e0SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o.SERVICE<URL>{ ?a ?b ?c } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?a ?b ?c } } } } }",
    "SELECT * { SERVICE # <urn:other> {\r <URL> # }\n { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o # x\rSERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { \\u0053ERVICE <URL> { ?a ?b ?c } }",
    "SELECT * { \\U00000053\\u0045RVICE <URL> { ?a ?b ?c } }",
    "PREFIX x: <URL> SELECT * { SERVICE x: { ?a ?b ?c } }",
    "PREFIX : <URL> SELECT * { ?s ?p trueSERVICE: { ?a ?b ?c } }",
    "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?a ?b ?c } }",
    "SELECT * { BIND(IRI('URL') AS ?x) SERVICE $x { ?a ?b ?c } }",
    "SELECT * { FILTER(?a<1#>'''\n) SERVICE <URL> { ?a ?b ?c } #'''\n }",
    'SELECT * { FILTER(?a<1#>"""\n) ?s <http://x#y> ?o . SERVICE <URL> { ?a ?b ?c } #"""\n }',
    "CONSTRUCT { ?a ?b ?c } { SERVICE <URL> { ?a ?b ?c } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?a ?b ?c } } }",
    "DESCRIBE ?a { SERVICE <URL> { ?a ?b ?c } }",
    "SELECT * FROM <URL> { ?a ?b ?c }",
    "SELECT * { GRAPH <URL> { ?a ?b ?c } }",
]  # fmt: skip


@pytest.mark.parametrize("query", OUTSIDE)
def test_no_request_leaves(query, server, trap):
    url, came = trap
    reply = server.client.post("/sparql", data={"query": query.replace("URL", url)})
    assert reply.status_code == (200 if "SERVICE" not in screenable(query) else 403), reply.text
    assert came == []
    if reply.status_code == 403:
        assert "does not ask other servers" in reply.text


def screenable(query):
    return "" if " FROM <URL>" in query or " GRAPH <URL>" in query else "SERVICE"


@pytest.mark.parametrize("query", [q for q in OUTSIDE if screenable(q)])
def test_even_a_query_that_is_not_screened_reaches_nobody(query, tiny, trap, monkeypatch):
    """The second wall: a worker cannot open a connection."""
    url, came = trap
    from minkg.site.workers.media_types import GRAPHS, TABLES, choose

    async def run():
        pool = Pool(tiny, Limits(seconds=2, workers=1))
        asked = jobs.QueryJob(
            query.replace("URL", url),
            table=choose(None, TABLES),
            graph=choose(None, GRAPHS),
            rules=Everything(),
        )
        try:
            with contextlib.suppress(Exception):
                await pool.run(jobs.query, asked, sealed=True)
        finally:
            await pool.close()

    answer_waited(run())
    assert came == []


class Everything:
    """Rules that allow all."""

    depth = 1000

    @property
    def services(self):
        """Allow every address."""
        return self

    def __contains__(self, address):
        """Allow it."""
        return True


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
def test_the_word_alone_is_no_request(query, server):
    assert server.select(query).status_code == 200


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


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc/passwd", "/\\..\\x",
     "/graphs/../../x", "//etc/passwd", "/sparql/%00", "/%ff%fe", "/graphs/%2e%2e%2fsparql"],
)  # fmt: skip
def test_there_is_no_way_to_files(path, server):
    with socket.create_connection(
        (server.client.base_url.host, server.client.base_url.port)
    ) as line:
        line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        reply = b"".join(iter(lambda: line.recv(65536), b""))
    assert reply.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in reply
    reply = server.client.get("/graphs", params={"graph": "file:///etc/passwd"})
    assert reply.status_code == 404


def test_nobody_changes_anything_without_the_token(server, tiny_home, tmp_path):
    text = {"update": "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }"}
    put = {
        "params": {"graph": "urn:g"},
        "content": b"<urn:a> <urn:b> 1 .",
        "headers": {"Content-Type": "text/turtle", "Authorization": "Bearer"},
    }
    for path in ("/sparql", "/update"):
        assert server.client.post(path, data=text).status_code == 403
    for method in ("PUT", "POST", "DELETE"):
        assert server.client.request(method, "/graphs", **put).status_code == 403
    assert server.select("ASK { GRAPH <urn:g> { ?s ?p ?o } }").json()["boolean"] is False
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


def test_an_update_that_fails_or_runs_away_changes_nothing(tiny_home, tmp_path):
    with serving(tiny_home.path, tmp_path / "log", "--token", TOKEN, "--timeout", "1") as running:
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


def test_a_folder_is_served_and_changed(tiny_home, tmp_path):
    store, headers = tmp_path / "facts", {"Authorization": f"Bearer {TOKEN}".encode()}
    for expected in (False, True):
        options = ("--store", str(store), "--token", TOKEN)
        with serving(tiny_home.path, tmp_path / "log", *options) as running:
            asked = "ASK { GRAPH <urn:x> { <urn:a> <urn:b> 1 } }"
            assert running.select(asked).json()["boolean"] is expected
            text = {"update": "INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> 1 } }"}
            assert running.client.post("/update", data=text, headers=headers).status_code == 204
            assert running.select(asked).json()["boolean"] is True
            table = running.select("SELECT ?x { ?x a mk:Platform }").json()
            assert len(table["results"]["bindings"]) == 1


def test_large_requests(server):
    ten = "ASK { ?s ?p '" + "x" * 10_000_000 + "' }"
    for kind, body in (
        ("application/sparql-query", ten),
        ("application/x-www-form-urlencoded", f"query={ten}"),
    ):
        reply = server.client.post("/sparql", content=body, headers={"Content-Type": kind})
        assert reply.status_code == 413

    def pieces():
        for _ in range(200):
            yield b"x" * 10_000

    headers = {"Content-Type": "application/sparql-query"}
    with contextlib.suppress(httpx.WriteError, httpx.RemoteProtocolError):
        assert server.client.post("/sparql", content=pieces(), headers=headers).status_code == 413
    long = server.client.get("/sparql", params={"query": ten[:40_000] + "' }"})
    assert long.status_code == 414
    assert "POST" in long.text
    assert server.client.get("/health").status_code == 200


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
def test_deep_and_long_queries(query, server):
    began = time.monotonic()
    reply = server.client.post("/sparql", data={"query": query})
    assert reply.status_code in (200, 400, 403, 413, 503)
    assert time.monotonic() - began < SECONDS + 3
    assert server.select("ASK {}").status_code == 200


PIECES = st.lists(
    st.sampled_from(
        [
            "SELECT",
            "ASK",
            "CONSTRUCT",
            "WHERE",
            "{",
            "}",
            "(",
            ")",
            "?x",
            "$y",
            "<urn:a>",
            "<",
            ">",
            "'",
            '"',
            '"""',
            "\\",
            "\\u0041",
            "#",
            "\n",
            "FILTER",
            "SERVICE",
            "GRAPH",
            "OPTIONAL",
            "a",
            "mk:x",
            ":",
            ".",
            ";",
            ",",
            "1",
            "-",
            "^",
            "/",
            "*",
            "|",
            "!",
            "VALUES",
            "UNDEF",
            "BIND",
            "AS",
            "ORDER BY",
            "LIMIT",
            "FROM",
            "PREFIX x:",
            "\x00",
            "\ufeff",
            "é",
            "𝄞",
            "\u202e",
            "@en",
            "^^",
            "[]",
            "_:b",
            "<<",
            "LATERAL",
            "COUNT(*)",
            "GROUP BY",
        ]
    )
    | st.text(max_size=3),
    max_size=25,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_nonsense_is_told_and_breaks_nothing(server, text):
    reply = server.client.post("/sparql", data={"query": text.encode("utf-8", "replace")})
    assert reply.status_code in (200, 400, 403, 413, 503), (text, reply.text)
    if reply.status_code == 400:
        assert "\n\nhint: " in reply.text


@settings(max_examples=100, deadline=None)
@given(PIECES, PIECES)
def test_a_request_to_others_is_found_wherever_it_stands(before, after):
    """However a text begins, a clause on a line of its own that no sign hides is found."""
    clause = "SERVICE <http://127.0.0.1/> { ?s ?p ?o }"
    assert screen(clause).outside == ("http://127.0.0.1/",)
    open_text = any(sign in before for sign in "'\"#\\")
    if not open_text:
        assert "http://127.0.0.1/" in screen(f"{before}\n{clause}\n{after}").outside


HOSTILE = [
    ("Cookie", b"a=\xff\xfe; " * 200), ("Accept", b"*/*;q=NaN, " * 300), ("Accept", b"\xff"),
    ("Accept-Language", b"xx-\xff;q=9, " * 100), ("Accept-Encoding", b"gzip;q=-1,;;;"),
    ("If-None-Match", b'"' * 500), ("Content-Length", b"-1"), ("Content-Length", b"99999999999"),
    ("Content-Type", b"\x80" * 50), ("Origin", b"http://[::1"), ("Range", b"bytes=0-0,1-1"),
    ("X-Forwarded-For", b"1.2.3.4, \xff"), ("Transfer-Encoding", b"chunked, chunked"),
    ("Authorization", b"Bearer \xff\x00"[:-1]), ("User-Agent", "\u202eevil\u0007".encode()),
    ("Expect", b"100-continue"), ("Upgrade", b"websocket"), ("Host", b"evil.example"),
    ("Host", b"localhost@evil.example"), ("Host", b""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), HOSTILE, ids=lambda v: repr(v)[:20])
def test_odd_headers(name, value, server):
    query = b"/sparql?query=ASK%7B%7D"
    host = b"" if name == "Host" else b"Host: localhost\r\n"
    extra = b"Connection: Upgrade\r\n" if name == "Upgrade" else b"Connection: close\r\n"
    with socket.create_connection(
        (server.client.base_url.host, server.client.base_url.port), timeout=5
    ) as line:
        line.sendall(
            b"GET "
            + query
            + b" HTTP/1.1\r\n"
            + host
            + name.encode()
            + b": "
            + value
            + b"\r\n"
            + extra
            + b"\r\n"
        )
        status = int(line.recv(65536).split()[1])
    assert status in (200, 400, 406, 408, 413, 421, 431)
    if name == "Host":
        assert status in (400, 421)
    assert server.select("ASK {}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK{}", "/nothing", "/sparql?query=x", "/metrics", "/health", "/graphs?graph=urn:x"]  # noqa: E501
)  # fmt: skip
def test_headers_of_every_answer(path, server):
    reply = server.client.get(path)
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert "server" not in reply.headers


def test_what_is_said_of_a_query_is_no_page(server):
    reply = server.select("<script>alert(1)</script>", Accept="text/html, */*")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"


def test_the_log_is_lines_of_json(server):
    server.client.get("/sparql?query=ASK{}&x=%0a%0dforged", headers={"User-Agent": 'a"b\\'})
    entry = server.entries()[-1]
    assert (entry["path"], entry["status"], entry["agent"]) == ("/sparql", 200, 'a"b\\')
    assert {"time", "client", "method", "ms", "bytes"} <= entry.keys()
    assert "forged" not in server.log.read_text()


def test_languages(server):
    reply = server.client.get("/nothing", headers={"Accept-Language": "tlh, fr;q=0.8, en;q=0.3"})
    assert reply.headers["content-language"] == "fr"
    assert server.client.get("/nothing?lang=ar").headers["content-language"] == "ar"


def test_too_many_requests_of_one_client(tiny_home, tmp_path):
    with serving(tiny_home.path, tmp_path / "log", "--rate", "1") as running:
        replies = [running.client.get("/metrics") for _ in range(15)]
        assert [reply.status_code for reply in replies].count(429) >= 4
        assert int(replies[-1].headers["retry-after"]) >= 1


def test_overload_is_told_at_once_and_passes(tiny_home):
    async def run():
        limits = Limits(seconds=1.0, workers=1, waiting=2, patience=5)
        made = app(open_graph(tiny_home.path), ServerOptions(limits=limits))
        bomb = "/sparql?query=" + BOMBS["aggregate"].replace(" ", "+").replace("{", "%7B")
        async with made.router.lifespan_context(made):
            tasks = [asyncio.ensure_future(ask_once(made, bomb)) for _ in range(3)]
            await asyncio.sleep(0.1)
            began = time.monotonic()
            replies = [await ask_once(made, f"/sparql?query=ASK+{{}}&n={n}") for n in range(5)]
            assert time.monotonic() - began < 0.3
            assert {reply.status for reply in replies} == {503}
            assert replies[0].headers["retry-after"]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            assert (await ask_once(made, "/sparql?query=ASK+{}")).status == 200

    answer_waited(run())


def test_clients_that_dawdle_hold_no_worker(server):
    host, port = server.client.base_url.host, server.client.base_url.port
    lines = []
    for _ in range(20):
        line = socket.create_connection((host, port))
        line.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK"  # noqa: E501
        )
        lines.append(line)
    reader = socket.create_connection((host, port))
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    query = "SELECT+*+%7B?s+?p+?o%7D+LIMIT+4900"
    reader.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    began = time.monotonic()
    assert [server.select(f"ASK {{ BIND({n} AS ?x) }}").status_code for n in range(5)] == [200] * 5
    assert time.monotonic() - began < 2
    for line in (*lines, reader):
        line.close()


def test_a_client_that_sends_half_a_head_or_half_a_body_is_shown_the_door(tiny_home, tmp_path):
    code = (
        "import sys, minkg.site.limits as l; l.Limits.__new__.__defaults__ = "
        "tuple(0.5 if name == 'idle' else value for name, value in l.Limits._field_defaults.items());"  # noqa: E501
        "from minkg.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    log = (tmp_path / "log").open("w+")
    command = [sys.executable, "-c", code, "--home", str(tiny_home.path), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=log) as process:
        try:
            for _ in range(200):
                if '"serving"' in (tmp_path / "log").read_text():
                    break
                time.sleep(0.05)
            said = next(x for x in (tmp_path / "log").read_text().splitlines() if "serving" in x)
            port = int(json.loads(said)["serving"].rstrip("/").rsplit(":", 1)[1])
            head = b"GET / HTTP/1.1\r\nHost: loc"
            body = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nA"  # noqa: E501
            for sent, expected in ((b"", b""), (head, b""), (body, b"HTTP/1.1 408 ")):
                with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                    line.sendall(sent)
                    began = time.monotonic()
                    try:
                        reply = line.recv(65536)
                    except ConnectionResetError:
                        reply = b""
                    assert reply.startswith(expected), sent
                    assert time.monotonic() - began < 3
        finally:
            process.terminate()
            process.wait(10)
            log.close()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_when_the_server_ends(how, tiny_home, tmp_path):
    with serving(tiny_home.path, tmp_path / "log", "--timeout", "20") as running:
        running.select("ASK {}")
        others = family(running.process)[1:]
        assert len(others) >= 2, "keeper and worker"
        running.process.send_signal(how)
        running.process.wait(10)
        _, alive = psutil.wait_procs(others, timeout=5)
        assert alive == []
        if how != signal.SIGKILL:
            assert "Finished server process" in running.log.read_text()


def test_python_work_has_the_same_limits(tiny):
    async def run():
        pool = Pool(tiny, Limits(seconds=0.5, workers=1))
        try:
            table = await pool.run(jobs.question, "proposals", {})
            assert table.json() == tiny.query("proposals").json()
            with pytest.raises(TooLong):
                await pool.run(forever)
            assert await pool.run(jobs.size) == len(tiny.store)
        finally:
            await pool.close()

    answer_waited(run())


def forever(graph):
    while True:
        len(graph.store)


def test_the_port_that_is_taken_is_told(tiny_home):
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        port = str(line.getsockname()[1])
        command = [
            sys.executable,
            "-m",
            "minkg",
            "--home",
            str(tiny_home.path),
            "serve",
            "--port",
            port,
        ]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=20, env=os.environ
        )
    assert done.returncode == 2
    assert done.stderr.startswith("error: the address 127.0.0.1, port ")
