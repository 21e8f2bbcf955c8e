"""SPARQL endpoints for tests: Oxigraph's own server, and one that can be told to answer wrongly."""

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pyoxigraph as ox

from minkg.graph.store import Embedded
from minkg.graph.table import Table

Rows = Sequence[tuple[Any, ...]]


def free_port() -> int:
    """Give a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path, quads: str, *options: str) -> Iterator[str]:
    """Run an Oxigraph server filled with these N-Quads; give the address of its endpoint."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    address = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", str(folder), "--bind", address, *options]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as server:
        try:
            _post(f"http://{address}/store", quads, server)
            yield f"http://{address}/query"
        finally:
            server.terminate()
            server.wait(10)


def _post(url: str, quads: str, server: subprocess.Popen[bytes]) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(
        url, quads.encode(), {"Content-Type": "application/n-quads"}, method="POST"
    )
    for _ in range(200):
        try:
            with direct.open(request, timeout=10):
                return
        except urllib.error.URLError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.05)
    raise TimeoutError(url)


class Lie(NamedTuple):
    """What an endpoint does to a question before it answers, and to the rows of its answer.

    `blind` graphs are not seen where no graph is named; `deaf` means that named graphs are not
    heeded.
    """

    query: Callable[[str], str] = str
    rows: Callable[[str, Rows], Rows] | None = None
    blind: frozenset[str] = frozenset()
    deaf: bool = False


class Bytes(NamedTuple):
    """An answer that is the same whatever was asked."""

    content: bytes
    status: int = 200
    headers: Mapping[str, str] = {}


class Endpoint(ThreadingHTTPServer):
    """An endpoint in this process that answers from a store, truly or not."""

    daemon_threads = True

    def __init__(self, store: Embedded, lie: "Lie | Bytes" = Lie()) -> None:  # noqa: B008
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store, self.lie, self.seen = store, lie, list[Mapping[str, str]]()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sparql"
        self.graphs = sorted({str(q.graph_name).strip("<>") for q in store.quads()})

    def answer(self, form: Mapping[str, list[str]]) -> bytes:
        """Answer a question as the endpoint was told to."""
        assert isinstance(self.lie, Lie)
        query, named = self.lie.query(form["query"][0]), form.get("default-graph-uri")
        graphs = [ox.NamedNode(name) for name in named or ()] if not self.lie.deaf else []
        if not graphs and self.lie.blind:
            graphs = [ox.NamedNode(g) for g in self.graphs]
        union = [graph for graph in graphs if graph.value not in self.lie.blind]
        found = self.store.store.query(
            query,
            use_default_graph_as_union=not graphs,
            default_graph=union or None,
            named_graphs=graphs or None,
        )
        if self.lie.rows is None or isinstance(found, ox.QueryBoolean):
            said = found.serialize(format=ox.QueryResultsFormat.JSON)
            assert said is not None
            return said
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        rows = [tuple(row) for row in found]
        return Table(names, self.lie.rows(query, rows)).json().encode()


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        """Answer one question."""
        size = int(self.headers["Content-Length"])
        form = parse_qs(self.rfile.read(size).decode())
        self.server.seen.append(dict(self.headers))
        lie = self.server.lie
        if not isinstance(lie, Bytes):
            try:
                lie = Bytes(self.server.answer(form))
            except Exception as error:
                lie = Bytes(str(error).encode(), 400)
        headers = {"Content-Length": str(len(lie.content)), **lie.headers}
        self.send_response(lie.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(lie.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def endpoint(store: Embedded, lie: Lie | Bytes = Lie()) -> Iterator[Endpoint]:  # noqa: B008
    """Run an endpoint in this process."""
    with Endpoint(store, lie) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
