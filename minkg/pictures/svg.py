"""The few SVG elements that pictures need: text that fits, boxes, lines, tooltips.

A drawing is laid out from left to right; for Arabic the same drawing is mirrored.
`direction="rtl"` is never used, as renderers disagree on what it does to
`text-anchor`: right-to-left text stands between isolates (U+2067 … U+2069) and
anchors are physical.
"""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from minkg.language import is_right_to_left
from minkg.pictures.fonts import ARABIC, HAN, advance, families

INK, GREY, PAPER = "#1f2328", "#57606a", "#ffffff"
LINE = 1.3
_CLOSING = "\uff0c\u3002\u3001\uff1b\uff1a\uff09\u300b\u300d\u300f\u201d\u2019\uff01\uff1f\u00b7"
_PIECES = re.compile(
    rf"{HAN.pattern}[{_CLOSING}]*"  # a Chinese sign with the punctuation behind it
    rf"|[^\s]+?(?:(?<=[^\W\d_][/-])(?=[^\W\d_])|(?={HAN.pattern}|\s|$))"  # a word, or a part of one
    r"|\s+"
)
_FLIP = {"start": "end", "end": "start", "middle": "middle"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Style(NamedTuple):
    """How a text looks: size in pixels, weight, colour, and the side it is anchored at."""

    size: float = 13
    bold: bool = False
    fill: str = INK
    anchor: str = "start"


class Box(NamedTuple):
    """A rectangle in pixels, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


def escape(text: str) -> str:
    """Make a text harmless and legal in SVG.

    >>> escape("<script>")
    '&lt;script&gt;'
    """
    return html.escape(_CONTROL.sub("\ufffd", text))


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, always the same way.

    >>> number(3.0), number(3.14159), number(-0.01)
    ('3', '3.1', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a text in pixels."""
    return advance(text, bold=bold) * size


def wrap(text: str, width: float, style: Style, lines: int = 3) -> list[str]:
    """Break a text into at most so many lines that fit; what is left out becomes "…".

    >>> wrap("rules of the sea", 70, Style(13))
    ['rules of the', 'sea']
    """
    rows = [""]
    for piece in _pieces(" ".join(text.split()), width, style):
        if measure((rows[-1] + piece).strip(), style.size, bold=style.bold) <= width:
            rows[-1] += piece
        else:
            rows.append(piece)
    rows = [row.strip() for row in rows if row.strip()]
    if len(rows) <= lines:
        return rows
    return [*rows[: lines - 1], shorten(" ".join(rows[lines - 1 :]), width, style)]


def shorten(text: str, width: float, style: Style) -> str:
    """Cut a text so that it fits with "…" behind it; leave it whole where it fits."""
    if measure(text, style.size, bold=style.bold) <= width:
        return text
    while text and measure(text + "…", style.size, bold=style.bold) > width:
        text = text[:-1].rstrip(" ,;:")
    return text + "…"


def _pieces(text: str, width: float, style: Style) -> Iterator[str]:
    """Give the parts between which a line may break; a part wider than a line is cut."""
    for piece in _PIECES.findall(text):
        while len(piece) > 1 and measure(piece, style.size, bold=style.bold) > width:
            fits = len(piece) - 1
            while fits > 1 and measure(piece[:fits], style.size, bold=style.bold) > width:
                fits -= 1
            yield piece[:fits]
            piece = piece[fits:]
        yield piece


class Drawing:
    """Elements in the order of painting; `x` counts from the side where reading starts."""

    def __init__(self, width: float, lang: str = "en") -> None:
        """Start an empty drawing so many pixels wide."""
        self.width, self.lang = width, lang
        self.mirrored = is_right_to_left(lang)
        self.parts: list[str] = []

    def _left(self, x: float, width: float = 0) -> str:
        return number(self.width - x - width if self.mirrored else x)

    def rect(
        self,
        box: Box,
        *,
        fill: str = "none",
        stroke: str = "none",
        more: str = "",
        radius: float = 3,
    ) -> None:
        """Draw a rectangle; `more` is further attributes as they stand."""
        self.parts.append(
            f'<rect x="{self._left(box.x, box.width)}" y="{number(box.y)}" '
            f'width="{number(box.width)}" height="{number(box.height)}" rx="{number(radius)}" '
            f'fill="{fill}" stroke="{stroke}"{more}/>'
        )

    def text(self, x: float, y: float, lines: str | list[str], style: Style) -> None:
        """Write lines of one text; `y` is the upper edge of the first."""
        rows = [lines] if isinstance(lines, str) else lines
        leftwards = ARABIC.search("".join(rows)) is not None
        anchor = _FLIP[style.anchor] if self.mirrored else style.anchor
        weight = ' font-weight="700"' if style.bold else ""
        for at, row in enumerate(rows):
            base = y + style.size * (LINE * at + 1.0)
            content = f"\u2067{row}\u2069" if leftwards else row
            self.parts.append(
                f'<text x="{self._left(x)}" y="{number(base)}" font-family="{families(row)}" '
                f'font-size="{number(style.size)}"{weight} fill="{style.fill}" '
                f'text-anchor="{anchor}">{escape(content)}</text>'
            )

    def curve(self, start: tuple[float, float], end: tuple[float, float], stroke: str) -> None:
        """Draw a line that leaves and arrives level, with an arrowhead at its end."""
        (x0, y0), (x1, y1) = start, end
        tip = 7 if x1 > x0 else -7
        middle, stop = (x0 + x1) / 2, x1 - tip
        xs = [self._left(x) for x in (x0, middle, stop, x1)]
        a, b = number(y0), number(y1)
        self.parts.append(
            f'<path d="M{xs[0]} {a}C{xs[1]} {a} {xs[1]} {b} {xs[2]} {b}" fill="none" '
            f'stroke="{stroke}" stroke-width="1.6"/>'
            f'<path d="M{xs[3]} {b}L{xs[2]} {number(y1 - 4)}V{number(y1 + 4)}Z" fill="{stroke}"/>'
        )

    @contextmanager
    def tooltip(self, text: str) -> Iterator[None]:
        """Give what is drawn inside a tooltip."""
        self.parts.append(f"<g><title>{escape(text)}</title>")
        yield
        self.parts.append("</g>")

    def render(self, height: float, title: str, defs: str = "") -> str:
        """Give the whole SVG document, with a title that screen readers say."""
        size = f"{number(self.width)} {number(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(self.width)}" '
            f'height="{number(height)}" viewBox="0 0 {size}" role="img" lang="{self.lang}" '
            f'xml:lang="{self.lang}" direction="ltr" style="direction:ltr">\n'
            f"<title>{escape(title)}</title>\n{defs}"
            f'<rect width="{number(self.width)}" height="{number(height)}" fill="{PAPER}"/>\n'
            + "\n".join(self.parts) + "\n</svg>\n"
        )  # fmt: skip


def height(lines: list[str], style: Style) -> float:
    """Give the height of lines of text in pixels."""
    return len(lines) * style.size * LINE
