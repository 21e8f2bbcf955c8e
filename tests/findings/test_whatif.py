"""What a draft would add: covered by what, new, and which gaps it would close."""

from pathlib import Path

import pytest

from minkg import BadInput, KnowledgeGraph, NotFound
from minkg.findings.facets import Facets
from minkg.findings.overlaps import Overlaps
from minkg.findings.whatif import draft_subjects, what_if
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


def test_all_embracing_values_are_neither_new_nor_shared() -> None:
    known = table(
        subject("old", "instrument", stage="life-cycle", place="world", topic="a"),
        subject("far", "instrument", topic="b"),
    )
    draft = subject("new", "proposal", stage="life-cycle", place="world", material="sand")
    answer = what_if(overlaps(known), draft)
    assert dict(answer.new) == {"material": ("sand",)}
    assert answer.findings == ()
    first = subject("first", "proposal", place="world")
    assert dict(what_if(overlaps(table(subject("a", topic="t"))), first).new) == {}


def test_what_if_and_overlaps_tell_the_same_of_every_proposal(kg: KnowledgeGraph) -> None:
    compared = kg.compared()
    proposals = [n for n, s in compared.facets.subjects.items() if s.group == "proposal"]
    assert len(proposals) > 10
    for name in proposals:
        one = {
            (f.first, f.second): (f.kind, f.differs, f.expected, f.first_covered)
            for f in what_if(compared, compared.facets.subjects[name], top=10_000).findings
        }
        other = {
            (f.first, f.second): (f.kind, f.differs, f.expected, f.first_covered)
            for f in compared.findings(entry=name)
        }
        assert one == other, name
