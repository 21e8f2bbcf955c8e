"""Every question: header, form, answer on the frozen home, same rows in two SPARQL engines."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.term import Literal

from minkg.graph.terms import Term, plain
from minkg.home.folder import Home
from minkg.home.questions import Question
from minkg.intake.drafting.validating import validate
from minkg.knowledge import KnowledgeGraph
from minkg.words.names import compact

ROOT = Path(__file__).parents[2]
ANSWERS = Path(__file__).parents[1] / "answers"
FILES = sorted((ROOT / "queries").glob("*.rq"))
NAMES = [path.stem for path in FILES]
QUESTIONS = {path.stem: Question.read(path) for path in FILES}
MUST_HAVE = {
    "lookup", "count", "path", "overlap", "gap", "provenance", "date", "conflict", "quantity",
}  # fmt: skip
TAGS = MUST_HAVE | {"language", "quality"}
# Questions whose parameter is no column of the answer: another value that changes the answer.
OTHER = {
    ("ambiguities", "document"): "minkg-reading-notes",
    ("broader-concepts", "entry"): "marine-extraction",
    ("certifiers", "material"): "cobalt",
    ("concepts", "class"): "mk:Topic",
    ("concepts", "language"): "fr",
    ("corrections", "document"): "minkg-reading-notes",
    ("entries-by-material", "material"): "sand",
    ("entries-of-class", "class"): "mk:Organization",
    ("events-between-dates", "from"): "2023-07-01",
    ("events-between-dates", "to"): "2023-07-01",
    ("facts-compared-with-text", "document"): "minamata-convention-text",
    ("knowledge-gaps", "topic"): "sustainable-sand-management",
    ("meetings", "entry"): "regional-consultations-2023",
    ("missing-names", "language"): "ru",
    ("outcomes", "class"): "mk:Proposal",
    ("outcomes", "entry"): "unea",
    ("overlaps", "stage"): "tailings-storage",
    ("overlaps", "topic"): "sustainable-sand-management",
    ("participation-numbers", "entry"): "sand-workshop-2023",
    ("passages-of-document", "document"): "minkg-reading-notes",
    ("proposals-and-existing-work", "entry"): "global-sand-observatory",
    ("proposals-and-existing-work", "topic"): "tailings-management",
    ("quantities", "entry"): "marine-extraction",
    ("recommendations", "actor"): "unep-executive-director",
    ("requests-and-implementation", "entry"): "unea-resolution-5-12",
    ("requests-to-an-actor", "actor"): "member-states",
    ("timeline", "entry"): "regional-consultations-2023",
}
# Paths open at both ends: rdflib needs all night for the first two, some seconds for the others.
BEYOND_RDFLIB = {"gaps", "overlaps"}
HEAVY = {"certifiers", "outcomes", "overlaps-of-entry", "proposals-and-existing-work", "timeline"}
PARAMETERS = [(name, key) for name in NAMES for key in QUESTIONS[name].parameters]


def test_there_are_enough_questions_of_every_kind() -> None:
    assert len(NAMES) >= 30
    assert {tag for question in QUESTIONS.values() for tag in question.tags} >= MUST_HAVE


def test_the_readme_names_every_question_under_its_tags() -> None:
    text = (ROOT / "queries" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) \| (.*) \|$", text, re.MULTILINE))
    said = {tag: set(re.findall(r"`([a-z0-9-]+)`", cell)) for tag, cell in rows.items()}
    for tag in TAGS:
        assert said.get(tag) == {n for n in NAMES if tag in QUESTIONS[n].tags}, f"tag {tag}"


def test_the_frozen_home_is_valid(tiny_home: Home) -> None:
    assert [p.text() for p in validate(home=tiny_home) if p.severity == "violation"] == []


def test_no_answer_is_left_over() -> None:
    assert {path.stem for path in ANSWERS.glob("*.csv")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_header(name: str) -> None:
    question = QUESTIONS[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert question.summary
    assert not question.summary.endswith((".", "?"))
    assert question.question.endswith("?")
    assert question.description.endswith(".")
    assert question.tags
    assert set(question.tags) <= TAGS
    assert all(parameter.help for parameter in question.parameters.values())


@pytest.mark.parametrize("name", NAMES)
def test_form(name: str, tiny: KnowledgeGraph) -> None:
    text = re.sub(r"(?m)(^|\s)#.*$", "", QUESTIONS[name].text)
    body = re.sub(r"(?m)^PREFIX .*\n", "", text).strip()
    assert body.startswith("SELECT ")
    assert not re.search(r"SELECT +(DISTINCT +)?\*|\bSERVICE\b|\bFROM\b|\bLIMIT\b", body)
    order = body[body.rindex("}") :].partition("ORDER BY")[2]
    named = re.findall(r"\?(\w+)", order)
    assert set(named) == set(tiny.query(name).columns), "ORDER BY names what SELECT names"


@pytest.mark.parametrize("name", NAMES)
def test_answer(name: str, tiny: KnowledgeGraph, expect: Callable[[Path, str], None]) -> None:
    answer = tiny.query(name)
    assert len(answer), f"{name} has no answer on the frozen home"
    expect(ANSWERS / f"{name}.csv", answer.csv().replace("\r\n", "\n"))


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_graph_has_an_answer(name: str, kg: KnowledgeGraph) -> None:
    assert len(kg.query(name))


@pytest.mark.parametrize("name", NAMES)
def test_json_is_w3c(name: str, tiny: KnowledgeGraph) -> None:
    answer = tiny.query(name)
    parsed = ox.parse_query_results(answer.json().encode(), ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert tuple(variable.value for variable in parsed.variables) == answer.columns
    assert [tuple(row) for row in parsed] == list(answer)


def _ours(term: Term | None) -> tuple[str, str]:
    if isinstance(term, ox.Literal):
        return term.value, term.language or term.datatype.value
    return ("", "") if term is None else (term.value, "")


def _theirs(term: object) -> tuple[str, str]:
    if isinstance(term, Literal):
        return str(term), str(term.language or term.datatype or rdflib.XSD.string)
    return ("", "") if term is None else (str(term), "")


@cache
def _dataset(graph: KnowledgeGraph) -> rdflib.Dataset:
    return graph.rdflib


def _spoken_of(name: str, graph: KnowledgeGraph) -> rdflib.Dataset:
    """Give only the facts whose property the question names: rdflib walks paths over all nodes."""
    named = set(re.findall(r"\b\w+:\w+", QUESTIONS[name].text)) | {"rdf:type"}
    quads = (quad for quad in graph.store.quads() if compact(quad.predicate.value) in named)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="".join(f"{quad} .\n" for quad in quads), format="nquads")
    return dataset


# rdflib 7.6 warns of itself: its parser of N-Quads uses what rdflib deprecates.
@pytest.mark.ci
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", [name for name in NAMES if name not in BEYOND_RDFLIB])
def test_rdflib_gives_the_same_rows(name: str, tiny: KnowledgeGraph) -> None:
    dataset = _spoken_of(name, tiny) if name in HEAVY else _dataset(tiny)
    result = dataset.query(QUESTIONS[name].text)
    rows = (row for row in result if isinstance(row, tuple))
    theirs = Counter(tuple(_theirs(term) for term in row) for row in rows)
    assert theirs == Counter(tuple(_ours(term) for term in row) for row in tiny.query(name))


def _name(term: object) -> str:
    return plain(term) if isinstance(term, ox.NamedNode) else str(term)


def test_gaps_counted_by_hand(tiny: KnowledgeGraph) -> None:
    """Answer a second time, naively, what rdflib cannot answer in time."""
    quads = {
        (_name(q.graph_name), _name(q.subject), compact(q.predicate.value), _name(q.object))
        for q in tiny.store.quads()
    }
    triples = {quad[1:] for quad in quads}

    def up(names: set[str]) -> set[str]:
        wider = {o for s, p, o in triples if p == "skos:broader" and s in names} - names
        return up(names | wider) if wider else names

    def of(passage: str, entry: str, facet: str) -> set[str]:
        return {o for g, s, p, o in quads if (g, s, p) == (passage, entry, facet)}

    kinds = {"mk:Agreement", "mk:Resolution", "mk:Standard", "mk:Framework", "mk:Regulation"}
    kinds |= {"mk:Initiative", "mk:Platform"}
    instruments = {s for s, p, o in triples if p == "rdf:type" and o in kinds}
    passages = {s for s, p, o in triples if p == "rdf:type" and o == "mk:Passage"}
    filled = {
        (stage, topic)
        for entry in instruments
        for passage in passages
        for stage in up(of(passage, entry, "mk:coversStage"))
        for topic in up(of(passage, entry, "mk:addressesTopic"))
    }
    stages = [s for s, p, o in triples if p == "rdf:type" and o == "mk:LifecycleStage"]
    topics = [s for s, p, o in triples if p == "rdf:type" and o == "mk:Topic"]
    empty = {(stage, topic) for stage in stages for topic in topics} - filled
    assert {(plain(stage), plain(topic)) for stage, topic in tiny.query("gaps")} == empty


def _values(graph: KnowledgeGraph, name: str, parameter: str) -> list[str]:
    """Give values to try: from the column of the parameter's name, else from the list above."""
    answer = graph.query(name)
    if parameter not in answer.columns:
        assert (name, parameter) in OTHER, f"add ({name!r}, {parameter!r}) to OTHER"
        return []
    found = sorted({plain(term) for term in answer.column(parameter) if term is not None})
    return [found[0], found[-1]]


@pytest.mark.ci
@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_a_parameter_narrows_the_answer(name: str, parameter: str, kg: KnowledgeGraph) -> None:
    values = _values(kg, name, parameter)
    for value in values:
        column = kg.query(name, **{parameter: value}).column(parameter)
        assert {plain(term) for term in column} == {value}
    if values:
        return
    before = list(kg.query(name))
    after = list(kg.query(name, **{parameter: OTHER[name, parameter]}))
    assert after != before
    if QUESTIONS[name].parameters[parameter].default == "UNDEF":
        assert not Counter(after) - Counter(before)
