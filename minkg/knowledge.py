"""The knowledge graph as users meet it: the graph, and all that can be made of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from minkg.graph import Graph
from minkg.places import find_home
from minkg.store import load, open_folder

if TYPE_CHECKING:
    import networkx
    import rdflib

    from minkg.pictures.picture import Picture


class KnowledgeGraph(Graph):
    """A graph with its home (questions and shapes) and its store (facts)."""

    @property
    def rdflib(self) -> "rdflib.Dataset":
        """All facts as an rdflib Dataset whose default graph is the union of its graphs."""
        import warnings

        import rdflib

        from minkg.exports import quads_text

        dataset = rdflib.Dataset(default_union=True)
        with warnings.catch_warnings():  # rdflib's own parser uses what rdflib deprecates
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=quads_text(self), format="nquads")
        return dataset

    def picture(self, view: str, entry: str | None = None, lang: str = "en") -> "Picture":
        """Draw a view: `stage-topic`, or `entry` with the name of one."""
        from minkg.pictures.views import draw

        return draw(self, view, entry, lang)

    def networkx(self) -> "networkx.MultiDiGraph[str]":
        """Entries and the links between them as a networkx graph."""
        from minkg.network import network

        return network(self)


def open_graph(
    source: str | Path | None = None, *, store: str | None = None, checked_only: bool = False
) -> KnowledgeGraph:
    """Open a graph: the shipped one, a home, or the facts of a store with the home's questions.

    `source` is a home or the address of a SPARQL endpoint; `store` is a folder on
    disk or such an address.
    """
    if source is not None and _is_address(str(source)):
        source, store = None, str(source)
    home = find_home(source)
    if store is None:
        return KnowledgeGraph(home, load(home), checked_only=checked_only)
    if _is_address(store):
        from minkg.remote import Remote

        return KnowledgeGraph(home, Remote(store), checked_only=checked_only)
    return KnowledgeGraph(home, open_folder(Path(store), home), checked_only=checked_only)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))
