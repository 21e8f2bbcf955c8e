"""An endpoint is asked what its own facts answer already; one that tells otherwise is refused.

Some facts are fetched as they stand, and a store in this process answers the same questions
on them. A wrong answer must never look like a finding.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import pyoxigraph as ox

from minkg.graph.graph import CHECKED
from minkg.graph.remote import PAGE, Remote
from minkg.graph.sparql import declared
from minkg.graph.store import Answer, Embedded, Store, holds_facts
from minkg.graph.table import Table
from minkg.graph.terms import Term
from minkg.words import N_, BadInput, MinkgError, NotFound, Phrase, Unavailable
from minkg.words.names import ENTRIES_GRAPH, ONTOLOGY_GRAPH, expand

_ROWS = PAGE + 1  # more than minkg asks for at once
_FEW = 20  # passages, where an endpoint must be told which graphs it shall see
_STAGE = "mk:coversStage"
_FETCHED = (
    *("rdf:type", "rdfs:subClassOf", "skos:broader", "skos:altLabel"),
    *("mk:reviewState", "mk:adoptedOn"),
)
_STAGES = "SELECT ?entry ?stage WHERE { ?entry mk:coversStage ?stage }"


class Probe(NamedTuple):
    """A question whose right answer follows from facts that were fetched.

    It is asked of all graphs, of a few, or of all where that is quick and else of a few.
    """

    what: Phrase
    query: str
    graphs: Literal["all", "few", "quick"] = "quick"
    sorted: bool = False


PROBES = (
    Probe(Phrase("which passages are checked"), CHECKED),
    Probe(Phrase("what all passages say together"), _STAGES, "all"),
    Probe(Phrase("what only some passages say"), _STAGES, "few"),
    Probe(
        Phrase("which passage says what"),
        "SELECT ?passage ?entry ?state WHERE {"
        " GRAPH ?passage { ?entry mk:coversStage ?stage } ?passage mk:reviewState ?state }",
    ),
    Probe(
        Phrase("how many passages are in each review state"),
        "SELECT ?state (COUNT(?passage) AS ?n) WHERE { ?passage mk:reviewState ?state }"
        " GROUP BY ?state",
    ),
    Probe(
        Phrase("which stages no instrument covers"),
        "SELECT DISTINCT ?stage WHERE { ?stage a mk:LifecycleStage MINUS {"
        " ?kind rdfs:subClassOf* mk:Instrument . ?its a ?kind ; mk:coversStage ?stage } }",
    ),
    Probe(
        Phrase("which terms have no narrower one"),
        "SELECT DISTINCT ?term WHERE {"
        " ?term skos:broader ?above FILTER NOT EXISTS { ?below skos:broader ?term } }",
    ),
    Probe(
        Phrase("which terms are broader than a term"),
        "SELECT DISTINCT ?above ?next WHERE {"
        " VALUES ?term { $term } ?term skos:broader* ?above . ?above skos:broader ?next }",
    ),
    Probe(
        Phrase("which terms lie within which"),
        "SELECT DISTINCT ?narrow ?broad WHERE { ?narrow skos:broader+ ?broad }",
    ),
    Probe(
        Phrase("a question with a value left open"),
        "SELECT DISTINCT ?stage WHERE {"
        " VALUES ?entry { UNDEF } BIND (BOUND(?entry) AS ?given)"
        " ?entry mk:coversStage ?stage FILTER (?given || STR(?stage) < STR(?entry)) }",
    ),
    Probe(
        Phrase("names in one language"),
        'SELECT ?entry ?name WHERE { ?entry skos:altLabel ?name FILTER (LANG(?name) = "ru") }',
    ),
    Probe(
        Phrase("what was adopted since a date"),
        "SELECT ?entry ?date WHERE { ?entry mk:adoptedOn ?date"
        ' FILTER (STR(?date) >= SUBSTR("2005-06-15", 1, STRLEN(STR(?date)))) }',
    ),
    Probe(
        Phrase("the order of an answer"),
        "SELECT ?passage ?entry ?stage WHERE { GRAPH ?passage { ?entry mk:coversStage ?stage } }"
        " ORDER BY ?passage ?entry ?stage LIMIT 30 OFFSET 5",
        sorted=True,
    ),
    Probe(Phrase("a question for yes or no"), "ASK { ?passage mk:reviewState ?state }"),
)
_HINT = N_(
    "leave `--store` out, or fill another store, such as Oxigraph, "
    "with what `minkg export nq` writes"
)
_passed: set[str] = set()


def make_sure(store: Remote) -> None:
    """Refuse an endpoint without facts of minkg, and one that answers wrongly; ask each once."""
    address = store.endpoint
    if address.url in _passed:
        return
    if not holds_facts(store):
        raise NotFound("'{path}' holds no facts of minkg", hint=_HINT, path=address.shown)
    if _wrong(store) and (wrong := _wrong(store)):  # facts may have changed while we asked
        raise wrong
    _passed.add(address.url)


def _wrong(store: Remote) -> MinkgError | None:
    """Give what is wrong with the answers of an endpoint."""
    url, asked = store.endpoint.shown, min(len(store), _ROWS)
    given = len(_ask(store, f"SELECT ?p WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_ROWS}"))
    if given != asked:
        return Unavailable(
            "the endpoint '{url}' gives {given} rows of {asked} that were asked for",
            hint=_HINT,
            url=url,
            given=given,
            asked=asked,
        )
    ours, few = _fetched(store)
    quick = few if store.graphs else None
    for probe in PROBES:
        graphs = {"all": None, "few": few, "quick": quick}[probe.graphs]
        query = probe.query.replace("$term", _deep_term(ours))
        try:
            theirs = _rows(store.ask(declared(query), graphs), probe)
        except BadInput as error:
            return Unavailable(
                "the endpoint '{url}' refuses a question of SPARQL 1.1: {what} ({reason})",
                hint=_HINT,
                url=url,
                what=probe.what,
                reason=error.values["reason"],
            )
        right = _rows(ours.ask(declared(query), graphs), probe)
        if theirs != right:
            return Unavailable(
                "the endpoint '{url}' answers otherwise than its own facts: {what} "
                "(missing: {missing}, too many: {more})",
                hint=_HINT,
                url=url,
                what=probe.what,
                missing=(right - theirs).total(),
                more=(theirs - right).total(),
            )
    return None


def _fetched(store: Remote) -> tuple[Embedded, list[str]]:
    """Fetch facts as they stand; give them, and the names of a few graphs."""
    ours = Embedded(ox.Store())
    stages = list(_facts(store, _STAGE, None))
    passages = sorted({str(quad.graph_name)[1:-1] for quad in stages})
    few = [ENTRIES_GRAPH, ONTOLOGY_GRAPH, *passages[:_FEW]]
    ours.extend(stages)
    for prop in _FETCHED:
        ours.extend(_facts(store, prop, few if store.graphs else None))
    return ours, few


def _facts(store: Remote, prop: str, graphs: Sequence[str] | None) -> Iterator[ox.Quad]:
    """Fetch what has a property; nameless nodes have other names in every answer."""
    query = (
        f"SELECT ?s ?o ?g WHERE {{ GRAPH ?g {{ ?s {prop} ?o }} "
        "FILTER (!isBLANK(?s) && !isBLANK(?o)) }"
    )
    for subject, value, graph in _ask(store, query, graphs):
        yield ox.Quad(subject, ox.NamedNode(expand(prop)), value, graph)  # type: ignore[arg-type]


def _deep_term(ours: Embedded) -> str:
    """Give the term that lies within the most others, where there is one."""
    found = _ask(
        ours,
        "SELECT ?term (COUNT(DISTINCT ?above) AS ?n) WHERE { ?term skos:broader+ ?above }"
        " GROUP BY ?term ORDER BY DESC(?n) ?term LIMIT 1",
    )
    return str(found.rows[0][0]) if found.rows else f"<{ENTRIES_GRAPH}>"


def _ask(store: Store, query: str, graphs: Sequence[str] | None = None) -> Table:
    answer = store.ask(declared(query), graphs)
    assert isinstance(answer, Table)
    return answer


def _rows(answer: Answer, probe: Probe) -> Counter[object]:
    """Give what is to be compared: truth, or rows, with their places where these are asked for."""
    if not isinstance(answer, Table):
        return Counter([answer])
    return Counter((at if probe.sorted else 0, *map(_value, row)) for at, row in enumerate(answer))


def _value(term: Term | None) -> tuple[str, str] | None:
    language = getattr(term, "language", None) or ""
    return (term.value, language.lower()) if term is not None else None
