"""Cells of stage and topic: gaps, thin ground, fragmentation."""

import pytest

from minkg.findings.facets import Evidence, closed_cells, read_facets
from minkg.findings.gaps import Cell, cells
from minkg.findings.links import read_links
from minkg.knowledge import KnowledgeGraph
from tests.tools.planted import subject, table

HERE = {"stage": "mining", "topic": "sand-topic"}


def cell(*subjects, stage="mining", topic="sand-topic", **options) -> Cell:
    (found,) = cells(table(*subjects), [stage], [topic], **options)
    return found


def test_nobody_acts() -> None:
    assert cell() == Cell("mining", "sand-topic", "gap")


def test_two_sources_and_law_cover() -> None:
    found = cell(subject("act", force="law", document="gazette", **HERE), subject("plan", **HERE))
    assert (found.kind, found.subjects, found.thin) == ("covered", ("act", "plan"), ())
    assert found.evidence == (
        ("act", (Evidence("gazette.1", "checked"),)),
        ("plan", (Evidence("report.1", "checked"),)),
    )


def test_narrower_concepts_fill_a_cell() -> None:
    found = cell(subject("one", stage="marine-mining", topic="sand-trade"))
    assert found.subjects == ("one",)
    assert (
        cell(subject("one", stage="mining", topic="sand-topic"), topic="sand-trade").kind == "gap"
    )


def test_an_all_embracing_concept_fills_no_cell() -> None:
    assert cell(subject("one", stage="life-cycle", topic="sand-topic")).kind == "gap"


def test_one_passage_must_say_both() -> None:
    """Sand at extraction in one paragraph and tailings in another is not tailings at extraction."""
    apart = subject("one", said={"topic": "2"}, **HERE)
    assert cell(apart).kind == "gap"
    assert closed_cells(table(apart), apart) == frozenset()


@pytest.mark.parametrize(
    ("reason", "subjects"),
    [
        (
            "only-proposals",
            [subject("p", "proposal", **HERE), subject("q", "proposal", document="b", **HERE)],
        ),
        (
            "only-voluntary",
            [
                subject("v", force="voluntary-standard", **HERE),
                subject("w", force="non-binding", document="b", **HERE),
            ],
        ),
        ("one-source", [subject("a", force="law", **HERE), subject("b", **HERE)]),
        (
            "unchecked",
            [
                subject("a", force="treaty", state="unchecked", **HERE),
                subject("b", state="unchecked", document="b", **HERE),
            ],
        ),
    ],
)
def test_thin_ground_has_its_reason(reason, subjects) -> None:
    found = cell(*subjects)
    assert (found.kind, found.thin) == ("thin", (reason,))


def test_several_reasons_stand_in_their_order() -> None:
    assert cell(subject("p", "proposal", state="unchecked", **HERE)).thin == (
        "only-proposals",
        "one-source",
        "unchecked",
    )
    assert set(cell(subject("p", "proposal", **HERE)).thin) <= set(Cell.REASONS)


def test_unknown_legal_force_is_not_voluntary() -> None:
    found = cell(
        subject("v", force="voluntary-standard", **HERE), subject("w", document="b", **HERE)
    )
    assert found.kind == "covered"


def test_a_protocol_binds_like_the_treaty_that_it_is() -> None:
    one = subject("v", force="voluntary-standard", **HERE)
    assert "only-voluntary" in cell(one).thin
    assert "only-voluntary" not in cell(one, subject("w", force="protocol", **HERE)).thin


def test_organizations_alone_are_not_thin_without_a_reason() -> None:
    found = cell(
        subject("a", "organization", **HERE), subject("b", "organization", document="b", **HERE)
    )
    assert (found.kind, found.thin) == ("covered", ())


THREE = [subject(name, document=name, **HERE) for name in ("a", "b", "c")]


def test_three_that_no_link_joins_are_fragmentation() -> None:
    found = cell(*THREE)
    assert (found.kind, found.subjects) == ("fragmentation", ("a", "b", "c"))
    assert [name for name, _ in found.evidence] == ["a", "b", "c"]


def test_a_link_between_two_of_three_joins_them() -> None:
    assert cell(*THREE, joined=[frozenset(("a", "c"))]).kind == "covered"
    assert cell(*THREE, joined=[frozenset(("a", "elsewhere"))]).kind == "fragmentation"
    assert cell(*THREE, joined=[frozenset(("a",))]).kind == "fragmentation"


def test_one_link_does_not_join_four() -> None:
    four = [*THREE, subject("d", document="d", **HERE)]
    ab, bc, cd = (frozenset(pair) for pair in ("ab", "bc", "cd"))
    assert cell(*four, joined=[ab]).kind == "fragmentation"
    assert cell(*four, joined=[ab, cd]).kind == "covered"
    assert cell(*four, joined=[ab, bc]).kind == "covered"


def test_what_is_only_proposed_is_not_fragmented() -> None:
    proposals = [subject(name, "proposal", document=name, **HERE) for name in ("a", "b", "c")]
    assert (cell(*proposals).kind, cell(*proposals).thin) == ("thin", ("only-proposals",))


def test_functions_and_legal_forces_choose_who_counts() -> None:
    subjects = [
        subject("a", force="law", function="watching", **HERE),
        subject("b", force="voluntary-standard", function="training", document="b", **HERE),
        subject("c", document="c", **HERE),
    ]
    assert cell(*subjects, functions=frozenset({"watching"})).subjects == ("a",)
    assert cell(*subjects, legal_forces=frozenset({"binding"})).subjects == ("a",)
    assert cell(*subjects, functions=frozenset({"auditing"})).kind == "gap"


def test_cells_come_in_the_given_order() -> None:
    found = cells(table(*THREE), iter(["use", "mining"]), iter(["sand-topic", "air"]))
    assert [(c.stage, c.topic) for c in found] == [
        ("use", "sand-topic"),
        ("use", "air"),
        ("mining", "sand-topic"),
        ("mining", "air"),
    ]


def test_every_cell_of_the_graph_has_passages_that_say_both(kg: KnowledgeGraph) -> None:
    facets = read_facets(kg)
    stages, topics = ({c for by in facets.counts[f] for c in [by]} for f in ("stage", "topic"))
    joined = [frozenset((link.subject, link.object)) for link in read_links(kg)]
    found = cells(facets, sorted(stages), sorted(topics), joined=joined)
    filled = [one for one in found if one.kind != "gap"]
    assert filled
    for one in filled:
        assert [name for name, _ in one.evidence] == list(one.subjects)
        for name, passages in one.evidence:
            assert passages
            subject_ = facets.subjects[name]
            assert facets.cell(subject_, one.stage, one.topic) == passages


def test_sand_and_tailings_are_kept_apart(kg: KnowledgeGraph) -> None:
    """Resolution 5/12 treats sand extraction in paragraph 4 and tailings in paragraph 5."""
    facets = read_facets(kg)
    (found,) = cells(facets, ["extraction"], ["tailings-management"])
    assert "unea-resolution-5-12" not in found.subjects
    (found,) = cells(facets, ["extraction"], ["sustainable-sand-management"])
    assert {"marine-sand-watch", "unea-resolution-5-12"} <= set(found.subjects)
