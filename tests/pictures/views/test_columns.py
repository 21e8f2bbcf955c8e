"""From proposals over topics to instruments and organizations: every line is a fact."""

import re

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.pictures.views.columns import _by_middle, _Columns


def test_lines_are_what_passages_state(tiny: KnowledgeGraph) -> None:
    shown = _Columns(Scene(tiny, "en", Wish()))
    facets = tiny.facets()
    for proposal, topic in shown.edges[0]:
        assert facets.subjects[proposal].group == "proposal"
        assert topic in facets.subjects[proposal].stated["topic"]
    for topic, instrument in shown.edges[1]:
        assert facets.subjects[instrument].group == "instrument"
        assert topic in {its for _, its in shown.edges[0]}
    assert ("marine-sand-watch", "grid-geneva") in shown.edges[2]
    assert all(shown.edges)


def test_the_most_joined_are_shown_and_the_rest_counted(kg: KnowledgeGraph) -> None:
    shown = _Columns(Scene(kg, "en", Wish()))
    columns = shown._chosen(5)
    assert [len(column) for column in columns] == [5, 5, 5, 5]
    assert set(columns[1]) <= {topic for name, topic in shown.edges[0] if name in columns[0]}
    assert "At most 5 are shown in each column" in draw(kg, "columns", most=5).svg


def test_every_column_has_its_head(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "columns").svg
    assert all(
        f">{head}<" in svg for head in ("proposals", "topics", "instruments", "organizations")
    )
    assert "Global sand observatory: " in re.sub(r"\s+", " ", svg)


def test_names_stand_near_the_middle_of_those_that_they_are_joined_to() -> None:
    pairs = {("a", "x"), ("b", "y"), ("c", "z"), ("a", "y")}
    assert _by_middle(["z", "y", "x"], ["a", "b", "c"], pairs) == ["x", "y", "z"]
