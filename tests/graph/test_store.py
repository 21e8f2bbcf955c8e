"""One suite for every store: in memory, in a folder, behind a real SPARQL server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.exports.formats import quads_text
from minkg.graph.remote import Remote
from minkg.graph.store import Store
from minkg.graph.store_folder import open_folder
from minkg.graph.table import Table
from minkg.home.folder import Home
from minkg.knowledge import KnowledgeGraph
from minkg.words.errors import BadInput, NotFound
from minkg.words.names import ENTRIES_GRAPH, ONTOLOGY_GRAPH
from tests.tools.sparql_server import sparql_server

QUESTIONS = sorted(p.stem for p in (Path(__file__).parents[2] / "queries").glob("*.rq"))
STORES = ("memory", "folder", "server", "server with union")
SAND = "<https://w3id.org/minkg/marine-sand-watch>"
MK = "https://w3id.org/minkg/ontology#"


@pytest.fixture(scope="module", autouse=True)
def _no_proxy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.lower().endswith("_proxy"):
                patch.delenv(name)
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.fixture(scope="module", params=STORES)
def store(
    request: pytest.FixtureRequest,
    tiny: KnowledgeGraph,
    tiny_home: Home,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """Fill each kind of store with the frozen home."""
    folder = tmp_path_factory.mktemp("store") / "facts"
    if request.param == "memory":
        yield tiny.store
    elif request.param == "folder":
        del open_folder(folder, tiny_home).store  # fill it and close it
        yield open_folder(folder, tiny_home)
    else:
        options = ["--union-default-graph"] if "union" in request.param else []
        with sparql_server(folder, quads_text(tiny), *options) as url:
            yield Remote(url)


@pytest.fixture(scope="module")
def graph(store: Store, tiny_home: Home) -> KnowledgeGraph:
    """Ask the frozen home through that store."""
    return KnowledgeGraph(tiny_home, store)


@pytest.mark.ci
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_the_same_answer(
    question: str, graph: KnowledgeGraph, tiny: KnowledgeGraph
) -> None:
    assert graph.query(question).json() == tiny.query(question).json()


def test_checked_only_is_the_same(graph: KnowledgeGraph, tiny: KnowledgeGraph) -> None:
    checked, ours = graph.checked(), tiny.checked()
    for question in ("facts-not-checked", "conflicts", "corrections", "proposals", "quantities"):
        assert checked.query(question).json() == ours.query(question).json()
    assert len(checked.query("facts-not-checked")) == 0
    assert len(graph.query("facts-not-checked")) > 0


def test_ask(store: Store) -> None:
    assert store.ask(f"ASK {{ {SAND} a <{MK}Platform> }}") is True
    assert store.ask(f"ASK {{ {SAND} a <{MK}Standard> }}") is False


def test_construct_and_describe(store: Store) -> None:
    built = store.ask(f"CONSTRUCT {{ ?x a ?c }} WHERE {{ ?x a <{MK}Platform>, ?c }}")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert built == [ox.Triple(ox.NamedNode(SAND[1:-1]), kind, ox.NamedNode(f"{MK}Platform"))]
    told = store.ask(f"DESCRIBE {SAND}")
    assert isinstance(told, list)
    assert built[0] in told


@pytest.mark.parametrize(
    "sparql",
    [
        f"# a line of talk: ASK\nPREFIX mk: <{MK}>\nSELECT ?x WHERE {{ ?x a mk:Platform }}",
        f"select ?x where {{ ?x a <{MK}Platform> # ASK, ADD, MOVE\n}}",
        f'SELECT ?x WHERE {{ ?x a <{MK}Platform> . FILTER("CONSTRUCT {{}}" != "") }}',
    ],
    ids=["comment", "small letters", "text"],
)
def test_a_select_is_known_whatever_stands_in_it(sparql: str, store: Store) -> None:
    answer = store.ask(sparql)
    assert isinstance(answer, Table)
    assert answer.column("x") == [ox.NamedNode(SAND[1:-1])]


def test_graph_tells_the_passage(store: Store) -> None:
    answer = store.ask(
        f"SELECT DISTINCT ?passage WHERE {{ GRAPH ?passage {{ {SAND} ?p ?o }} }} ORDER BY ?passage"
    )
    assert isinstance(answer, Table)
    base = "https://w3id.org/minkg/"
    names = [term.value.removeprefix(base) for (term,) in answer if term is not None]
    assert names == ["entries", *(f"unep-ea6-minerals-report.{n}" for n in ("19", "heading-ii-b"))]


def test_without_graph_all_graphs_are_one(store: Store) -> None:
    pattern = f"{SAND} a ?kind ; <{MK}coversStage> ?stage . ?kind <{_label()}> ?label"
    assert store.ask(f"ASK {{ {pattern} }}") is True, "entries, a passage and the ontology at once"


def _label() -> str:
    return "http://www.w3.org/2000/01/rdf-schema#label"


def test_from_chooses_a_graph(store: Store) -> None:
    if isinstance(store, Remote) and not store.graphs:
        return  # a server told to unite all graphs does so whatever FROM says
    passage = "https://w3id.org/minkg/unep-ea6-minerals-report.19"
    kinds = f"SELECT ?kind FROM <{{}}> WHERE {{{{ {SAND} a ?kind }}}}"
    for graph, rows in ((passage, 0), (ENTRIES_GRAPH, 1)):
        answer = store.ask(kinds.format(graph))
        assert isinstance(answer, Table)
        assert len(answer) == rows


def test_only_the_given_graphs_are_seen(store: Store) -> None:
    graphs = [ENTRIES_GRAPH, ONTOLOGY_GRAPH]
    assert store.ask(f"ASK {{ {SAND} a ?kind }}", graphs) is True
    assert store.ask(f"ASK {{ {SAND} <{MK}coversStage> ?stage }}", graphs) is False
    assert store.ask("ASK { ?s ?p ?o }", []) is False, "no graph, no fact"
    seen = store.ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", graphs)
    assert isinstance(seen, Table)
    assert [term.value for (term,) in seen if term is not None] == graphs


def test_facts_are_the_same(store: Store, tiny: KnowledgeGraph) -> None:
    assert len(store) == len(tiny.store)
    assert _canonical(store) == _canonical(tiny.store)


def _canonical(store: Store) -> set[ox.Quad]:
    """Give the facts with names for nameless nodes that do not depend on the store."""
    facts = ox.Dataset(store.quads())
    facts.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(facts)


@pytest.mark.parametrize(
    "sparql", ["", "hello", "SELECT ?x WHERE { ?x", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"]
)
def test_what_is_no_query_is_bad_input(sparql: str, store: Store) -> None:
    before = len(store)
    with pytest.raises(BadInput) as told:
        store.ask(sparql)
    assert str(told.value).startswith("error: the query cannot be answered: ")
    assert "\n\nhint: " in str(told.value)
    assert len(store) == before


def test_values_of_every_kind_survive(store: Store) -> None:
    values = '"a" "ق"@ar 1 2.5 true "2023-09"^^<urn:t> <urn:x> UNDEF'
    sparql = f"SELECT ?v WHERE {{ VALUES ?v {{ {values} }} }}"
    answer, here = store.ask(sparql), ox.Store().query(sparql)
    assert isinstance(answer, Table)
    assert isinstance(here, ox.QuerySolutions)
    assert list(answer) == [tuple(row) for row in here]


def test_a_folder_that_is_no_store(tiny_home: Home, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(NotFound, match="not a store") as told:
        open_folder(tmp_path, tiny_home)
    assert "hint: " in str(told.value)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"], "it is left alone"


def test_a_file_is_no_folder(tiny_home: Home, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(NotFound, match="not a store"):
        open_folder(tmp_path / "letter.txt", tiny_home)


def test_a_home_with_a_broken_file_fills_no_folder(tmp_path: Path) -> None:
    for folder in ("ontology", "data/topic", "shapes", "queries"):
        (tmp_path / "home" / folder).mkdir(parents=True)
    (tmp_path / "home/data/topic/x.trig").write_text("PREFIX : <https://w3id.org/minkg/>\n:x a :")
    for _ in range(2):
        with pytest.raises(BadInput, match=r"data/topic/x\.trig:2"):
            open_folder(tmp_path / "facts", Home(tmp_path / "home"))
