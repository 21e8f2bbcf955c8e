"""The graph as users meet it: opened from anywhere, and asked for all that it gives."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import minkg
from minkg.exports.formats import quads_text
from minkg.home.folder import Home
from minkg.knowledge import KnowledgeGraph, open_graph
from tests.tools.sparql_server import sparql_server


@pytest.fixture(scope="module", autouse=True)
def _no_proxy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


def test_open_graph_takes_an_address(tiny: KnowledgeGraph, tiny_home: Home, tmp_path: Path) -> None:
    with sparql_server(tmp_path / "facts", quads_text(tiny)) as url:
        for graph in (open_graph(url), open_graph(tiny_home.path, store=url)):
            assert graph["marine-sand-watch"].label() == "Marine Sand Watch"
            assert graph.names == tiny.names
        assert len(open_graph(url, checked_only=True).query("facts-not-checked")) == 0


def test_open_graph_takes_a_folder(tiny: KnowledgeGraph, tiny_home: Home, tmp_path: Path) -> None:
    for _ in ("filled", "opened again"):
        graph = open_graph(tiny_home.path, store=str(tmp_path / "facts"))
        assert len(graph.store) == len(tiny.store)


def test_public_names_are_there():
    assert all(getattr(minkg, name) for name in minkg.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        minkg.nothing  # noqa: B018
