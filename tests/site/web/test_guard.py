"""What holds for every request: who may ask, how often, with which headers, how it is logged."""

import asyncio
import socket
import time

import pytest
from starlette.responses import Response

from minkg.site.sparql.app import app
from minkg.site.web.answering import route
from minkg.site.web.one_answer import Reply, answer_waited, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.workers.limits import Limits
from tests.tools.serving import serving
from tests.tools.visiting import Site

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "cross-origin-opener-policy": "same-origin",
}


ODD_HEADERS = [
    ("Cookie", b"a=\xff\xfe; " * 200), ("Accept", b"*/*;q=NaN, " * 300), ("Accept", b"\xff"),
    ("Accept-Language", b"xx-\xff;q=9, " * 100), ("Accept-Encoding", b"gzip;q=-1,;;;"),
    ("If-None-Match", b'"' * 500), ("Content-Length", b"-1"), ("Content-Length", b"99999999999"),
    ("Content-Type", b"\x80" * 50), ("Origin", b"http://[::1"), ("Range", b"bytes=0-0,1-1"),
    ("X-Forwarded-For", b"1.2.3.4, \xff"), ("Transfer-Encoding", b"chunked, chunked"),
    ("Authorization", b"Bearer \xff\x00"[:-1]), ("User-Agent", "\u202eevil\u0007".encode()),
    ("Expect", b"100-continue"), ("Upgrade", b"websocket"), ("Host", b"evil.example"),
    ("Host", b"localhost@evil.example"), ("Host", b""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), ODD_HEADERS, ids=lambda v: repr(v)[:20])
def test_odd_headers(name, value, limited):
    query = b"/sparql?query=ASK%7B%7D"
    host = b"" if name == "Host" else b"Host: localhost\r\n"
    extra = b"Connection: Upgrade\r\n" if name == "Upgrade" else b"Connection: close\r\n"
    with socket.create_connection(
        (limited.client.base_url.host, limited.client.base_url.port), timeout=5
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
    assert limited.select("ASK {}").status_code == 200


@pytest.mark.parametrize("path", [
    "/", "/unep", "/unep.csv", "/sparql?query=ASK{}", "/nothing", "/sparql?query=x", "/metrics",
    "/health", "/graphs?graph=urn:x", "/api/entries", "/static/site.css", "/console",
])  # fmt: skip
def test_headers_of_every_answer(path, limited):
    reply = limited.client.get(path)
    assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS
    assert "server" not in reply.headers


@pytest.mark.parametrize("path", ["/submit", "/submit/standard", "/submitted"])
def test_a_browser_tells_the_form_where_it_comes_from(path, site):
    headers = site.get(path).headers
    own = {**HEADERS, "referrer-policy": "same-origin"}
    assert {name: headers.get(name) for name in own} == own


def test_an_answer_of_which_nothing_is_sent_has_the_headers_too(site):
    etag = site.get("/unep").headers["etag"]
    reply = site.get("/unep", [("if-none-match", etag)])
    assert reply.status == 304
    assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS


def test_what_is_said_of_a_query_is_no_page(limited):
    reply = limited.select("<script>alert(1)</script>", Accept="text/html, */*")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc/passwd", "/\\..\\x",
     "/graphs/../../x", "//etc/passwd", "/sparql/%00", "/%ff%fe", "/graphs/%2e%2e%2fsparql"],
)  # fmt: skip
def test_there_is_no_way_to_files(path, limited):
    with socket.create_connection(
        (limited.client.base_url.host, limited.client.base_url.port)
    ) as line:
        line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        reply = b"".join(iter(lambda: line.recv(65536), b""))
    assert reply.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in reply
    reply = limited.client.get("/graphs", params={"graph": "file:///etc/passwd"})
    assert reply.status_code == 404


def test_the_log_is_lines_of_json(limited):
    limited.client.get("/sparql?query=ASK{}&x=%0a%0dforged", headers={"User-Agent": 'a"b\\'})
    entry = limited.entries()[-1]
    assert (entry["path"], entry["status"], entry["agent"]) == ("/sparql", 200, 'a"b\\')
    assert {"time", "client", "method", "ms", "bytes"} <= entry.keys()
    assert "forged" not in limited.log.read_text()


def test_languages(limited):
    reply = limited.client.get("/nothing", headers={"Accept-Language": "tlh, fr;q=0.8, en;q=0.3"})
    assert reply.headers["content-language"] == "fr"
    assert limited.client.get("/nothing?lang=ar").headers["content-language"] == "ar"


def test_too_many_requests_of_one_client(tiny_home, tmp_path):
    with serving(tiny_home.path, tmp_path / "log", "--rate", "1") as running:
        replies = [running.client.get("/metrics") for _ in range(15)]
        assert [reply.status_code for reply in replies].count(429) >= 4
        assert int(replies[-1].headers["retry-after"]) >= 1


def test_pages_of_this_machine_may_read_and_others_may_not(limited):
    here = limited.select("ASK {}", Origin="http://localhost:5000")
    assert here.headers["access-control-allow-origin"] == "http://localhost:5000"
    preflight = limited.client.options("/sparql", headers={"Origin": "http://127.0.0.1:80"})
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Authorization" not in preflight.headers["access-control-allow-headers"]
    for origin in ("https://example.org", "http://localhost.example.org", "null"):
        assert "access-control-allow-origin" not in limited.select("ASK {}", Origin=origin).headers


def test_clients_that_dawdle_hold_no_worker(limited):
    host, port = limited.client.base_url.host, limited.client.base_url.port
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
    assert [limited.select(f"ASK {{ BIND({n} AS ?x) }}").status_code for n in range(5)] == [200] * 5
    assert time.monotonic() - began < 2
    for line in (*lines, reader):
        line.close()


def test_pages_of_all_sites_may_read_a_public_server(tiny):
    public = Site(tiny, ServerOptions(public=True, hosts=frozenset()))
    reply = public.get("/sparql?query=ASK{}", [("origin", "https://example.org")])
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "origin" not in reply.headers["vary"].lower()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("LOCALHOST:8000", 200), ("127.0.0.1:1", 200), ("[::1]", 200),
        ("[::1]:80", 200), ("evil.example", 421), ("localhost.evil.example", 421), ("", 421),
        ("evil.example@localhost", 200), ("localhost@evil.example", 421), ("[::2]", 421),
    ],
)  # fmt: skip
def test_the_server_answers_to_its_own_name(site, host, status):
    reply = answer_waited(ask_once(site.app, "/health", [("host", host)]))
    assert reply.status == 200, "the first host of two is localhost"
    assert answer_waited(raw(site.app, [("host", host)])).status == status


async def raw(made, headers, **more):
    """Give the answer to a request with these headers and no others."""
    scope = {
        "type": "http", "method": "GET", "path": "/health", "query_string": b"", "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers], **more,
    }  # fmt: skip
    sent = []

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    await made(scope, receive, send)
    said = {k.decode(): v.decode() for k, v in sent[0].get("headers", ())}
    return Reply(sent[0].get("status", 0), said, b"".join(m.get("body", b"") for m in sent[1:]))


def test_a_server_with_any_name_answers_to_all(tiny):
    made = Site(tiny, ServerOptions(hosts=frozenset()))
    assert answer_waited(raw(made.app, [("host", "any.example")])).status == 200


def test_a_socket_of_the_web_is_closed(site):
    reply = answer_waited(raw(site.app, [], type="websocket"))
    assert (reply.status, reply.body) == (0, b"")


def test_long_addresses_are_refused_before_they_are_read(tiny):
    made = Site(tiny, ServerOptions(limits=Limits(url=20)))
    assert made.get("/health?" + "x" * 20).status == 200
    reply = made.get("/health?" + "x" * 21)
    assert reply.status == 414
    assert b"longer than 20 characters" in reply.body


def test_an_answer_to_head_is_empty(site):
    head = answer_waited(ask_once(site.app, "/unep", method="HEAD"))
    whole = site.get("/unep")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))


def with_log(tiny, endpoint, **limits):
    """Give an application that answers at /one, and its log."""
    log = []
    options = ServerOptions(limits=Limits(**limits), log=log.append)
    return app(tiny, options, routes=[route("/one", endpoint)], inline=True), log


def test_a_mistake_of_the_server_is_logged_and_told_without_its_reason(tiny):
    async def fail(request):
        raise ZeroDivisionError("the secret reason")

    made, log = with_log(tiny, fail)
    reply = answer_waited(ask_once(made, "/one"))
    assert reply.status == 500
    assert b"this is a mistake of the server" in reply.body
    assert b"secret" not in reply.body
    assert "the secret reason" in log[0]["error"]
    assert (log[0]["status"], len(log)) == (500, 1)


def test_a_request_that_is_stopped_at_the_end_is_told_to_come_again(tiny):
    async def wait(request):
        await asyncio.sleep(60)

    made, log = with_log(tiny, wait)

    async def run():
        task = asyncio.ensure_future(ask_once(made, "/one"))
        await asyncio.sleep(0.05)
        task.cancel()
        return await task

    reply = answer_waited(run())
    assert (reply.status, reply.headers["retry-after"]) == (503, "3")
    assert log[0]["status"] == 503


def test_a_client_that_does_not_take_its_answer_is_let_go(tiny):
    async def one(request):
        return Response(b"x" * 200_000)

    made, log = with_log(tiny, one, idle=0.05)
    taken = []

    async def send(message):
        taken.append(message)
        if len(taken) > 2:
            await asyncio.sleep(60)

    async def run():
        scope = {
            "type": "http", "method": "GET", "path": "/one", "query_string": b"", "root_path": "",
            "headers": [(b"host", b"localhost")],
        }  # fmt: skip
        await made(scope, asyncio.Event().wait, send)

    answer_waited(run())
    assert (log[0]["status"], log[0]["gone"]) == (499, "ClientTooSlow")
    assert [len(message.get("body", b"")) for message in taken] == [0, 65_536, 65_536]
    assert made.state.site.metrics.open == 0


def test_not_more_is_held_for_slow_clients_than_allowed(tiny):
    async def one(request):
        return Response(b"x" * 1_001)

    made, log = with_log(tiny, one, held=1_000)
    reply = answer_waited(ask_once(made, "/one"))
    assert reply.body == b""
    assert log[0]["gone"] == "ClientTooSlow"
