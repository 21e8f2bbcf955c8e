"""Any SPARQL 1.1 endpoint as a store."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from minkg.graph.query_tokens import keywords
from minkg.graph.store import Answer, bad_query
from minkg.graph.table import Table
from minkg.words import MinkgError, Unavailable

PAGE = 10_000
TIMEOUT = 60  # seconds
_TABLE = "application/sparql-results+json"
_GRAPH = "application/n-triples"
_NOTHING = "https://w3id.org/minkg/no-graph"  # a protocol without graphs would mean all of them


class Remote:
    """Facts behind a SPARQL 1.1 endpoint.

    Where the endpoint's default graph is not the union of its graphs, the graphs
    are named with every request, as the SPARQL 1.1 Protocol provides.
    """

    def __init__(self, url: str) -> None:
        """Connect to the query address of an endpoint; raise Unavailable where there is none."""
        self.url = url
        self.graphs: Sequence[str] = ()
        if self.ask("ASK { ?s ?p ?o }") is False:
            named = self.ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
            assert isinstance(named, Table)
            self.graphs = [term.value for (term,) in named if term is not None]

    def ask(self, sparql: str, graphs: Sequence[str] | None = None) -> Answer:
        """Answer a query on the union of all graphs, or of the given ones."""
        said = keywords(sparql)
        seen = self.graphs if graphs is None else graphs or [_NOTHING]
        if graphs is None and "FROM" in said:
            seen = ()
        content, kind = self._fetch(sparql, said[0] if said else "SELECT", seen)
        if "json" in kind:
            result = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
            if isinstance(result, ox.QueryBoolean):
                return bool(result)
            names = [variable.value for variable in result.variables]
            return Table(tuple(names), [tuple(solution) for solution in result])
        return [quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES)]

    def _fetch(self, sparql: str, form: str, graphs: Sequence[str]) -> tuple[bytes, str]:
        from SPARQLWrapper import POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        wrapper.setTimeout(TIMEOUT)
        wrapper.queryString, wrapper.queryType = sparql, form  # its setQuery also reads comments
        graph = form in ("CONSTRUCT", "DESCRIBE")
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", _GRAPH if graph else _TABLE)
        for graph_name in graphs:
            wrapper.addParameter("default-graph-uri", graph_name)
            wrapper.addParameter("named-graph-uri", graph_name)
        try:
            response = wrapper.query().response
            return response.read(), _GRAPH if graph else _TABLE
        except QueryBadFormed as error:
            raise bad_query(_reason(str(error))) from error
        except (SPARQLWrapperException, OSError) as error:
            raise self._unavailable(_reason(str(error))) from error

    def _unavailable(self, reason: str) -> MinkgError:
        return Unavailable(
            "the endpoint '{url}' does not answer: {reason}",
            hint="try its address in a browser, or leave `--store` out",
            url=self.url,
            reason=reason,
        )

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
        count = answer.rows[0][0]
        return int(count.value) if count is not None else 0


def _reason(text: str) -> str:
    """Keep the first telling line of what a server or the network said."""
    lines = [line.strip() for line in text.replace("\\n", "\n").splitlines()]
    talk = ("QueryBadFormed", "Response:")
    telling = [line for line in lines if line and not line.startswith(talk)]
    return (telling or lines or [text])[0][:200]
