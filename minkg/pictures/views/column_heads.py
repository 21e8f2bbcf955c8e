"""Heads of narrow columns: by turns on one, two or three levels, so that no word is broken."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from minkg.pictures.drawing.svg import PAPER, Box, Canvas
from minkg.pictures.drawing.text import Style, height, name_lines, widest_part, width

HEAD = Style(12, anchor="middle")
LEADER = "#c8ccd1"
LEVELS = 3
_AIR, _LONG = 8.0, 150.0  # longer words are broken


class Heads(NamedTuple):
    """How wide a column is, and on how many levels the heads stand."""

    cell: float
    levels: int


def fit(words: Sequence[str], room: float, widest: float, air: float = 0.0) -> Heads:
    """Choose the fewest levels with which all words fit into a room; `air` is between columns.

    Where even three do not, the columns are as wide as they must be.
    """
    longest = min(widest_part(words, HEAD), _LONG) + _AIR
    spare = room / max(len(words), 1) - air
    for levels in range(1, LEVELS + 1):
        least = max(longest / levels, 30.0)
        if spare >= least:
            return Heads(min(spare, max(least, widest)), levels)
    return Heads(max(longest / LEVELS, 30.0), LEVELS)


def least_room(words: Sequence[str], air: float = 0.0) -> float:
    """Give the width that the columns need at least."""
    longest = min(widest_part(words, HEAD), _LONG) + _AIR
    return (max(longest / LEVELS, 30.0) + air) * len(words)


def draw(
    canvas: Canvas, words: Sequence[str], middles: Sequence[float], heads: Heads, limit: float = inf
) -> tuple[float, float]:
    """Write the heads; give how high they are, and how far they reach.

    What would pass the limit stands further in, where nothing else stands there.
    """
    levels = heads.levels
    rows = [name_lines(word, levels * heads.cell - 4, HEAD, 4) for word in words]
    talls = [
        max((height(lines, HEAD) for lines in rows[at::levels]), default=0.0)
        for at in range(levels)
    ]
    bottom, reach = sum(talls), 0.0
    ends = [bottom - sum(talls[: at % levels]) for at in range(len(words))]
    for x, end in zip(middles, ends, strict=True):
        if end < bottom:
            canvas.line((x, end + 3), (x, bottom + 3), stroke=LEADER)
    taken = [0.0] * levels
    for at, (middle, end, lines) in enumerate(zip(middles, ends, rows, strict=True)):
        wide = max((width(line, HEAD) for line in lines), default=0.0)
        top = end - height(lines, HEAD)
        x = middle
        if x + wide / 2 > limit and limit - wide > taken[at % levels] + 4:
            x = limit - wide / 2
        taken[at % levels] = x + wide / 2
        if levels > 1:
            canvas.rect(Box(x - wide / 2 - 1, top + 1, wide + 2, end - top), fill=PAPER, radius=0)
        canvas.text(x, top, lines, HEAD)
        reach = max(reach, x + wide / 2)
    return bottom, reach
