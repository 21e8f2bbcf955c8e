"""Problems reach people and programs: as text, table, SARIF, and as a SHACL report."""

import csv as csv_reader
import io
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH
from rdflib.compare import to_isomorphic

from minkg.checking.problem import Problem
from minkg.checking.standing import read_shapes
from minkg.checking.telling import Teller
from minkg.home.folder import find_home
from minkg.home.turtle import read_facts
from minkg.intake.feedback import reports
from minkg.shacl.engine import ShapeResult
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.languages import LANGUAGES
from minkg.words.names import expand
from minkg.words.place import Place
from minkg.words.sheet_text import inert, restored
from tests.tools.reference import graph, results_of

HERE = Path(__file__).parents[2]
HOME = find_home(HERE.parent)
GOLDEN = HERE / "reports"
SHAPES = read_shapes(HOME)
ONTOLOGY = [triple_of(quad) for path in HOME.ontology for quad in read_facts(path)]


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


FOUND = ShapeResult(
    node("sand"),
    node("mk:addressesTopic"),
    node("sandd"),
    node("mks:Standard-addressesTopic"),
    "class",
)
PROBLEMS = [
    Problem(
        "'{value}' is not {a_class}", "choose one of: {choices}",
        Place("data/standard/sand.trig", 13),
        "sand", "Standard-addressesTopic", result=FOUND,
        values={"value": "sandd", "a_class": "a topic", "choices": "sand, tailings"},
    ),
    Problem(
        "'{entry}' lacks '{name}'", "fill in this cell, such as:  {example}",
        Place("my entries.xlsx", sheet="un-entity", row=7, column=3),
        entry="new-one", rule="Entry-prefLabel",
        values={"entry": "new-one", "name": "name", "example": "[Sand](https://x.org) {x}"},
    ),
    Problem(
        "'{value}' is deprecated", "", Place("in.json", pointer="/0/name"),
        rule="across-successor", severity="warning", values={"value": '=HYPERLINK("https://bad.example/";"x");-1'},
    ),
    Problem("is damaged", "get the file again, or save it again", Place("x.xlsx"), rule="file"),
    Problem(
        "'{value}' is too long for '{name}'", "use at most {parameter} signs", Place("a.trig", 2),
        "sand", "Entry-symbol", "info",
        values={"value": "«é» 你好 \ud800 \t", "name": "symbol", "parameter": "9"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_the_text_that_people_read(lang, expect):
    text = "\n\n".join(problem.text(lang) for problem in PROBLEMS)
    expect(GOLDEN / f"problems.{lang}.txt", f"{text}\n".encode("utf-8", "replace").decode())


def test_the_table_opens_as_it_is_meant(expect):
    written = reports.csv(PROBLEMS)
    expect(GOLDEN / "problems.csv", written)
    rows = list(csv_reader.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == reports.COLUMNS
    assert [row["line"] for row in rows] == ["13", "", "", "", "2"]
    assert [row["cell"] for row in rows] == ["", "'un-entity'!C7", "/0/name", "", ""]
    assert rows[2]["message"].startswith("'")


ANY = st.text(max_size=30)


@settings(max_examples=100)
@given(ANY, ANY, st.integers(1, 10**6))
def test_no_cell_of_the_table_is_a_formula(value, file, line):
    problem = Problem("{value}", "{value}", Place(file, line), values={"value": value})
    rows = list(csv_reader.reader(io.StringIO(reports.csv([problem]).removeprefix("\ufeff"))))
    assert len(rows) == 2
    for cell in rows[1]:
        assert cell == inert(restored(cell))


def test_sarif_as_code_scanning_reads_it(expect):
    written = reports.sarif(PROBLEMS, "en", "1.0")
    expect(GOLDEN / "problems.sarif", written)
    keeps_sarif(json.loads(written))


@settings(max_examples=50)
@given(ANY, ANY, st.sampled_from(LANGUAGES), st.sampled_from(["violation", "warning", "info"]))
def test_sarif_of_anything(value, file, lang, severity):
    problem = Problem("{value}", place=Place(file), severity=severity, values={"value": value})
    keeps_sarif(json.loads(reports.sarif([problem], lang, "1.0").encode()))


def keeps_sarif(log) -> None:
    """Check what the schema of SARIF 2.1.0 demands of the parts that minkg writes."""
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run.keys() == {"tool", "language", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert driver.keys() == {"name", "version", "informationUri", "rules"}
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        assert rule.keys() == {"id", "shortDescription", "help"}
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    for result in run["results"]:
        needed = {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert needed <= result.keys() <= needed | {"properties"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert isinstance(result["message"]["text"], str)
        (place,) = result["locations"]
        where = place["physicalLocation"]
        assert where["region"]["startLine"] >= 1
        address = where["artifactLocation"]["uri"]
        assert address.isascii()
        assert not urlsplit(address).fragment
        assert not set(address) & set(' "<>\\^`{|}')
        logical = place.get("logicalLocations", [{"fullyQualifiedName": "A1"}])
        assert all(one["fullyQualifiedName"] for one in logical)


def test_sarif_names_the_file_and_the_cell():
    results = json.loads(reports.sarif(PROBLEMS, "en", "1.0"))["runs"][0]["results"]
    places = [result["locations"][0] for result in results]
    files = [unquote(p["physicalLocation"]["artifactLocation"]["uri"]) for p in places]
    assert files == [problem.file for problem in PROBLEMS]
    assert places[1]["logicalLocations"] == [{"fullyQualifiedName": "'un-entity'!C7"}]
    assert r"\[Sand](https://x.org)" in results[1]["message"]["text"]


def parsed(report: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=report, format="turtle")


def test_a_shacl_report(expect):
    written = reports.shacl(PROBLEMS, "en", SHAPES)
    expect(GOLDEN / "problems.ttl", written)
    found = parsed(written)
    (report,) = found.subjects(RDF.type, SH.ValidationReport)
    assert found.value(report, SH.conforms) == rdflib.Literal(False)
    assert len(list(found.objects(report, SH.result))) == len(PROBLEMS)
    empty = parsed(reports.shacl([], "en", SHAPES))
    assert set(empty.objects(None, SH.conforms)) == {rdflib.Literal(True)}


def examples(pattern: str) -> FactIndex:
    quads = [
        q for path in sorted(HERE.glob(f"shapes/{pattern}/bad.trig")) for q in read_facts(path)
    ]
    return FactIndex([*ONTOLOGY, *(triple_of(quad) for quad in quads)])


def verdicts(report: rdflib.Graph) -> set[tuple[object, ...]]:
    """Give everything that both reports say of each result; a path as its own small graph."""
    parts = (
        SH.focusNode,
        SH.value,
        SH.sourceShape,
        SH.sourceConstraintComponent,
        SH.resultSeverity,
    )
    (whole,) = report.subjects(RDF.type, SH.ValidationReport)
    found: set[tuple[object, ...]] = set()
    for one in report.objects(whole, SH.result):
        path = report.value(one, SH.resultPath)
        if isinstance(path, rdflib.BNode):
            path = to_isomorphic(report.cbd(path)).internal_hash()
        values = (report.value(one, part) for part in parts)
        found.add((path, *(None if isinstance(v, rdflib.BNode) else v for v in values)))
    return found


@pytest.mark.ci
@pytest.mark.parametrize("pattern", ["[A-Z]*", "across-da*", "across-domain"])
def test_the_report_is_that_of_the_reference(pattern):
    facts = examples(pattern)
    kept = "across" in pattern
    shapes = [
        t
        for p in HOME.shapes
        if (p.stem == "across") is kept
        for t in map(triple_of, read_facts(p))
    ]
    chosen = FactIndex(shapes)
    results = results_of(facts, chosen)
    teller = Teller(chosen, facts)
    told = [teller.problem(result, Place("bad.trig", 1)) for result in results]
    ours = verdicts(parsed(reports.shacl(told, "en", chosen)))
    _, report, _ = pyshacl.validate(
        graph(facts.triples()), shacl_graph=graph(shapes), inference="none", advanced=False
    )
    assert len(ours) > 2
    assert ours == verdicts(report)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_messages_stand_in_every_language_they_are_known_in(lang):
    facts = examples("Entry-prefLabel*")
    teller = Teller(SHAPES, facts, lang, LANGUAGES)
    told = [teller.problem(result, Place("bad.trig", 1)) for result in results_of(facts, SHAPES)]
    found = parsed(reports.shacl(told, lang, SHAPES))
    for result in found.objects(None, SH.result):
        messages = {m.language: str(m) for m in found.objects(result, SH.resultMessage)}
        assert messages.keys() == set(LANGUAGES)
        assert len(set(messages.values())) == len(LANGUAGES)
