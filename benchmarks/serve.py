"""SPARQL endpoints, side by side: minkg (with and without kept answers), Oxigraph, rdflib-endpoint.

All hold the same graph and are asked the prepared questions by POST, answers as JSON, over
connections that stay open, by 1, 8 and 64 clients in a process of their own, each with its
own order; `quick` are the questions that take less than 10 ms in this process. Before, every
server's answers are counted against this process. `timeouts` are answers that took longer than
30 s or did not come. Then an overload: 64 clients send queries that never end, and one a
small one. `--soak` asks only minkg, for that long, and tells what its processes hold.

Run: .venv/bin/python benchmarks/serve.py [--seconds 8] [--clients 1 8 64] [--soak SECONDS]
     [--rdflib-endpoint PROGRAM] [--only NAME …]
rdflib-endpoint is in no list of requirements: install it in an environment of its own.
"""

import argparse
import asyncio
import json
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import psutil

from minkg.exports.formats import quads_text
from minkg.knowledge import open_graph

QUICK, LONG = 0.010, 30.0
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PYTHON = sys.executable


class Server(NamedTuple):
    """A server: its name, its command, where it is asked, and whether facts are posted to it."""

    name: str
    command: list[str]
    path: str
    load: str = ""


class Measured(NamedTuple):
    """What the clients of one run saw."""

    times: list[float]
    seconds: float
    failed: int

    def row(self) -> str:
        """Write requests per second and the quantiles of the time, in milliseconds."""
        if len(self.times) < 2:
            return f"{len(self.times) / self.seconds:>9.1f} {'–':>29} {self.failed:>8}"
        cut = statistics.quantiles(self.times, n=100)
        ms = [f"{cut[at] * 1000:>9.1f}" for at in (49, 94, 98)]
        return f"{len(self.times) / self.seconds:>9.1f} {' '.join(ms)} {self.failed:>8}"


async def ask(port: int, path: str, queries: list[str], until: float, seed: int) -> Measured:
    """Be one client: ask in a random order over one connection until the time is over."""
    draw, times, failed = random.Random(seed), [], 0
    reader = writer = None
    while time.perf_counter() < until:
        began = time.perf_counter()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert reader is not None
            async with asyncio.timeout(LONG):
                status, _ = await exchange(reader, writer, path, draw.choice(queries))
            if status == 200:
                times.append(time.perf_counter() - began)
            else:
                failed += 1
        except (OSError, EOFError, TimeoutError, ValueError):
            failed += 1
            if writer is not None:
                writer.close()
            writer = None
    if writer is not None:
        writer.close()
    return Measured(times, 0, failed)


async def exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, query: str
) -> tuple[int, bytes]:
    """Send a query and read the answer: status and body."""
    kind = "application/x-www-form-urlencoded"
    body = urlencode({"query": query}).encode()
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split()[1])
    if "transfer-encoding: chunked" in head:
        parts = []
        while size := int(await reader.readline(), 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return status, b"".join(parts)
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    return status, await reader.readexactly(length)


async def clients(
    number: int, port: int, path: str, queries: list[str], seconds: float
) -> Measured:
    """Be many clients at once; the last answers are waited for and counted."""
    began = time.perf_counter()
    until = began + seconds
    runs = [ask(port, path, queries, until, seed) for seed in range(number)]
    seen = await asyncio.gather(*runs)
    took = time.perf_counter() - began
    return Measured([t for one in seen for t in one.times], took, sum(one.failed for one in seen))


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@contextmanager
def running(server: Server, port: int, quads: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server, filled, until it is no longer needed."""
    command = [part.replace("PORT", str(port)) for part in server.command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            for _ in range(1200):
                try:
                    if server.load:
                        post(
                            f"http://127.0.0.1:{port}{server.load}",
                            quads.encode(),
                            "application/n-quads",
                        )
                    asyncio.run(count(port, server.path, "ASK {}"))
                    break
                except (OSError, EOFError):
                    assert process.poll() is None, f"{server.name} ended"
                    time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(20)


def post(url: str, content: bytes, kind: str) -> None:
    """Send facts."""
    request = urllib.request.Request(url, content, {"Content-Type": kind}, method="POST")
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60).close()


async def count(port: int, path: str, query: str) -> int:
    """Count the rows of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        _, body = await exchange(reader, writer, path, query)
        return len(json.loads(body).get("results", {}).get("bindings", []))
    except ValueError:
        return -1
    finally:
        writer.close()


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Give a server's processes."""
    own = psutil.Process(process.pid)
    return [own, *own.children(recursive=True)]


def held(process: subprocess.Popen[bytes]) -> float:
    """Give the memory of a server's processes in MB; what they share is counted once."""
    return float(sum(one.memory_full_info().pss for one in family(process))) / 1e6


def servers(home: Path, quads: Path, endpoint: str | None) -> list[Server]:
    """List the servers that are here."""
    minkg = [PYTHON, "-m", "minkg", "--home", str(home), "serve", "--port", "PORT"]
    oxigraph = shutil.which("oxigraph", path=str(Path(PYTHON).parent)) or "oxigraph"
    found = [
        Server("minkg", [*minkg, "--cache", "0"], "/sparql"),
        Server("minkg, answers kept", minkg, "/sparql"),
        Server(
            "Oxigraph server",
            [oxigraph, "serve", "--union-default-graph", "--timeout-s=30", "--bind=127.0.0.1:PORT"],
            "/query",
            "/store",
        ),
    ]
    if endpoint:
        command = [endpoint, "serve", "--host", "127.0.0.1", "--port", "PORT", str(quads)]
        found.append(Server("rdflib-endpoint", command, "/"))
    return found


def overload(server: Server, quads: str) -> None:
    """Let 64 clients send what never ends, and one something small."""
    port = free_port()
    with running(server, port, quads) as process:
        before = held(process)

        async def run() -> tuple[Measured, Measured, Measured]:
            bombs = asyncio.ensure_future(clients(64, port, server.path, [BOMB], 4))
            await asyncio.sleep(1)
            small = await clients(1, port, server.path, ["ASK {}"], 3)
            seen = await bombs
            return seen, small, await clients(1, port, server.path, ["ASK {}"], 1)

        seen, small, after = asyncio.run(run())
        print(
            f"\nOverload of {server.name} (time limit 2 s, 64 clients, 4 s of queries without end):"
        )
        print(f"  refused or stopped {seen.failed}, in {seen.seconds:.1f} s all told")
        print(f"  a small query meanwhile: answered {len(small.times)}, refused {small.failed}")
        print(f"  afterwards: {after.row()}")
        print(f"  memory before {before:.0f} MB, after {held(process):.0f} MB")


def soak(server: Server, queries: list[str], quads: str, seconds: float) -> None:
    """Ask for a long time and tell what the processes hold."""
    port = free_port()
    with running(server, port, quads) as process:
        print(f"\nSoak of {server.name}, 8 clients, {seconds:.0f} s: MB held")
        parts = 10
        for part in range(parts + 1):
            print(f"  {part * seconds / parts:>6.0f} s {held(process):>8.1f} MB", flush=True)
            if part < parts:
                asyncio.run(clients(8, port, server.path, queries, seconds / parts))


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 64])
    parser.add_argument("--soak", type=float, default=0)
    parser.add_argument("--rdflib-endpoint")
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    graph = open_graph()
    expected, quick, every = {}, [], []
    for question in graph.questions():
        began = time.perf_counter()
        expected[question.text] = len(graph.query(question.name))
        every.append(question.text)
        if time.perf_counter() - began < QUICK:
            quick.append(question.text)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "facts.nq")
        text = quads_text(graph)
        file.write_text(text, encoding="utf-8")
        found = servers(graph.home.path, file, options.rdflib_endpoint)
        if options.soak:
            return soak(found[0], every, text, options.soak)
        print(f"{len(graph.store)} facts, {len(every)} questions, {len(quick)} of them quick")
        heads = f"{'per s':>9} {'p50 ms':>9} {'p95':>9} {'p99':>9} {'failed':>8}"
        print(f"{'server':<22} {'questions':<9} {'clients':>7} {heads}")
        for server in found:
            if options.only is None or server.name in options.only:
                compare(server, expected, {"quick": quick, "all": every}, text, options)
        bounded = found[0]._replace(command=[*found[0].command, "--timeout", "2"])
        overload(bounded, text)


def compare(
    server: Server,
    expected: dict[str, int],
    sets: dict[str, list[str]],
    quads: str,
    options: argparse.Namespace,
) -> None:
    """Measure one server with every set of questions and every number of clients."""
    port = free_port()
    with running(server, port, quads) as process:
        wrong = 0
        if server.name != "rdflib-endpoint":  # it takes minutes for them
            wrong = sum(
                asyncio.run(count(port, server.path, query)) != rows
                for query, rows in expected.items()
            )
        for name, queries in sets.items():
            for number in options.clients if server.name != "rdflib-endpoint" else (1,):
                seen = asyncio.run(clients(number, port, server.path, queries, options.seconds))
                print(f"{server.name:<22} {name:<9} {number:>7} {seen.row()}", flush=True)
        print(f"{server.name:<22} memory {held(process):.0f} MB; answers with other rows: {wrong}")


if __name__ == "__main__":
    main()
