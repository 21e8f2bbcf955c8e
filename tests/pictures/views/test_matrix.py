"""The matrix of stages and topics as it is drawn."""

import re

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from tests.tools.geometry import check_geometry


def test_thin_cells_are_those_of_the_gaps(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "stage-topic").svg
    assert svg.count("only unchecked facts") > 5
    assert "thin: only voluntary instruments, one document, or unchecked facts" in svg
    cell = re.search(r"<title>wetlands \+ extraction: -</title>", svg)
    assert cell


def test_other_classes_can_be_counted(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "stage-topic", of="recommendation").svg
    assert "Topics and life-cycle stages: recommendation" in svg
    check_geometry(svg)
