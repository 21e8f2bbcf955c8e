"""The whole map: the most linked entries, and every line a link."""

import re

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.entry_links import joined
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.pictures.views.network import _Map


def test_any_beginning_of_the_list_hangs_together(tiny: KnowledgeGraph) -> None:
    shown = _Map(Scene(tiny, "en", Wish()))
    assert shown.degree[shown.ranked[0]] == max(shown.degree.values())
    reached = {shown.ranked[0]}
    for name in shown.ranked[1:]:
        near = set(shown.near[name])
        rest = set(shown.ranked) - reached
        assert near & reached or not any(set(shown.near[other]) & reached for other in rest)
        reached.add(name)
    assert len(shown.ranked) == len(set(shown.ranked)) == len(shown.degree)


def test_lines_are_links_that_passages_state(tiny: KnowledgeGraph) -> None:
    shown = _Map(Scene(tiny, "en", Wish()))
    assert set(shown.pairs) <= set(joined(tiny))
    assert all(shown.scene.groups[name] != "concept" for name in shown.degree)
    svg = draw(tiny, "network").svg
    assert svg.count('stroke="#bcc3cb"') == len(shown.pairs)
    assert svg.count("<g><title>") == len(shown.ranked)


def test_only_a_class_or_a_topic(kg: KnowledgeGraph) -> None:
    bodies = _Map(Scene(kg, "en", Wish(of="organization")))
    assert {bodies.scene.groups[name] for name in bodies.ranked} == {"organization"}
    some = _Map(Scene(kg, "en", Wish(topic="waste")))
    assert 0 < len(some.ranked) < len(_Map(Scene(kg, "en", Wish())).ranked)


def test_the_rest_is_counted(kg: KnowledgeGraph) -> None:
    assert re.search(r"7 of \d+ entries are shown", draw(kg, "network", most=7).svg)
