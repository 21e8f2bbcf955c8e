"""Heads of narrow columns: no word is broken, none lies on another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.pictures.drawing.svg import Canvas, Rect, TextLine
from minkg.pictures.drawing.text import width
from minkg.pictures.views.column_heads import HEAD, LEVELS, draw, fit, least_room

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=16), min_size=1, max_size=8)


@given(WORDS, st.integers(50, 900), st.integers(0, 5))
def test_as_few_levels_as_fit(words: list[str], room: int, air: int) -> None:
    chosen = fit(words, room, 76, air)
    assert 1 <= chosen.levels <= LEVELS
    if room >= least_room(words, air):
        assert (chosen.cell + air) * len(words) <= room + 0.01
    assert chosen.cell * chosen.levels + 0.01 >= min(max(width(w, HEAD) for w in words), 150)
    wider = fit(words, 2 * room, 76, air)
    assert wider.levels <= chosen.levels


@given(WORDS)
def test_heads_of_one_level_do_not_touch(words: list[str]) -> None:
    chosen = fit(words, 60.0 * len(words), 76)
    canvas, middles = Canvas(), [chosen.cell * (at + 0.5) for at in range(len(words))]
    tall, reach = draw(canvas, words, middles, chosen)
    lines = [shape for shape in canvas.shapes if isinstance(shape, TextLine)]
    assert all(0 < line.y <= tall for line in lines)
    assert reach == pytest.approx(max(line.x + width(line.text, HEAD) / 2 for line in lines))
    for one, other in ((a, b) for a in lines for b in lines if a.x < b.x and a.y == b.y):
        assert one.x + width(one.text, HEAD) / 2 <= other.x - width(other.text, HEAD) / 2 + 0.5


def test_what_passes_the_limit_stands_further_in() -> None:
    chosen = fit(["sand", "observatory"], 200, 76)
    canvas = Canvas()
    _, reach = draw(canvas, ["sand", "observatory"], [30, 180], chosen, limit=190)
    assert reach <= 190
    assert not [shape for shape in canvas.shapes if isinstance(shape, Rect)] or chosen.levels > 1
