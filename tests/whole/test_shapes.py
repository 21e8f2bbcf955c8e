"""Every rule of shapes/ has an example that keeps it and one that breaks it.

`UPDATE=1 pytest tests/test_shapes.py` writes the texts of the problems anew.
"""

import os
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.checking.problem import Problem
from minkg.checking.sourced_facts import SourcedFacts
from minkg.checking.standing import base, problems_of, read_shapes
from minkg.home.folder import Home, find_home
from minkg.home.opening import read_home
from minkg.home.turtle import parse_facts, read_facts
from minkg.intake.drafting.validating import validate
from minkg.shacl.fact_index import RDF, SH, FactIndex
from minkg.words.names import DATA_PREFIXES, PREFIXES, expand, folder_of, name_of

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parents[1] / "shapes"
HOME: Home = find_home(ROOT)
SHAPES = read_shapes(HOME)
OWN = {"pattern", "class", "sparql", "minCount", "datatype", "nodeKind", "not", "closed"}
UPDATE = bool(os.environ.get("UPDATE"))
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in DATA_PREFIXES.items())


def rules() -> list[str]:
    """All property shapes, and the node shapes that demand something themselves."""
    named = {
        node
        for kind in ("NodeShape", "PropertyShape")
        for node in SHAPES.instances(ox.NamedNode(f"{SH}{kind}"))
        if SHAPES.value(node, f"{SH}path") is not None
        or any(SHAPES.value(node, f"{SH}{name}") is not None for name in OWN)
    }
    return sorted(name_of(node.value).removeprefix("mks:") for node in named)


RULES = rules()


@cache
def whole_home() -> SourcedFacts:
    return base(read_home(HOME))


def about_concepts(path: Path) -> bool:
    """Tell whether an example adds a concept: it would be a choice in other examples."""
    return "skos:inScheme" in path.read_text("utf-8")


@cache
def told(kind: str) -> dict[str, list[Problem]]:
    """Check all examples of a kind in two runs; give the problems of each rule's example."""
    found: dict[str, list[Problem]] = {}
    paths = [EXAMPLES / rule / f"{kind}.trig" for rule in RULES]
    there = [path for path in paths if path.exists()]
    for concepts in (True, False):
        new = SourcedFacts()
        for path in there:
            if about_concepts(path) is concepts:
                shown = f"{path.parent.name}/{path.name}"
                new.take_file(read_facts(path, shown), path, shown)
        for problem in problems_of(new.over(whole_home()).seal(), SHAPES):
            if problem.file in new.shown:
                found.setdefault(Path(problem.file).parent.name, []).append(problem)
    return found


def text_of(problems: list[Problem]) -> str:
    return "".join(f"{problem.text().split('/', 1)[1]}\n\n" for problem in problems)


def compare(path: Path, text: str) -> None:
    if UPDATE:
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_every_rule_has_its_examples_and_none_is_left_over() -> None:
    wanted = {f"{rule}/{name}" for rule in RULES for name in ("ok.trig", "bad.trig", "bad.txt")}
    there = {str(p.relative_to(EXAMPLES)) for p in EXAMPLES.glob("*/*")}
    assert there == wanted


@pytest.mark.parametrize("rule", RULES)
def test_a_good_example_has_no_problem(rule: str) -> None:
    assert [str(p) for p in told("ok").get(rule, []) if p.severity != "info"] == []
    assert rule not in {p.rule for p in told("ok").get(rule, [])}


@pytest.mark.parametrize("rule", RULES)
def test_a_bad_example_has_these_problems(rule: str) -> None:
    problems = told("bad").get(rule, [])
    compare(EXAMPLES / rule / "bad.txt", text_of(problems))
    mine = [problem for problem in problems if problem.rule == rule]
    both = rule in (
        "across-identifier",
        "across-label",
        "across-circle",
        "across-parts",
        "Passage-seal",
    )
    assert len(mine) == (2 if both else 1), "one problem, or one for each of two entries or values"


@pytest.mark.parametrize("rule", RULES)
def test_texts_are_for_people(rule: str) -> None:
    for problem in told("bad").get(rule, []):
        text = f"{problem.sentence()} {problem.remedy()}"
        assert re.search(r"\{\w+\}", text) is None
        assert "  '" not in text
        assert "''" not in text
        assert "w3id.org" not in text
        assert problem.line
        assert problem.hint
        assert problem.sentence()[0].islower() or problem.sentence()[0] == "'"
        assert not problem.sentence().endswith(".")


@pytest.mark.ci
@pytest.mark.parametrize("rule", RULES[::20])
def test_one_file_alone_is_told_the_same(rule: str) -> None:
    path = EXAMPLES / rule / "bad.trig"
    told = validate(path, home=HOME)
    alone = [p for p in told if p.file == str(path) and p.rule not in ("to-confirm", "review")]
    shown = "".join(f"{p.text().removeprefix(str(path.parent) + '/')}\n\n" for p in alone)
    assert shown == (EXAMPLES / rule / "bad.txt").read_text("utf-8")


def concrete_classes() -> list[str]:
    """Give the classes of which there can be entries, and Passage."""
    facts = FactIndex(whole_home().files)
    below = facts.subclasses(ox.NamedNode(expand("mk:Entry")))
    parents = {p for kind in below for p in facts.values(kind, f"{PREFIXES['rdfs']}subClassOf")}
    return [*sorted(name_of(c.value)[3:] for c in below - parents), "Passage"]


def test_an_empty_record_of_every_class_fails() -> None:
    """One problem per missing thing; the list is in empty.txt."""
    lines = []
    for name in concrete_classes():
        new, shown = SourcedFacts(), f"{name}.trig"
        entry = "x.1" if name == "Passage" else "x"
        text = f"{HEADER}:{entry} a mk:{name} .\n".encode()
        new.texts[shown] = text.decode()
        new.take(parse_facts(text, ox.RdfFormat.TRIG, shown), shown)
        problems = [p for p in problems_of(new.over(small_home()), SHAPES) if p.file == shown]
        assert any(problem.severity == "violation" for problem in problems), name
        assert {problem.line for problem in problems} == {len(DATA_PREFIXES) + 1}
        lines += [f"{name}: {p.severity}: {p.rule}: {p.sentence()}" for p in problems]
    compare(EXAMPLES / "empty.txt", "".join(f"{line}\n" for line in lines))


def test_every_class_has_a_folder_and_a_shape_of_its_name() -> None:
    names = {folder_of(name) for name in concrete_classes()}
    assert names <= {path.stem for path in HOME.shapes}
    assert {path.parent.name for path in HOME.data} <= names


@cache
def small_home() -> SourcedFacts:
    """Read the ontology alone."""
    source = SourcedFacts()
    for path in HOME.ontology:
        source.take_file(read_facts(path), path, HOME.show(path))
    return source


def test_the_shipped_home_has_no_violation() -> None:
    found = problems_of(whole_home(), SHAPES)
    assert [str(problem) for problem in found if problem.severity == "violation"] == []


def test_shapes_speak_of_the_ontology_only() -> None:
    """A property or class that a shape names is in the ontology."""
    known = FactIndex(whole_home().files).by_subject(f"{RDF}type")
    for name in ("path", "class", "targetClass"):
        for term in SHAPES.by_object(f"{SH}{name}"):
            ours = not term.value.startswith((RDF, PREFIXES["owl"]))
            assert isinstance(term, ox.BlankNode) or not ours or term in known, term


def test_queries_keep_to_what_every_engine_may_use() -> None:
    """SHACL forbids VALUES, MINUS and SERVICE, and asks for $this among what is selected."""
    for texts in SHAPES.by_subject(f"{SH}select").values():
        for text in texts:
            assert re.search(r"\b(VALUES|MINUS|SERVICE)\b", text.value) is None
            assert text.value.startswith("SELECT $this")
