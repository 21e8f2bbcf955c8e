"""Where the facts are kept while they are asked: in this process, or behind an endpoint.

Both kinds answer the same three calls, with the union of all graphs as the
default graph, so that a question has the same answer on every store.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from minkg.graph.query_tokens import keywords
from minkg.graph.table import Table
from minkg.home import Home, read_steadily
from minkg.words import BadInput
from minkg.words.names import ENTRIES_GRAPH, ONTOLOGY, ONTOLOGY_GRAPH

__all__ = ["Answer", "Embedded", "Store", "hold", "is_address", "load"]

Answer = Table | bool | list[ox.Triple]
_MINE = f"""SELECT ?kind WHERE {{
  {{ ?passage <{ONTOLOGY}reviewState> ?kind }} UNION {{ <{ONTOLOGY}Entry> a ?kind }}
}} LIMIT 1"""


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


def holds_facts(store: Store) -> bool:
    """Tell whether a store has facts of minkg, of whatever home."""
    answer = store.ask(_MINE)
    return isinstance(answer, Table) and len(answer) > 0


class Embedded:
    """Facts in this process: in memory, or in a folder on disk."""

    def __init__(self, store: ox.Store) -> None:
        """Take a store that is filled."""
        self.store = store

    def ask(self, sparql: str, graphs: Sequence[str] | None = None) -> Answer:
        """Answer a query on the union of all graphs, or of the given ones."""
        try:
            if graphs is None:
                union = "FROM" not in keywords(sparql)
                return _answer(self.store.query(sparql, use_default_graph_as_union=union))
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(graph) for graph in graphs]
            return _answer(self.store.query(sparql, default_graph=[*named], named_graphs=named))
        except SyntaxError as error:
            raise bad_query(error.msg) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise bad_query(str(error)) from error

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add facts to what is asked; files stay as they are."""
        self.store.extend(quads)

    def quads(self) -> Iterator[ox.Quad]:
        """Give every fact with the graph it stands in."""
        return self.store.quads_for_pattern(None, None, None, None)

    def __len__(self) -> int:
        """Count the facts."""
        return len(self.store)


def is_address(text: str) -> bool:
    """Tell whether a text is the address of an endpoint, not the name of a folder."""
    return text.startswith(("http://", "https://"))


def bad_query(reason: str) -> BadInput:
    """Tell that a query is not SPARQL, or cannot be answered."""
    return BadInput(
        "the query cannot be answered: {reason}",
        hint="`minkg query` lists questions that work",
        reason=reason,
    )


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
    return Embedded(read_steadily(home, lambda: fill(ox.Store(), home)))


def hold(ontology: Iterable[ox.Quad], entries: Iterable[ox.Quad]) -> Embedded:
    """Give a store with facts that were read already, placed as `fill` places them."""
    store = ox.Store()
    for quads, graph in ((ontology, ONTOLOGY_GRAPH), (entries, ENTRIES_GRAPH)):
        named = ox.NamedNode(graph)
        store.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object, named)
            if isinstance(quad.graph_name, ox.DefaultGraph)
            else quad
            for quad in quads
        )
    return Embedded(store)


def fill(store: ox.Store, home: Home) -> ox.Store:
    """Put a home into a store; what has no passage goes to the entries graph."""
    path: Path | None = None
    ontology, entries = ox.NamedNode(ONTOLOGY_GRAPH), ox.NamedNode(ENTRIES_GRAPH)
    try:
        for path in home.ontology:
            store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ontology, lenient=True)
        for path in home.data:
            store.load(path=path, format=ox.RdfFormat.TRIG, to_graph=entries, lenient=True)
    except (SyntaxError, OSError) as error:
        from minkg.home import read_facts

        assert path is not None
        read_facts(path, home.show(path))  # raises the same error with its place
        raise BadInput("{reason}", place=home.show(path), reason=str(error)) from error
    return store
