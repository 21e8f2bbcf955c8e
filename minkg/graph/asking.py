"""What parts of a graph ask of the whole, so that they need not know it."""

from typing import Protocol

from minkg.graph.labels import Label, Labels
from minkg.graph.table import Table


class Asking(Protocol):
    """A graph as an entry, the search and the network see it."""

    @property
    def names(self) -> frozenset[str]:
        """The names of all entries."""
        ...

    def __contains__(self, name: str) -> bool:
        """Tell whether an entry has this name."""
        ...

    def select(self, text: str) -> Table:
        """Answer a SELECT query."""
        ...

    def label(self, iri: str, lang: str = "en") -> Label:
        """Give the name of an entry or a term in a language."""
        ...

    def labels(self, lang: str = "en") -> Labels:
        """Give the names of everything in a language."""
        ...
