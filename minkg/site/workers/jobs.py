"""What workers do: each function gets the graph first and is run where it can be stopped."""

import gzip
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from minkg.graph import Table
from minkg.graph.query_tokens import keywords
from minkg.graph.store import Embedded
from minkg.knowledge import KnowledgeGraph
from minkg.site.workers.media_types import GRAPHS, TABLES, ChosenFormat, not_acceptable
from minkg.site.workers.query_errors import PAD, bad_query
from minkg.site.workers.query_screen import Rules, refuse
from minkg.words import MinkgError, NotFound
from minkg.words.names import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SMALL = 1_000  # bytes that are not worth packing
_LEVEL = 5
_NO_GRAPH = "https://w3id.org/minkg/no-graph"
Graphs = tuple[str, ...]


class QueryJob(NamedTuple):
    """A query with its dataset, the formats that the client takes, and limits of the answer."""

    text: str
    default: Graphs | None = None
    named: Graphs | None = None
    table: ChosenFormat | None = None
    graph: ChosenFormat | None = None
    rows: int = 1_000_000
    size: int = 64_000_000
    rules: Rules = Rules()


class Written(NamedTuple):
    """An answer as it is sent."""

    body: bytes
    content_type: str
    status: int = 200
    zipped: bool = False

    def packed(self) -> "Written":
        """Give the same with gzip, where that is worth it."""
        if len(self.body) <= SMALL:
            return self
        return self._replace(body=gzip.compress(self.body, _LEVEL, mtime=0), zipped=True)


def written(
    graph: KnowledgeGraph, work: Callable[..., Written], zipped: bool, *arguments: Any
) -> Written:
    """Have a function write an answer; pack it for a client that takes that."""
    made = work(graph, *arguments)
    return made.packed() if zipped else made


class TooLarge(MinkgError):
    """An answer is larger than the server gives."""


class _Sink(io.BytesIO):
    """Collects what is written, and stops the writer when it is too much."""

    def __init__(self, asked: QueryJob, form: str = "") -> None:
        super().__init__()
        self.asked, (self.row, self.rows) = asked, _ROW.get(form, (b"", 0))
        self.tail = b""

    def write(self, data: "ReadableBuffer") -> int:
        """Take a piece."""
        piece = bytes(data)
        if self.row:
            self.rows += (self.tail + piece).count(self.row)
            self.tail = piece[1 - len(self.row) :] if len(self.row) > 1 else b""
        if self.tell() + len(piece) > self.asked.size or self.rows > self.asked.rows:
            raise _too_large(self.asked)
        return super().write(piece)


# What stands between or after rows and never inside a value (in CSV it may), and the first count.
_ROW = {"json": (b'},{"', 1), "xml": (b"<result>", 0), "csv": (b"\n", -1), "tsv": (b"\n", -1)}


def _too_large(asked: QueryJob) -> TooLarge:
    return TooLarge(
        "the answer is larger than {rows} rows or {size} MB",
        hint="ask for less: add LIMIT, or name what you look for",
        rows=asked.rows,
        size=asked.size // 1_000_000,
    )


def query(graph: KnowledgeGraph, asked: QueryJob) -> Written:
    """Answer a query in the format that fits its kind of answer."""
    refuse(asked.text, asked.rules)
    result = _ask(graph, asked)
    if isinstance(result, ox.QueryTriples):
        return facts_written(_limited(result, asked), asked)
    if asked.table is None:
        raise not_acceptable(TABLES)
    sink = _Sink(asked, asked.table.form.name)
    try:
        result.serialize(sink, asked.table.form.table)
    except (RuntimeError, ValueError, OSError) as error:
        raise bad_query(asked.text, str(error)) from error
    return Written(sink.getvalue(), asked.table.content_type)


Result = ox.QueryTriples | ox.QuerySolutions | ox.QueryBoolean


def _ask(graph: KnowledgeGraph, asked: QueryJob) -> Result:
    default, named = _dataset(graph, asked)
    if not isinstance(graph.store, Embedded):
        return _elsewhere(graph, asked.text, default)
    try:
        if default is None:
            union = "FROM" not in keywords(asked.text)
            return graph.store.store.query(
                asked.text + PAD, prefixes=PREFIXES, use_default_graph_as_union=union
            )
        return graph.store.store.query(
            asked.text + PAD,
            prefixes=PREFIXES,
            default_graph=[*map(ox.NamedNode, default)],
            named_graphs=[*map(ox.NamedNode, named)],
        )
    except SyntaxError as error:
        raise bad_query(asked.text, error.msg) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise bad_query(asked.text, str(error)) from error


def _dataset(graph: KnowledgeGraph, asked: QueryJob) -> tuple[Graphs | None, Graphs]:
    """Give the graphs of the default graph (None: all) and the named ones that may be seen."""
    seen = graph.graphs
    if asked.default is None and asked.named is None:
        return (None, ()) if seen is None else (tuple(seen), tuple(seen))
    default, named = asked.default or (), asked.named or ()
    if seen is not None:
        default = tuple(name for name in default if name in seen)
        named = tuple(name for name in named if name in seen)
    return default, named


def _elsewhere(graph: KnowledgeGraph, text: str, graphs: Graphs | None) -> Result:
    """Ask a store that is not in this process; its answer is read as if it were."""
    answer = graph.store.ask(text, None if graphs is None else list(graphs) or [_NO_GRAPH])
    if isinstance(answer, list):
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in answer)
        return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    said = (
        answer.json()
        if isinstance(answer, Table)
        else f'{{"head":{{}},"boolean":{str(answer).lower()}}}'
    )
    return ox.parse_query_results(said.encode(), ox.QueryResultsFormat.JSON)


def _limited(facts: Iterable[ox.Triple], asked: QueryJob) -> Iterator[ox.Triple]:
    iterator = iter(facts)
    try:
        yield from islice(iterator, asked.rows)
        more = next(iterator, None)
    except (RuntimeError, ValueError, OSError) as error:
        raise bad_query(asked.text, str(error)) from error
    if more is not None:
        raise _too_large(asked)


def facts_written(facts: Iterable[ox.Triple | ox.Quad], asked: QueryJob) -> Written:
    """Write facts in the format of `asked.graph`."""
    if asked.graph is None:
        raise not_acceptable(GRAPHS)
    form = asked.graph.form.graph
    sink = _Sink(asked)
    quads = (ox.Quad(*f) if isinstance(f, ox.Triple) else f for f in facts)
    rows: Iterable[ox.Triple] | Iterable[ox.Quad] = (
        quads if form.supports_datasets else (quad.triple for quad in quads)
    )
    ox.serialize(rows, sink, form, prefixes=PREFIXES)
    return Written(sink.getvalue(), asked.graph.content_type)


def facts(graph: KnowledgeGraph, asked: QueryJob) -> Written:
    """Write one graph (`asked.default` holds its name), their union (empty), or all (None)."""
    if asked.default:
        name = asked.default[0]
        graph_exists(graph, name)
        return facts_written((quad.triple for quad in _of_graph(graph, name)), asked)
    seen = graph.graphs
    every = (q for q in graph.store.quads() if seen is None or _name(q.graph_name) in seen)
    return facts_written(every if asked.default is None else {q.triple for q in every}, asked)


def _no_graph(name: str) -> NotFound:
    return NotFound(
        "no graph is called '{name}'",
        name=name,
        hint="`{query}` lists them",
        query="SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }",
    )


def _of_graph(graph: KnowledgeGraph, name: str) -> Iterable[ox.Quad]:
    if graph.graphs is not None and name not in graph.graphs:
        return ()
    if isinstance(graph.store, Embedded):
        return graph.store.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
    return (quad for quad in graph.store.quads() if _name(quad.graph_name) == name)


def _name(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return "" if isinstance(graph, ox.DefaultGraph) else graph.value


def size(graph: KnowledgeGraph) -> int:
    """Count the facts."""
    return len(graph.store)


def graph_exists(graph: KnowledgeGraph, name: str) -> None:
    """Raise NotFound where no graph has that name."""
    if next(iter(_of_graph(graph, name)), None) is None:
        raise _no_graph(name)
