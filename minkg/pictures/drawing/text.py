"""Texts that fit: measured with the widths of the font, broken into lines, cut with "…"."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from minkg.pictures.drawing.fonts import HAN, advance

INK, GREY = "#1f2328", "#57606a"
LINE = 1.3
SMALLEST = 11.0  # no letters of a view are smaller, before the page is scaled
_CLOSING = "\uff0c\u3002\u3001\uff1b\uff1a\uff09\u300b\u300d\u300f\u201d\u2019\uff01\uff1f\u00b7"
_PIECES = re.compile(
    rf"{HAN.pattern}[{_CLOSING}]*"  # a Chinese sign with the punctuation behind it
    rf"|[^\s]+?(?:(?<=[^\W\d_][/-])(?=[^\W\d_])|(?={HAN.pattern}|\s|$))"  # a word, or a part of one
    r"|\s+"
)


class Style(NamedTuple):
    """How a text looks: size in pixels, weight, colour, and the side it is anchored at."""

    size: float = 13
    bold: bool = False
    fill: str = INK
    anchor: str = "start"


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a text in pixels."""
    return advance(text, bold=bold) * size


def width(text: str, style: Style) -> float:
    """Give the width of a text in a style, in pixels."""
    return measure(text, style.size, bold=style.bold)


def height(lines: list[str], style: Style) -> float:
    """Give the height of lines of text in pixels."""
    return len(lines) * style.size * LINE


def wrap(text: str, room: float, style: Style, lines: int = 3) -> list[str]:
    """Break a text into at most so many lines that fit; what is left out becomes "…".

    >>> wrap("rules of the sea", 70, Style(13))
    ['rules of the', 'sea']
    """
    rows = [""]
    for piece in _pieces(" ".join(text.split()), room, style):
        if width((rows[-1] + piece).strip(), style) <= room:
            rows[-1] += piece
        else:
            rows.append(piece)
    rows = [row.strip() for row in rows if row.strip()]
    if len(rows) <= lines:
        return rows
    return [*rows[: lines - 1], shorten(" ".join(rows[lines - 1 :]), room, style)]


def shorten(text: str, room: float, style: Style) -> str:
    """Cut a text so that it fits with "…" behind it; leave it whole where it fits."""
    if width(text, style) <= room:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = width(text[:middle].rstrip(" ,;:") + "…", style) <= room
        low, high = (middle, high) if fits else (low, middle)
    return text[:low].rstrip(" ,;:") + "…"


def name_lines(name: str, room: float, style: Style, lines: int = 3) -> list[str]:
    """Break a name into lines; the star of an unofficial name stays, behind its last word.

    >>> name_lines("Observatory for all the sand *", 90, Style(13), 2)
    ['Observatory', 'for all the s… *']
    """
    if not name.endswith(" *"):
        return wrap(name, room, style, lines)
    rows = wrap(name.removesuffix(" *"), room - style.size, style, lines)
    return [*rows[:-1], f"{rows[-1]} *"]


def _pieces(text: str, room: float, style: Style) -> Iterator[str]:
    """Give the parts between which a line may break; a part wider than a line is cut."""
    for piece in _PIECES.findall(text):
        while len(piece) > 1 and width(piece, style) > room:
            fits = len(piece) - 1
            while fits > 1 and width(piece[:fits], style) > room:
                fits -= 1
            yield piece[:fits]
            piece = piece[fits:]
        yield piece


def widest_part(texts: Iterable[str], style: Style) -> float:
    """Give the width of the widest part that no line break divides."""
    parts = (part for text in texts for part in _PIECES.findall(text))
    return max((width(part, style) for part in parts), default=0.0)
