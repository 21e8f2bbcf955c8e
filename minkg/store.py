"""Where the facts are kept while they are asked: in this process, or behind an endpoint.

Both kinds answer the same three calls, with the union of all graphs as the
default graph, so that a question has the same answer on every store.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from minkg.errors import BadInput, NotFound
from minkg.names import ENTRIES_GRAPH, ONTOLOGY_GRAPH
from minkg.places import Home
from minkg.table import Table
from minkg.turtle import read

Answer = Table | bool | list[ox.Triple]


class Store(Protocol):
    """What every store can do."""

    def ask(self, sparql: str, graphs: Sequence[str] | None = None) -> Answer:
        """Answer a query: a table for SELECT, a truth for ASK, triples for the rest.

        With `graphs` only the facts in these graphs are seen.
        """
        ...

    def quads(self) -> Iterator[ox.Quad]:
        """Give every fact with the graph it stands in."""
        ...

    def __len__(self) -> int:
        """Count the facts."""
        ...


class Embedded:
    """Facts in this process: in memory, or in a folder on disk."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def ask(self, sparql: str, graphs: Sequence[str] | None = None) -> Answer:
        """Answer a query on the union of all graphs, or of the given ones."""
        try:
            if graphs is None:
                return _answer(self.store.query(sparql, use_default_graph_as_union=True))
            chosen = [ox.NamedNode(graph) for graph in graphs]
            return _answer(self.store.query(sparql, default_graph=chosen, named_graphs=chosen))
        except SyntaxError as error:
            raise bad_query(error.msg) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise bad_query(str(error)) from error

    def quads(self) -> Iterator[ox.Quad]:
        """Give every fact with the graph it stands in."""
        return self.store.quads_for_pattern(None, None, None, None)

    def __len__(self) -> int:
        """Count the facts."""
        return len(self.store)


def bad_query(reason: str) -> BadInput:
    """Tell that a query is not SPARQL, or cannot be answered."""
    return BadInput(
        "the query cannot be answered: {reason}", hint="`minkg query` lists questions that work",
        reason=reason,
    )  # fmt: skip


def _answer(result: object) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    if isinstance(result, ox.QueryTriples):
        return list(result)
    assert isinstance(result, ox.QuerySolutions)
    names = [variable.value for variable in result.variables]
    return Table(tuple(names), [tuple(solution) for solution in result])


def load(home: Home) -> Embedded:
    """Load ontology and data of a home into memory."""
    store = ox.Store()
    fill(store, home)
    return Embedded(store)


def fill(store: ox.Store, home: Home) -> None:
    """Put ontology and data of a home into a store; what has no passage goes to the entries graph."""
    path: Path | None = None
    try:
        for path in home.ontology:
            store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY_GRAPH))
        for path in home.data:
            store.load(path=path, format=ox.RdfFormat.TRIG)
    except SyntaxError as error:
        assert path is not None
        read(path, home.show(path))  # raises the same error with its place
        raise BadInput("{reason}", place=home.show(path), reason=error.msg) from error
    store.update(f"MOVE DEFAULT TO <{ENTRIES_GRAPH}>")


def open_folder(path: Path, home: Home) -> Embedded:
    """Open a store on disk; fill it from home when the folder is new or empty."""
    if path.is_dir() and any(path.iterdir()):
        if not (path / "CURRENT").exists():
            raise NotFound(
                "'{path}' holds something that is not a store",
                hint="name an empty or a new folder", path=path,
            )  # fmt: skip
        return Embedded(ox.Store.read_only(str(path)))
    store = ox.Store(str(path))
    fill(store, home)
    store.flush()
    return Embedded(store)
