"""An endpoint as a store: the union of its graphs, and its facts in pages."""

import pyoxigraph as ox
import pytest

from minkg.graph.remote import Remote
from minkg.graph.store import Embedded
from minkg.words.errors import Unavailable
from minkg.words.names import ENTRIES_GRAPH, ONTOLOGY
from tests.tools.endpoints import Bytes, endpoint, oxigraph

STATE = ox.NamedNode(f"{ONTOLOGY}reviewState")
PASSAGE = ox.NamedNode("https://w3id.org/minkg/report.1")


def test_an_empty_endpoint_has_no_facts(tmp_path):
    with oxigraph(tmp_path / "facts", "") as url:
        empty = Remote(url)
        assert len(empty) == 0
        assert list(empty.quads()) == []


def test_what_others_keep_in_the_default_graph_does_not_hide_ours(tmp_path):
    """Ours are in named graphs, which then are named with every question."""
    name = ox.NamedNode("urn:x")
    facts = [ox.Quad(PASSAGE, STATE, ox.Literal("checked"), ox.NamedNode(ENTRIES_GRAPH))]
    text = "".join(f"{quad} .\n" for quad in (*facts, ox.Quad(name, name, name)))
    with oxigraph(tmp_path / "facts", text) as url:
        store = Remote(url)
        assert list(store.graphs) == [ENTRIES_GRAPH]
        assert store.ask(f"ASK {{ ?passage {STATE} ?state }}") is True
        assert list(store.quads()) == facts


@pytest.mark.parametrize("binding", [b"", b'{"n": {"type": "literal", "value": "many"}}'])
def test_a_count_that_is_no_number_is_told(binding):
    said = b'{"head": {"vars": ["n"]}, "results": {"bindings": [%s]}}' % binding
    with endpoint(Embedded(ox.Store()), Bytes(said)) as server:
        store = Remote(server.url)
        with pytest.raises(Unavailable, match="no number where facts were counted"):
            len(store)
