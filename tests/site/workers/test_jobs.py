"""What workers do: queries answered and graphs written, within limits."""

import gzip
import json

import pyoxigraph as ox
import pytest

from minkg.graph import Table
from minkg.knowledge import KnowledgeGraph
from minkg.site.workers import jobs
from minkg.site.workers.jobs import SMALL, QueryJob, TooLarge, Written
from minkg.site.workers.media_types import DATASETS, GRAPHS, TABLES, ChosenFormat, NotAcceptable
from minkg.words.errors import BadInput, NotFound
from tests.tools.serving import KNOWN

TABLE, GRAPH = (ChosenFormat(forms[0], forms[0].types[0]) for forms in (TABLES, GRAPHS))
NQUADS = ChosenFormat(DATASETS[1], DATASETS[1].types[0])
PASSAGE = "https://w3id.org/minkg/unep-ea6-minerals-report.19"


def asked(text, **more):
    return QueryJob(text, **{"table": TABLE, "graph": GRAPH, **more})


def values(graph, text, **more):
    """Give what a query of one variable finds."""
    said = json.loads(jobs.query(graph, asked(text, **more)).body)
    return [row["x"]["value"] for row in said["results"]["bindings"]]


def test_a_query_is_answered_in_the_format_of_its_kind(tiny):
    written = jobs.query(tiny, asked("SELECT ?x { ?x a mk:Platform }"))
    assert written.content_type == "application/sparql-results+json"
    assert KNOWN in written.body.decode()
    built = jobs.query(tiny, asked("CONSTRUCT { ?x a mk:Thing } { ?x a mk:Platform }"))
    assert built.content_type == "text/turtle; charset=utf-8"
    assert json.loads(jobs.query(tiny, asked("ASK {}")).body)["boolean"] is True


@pytest.mark.parametrize(
    ("text", "none", "told"),
    [
        ("ASK {}", "table", "text/csv"),
        ("CONSTRUCT { ?s ?p 1 } { ?s ?p 1 }", "graph", "text/turtle"),
    ],
)
def test_what_a_client_does_not_take_is_told(tiny, text, none, told):
    with pytest.raises(NotAcceptable, match=told):
        jobs.query(tiny, asked(text, **{none: None}))


def test_a_dataset_is_what_was_asked_for(tiny):
    every = values(tiny, "SELECT DISTINCT ?x { GRAPH ?x { ?s ?p ?o } }")
    assert PASSAGE in every
    named = values(tiny, "SELECT DISTINCT ?x { GRAPH ?x { ?s ?p ?o } }", named=(PASSAGE,))
    assert named == [PASSAGE]
    count = "SELECT (COUNT(*) AS ?x) { ?s ?p ?o }"
    (one,) = values(tiny, count, default=(PASSAGE,), named=())
    facts = [q for q in tiny.store.quads() if str(q.graph_name) == f"<{PASSAGE}>"]
    assert int(one) == len(facts) > 3
    assert values(tiny, count, default=(), named=(PASSAGE,)) == ["0"]


def test_who_sees_checked_facts_only_sees_no_others(doubted):
    checked, text = doubted.checked(), "SELECT ?x { GRAPH ?x { ?s ?p ?o } }"
    assert PASSAGE in values(doubted, text)
    assert PASSAGE not in values(checked, text)
    assert values(checked, text, named=(PASSAGE,)) == []
    assert values(checked, "SELECT ?x { ?s ?p ?x }", default=(PASSAGE,)) == []
    job = QueryJob("", (PASSAGE,), graph=GRAPH)
    with pytest.raises(NotFound):
        jobs.facts(checked, job)
    assert jobs.facts(doubted, job).body


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.name)
def test_rows_of_a_table_are_counted_while_they_are_written(tiny, form):
    table = ChosenFormat(form, form.types[0])
    for rows, right in ((50, True), (51, False)):
        job = asked(f"SELECT ?s ?p {{ ?s ?p ?o }} LIMIT {rows}", table=table, rows=50)
        if right:
            assert jobs.query(tiny, job).body
        else:
            with pytest.raises(TooLarge, match="larger than 50 rows"):
                jobs.query(tiny, job)


def test_facts_are_counted_and_bytes_too(tiny):
    text = "CONSTRUCT { [] <urn:p> ?p } { ?s ?p ?o } LIMIT "
    assert jobs.query(tiny, asked(f"{text}50", rows=50)).body
    with pytest.raises(TooLarge):
        jobs.query(tiny, asked(f"{text}51", rows=50))
    for made in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        with pytest.raises(TooLarge, match="or 0 MB"):
            jobs.query(tiny, asked(made, size=500))


@pytest.mark.parametrize("text", ["SELEC", "ASK {", "SELECT * { ?s ?p ?o FILTER(nobody(?o)) }"])
def test_a_mistake_is_told(tiny, text):
    with pytest.raises(BadInput):
        jobs.query(tiny, asked(text))


def test_a_graph_all_of_them_and_their_union(tiny):
    one = jobs.facts(tiny, QueryJob("", (PASSAGE,), graph=NQUADS)).body.splitlines()
    every = jobs.facts(tiny, QueryJob("", None, graph=NQUADS)).body.splitlines()
    union = jobs.facts(tiny, QueryJob("", (), graph=NQUADS)).body.splitlines()
    assert len(every) == len(tiny.store) == jobs.size(tiny)
    assert len(union) == len({q.triple for q in tiny.store.quads()})
    assert {line.removesuffix(b" .") for line in one} < {line.removesuffix(b" .") for line in union}
    assert all(f"<{PASSAGE}> ." not in line.decode().rpartition(" <")[2] for line in one)


def test_a_graph_that_is_not_there_is_told(tiny):
    jobs.graph_exists(tiny, PASSAGE)
    with pytest.raises(NotFound, match="no graph is called 'urn:none'"):
        jobs.graph_exists(tiny, "urn:none")


class Elsewhere:
    """A store that is not in this process."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def ask(self, text, graphs):
        """Note what is asked."""
        self.asked.append(graphs)
        return self.answer

    def quads(self):
        """Give one fact."""
        yield ox.Quad(*(ox.NamedNode(f"urn:{x}") for x in "spog"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (True, b'"boolean":true'), (Table(("x",), [(ox.Literal("a"),)]), b'"value":"a"'),
        ([ox.Triple(*(ox.NamedNode(f"urn:{x}") for x in "spo"))], b"<urn:s> <urn:p> <urn:o>"),
    ],
    ids=["truth", "table", "facts"],
)  # fmt: skip
def test_a_store_elsewhere_is_asked_and_its_answer_written(tiny, answer, said):
    store = Elsewhere(answer)
    graph = KnowledgeGraph(tiny.home, store)
    assert said in jobs.query(graph, asked("ASK {}")).body
    jobs.query(graph, asked("ASK {}", default=("urn:g",)))
    jobs.query(graph, asked("ASK {}", default=(), named=("urn:h",)))
    assert store.asked == [None, ["urn:g"], ["https://w3id.org/minkg/no-graph"]]
    assert b"<urn:o>" in jobs.facts(graph, QueryJob("", ("urn:g",), graph=GRAPH)).body


def test_only_what_is_worth_it_is_packed(tiny):
    def write(graph, size):
        return Written(b"x" * size, "text/plain", 201)

    small, large = (jobs.written(tiny, write, True, size) for size in (SMALL, SMALL + 1))
    assert small == Written(b"x" * SMALL, "text/plain", 201)
    assert (gzip.decompress(large.body), large.status, large.zipped) == (
        b"x" * (SMALL + 1),
        201,
        True,
    )
    assert jobs.written(tiny, write, False, 5_000).zipped is False
    assert large.body == jobs.written(tiny, write, True, SMALL + 1).body, "the same each time"


def test_rows_are_limited_exactly(limited):
    for form in ("json", "xml", "csv", "tsv"):
        for rows, status in ((5000, 200), (5001, 413)):
            query = f"SELECT ?s {{ ?s ?p ?o . ?t ?q ?r }} LIMIT {rows}"
            reply = limited.client.get("/sparql", params={"query": query, "format": form})
            assert (reply.status_code, form) == (status, form)
    for rows, status in ((5000, 200), (5001, 413)):
        pattern = "CONSTRUCT { [] <urn:p> ?p } { ?s ?p ?o . ?t ?q ?r }"
        reply = limited.client.get("/sparql", params={"query": f"{pattern} LIMIT {rows}"})
        assert reply.status_code == status
    assert "add LIMIT" in reply.text
