"""All 98 core tests of the W3C's SHACL suite, judged by the engine that judges users' files.

The suite is not ours: `make .venv/w3c-shacl` takes it out of the source of pySHACL, whose hash
is in requirements.txt, and puts it beside the Python that runs the tests.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.graph.terms import Term
from minkg.shacl.engine import ShapeResult, Shapes
from minkg.shacl.fact_index import RDF, SH, FactIndex, triple_of
from minkg.shacl.incremental import Checked
from minkg.shacl.paths import read_path
from tests.tools.reference import results_of

SUITE = Path(sys.prefix, "w3c-shacl", "core")
FILES = sorted(SUITE.rglob("*.ttl"))
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
Verdict = tuple[str, ...]


def read(path: Path) -> FactIndex:
    quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    return FactIndex(triple_of(quad) for quad in quads)


def validations(path: Path) -> Iterable[Term]:
    return read(path).by_object(f"{RDF}type").get(ox.NamedNode(f"{SHT}Validate"), ())


CASES = [path for path in FILES if validations(path)]


def test_the_suite_is_whole() -> None:
    assert len(CASES) == 98, "`make .venv/w3c-shacl` fetches the suite"


def graph_of(test: Term, role: str, here: Path, whole: FactIndex) -> FactIndex:
    action = whole.value(test, f"{MF}action")
    assert action is not None
    wanted = whole.value(action, f"{SHT}{role}Graph")
    assert wanted is not None
    other = here.parent / wanted.value.rpartition("/")[2]
    return whole if other == here else read(other)


def written(path: Term | None, graph: FactIndex) -> str:
    return "" if path is None else repr(read_path(graph, path))


def expected(report: Term, graph: FactIndex) -> Counter[Verdict]:
    def one(result: Term) -> Verdict:
        def value(name: str) -> Term | None:
            return graph.value(result, f"{SH}{name}")

        names = ("focusNode", "value", "sourceShape", "sourceConstraintComponent", "resultSeverity")
        return written(value("resultPath"), graph), *(str(value(name)) for name in names)

    return Counter(one(result) for result in graph.values(report, f"{SH}result"))


def told(result: ShapeResult, shapes: FactIndex) -> Verdict:
    """Give what a report says of a result; of a language used twice we also say the text."""
    component = f"{result.component[0].upper()}{result.component[1:]}ConstraintComponent"
    value = None if result.component == "uniqueLang" else result.value
    rest = (result.focus, value, result.shape)
    severity = result.severity if "://" in result.severity else f"{SH}{result.severity}"
    named = (ox.NamedNode(f"{SH}{component}"), ox.NamedNode(severity))
    return written(result.path, shapes), *(str(term) for term in (*rest, *named))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_core(path: Path) -> None:
    whole = read(path)
    (test,) = validations(path)
    report = whole.value(test, f"{MF}result")
    assert report is not None
    facts, shapes = (graph_of(test, role, path, whole) for role in ("data", "shapes"))
    found = Counter(told(result, shapes) for result in results_of(facts, shapes))
    assert found == expected(report, whole)
    conforms = whole.value(report, f"{SH}conforms")
    assert conforms is not None
    assert (conforms.value == "true") == (not found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_core_as_a_change(path: Path) -> None:
    """What facts bring about that are added to none, and mend when they are taken away again."""
    whole = read(path)
    (test,) = validations(path)
    facts, shapes = (graph_of(test, role, path, whole) for role in ("data", "shapes"))
    checked = Checked(Shapes(shapes), FactIndex([]))
    before, wrong = set(checked.results()), set(results_of(facts, shapes))
    change = checked.change(facts.triples())
    assert set(change.brought) == wrong - before
    assert set(change.mended) == before - wrong
    change = checked.change(removed=facts.triples())
    assert set(change.brought) == before - wrong
    assert set(change.mended) == wrong - before
