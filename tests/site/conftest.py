"""What the tests of the site share: the site in this process, and servers of their own."""

import contextlib
import os
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest

from minkg.graph.store import Embedded
from minkg.home.folder import Home
from minkg.knowledge import KnowledgeGraph, open_graph
from minkg.site.explorer.page_facts import warm
from minkg.site.forms import queue
from minkg.site.web.options import ServerOptions
from tests.tools.pages import HOSTILE
from tests.tools.serving import SECONDS, TOKEN, G, Running, put, serving
from tests.tools.visiting import Site

MakeFolder = pytest.TempPathFactory


@pytest.fixture(scope="session")
def site(tiny: KnowledgeGraph) -> Site:
    """Give the site of the frozen small home, in this process."""
    warm(tiny)
    return Site(tiny)


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let clients ask this machine directly."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def served(tiny_home: Home, tmp_path_factory: MakeFolder) -> Iterator[Running]:
    """Give a server as it is without options."""
    with serving(tiny_home.path, tmp_path_factory.mktemp("log") / "log") as running:
        yield running


@pytest.fixture(scope="session")
def limited(tiny_home: Home, tmp_path_factory: MakeFolder) -> Iterator[Running]:
    """Give a server with narrow limits; nothing that is asked of it may be its own mistake."""
    log = tmp_path_factory.mktemp("log") / "log"
    limits = {"timeout": SECONDS, "workers": 2, "max-rows": 5000, "max-memory": 300}
    options = [word for name, value in limits.items() for word in (f"--{name}", str(value))]
    with serving(tiny_home.path, log, *options) as running:
        yield running
        assert not [entry for entry in running.entries() if entry.get("status") == 500]


@pytest.fixture(scope="session")
def editable(tiny_home: Home, tmp_path_factory: MakeFolder) -> Iterator[Running]:
    """Give a server that may be changed; it holds three small graphs beside the home."""
    log = tmp_path_factory.mktemp("log") / "log"
    options = ("--timeout", "5", "--workers", "2", "--token", TOKEN)
    with serving(tiny_home.path, log, *options) as running:
        for n in (1, 2, 3):
            kind = "<http://xmlns.com/foaf/0.1/Document>"
            facts = (
                f"<http://example.org/s{n}> <http://example.org/p> {n} . <{G.format(n)}> a {kind} ."
            )
            reply = put(running, G.format(n), facts)
            assert reply.status_code == 204, reply.text
        yield running


@pytest.fixture
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """Listen on a port of this machine; tell who came."""
    came: list[bytes] = []
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen(50)

        def wait() -> None:
            with contextlib.suppress(OSError):
                while True:
                    other, _ = line.accept()
                    came.append(other.recv(2000))
                    other.close()

        threading.Thread(target=wait, daemon=True).start()
        yield f"http://127.0.0.1:{line.getsockname()[1]}/", came


@pytest.fixture(scope="session")
def changed_home(tiny_home: Home, tmp_path_factory: MakeFolder) -> Callable[[bool], Home]:
    """Give what makes a home like the small one, with data of its own: a copy, or none."""

    def make(copied: bool) -> Home:
        folder = tmp_path_factory.mktemp("home")
        for name in ("ontology", "shapes", "queries"):
            (folder / name).symlink_to((tiny_home.path / name).resolve())
        if copied:
            shutil.copytree((tiny_home.path / "data").resolve(), folder / "data")
        else:
            (folder / "data").mkdir()
        return Home(folder)

    return make


@pytest.fixture(scope="session")
def hostile(changed_home: Callable[[bool], Home]) -> Site:
    """Give a site whose texts all try to be more than text."""
    data = changed_home(True).path / "data"
    quoted = HOSTILE.replace('"', '\\"')
    entry = data / "platform" / "marine-sand-watch.trig"
    text = entry.read_text("utf-8").replace('"Marine Sand Watch"@en', f'"{quoted}"@en')
    entry.write_text(text, "utf-8")
    report = data / "document" / "unep-ea6-minerals-report.trig"
    said = re.compile(r'mk:(summary|locator) ".*?"')
    text = said.sub(lambda m: f'mk:{m[1]} "{quoted}"', report.read_text("utf-8"))
    report.write_text(text, "utf-8")
    graph = open_graph(data.parent)
    assert isinstance(graph.store, Embedded)
    names = (
        "https://w3id.org/minkg/marine-sand-watch", "https://w3id.org/minkg/ontology#officialSite",
        "https://w3id.org/minkg/entries",
    )  # fmt: skip
    subject, predicate, where = map(ox.NamedNode, names)
    graph.store.extend([ox.Quad(subject, predicate, ox.Literal("javascript:alert(1)"), where)])
    return Site(graph)


@pytest.fixture(scope="session")
def doubted(tiny_home: Home) -> KnowledgeGraph:
    """Give the small graph with two passages that nobody checked."""
    graph = open_graph(tiny_home.path)
    assert isinstance(graph.store, Embedded)
    state = ox.NamedNode("https://w3id.org/minkg/ontology#reviewState")
    for name in ("unep-ea6-minerals-report.19", "unep-ea6-minerals-report.20"):
        passage = ox.NamedNode(f"https://w3id.org/minkg/{name}")
        (old,) = graph.store.store.quads_for_pattern(passage, state, None, None)
        graph.store.store.remove(old)
        graph.store.store.add(ox.Quad(passage, state, ox.Literal("unchecked"), old.graph_name))
    return graph


@pytest.fixture(scope="session")
def empty(changed_home: Callable[[bool], Home]) -> KnowledgeGraph:
    """Give a graph without any entry."""
    return open_graph(changed_home(False).path)


@pytest.fixture
def queued(
    changed_home: Callable[[bool], Home], tmp_path_factory: MakeFolder
) -> tuple[Site, "os.PathLike[str]", Home]:
    """Give a site with a queue on a home of its own, the queue, and the home."""
    home = changed_home(True)
    folder = queue.prepare(tmp_path_factory.mktemp("queue"), home)
    return Site(open_graph(home.path), ServerOptions(queue=folder)), folder, home
