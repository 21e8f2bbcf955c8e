"""The few SVG elements that pictures need: texts, boxes, lines, tooltips.

A canvas is laid out from left to right; for Arabic the same canvas is mirrored when
it is written. `direction="rtl"` is never used, as renderers disagree on what it does to
`text-anchor`: right-to-left text stands between isolates (U+2067 … U+2069) and
anchors are physical.
"""

import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from minkg.pictures.drawing.fonts import ARABIC, HAN, families
from minkg.pictures.drawing.text import INK, LINE, Style
from minkg.words import is_right_to_left

PAPER = "#ffffff"
HATCH = "url(#hatch)"
_FLIP = {"start": "end", "end": "start", "middle": "middle"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HATCHING = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" fill="#fff"/>'
    '<rect width="2" height="7" fill="#c4c4c4"/></pattern></defs>\n'
)


class Box(NamedTuple):
    """A rectangle in pixels, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class TextLine(NamedTuple):
    """One line of text; `y` is its base line."""

    x: float
    y: float
    text: str
    style: Style


class Rect(NamedTuple):
    """A rectangle with its paint."""

    box: Box
    fill: str
    stroke: str
    radius: float
    thick: float
    dash: str


class Path(NamedTuple):
    """Commands of a path with absolute coordinates: a letter, then pairs of x and y."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    fill: str
    stroke: str
    thick: float
    dash: str


class Dot(NamedTuple):
    """A small disc."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str


class ShapeGroup:
    """Shapes with one tooltip, and perhaps a place in the page they lead to."""

    def __init__(self, title: str, link: str = "") -> None:
        self.title, self.link = title, link
        self.shapes: list[Shape] = []


Shape = TextLine | Rect | Path | Dot | ShapeGroup


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


class Canvas:
    """Shapes in the order of painting; `x` counts from the side where reading starts."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.marks: set[str] = set()
        self.texts: list[str] = []

    def rect(
        self, box: Box, *, fill: str = "none", stroke: str = "none", radius: float = 3,
        thick: float = 1, dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a rectangle."""
        self.shapes.append(Rect(box, fill, stroke, radius, thick, dash))

    def text(self, x: float, y: float, lines: str | Sequence[str], style: Style) -> None:
        """Write lines of one text; `y` is the upper edge of the first."""
        for at, row in enumerate([lines] if isinstance(lines, str) else lines):
            self.texts.append(row)
            self.shapes.append(TextLine(x, y + style.size * (LINE * at + 1.0), row, style))

    def dot(self, x: float, y: float, radius: float, *, fill: str, stroke: str = "none") -> None:
        """Draw a disc."""
        self.shapes.append(Dot(x, y, radius, fill, stroke))

    def line(self, *points: tuple[float, float], stroke: str, thick: float = 1, dash: str = "",
             fill: str = "none") -> None:  # fmt: skip
        """Draw a line through points; with `fill` the area that they enclose."""
        steps = tuple(("L" if at else "M", point) for at, point in enumerate(points))
        closed = (*steps, ("Z", ())) if fill != "none" else steps
        self.shapes.append(Path(closed, fill, stroke, thick, dash))

    def curve(
        self, start: tuple[float, float], end: tuple[float, float], stroke: str, *,
        thick: float = 1.6, arrow: bool = True,
    ) -> None:  # fmt: skip
        """Draw a line that leaves and arrives level, with an arrowhead at its end."""
        (x0, y0), (x1, y1) = start, end
        tip = (7 if x1 > x0 else -7) if arrow else 0
        middle, stop = (x0 + x1) / 2, x1 - tip
        steps = (("M", (x0, y0)), ("C", (middle, y0, middle, y1, stop, y1)))
        self.shapes.append(Path(steps, "none", stroke, thick, ""))
        if arrow:
            self.line((x1, y1), (stop, y1 - 4), (stop, y1 + 4), stroke="none", fill=stroke)

    @contextmanager
    def tooltip(self, title: str, link: str = "") -> Iterator[None]:
        """Give what is drawn inside a tooltip, and perhaps make it clickable in a page."""
        before, group = self.shapes, ShapeGroup(title, link)
        before.append(group)
        self.shapes = group.shapes
        yield
        self.shapes = before

    def place(self, other: "Canvas", x: float, y: float) -> None:
        """Put what another canvas holds on this one, so far right and down."""
        self.shapes += [_moved(shape, x, y) for shape in other.shapes]
        self.marks |= other.marks
        self.texts += other.texts


def _moved(shape: Shape, x: float, y: float) -> Shape:
    if isinstance(shape, TextLine | Dot):
        return shape._replace(x=shape.x + x, y=shape.y + y)
    if isinstance(shape, Rect):
        box = shape.box
        return shape._replace(box=box._replace(x=box.x + x, y=box.y + y))
    if isinstance(shape, Path):
        return shape._replace(steps=tuple(
            (letter, tuple(value + (y if at % 2 else x) for at, value in enumerate(values)))
            for letter, values in shape.steps
        ))  # fmt: skip
    group = ShapeGroup(shape.title, shape.link)
    group.shapes = [_moved(one, x, y) for one in shape.shapes]
    return group


class SvgWriter:
    """Writes a canvas as SVG: mirrored for Arabic, with links only where they lead somewhere."""

    def __init__(self, width: float, lang: str, *, links: bool = False) -> None:
        self.width, self.lang, self.links = width, lang, links
        self.mirrored = is_right_to_left(lang)

    def document(
        self, canvas: Canvas, height: float, title: str, size: tuple[str, str] | None = None
    ) -> str:
        """Give the whole SVG document, with a title that screen readers say."""
        wide, high = number(self.width), number(height)
        shown = size or (wide, high)
        body = "\n".join(self._all(canvas.shapes))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{shown[0]}" height="{shown[1]}" '
            f'viewBox="0 0 {wide} {high}" role="img" lang="{self.lang}" xml:lang="{self.lang}" '
            f'direction="ltr" style="direction:ltr" font-family="{families("")}" fill="{INK}">\n'
            f"<title>{escape(title)}</title>\n{_HATCHING if HATCH in body else ''}"
            f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>\n{body}\n</svg>\n'
        )

    def _all(self, shapes: Sequence[Shape]) -> Iterator[str]:
        for shape in shapes:
            if isinstance(shape, TextLine):
                yield self._row(shape)
            elif isinstance(shape, Rect):
                yield self._rect(shape)
            elif isinstance(shape, Path):
                yield self._path(shape)
            elif isinstance(shape, Dot):
                yield (
                    f'<circle cx="{self._left(shape.x)}" cy="{number(shape.y)}" '
                    f'r="{number(shape.radius)}" fill="{shape.fill}"{_stroke(shape.stroke)}/>'
                )
            else:
                yield from self._group(shape)

    def _group(self, group: ShapeGroup) -> Iterator[str]:
        linked = self.links and group.link
        yield (f'<a href="#{escape(group.link)}">' if linked else "<g>") + (
            f"<title>{escape(group.title)}</title>"
        )
        yield from self._all(group.shapes)
        yield "</a>" if linked else "</g>"

    def _left(self, x: float, width: float = 0) -> str:
        return number(self.width - x - width if self.mirrored else x)

    def _row(self, row: TextLine) -> str:
        style, text = row.style, row.text
        other = HAN.search(text) or ARABIC.search(text)
        family = f' font-family="{families(text)}"' if other else ""
        weight = ' font-weight="700"' if style.bold else ""
        fill = "" if style.fill == INK else f' fill="{style.fill}"'
        content = f"\u2067{text}\u2069" if ARABIC.search(text) else text
        return (
            f'<text x="{self._left(row.x)}" y="{number(row.y)}" font-size="{number(style.size)}"'
            f'{family}{weight}{fill} text-anchor="'
            f'{_FLIP[style.anchor] if self.mirrored else style.anchor}">{escape(content)}</text>'
        )

    def _rect(self, rect: Rect) -> str:
        box = rect.box
        return (
            f'<rect x="{self._left(box.x, box.width)}" y="{number(box.y)}" '
            f'width="{number(box.width)}" height="{number(box.height)}" rx="{number(rect.radius)}" '
            f'fill="{rect.fill}"{_stroke(rect.stroke, rect.thick, rect.dash)}/>'
        )

    def _path(self, path: Path) -> str:
        steps = "".join(
            letter
            + " ".join(
                number(value) if at % 2 else self._left(value) for at, value in enumerate(values)
            )
            for letter, values in path.steps
        )
        stroke = _stroke(path.stroke, path.thick, path.dash)
        return f'<path d="{steps}" fill="{path.fill}"{stroke}/>'


def _stroke(colour: str, thick: float = 1, dash: str = "") -> str:
    if colour == "none":
        return ""
    wide = "" if thick == 1 else f' stroke-width="{number(thick)}"'
    return f' stroke="{colour}"{wide}' + (f' stroke-dasharray="{dash}"' if dash else "")
