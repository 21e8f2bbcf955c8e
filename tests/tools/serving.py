"""A real `minkg serve` in a process of its own, for tests."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil

ROOT = Path(__file__).parents[2]
SECONDS = 1.0  # that a query may take where limits are narrow
TOKEN = "open-sésame"
G = "http://example.org/data{}"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
KNOWN = "https://w3id.org/minkg/marine-sand-watch"
MK = "https://w3id.org/minkg/ontology#"


class Running(NamedTuple):
    """A server: its address, a client for it, its process, and where it logs."""

    url: str
    client: httpx.Client
    process: subprocess.Popen[bytes]
    log: Path

    def select(self, query: str, **headers: str) -> httpx.Response:
        """Ask by GET."""
        return self.client.get("/sparql", params={"query": query}, headers=headers)

    def entries(self) -> list[dict[str, object]]:
        """Give what was logged."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def metric(self, name: str) -> float:
        """Give one of the counts of /metrics."""
        text = self.client.get("/metrics").text
        found = re.search(rf"^minkg_{re.escape(name)} (\S+)$", text, re.MULTILINE)
        assert found, text
        return float(found[1])


@contextmanager
def serving(home: Path, log: Path, *options: str) -> Iterator[Running]:
    """Run a server on a free port of this machine; stop it as a terminal would."""
    command = [sys.executable, "-m", "minkg", "--home", str(home), "serve", "--port", "0", *options]
    with running(command, log) as server:
        yield server


@contextmanager
def running(command: list[str], log: Path) -> Iterator[Running]:
    """Run a program that serves and says where."""
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors, env=environment
        ) as process,
    ):
        try:
            url = _address(process, log)
            with httpx.Client(base_url=url, trust_env=False, timeout=20) as client:
                yield Running(url, client, process, log)
        finally:
            process.terminate()
            process.wait(15)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server says where it is."""
    for _ in range(600):
        found = re.search(r'"serving": "([^"]+)"', log.read_text())
        if found:
            return found[1]
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"the server did not start: {log.read_text()}")


def put(running: Running, graph: str, facts: str, method: str = "PUT") -> httpx.Response:
    """Put facts into a graph, or add or delete them."""
    headers = {"Authorization": f"Bearer {TOKEN}".encode(), "Content-Type": b"text/turtle"}
    return running.client.request(
        method, "/graphs", params={"graph": graph}, content=facts, headers=headers
    )


def change(running: Running, text: str) -> httpx.Response:
    """Send an update."""
    headers = {"Authorization": f"Bearer {TOKEN}".encode(), "Content-Type": UPDATE.encode()}
    return running.client.post("/sparql", content=text, headers=headers)


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Give all processes of a server: its own, and those of its keeper's group."""
    own = psutil.Process(process.pid)
    return [own, *own.children(recursive=True)]


def _summed(process: subprocess.Popen[bytes], of: Callable[[psutil.Process], float]) -> float:
    total = 0.0
    for one in family(process):
        with suppress(psutil.NoSuchProcess):
            total += of(one)
    return total


def at_work(process: subprocess.Popen[bytes]) -> float:
    """Give the processor time of a server in the next 0.4 seconds."""

    def spent() -> float:
        return _summed(process, lambda one: sum(one.cpu_times()[:2]))

    before = spent()
    time.sleep(0.4)
    return spent() - before


def memory(process: subprocess.Popen[bytes]) -> float:
    """Give the memory that a server holds."""
    return _summed(process, lambda one: one.memory_info().rss)


def wait_until(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until something is true; fail if it does not become so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not become true"
        time.sleep(0.02)
