"""The process and the instruments in time: the first date of each, in the right order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.pictures.views.timeline import _Axis, _Timeline, _year


@given(st.lists(st.floats(1900, 2030), min_size=1, max_size=40).map(sorted))
def test_what_is_later_stands_further_on(times: list[float]) -> None:
    axis = _Axis(times, 100, 1000)
    places = [axis.at(time) for time in times]
    assert places == sorted(places)
    assert all(100 <= place <= 1000 for place in places)
    ticks = axis.ticks()
    assert ticks == sorted(ticks)
    assert all(right - left >= 42 for (_, left), (_, right) in pairwise(ticks))


@pytest.mark.parametrize(
    ("day", "year"), [("2023", 2023.5), ("2023-01", 2023.0376), ("2023-12-31", 2023.9973)]
)
def test_what_is_not_stated_is_the_middle(day: str, year: float) -> None:
    assert _year(day) == year


def test_each_entry_has_its_first_date(tiny: KnowledgeGraph) -> None:
    shown = _Timeline(Scene(tiny, "en", Wish()))
    found = {event.name: event.day for event in shown.ranked}
    assert found["marine-sand-watch"] == "2023-09"
    assert len(found) == len(shown.ranked)
    assert found.keys() & {"unea-6", "sand-workshop-2023"}


def test_meetings_and_instruments_come_by_turns(kg: KnowledgeGraph) -> None:
    kinds = [
        event.kind in ("meeting", "process") for event in _Timeline(Scene(kg, "en", Wish())).ranked
    ]
    assert kinds[:6] == [True, False] * 3


def test_without_a_date_it_is_counted(kg: KnowledgeGraph) -> None:
    shown = _Timeline(Scene(kg, "en", Wish(of="standard")))
    assert {event.kind for event in shown.ranked} == {"standard"}
    assert f"no date is stated of them: {shown.undated}." in draw(kg, "timeline", of="standard").svg
