"""Any SPARQL 1.1 endpoint as a store."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from minkg.graph.endpoint import Endpoint, Refusal
from minkg.graph.query_tokens import keywords
from minkg.graph.store import Answer, bad_query, holds_facts
from minkg.graph.table import Table
from minkg.words import Phrase, Unavailable

PAGE = 10_000
_TABLE = "application/sparql-results+json"
_GRAPH = "application/n-triples"
_YES_OR_NO = Phrase("a table where yes or no was asked, or the reverse")
_NOTHING = "https://w3id.org/minkg/no-graph"  # a protocol without graphs would mean all of them


class Remote:
    """Facts behind a SPARQL 1.1 endpoint.

    Where the endpoint's default graph is not the union of its graphs, the graphs
    are named with every request, as the SPARQL 1.1 Protocol provides.
    """

    def __init__(self, url: str) -> None:
        """Connect to the query address of an endpoint; raise Unavailable where there is none."""
        self.endpoint = Endpoint(url)
        self.graphs: Sequence[str] = ()
        if not holds_facts(self):
            named = self.ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
            assert isinstance(named, Table)
            self.graphs = [term.value for (term,) in named if term is not None]

    def ask(self, sparql: str, graphs: Sequence[str] | None = None) -> Answer:
        """Answer a query on the union of all graphs, or of the given ones."""
        said = keywords(sparql)
        seen = self.graphs if graphs is None else graphs or [_NOTHING]
        if graphs is None and "FROM" in said:
            seen = ()
        form = said[0] if said else "SELECT"
        triples = form in ("CONSTRUCT", "DESCRIBE")
        answer = self.endpoint.post(sparql, _GRAPH if triples else _TABLE, seen)
        if isinstance(answer, Refusal):
            raise bad_query(answer.reason)
        try:
            found = _triples(answer.content) if triples else _table(answer.content, form)
        except (SyntaxError, ValueError) as error:
            error.__traceback__ = None  # it holds what must end in this thread
            raise self.endpoint.unreadable(error.args[0]) from error
        if answer.most is not None and isinstance(found, Table) and len(found) >= answer.most:
            raise Unavailable(
                "the endpoint '{url}' cuts its answers after {rows} rows",
                hint="ask those who run it for whole answers, or leave `--store` out",
                url=self.endpoint.shown,
                rows=answer.most,
            )
        return found

    def quads(self) -> Iterator[ox.Quad]:
        """Give every fact with the graph it stands in, fetched in pages."""
        start = 0
        while True:
            page = self.ask(
                "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } } "
                f"ORDER BY ?g ?s ?p ?o LIMIT {PAGE} OFFSET {start}"
            )
            assert isinstance(page, Table)
            yield from (ox.Quad(*row) for row in page)  # type: ignore[arg-type]
            if len(page) < PAGE:
                return
            start += PAGE

    def __len__(self) -> int:
        """Count the facts."""
        answer = self.ask("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(answer, Table)
        count = answer.rows[0][0] if answer.rows else None
        if count is None or not count.value.isdecimal():
            raise self.endpoint.unreadable(Phrase("no number where facts were counted"))
        return int(count.value)


def _table(content: bytes, form: str) -> Table | bool:
    result = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(result, ox.QueryBoolean) is not (form == "ASK"):
        raise ValueError(_YES_OR_NO)
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    names = [variable.value for variable in result.variables]
    return Table(tuple(names), [tuple(solution) for solution in result])


def _triples(content: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES)]
