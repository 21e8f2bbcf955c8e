"""Who covers which stage: one dot for each stage that a passage states."""

import pytest

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.pictures.views.coverage import _Coverage


def test_dots_are_the_stages_that_are_stated(tiny: KnowledgeGraph) -> None:
    shown = _Coverage(Scene(tiny, "en", Wish()), [])
    facets = tiny.facets()
    for one in shown.ranked:
        wanted = facets.concepts(facets.subjects[one.name], "stage") & set(shown.stages)
        assert set(shown.said[one.name]) == wanted
    counts = [len(shown.said[one.name]) for one in shown.ranked]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0


def test_those_that_are_named_are_shown_even_without_a_stage(tiny: KnowledgeGraph) -> None:
    scene = Scene(tiny, "en", Wish())
    silent = next(
        name for name, one in sorted(tiny.facets().subjects.items()) if "stage" not in one.stated
    )
    shown = _Coverage(scene, [silent, "marine-sand-watch", silent])
    assert [one.name for one in shown.ranked] == ["marine-sand-watch", silent]
    assert shown.none == 1


@pytest.mark.parametrize(("of", "rows"), [("standard", 1), ("platform", 1)])
def test_one_row_for_each_entry_of_a_class(tiny: KnowledgeGraph, of: str, rows: int) -> None:
    svg = draw(tiny, "coverage", of=of).svg
    assert svg.count("<title>") == 1 + rows


def test_what_is_said_not_to_be_covered_is_crossed(kg: KnowledgeGraph) -> None:
    excluded = _Coverage(Scene(kg, "en", Wish()), []).excluded
    asked = kg.select("SELECT ?x ?s { ?x <https://w3id.org/minkg/ontology#doesNotCover> ?s }")
    assert len(excluded) == len({tuple(map(str, row)) for row in asked})
