"""Counting by stage and topic: closed upwards, in the order of the life cycle."""

from pathlib import Path

from minkg.graph.vocabularies import STAGES
from minkg.knowledge import KnowledgeGraph
from minkg.pictures.drawing.entry_links import groups
from minkg.pictures.views.stage_topic import grid
from tests.tools.small_home import small


def test_counts_are_closed_upwards_over_broader(tmp_path: Path) -> None:
    kg = small(
        tmp_path,
        ":sea a mk:LifecycleStage ; skos:broader :extraction .",
        ":extraction a mk:LifecycleStage . :use a mk:LifecycleStage . :waste a mk:Topic .",
        ":tailings a mk:Topic ; skos:broader :waste . :air a mk:Topic ; skos:broader :waste .",
        ":one a mk:Platform ; mk:coversStage :sea ; mk:addressesTopic :tailings .",
        ":plan a mk:Proposal ; mk:coversStage :use ; mk:addressesTopic :waste .",
        ":old a mk:Platform ; mk:coversStage :use ; mk:addressesTopic :waste .",
        ":old owl:deprecated true .",
    )
    shown = grid(kg)
    assert shown.stages == ["extraction", "use"]
    assert shown.topics == [("waste", 0), ("tailings", 1)]
    assert shown.found["waste", "extraction"] == {"one"} == shown.found["tailings", "extraction"]
    assert ("waste", "use") not in shown.found
    assert shown.planned["waste", "use"] == {"plan"}
    assert grid(kg, "proposal").found["waste", "use"] == {"plan"}
    assert grid(kg, "proposal").planned == {}


def test_stages_stand_in_the_order_of_the_life_cycle(kg: KnowledgeGraph) -> None:
    assert tuple(grid(kg).stages) == STAGES


def test_figures_of_the_matrix_are_those_of_the_graph(kg: KnowledgeGraph) -> None:
    found = grid(kg).found["tailings-management", "mine-waste-management"]
    assert "global-industry-standard-on-tailings-management" in found
    assert {groups(kg)[name] for name in found} == {"instrument"}
