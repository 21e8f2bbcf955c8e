"""The triangle of similarities: its figures are those of the findings."""

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw


def test_similarity_is_that_of_the_findings(kg: KnowledgeGraph) -> None:
    finding = kg.overlaps("global-sand-observatory", "marine-sand-watch")[0]
    svg = draw(kg, "overlap", "marine-sand-watch", "global-sand-observatory").svg
    assert f": {finding.expected:.2f}, overlap." in svg
    assert f">{finding.expected * 100:.0f}<" in svg
    named = draw(kg, "overlap", "global-sand-observatory", most=5).svg
    assert named.count("<title>") == 1 + 5 + 10
