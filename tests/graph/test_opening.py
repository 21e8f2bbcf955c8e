"""What a user may name as a store, and what a store tells when it cannot be asked."""

import pytest

from minkg.exports.formats import quads_text
from minkg.graph.probe import make_sure
from minkg.graph.remote import Remote
from minkg.knowledge import open_graph
from tests.tools.endpoints import oxigraph


def test_an_address(tiny, tiny_home, tmp_path):
    with oxigraph(tmp_path / "facts", quads_text(tiny)) as url:
        for graph in (open_graph(url), open_graph(tiny_home.path, store=url)):
            assert graph["marine-sand-watch"].label() == "Marine Sand Watch"
            assert graph.names == tiny.names
        assert len(open_graph(url, checked_only=True).query("facts-not-checked")) == 0


def test_a_folder(tiny, tiny_home, tmp_path):
    for _ in ("filled", "opened again"):
        graph = open_graph(tiny_home.path, store=str(tmp_path / "facts"))
        assert len(graph.store) == len(tiny.store)


def test_no_store(tiny, tiny_home):
    assert len(open_graph(tiny_home.path).store) == len(tiny.store)


@pytest.mark.ci
def test_the_shipped_graph_on_a_real_server(kg, tmp_path):
    """Of a server that unites its graphs, and of one that must be told to."""
    for options in ([], ["--union-default-graph"]):
        with oxigraph(tmp_path / f"facts{len(options)}", quads_text(kg), *options) as url:
            store = Remote(url)
            assert bool(store.graphs) is not bool(options)
            make_sure(store)
            assert len(store) == len(kg.store)
