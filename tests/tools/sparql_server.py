"""A real SPARQL server, with the facts that a test gives it."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def sparql_server(folder: Path, quads: str, *options: str) -> Iterator[str]:
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
