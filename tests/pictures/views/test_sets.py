"""Which facets, or which values, occur together: every entry is counted once."""

import pytest

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.pictures.views.sets import SETS, _Sets
from minkg.words.errors import NotFound


def test_every_entry_is_in_one_combination(kg: KnowledgeGraph) -> None:
    shown = _Sets(Scene(kg, "en", Wish()), None)
    members = [name for _, those in shown.together for name in those]
    assert len(members) == len(set(members)) == len(shown.subjects) - shown.none
    for items, those in shown.together:
        for name in those:
            assert set(items) == set(kg.facets().subjects[name].stated)


def test_sets_of_values_are_the_broadest_that_do_not_embrace_all(kg: KnowledgeGraph) -> None:
    shown = _Sets(Scene(kg, "en", Wish()), "topic")
    facets = kg.facets()
    assert len(shown.sets) <= SETS
    for value in shown.sets:
        assert value not in facets.embracing
        assert set(facets.broader.get(value, ())) <= facets.embracing
    for value in shown.sets:
        having = [s for s in shown.subjects if value in facets.concepts(s, "topic")]
        assert len(having) == shown.sizes[value]


def test_bars_come_from_the_most_to_the_least(kg: KnowledgeGraph) -> None:
    shown = _Sets(Scene(kg, "en", Wish()), None)
    counts = [len(those) for _, those in shown.together]
    assert counts == sorted(counts, reverse=True)


def test_the_page_lists_the_members(tiny: KnowledgeGraph) -> None:
    details = {detail.place: detail for detail in _Sets(Scene(tiny, "en", Wish()), None)._details()}
    assert any(("Marine Sand Watch", "platform") in detail.rows for detail in details.values())


def test_what_is_left_out_is_counted(kg: KnowledgeGraph) -> None:
    assert "Not shown, as nothing of this is stated of them" in draw(kg, "sets", "material").svg


def test_a_facet_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="no facet is called 'color'"):
        _view(None)


def _view(scene: object) -> None:
    from minkg.pictures.views.sets import view

    view(scene, "color")
