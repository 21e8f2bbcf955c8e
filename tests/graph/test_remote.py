"""An endpoint as a store: what is only there, and what is told where there is none."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from minkg.exports.formats import quads_text
from minkg.graph.remote import Remote
from minkg.knowledge import KnowledgeGraph
from minkg.words.errors import Unavailable
from minkg.words.names import ENTRIES_GRAPH
from tests.tools.sparql_server import free_port, sparql_server


@pytest.fixture(scope="module", autouse=True)
def _no_proxy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.mark.ci
def test_facts_come_in_pages(
    tiny: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minkg.graph.remote.PAGE", 700)
    with sparql_server(tmp_path / "facts", quads_text(tiny)) as url:
        there = Remote(url)
        quads = list(there.quads())
        assert len(there) == len(tiny.store) > 1400
        assert len(quads) == len(set(quads)) == len(there)


@pytest.mark.parametrize("union", [False, True])
def test_graphs_are_named_only_where_the_server_does_not_unite_them(
    tiny: KnowledgeGraph, tmp_path: Path, *, union: bool
) -> None:
    options = ["--union-default-graph"] if union else []
    with sparql_server(tmp_path / "facts", quads_text(tiny), *options) as url:
        assert (ENTRIES_GRAPH in Remote(url).graphs) is not union


def test_an_endpoint_that_is_not_there() -> None:
    with pytest.raises(Unavailable) as told:
        Remote(f"http://127.0.0.1:{free_port()}/query")
    first, hint = str(told.value).split("\n\nhint: ")
    assert first.startswith("error: the endpoint 'http://127.0.0.1:")
    assert "does not answer: " in first
    assert hint


def test_an_address_that_is_no_endpoint(tiny: KnowledgeGraph, tmp_path: Path) -> None:
    with sparql_server(tmp_path / "facts", "") as url:
        for wrong in (url.replace("/query", "/nothing"), url.replace("/query", "/")):
            with pytest.raises(Unavailable):
                Remote(wrong)


def test_an_empty_endpoint_has_no_facts(tmp_path: Path) -> None:
    with sparql_server(tmp_path / "facts", "") as url:
        empty = Remote(url)
        assert len(empty) == 0
        assert list(empty.quads()) == []
