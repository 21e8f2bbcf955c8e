"""A real `minkg serve` in a process of its own, for tests."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).parents[2]
TOKEN = "open-sésame"


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
