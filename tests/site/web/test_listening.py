"""The application behind a socket: ports, clients that dawdle, the end of a server."""

import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from minkg.site.web.listening import LogLines, bound
from minkg.words.errors import MinkgError, Unavailable
from tests.conftest import ROOT
from tests.tools.hostile import BOMBS
from tests.tools.serving import family, running, serving, wait_until


def test_a_port_that_is_free_is_taken():
    with bound("127.0.0.1", 0) as line:
        host, port = line.getsockname()
        assert (host, port > 0) == ("127.0.0.1", True)
        line.listen()
        with pytest.raises(Unavailable, match=f"port {port} cannot be used"):
            bound("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 65_536, 99_999, 10**30])
def test_a_port_is_a_small_number(port):
    with pytest.raises(MinkgError, match=f"a port is a number from 0 to 65535, not {port}"):
        bound("127.0.0.1", port)


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "\udcff", "192.0.2.1", "no such host"])
def test_an_address_that_is_not_here_is_told(host):
    with pytest.raises(Unavailable, match="cannot be used"):
        bound(host, 0)


def test_uvicorn_speaks_in_the_log_of_the_server():
    log = []
    logger = logging.Logger("one")
    logger.addHandler(LogLines(log.append))
    logger.debug("not told")
    logger.info("started on %s", "x")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logger.exception("it fails")
    assert [(entry["level"], entry["says"]) for entry in log] == [
        ("info", "started on x"), ("error", "it fails"),
    ]  # fmt: skip
    assert "ZeroDivisionError" in log[1]["error"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", log[0]["time"])


PROGRAM = """
import sys
from minkg.cli.serve import log
from minkg.knowledge import open_graph
from minkg.site import Limits, ServerOptions, application, bound, serve
limits = Limits(idle=0.5)
made = application(open_graph(sys.argv[1]), ServerOptions(limits=limits, log=log))
line = bound("127.0.0.1", 0)
address = "http://127.0.0.1:%s/" % line.getsockname()[1]
serve(made, line, limits, log, lambda: log({"serving": address}))
"""


@pytest.fixture(scope="module")
def impatient(tiny_home, tmp_path_factory):
    """Give a server that waits for half a second for what a client sends."""
    log = tmp_path_factory.mktemp("log") / "log"
    with running([sys.executable, "-c", PROGRAM, str(tiny_home.path)], log) as server:
        yield server


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: loc", b""),
        (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
            b"Content-Type: application/sparql-query\r\n\r\nA",
            b"HTTP/1.1 408 ",
        ),
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_a_client_that_sends_nothing_or_half_is_shown_the_door(impatient, sent, expected):
    url = impatient.client.base_url
    with socket.create_connection((url.host, url.port), timeout=5) as line:
        line.sendall(sent)
        began = time.monotonic()
        try:
            reply = line.recv(65536)
        except ConnectionResetError:
            reply = b""
        assert reply.startswith(expected)
        assert bool(reply) is bool(expected)
        assert 0.3 < time.monotonic() - began < 3


@pytest.mark.ci
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_requests_that_wait_at_the_end_are_told_to_come_again(how, tiny_home, tmp_path):
    options = ("--timeout", "2", "--workers", "1")
    with serving(tiny_home.path, tmp_path / "log", *options) as server:
        server.select("ASK {}")
        with ThreadPoolExecutor(4) as threads:
            first = threads.submit(server.select, BOMBS["aggregate"])
            wait_until(lambda: server.metric("tasks_running") == 1)
            others = [threads.submit(server.select, f"ASK {{ BIND({n} AS ?x) }}") for n in range(3)]
            wait_until(lambda: server.metric("tasks_waiting") == 3)
            server.process.send_signal(how)
            began = time.monotonic()
            told = [one.result() for one in others]
            assert time.monotonic() - began < 1.5, "before the first one is over"
            assert [reply.status_code for reply in (*told, first.result())] == [503] * 4
        assert told[0].headers["retry-after"]
        assert "come again" in told[0].text
        assert "was stopped" in first.result().text
        server.process.wait(10)
        assert not [entry for entry in server.entries() if entry.get("status") == 500]


@pytest.mark.ci
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
