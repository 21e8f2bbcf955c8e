"""Facts in a store: load, look up, search, ask.

Read in this order: terms, table, query_tokens, sparql, store, labels, cached, asking, entry,
search, vocabularies, graph, entry_network, endpoint, remote, probe, store_folder, opening.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "TABLE_FORMATS",
    "Entry",
    "Fact",
    "Graph",
    "Label",
    "Labels",
    "Table",
    "find",
    "fold",
    "latin",
    "made_once",
    "network",
    "open_store",
    "store",
    "terms",
]

if TYPE_CHECKING:
    from minkg.graph import store as store
    from minkg.graph import terms as terms
    from minkg.graph.cached import made_once
    from minkg.graph.entry import Entry, Fact
    from minkg.graph.entry_network import network
    from minkg.graph.graph import Graph
    from minkg.graph.labels import Label, Labels
    from minkg.graph.opening import open_store
    from minkg.graph.search import find, fold, latin
    from minkg.graph.table import TABLE_FORMATS, Table

__getattr__ = face(
    __name__,
    {
        "Entry": "entry",
        "Fact": "entry",
        "Graph": "graph",
        "Label": "labels",
        "Labels": "labels",
        "TABLE_FORMATS": "table",
        "Table": "table",
        "find": "search",
        "fold": "search",
        "latin": "search",
        "made_once": "cached",
        "network": "entry_network",
        "open_store": "opening",
        "store": "store",
        "terms": "terms",
    },
)
