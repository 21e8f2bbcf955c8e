"""What a draft would add: covered by what, new, and which gaps it would close."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from minkg import BadInput, KnowledgeGraph, NotFound
from minkg.findings import overlaps as overlaps_module
from minkg.findings.facets import Facets, Subject
from minkg.findings.finding import Finding
from minkg.findings.overlaps import Overlaps
from minkg.findings.whatif import WhatIf, draft_subjects, what_if
from tests.tools.planted import EQUAL, subject, table

HEAD = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def overlaps(facets: Facets) -> Overlaps:
    return Overlaps(facets, EQUAL)


def test_a_draft_that_repeats_is_covered_and_adds_nothing() -> None:
    known = table(
        subject("old", "instrument", stage="s", topic="t", function="f"),
        subject("far", "instrument", stage="z", topic="y", function="x"),
        subject("farther", "instrument", stage="v", topic="w", function="u"),
    )
    answer = what_if(
        overlaps(known), subject("new", "proposal", stage="s", topic="t", function="f")
    )
    assert [(f.first, f.second, f.first_covered) for f in answer.findings] == [("new", "old", 1.0)]
    assert (dict(answer.new), answer.closes) == ({}, ())


def test_what_nobody_states_is_new_and_an_empty_cell_is_closed() -> None:
    known = table(
        subject("old", "instrument", stage="s", topic="t"),
        subject("plan", "proposal", stage="r", topic="t"),
    )
    draft = subject("new", "proposal", stage="r", topic="t", material="m")
    answer = what_if(overlaps(known), draft)
    assert dict(answer.new) == {"stage": ("r",), "material": ("m",)}
    assert answer.closes == (("r", "t"),)  # a mere proposal did not fill the cell


def test_an_entry_of_the_same_name_is_left_aside() -> None:
    known = table(
        subject("old", "instrument", stage="s", topic="t"),
        subject("new", "instrument", stage="s", topic="t"),
        subject("far", "instrument", stage="z", topic="y"),
    )
    answer = what_if(overlaps(known), subject("new", "instrument", stage="s", topic="t"))
    assert [{f.first, f.second} for f in answer.findings] == [{"new", "old"}]


def test_nothing_stated_is_said() -> None:
    known = table(subject("old", "instrument", stage="s", topic="t"))
    assert what_if(overlaps(known), subject("new", "proposal")).states_nothing


def test_nothing_to_compare_with_is_an_error() -> None:
    with pytest.raises(BadInput, match="nothing to compare"):
        what_if(overlaps(table(alone=True)), subject("new", "proposal", topic="t"))


@pytest.mark.ci
def test_a_file_need_not_be_in_the_graph(kg: KnowledgeGraph, tmp_path: Path) -> None:
    draft = tmp_path / "draft.trig"
    draft.write_text(
        HEAD
        + """:closure-guidelines a mk:Proposal ; skos:prefLabel "Guidelines for mine closure"@en .
        :notes.1 { :closure-guidelines mk:coversStage :extraction ;
          mk:addressesTopic :sustainable-sand-management ; mk:appliesToMaterial :sand . }""",
        encoding="utf-8",
    )
    (answer,) = kg.whatif(draft)
    assert answer.subject.group == "proposal"
    assert "marine-sand-watch" in {f.second for f in answer.findings}
    evidence = answer.subject.stated["topic"]["sustainable-sand-management"]
    assert [said.passage for said in evidence] == ["notes.1"]


def test_a_lesson_is_not_compared(kg: KnowledgeGraph) -> None:
    assert draft_subjects(kg, []) == []
    with pytest.raises(NotFound, match="not an instrument, an organization or a proposal"):
        kg.whatif("sand")


def test_the_sand_observatory_is_covered_by_marine_sand_watch(kg: KnowledgeGraph) -> None:
    (answer,) = kg.whatif("global-sand-observatory")
    found = next(f for f in answer.findings if f.second == "marine-sand-watch")
    assert found.first_covered is not None
    assert found.first_covered > 0.5
    assert "use" in found.parts["stage"].only_first


@pytest.fixture
def without_stability(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the place among all pairs, which a draft has not, and which takes most time."""
    monkeypatch.setattr(overlaps_module, "stability", lambda table, first, *_: np.zeros(len(first)))


def of(name: str, findings: Iterable[Finding]) -> dict[str, Finding]:
    """Give the findings of one subject by the other, without their place among all."""
    return {
        finding.second if finding.first == name else finding.first: replace(finding, stability=0)
        for finding in findings
        if name in (finding.first, finding.second)
    }


def disagreements(name: str, known: Overlaps, tried: Overlaps) -> set[str]:
    """Give those of which what-if and overlaps tell different things about this one."""
    answer = what_if(tried, tried.facets.subjects[name], top=len(known.at))
    mine, its = of(name, known.ranked(entry=name)), of(name, answer.findings)
    assert mine, name
    return {other for other in mine | its if mine.get(other) != its.get(other)}


@pytest.mark.ci
@pytest.mark.usefixtures("without_stability")
def test_of_every_proposal_whatif_and_overlaps_tell_the_same(kg: KnowledgeGraph) -> None:
    """Kind, differences, figures, parts, evidence, links and judgements, pair by pair."""
    facets = kg.findings.facets
    known = kg.findings.overlaps.on(facets)  # with nothing computed yet
    proposals = [name for name, one in facets.subjects.items() if one.group == "proposal"]
    assert proposals
    assert {name: disagreements(name, known, known) for name in proposals} == {
        name: set() for name in proposals
    }


class Forgetful(Facets):
    """A facet table whose copy with a draft knows no related concepts."""

    def among(self, subjects: Iterable[Subject]) -> Facets:
        """Give the same vocabulary with other subjects, but less of it."""
        return replace(super().among(subjects), related=frozenset())


@pytest.mark.ci
@pytest.mark.usefixtures("without_stability")
def test_what_forgets_related_concepts_is_found_out(kg: KnowledgeGraph) -> None:
    facets = kg.findings.facets
    known = kg.findings.overlaps.on(facets)
    forgetful = Forgetful(facets.subjects, facets.broader, facets.embracing, facets.related)
    proposals = [name for name, one in facets.subjects.items() if one.group == "proposal"]
    assert any(disagreements(name, known, known.on(forgetful)) for name in proposals)


@pytest.mark.ci
@pytest.mark.usefixtures("without_stability")
@pytest.mark.parametrize(
    "name", ["global-sand-observatory", "technical-guidelines-for-tailings-management"]
)
def test_the_file_of_an_entry_tells_what_its_name_tells(name: str, kg: KnowledgeGraph) -> None:
    file = kg.home.entry(name)
    assert file is not None

    def told(answer: WhatIf) -> dict[str, tuple[object, ...]]:
        return {
            other: (f.kind, f.differs, f.low, f.expected, f.high, f.first_covered, f.second_covered)
            for other, f in of(name, answer.findings).items()
        }

    (by_file,), (by_name,) = kg.whatif(file, top=999), kg.whatif(name, top=999)
    assert told(by_file) == told(by_name) != {}


def test_all_embracing_values_are_neither_new_nor_shared() -> None:
    known = table(
        subject("old", "instrument", stage="life-cycle", place="world", topic="a"),
        subject("far", "instrument", topic="b"),
    )
    draft = subject("new", "proposal", stage="life-cycle", place="world", material="sand")
    answer = what_if(overlaps(known), draft)
    assert dict(answer.new) == {"material": ("sand",)}
    assert answer.findings == ()
