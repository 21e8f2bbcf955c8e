"""The page around a view: paper, title, legend, source, and letters large enough to read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from minkg.pictures.drawing.palettes import Look
from minkg.pictures.drawing.picture import Detail, LinkedDrawing, Picture
from minkg.pictures.drawing.scene import STAR, Scene
from minkg.pictures.drawing.svg import Box, Canvas, SvgWriter, number
from minkg.pictures.drawing.text import GREY, SMALLEST, Style, height, width, wrap
from minkg.words import MinkgError
from minkg.words.lookup import pick

MARGIN = 28.0
FREE = 1180.0  # how wide a picture without a paper may wish to be
TITLE, SUBTITLE, NOTE = Style(23, bold=True), Style(13.5, fill=GREY), Style(12.5, fill=GREY)
KEY = Style(12.5)


class Paper(NamedTuple):
    """A paper, the longer side first, and the least size of letters on it, all in points."""

    long: float
    short: float
    least: float


PAPERS = {
    "slide": Paper(960, 540, 9),
    "a4": Paper(841.9, 595.3, 7),
    "a3": Paper(1190.6, 841.9, 7),
    "poster": Paper(2383.9, 1683.8, 12),
}


class Size(NamedTuple):
    """What a view used, in pixels."""

    width: float
    height: float


class Key(NamedTuple):
    """One sign of the legend: what it means, and how it is drawn into a box."""

    text: str
    draw: Callable[[Canvas, Box], None]


Body = Callable[[Canvas, Size, int], Size]


@dataclass
class PictureView:
    """What one view shows; the page adds what all pictures have.

    `body` draws at most so many of `total` into a room, wider or higher where it
    must be; `rest` says with {shown} and {total} what was left out.
    """

    title: str
    subtitle: str
    body: Body
    total: int = 1
    most: int = 1
    rest: str = ""
    legend: list[Key] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marked: dict[str, str] = field(default_factory=dict)  # notes for marks on the canvas
    upright: bool = False
    details: Callable[[], Sequence[Detail]] = tuple  # what stands behind parts; for web pages


def swatch(look: Look) -> Callable[[Canvas, Box], None]:
    """Give what draws the look of a group into the legend."""

    def draw(canvas: Canvas, box: Box) -> None:
        canvas.rect(box, fill=look.fill, stroke=look.stroke, radius=min(look.radius, 8), thick=1.3)

    return draw


def group_keys(scene: Scene, groups: Iterable[str]) -> list[Key]:
    """Give the legend of these groups of classes, in their order."""
    seen = set(groups)
    looks = scene.palette.looks
    return [Key(scene.say(looks[g].name), swatch(looks[g])) for g in looks if g in seen]


def paper(name: str) -> Paper:
    """Give the paper of that name."""
    return pick(name, PAPERS, "no size is called '{name}'")


def compose(scene: Scene, view: PictureView) -> Picture:
    """Put a view on its page: as large as it needs, or on the paper that is asked for."""
    most = max(1, min(scene.wish.most or view.most, view.total))
    if scene.wish.size is None:
        return _Page(scene, view, most, Size(FREE, inf)).picture()
    return _fitted(scene, view, most, paper(scene.wish.size))


def _fitted(scene: Scene, view: PictureView, most: int, sheet: Paper) -> Picture:
    """Choose the largest letters with which all fits; else show fewer in the smallest letters."""
    upright = view.upright and sheet is not PAPERS["slide"]
    long, short = (sheet.short, sheet.long) if upright else (sheet.long, sheet.short)
    least = sheet.least / SMALLEST

    def page(part: float, count: int) -> _Page:
        scale = least * part
        return _Page(scene, view, count, Size(long / scale, short / scale), scale)

    for part in (1.7, 1.4, 1.2, 1.0):
        if (tried := page(part, most)).fits:
            return tried.picture()
    low, high, best = 0, most, None
    while high - low > 1:
        middle = (low + high) // 2
        tried = page(1.0, middle)
        if tried.fits:
            low, best = middle, tried
        else:
            high = middle
    if best is None:
        raise MinkgError(
            "the picture does not fit on '{size}' in letters of {points} points",
            hint="choose a larger size, or leave `--size` out",
            size=scene.wish.size,
            points=number(sheet.least),
        )
    return best.picture()


class _Page:
    """One try: everything laid out on a canvas; `fits` tells whether the room was enough."""

    def __init__(
        self, scene: Scene, view: PictureView, most: int, room: Size, scale: float | None = None
    ) -> None:
        self.scene, self.view, self.scale = scene, view, scale
        self.title = scene.wish.title or view.title
        canvas, body = Canvas(), Canvas()
        free = room.height == inf
        inner = room.width - 2 * MARGIN
        above = _above(Canvas(), self._heads(), view.legend, inner)
        rest = [view.rest.format(shown=most, total=view.total)] if most < view.total else []
        every = [*rest, *view.notes, *view.marked.values(), scene.say(STAR), scene.source]
        left = inf if free else room.height - above - _notes_height(every, inner) - MARGIN - 6
        if left < 60:
            self.fits = False
            return
        used = view.body(body, Size(inner, left), most)
        notes = self._notes(body, rest)
        if free:
            inner = max(used.width, 640.0)
            room = Size(inner + 2 * MARGIN, inf)
        above = _above(canvas, self._heads(), view.legend, inner)
        canvas.place(body, MARGIN + max(0.0, (inner - used.width) / 2), above)
        foot = _notes_height(notes, inner)
        end = above + used.height + 16 + foot + MARGIN - 10
        tall = end if free else room.height
        self.fits = end <= tall + 0.01 and used.width <= inner + 0.01
        _write_notes(canvas, notes, inner, tall - foot - MARGIN + 10)
        self.canvas, self.room = canvas, Size(room.width, tall)

    def _heads(self) -> list[tuple[str, Style]]:
        limits = " ".join([self.view.subtitle, *self.scene.filtered()]).strip()
        return [(self.title, TITLE), *([(limits, SUBTITLE)] if limits else [])]

    def _notes(self, body: Canvas, rest: list[str]) -> list[str]:
        star = any(" *" in row for row in body.texts)
        marked = [text for mark, text in self.view.marked.items() if mark in body.marks]
        own = [*rest, *self.view.notes, *marked, *([self.scene.say(STAR)] if star else [])]
        return [*own, self.scene.source]

    def picture(self) -> Picture:
        """Write the page."""
        wide, high = self.room
        size = None
        if self.scale is not None:
            size = (f"{number(wide * self.scale)}pt", f"{number(high * self.scale)}pt")
        scale = self.scale or 0.75

        def write(*, links: bool) -> str:
            writer = SvgWriter(wide, self.scene.lang, links=links)
            return writer.document(self.canvas, high, self.title, size)

        def linked() -> LinkedDrawing:
            return LinkedDrawing(write(links=True), tuple(self.view.details()))

        points = wide * scale, high * scale
        return Picture(write(links=False), self.title, self.scene.lang, points, linked)


def _above(
    canvas: Canvas, heads: list[tuple[str, Style]], legend: list[Key], inner: float
) -> float:
    """Write title, subtitle and legend; give the y below them."""
    y = MARGIN - 6
    for text, style in heads:
        lines = wrap(text, inner, style, 3)
        canvas.text(MARGIN, y, lines, style)
        y += height(lines, style) + 6
    y += 6
    x, tall = MARGIN, 0.0
    for key in legend:
        lines = wrap(key.text, inner - 48, KEY, 2)
        wide = max(width(line, KEY) for line in lines)
        if x > MARGIN and x + 40 + wide > MARGIN + inner:
            x, y, tall = MARGIN, y + tall, 0.0
        key.draw(canvas, Box(x, y, 32, 19))
        canvas.text(x + 40, y + 1.5, lines, KEY)
        x, tall = x + 40 + wide + 26, max(tall, height(lines, KEY) + 9)
    return y + tall + (11 if legend else 4)


def _notes_height(notes: list[str], inner: float) -> float:
    return sum(height(wrap(note, inner, NOTE, 4), NOTE) + 3 for note in notes)


def _write_notes(canvas: Canvas, notes: list[str], inner: float, y: float) -> None:
    for note in notes:
        lines = wrap(note, inner, NOTE, 4)
        canvas.text(MARGIN, y, lines, NOTE)
        y += height(lines, NOTE) + 3
