"""Two entries side by side: what only one states, what both state, and which passages say so."""

from math import inf
from typing import NamedTuple

from minkg.findings import FACETS, ComparedValue, Finding, Wording
from minkg.pictures.drawing.palettes import Look
from minkg.pictures.drawing.paper import Key, PictureView, Size
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import GREY, INK, Style, height, name_lines, shorten, wrap
from minkg.words.names import is_name

VALUES = 12  # values of one facet in one column
SIDE, GAP, PAD = 96.0, 10.0, 9.0
NAME, SMALL = Style(13), Style(11, fill=GREY)
FACET, HEAD = Style(13, bold=True), Style(14.5, bold=True)
Columns = tuple[
    list[ComparedValue], list[ComparedValue], list[ComparedValue]
]  # only the first, both, only the second


class _Item(NamedTuple):
    lines: list[str]
    small: list[str]
    tip: str

    @property
    def height(self) -> float:
        return height(self.lines, NAME) + height(self.small, SMALL) + 5


def view(scene: Scene, first: str, second: str) -> PictureView:
    """Show what only the first states, what both state, and what only the second states."""
    return _Pair(scene, scene.kg[first].name, scene.kg[second].name).view()


class _Pair:
    """The values by facet and column: 0 only the first, 1 both, 2 only the second."""

    def __init__(self, scene: Scene, first: str, second: str) -> None:
        self.scene, self.names = scene, (first, second)
        self.finding = self._finding()
        self.cells: dict[str, Columns] = {}
        for line in scene.findings.compare(self.names):
            columns = self.cells.setdefault(line.facet, ([], [], []))
            column = 1 if all(line.stated) else 0 if line.stated[0] else 2
            columns[column].append(line)
        for facet, columns in self.cells.items():
            self._broader(facet, columns)

    def _finding(self) -> Finding | None:
        """Give the figures of the pair where both are compared."""
        if self.names[0] == self.names[1] or not self.scene.compared.at.keys() >= {*self.names}:
            return None
        return self.scene.compared.among(self.names)[frozenset(self.names)]

    def _broader(self, facet: str, columns: Columns) -> None:
        """Add to what both state the concepts that one states in a narrower form."""
        if self.finding is None or facet not in FACETS:
            return
        part, flipped = self.finding.parts[facet], self.finding.first != self.names[0]
        known = {line.value for line in columns[1]}
        for concept in part.narrowest(self.scene.kg.broader):
            if concept not in known:
                one, other = part.evidence[concept]
                columns[1].append(
                    ComparedValue(facet, concept, (other, one) if flipped else (one, other))
                )
        for column in (columns[0], columns[2]):
            column[:] = [line for line in column if line.value not in part.shared]

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say, names = self.scene.say, [self.scene.short(name) for name in self.names]
        look = self.scene.palette.looks["instrument"]
        total = max(len(self.cells), 1)
        return PictureView(
            say("{first} and {second}, side by side", first=names[0], second=names[1]),
            self._subtitle(),
            self.body,
            total,
            total,
            say("{shown} of {total} facets are shown.", shown="{shown}", total="{total}"),
            [
                Key(
                    say("both state it, or something narrower"),
                    lambda canvas, box: _tinted(canvas, box, look.fill),
                ),
                Key(
                    say("only one states it; the other may still do it"),
                    lambda canvas, box: _tinted(canvas, box, "#ffffff"),
                ),
            ],
            [say("Small print: the passages that say so, by document.")],
        )

    def _subtitle(self) -> str:
        """Say how similar the two are, where both can be compared."""
        finding, say = self.finding, self.scene.say
        if finding is None:
            return say("What each states, facet by facet.")
        names = {n: self.scene.short(n) for n in self.names}
        told = say(
            "similarity {x}, from {low} to {high} where facets are unknown",
            x=f"{finding.expected:.2f}",
            low=f"{finding.low:.2f}",
            high=f"{finding.high:.2f}",
        )
        covers = [
            say(
                "{other} covers {share} of what {name} states",
                name=names[name],
                other=names[other],
                share=Wording.percent(share),
            )
            for name, other, share in (
                (finding.first, finding.second, finding.first_covered),
                (finding.second, finding.first, finding.second_covered),
            )
        ]
        return "; ".join([say(Wording.KINDS[finding.kind]), told, *covers]) + "."

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw the two heads and a band per facet; on a paper the values of a cell in a row."""
        column = max((room.width - SIDE - 3 * GAP) / 3, 180.0)
        xs = [SIDE + GAP + at * (column + GAP) for at in range(3)]
        y = self._heads(canvas, xs, column)
        items_of = self._list if room.height == inf else self._inline
        for facet, columns in list(self.cells.items())[:most]:
            cells = [items_of(lines, column) for lines in columns]
            label = wrap(self.scene.say(facet), SIDE - 4, FACET, 3)
            tall = max([*map(_tall, cells), height(label, FACET) + 2 * PAD - 6])
            canvas.line((0, y - 4), (xs[2] + column, y - 4), stroke="#c3c7cd")
            canvas.text(0, y + PAD - 5, label, FACET)
            for at, cell in enumerate(cells):
                box = Box(xs[at], y, column, tall - 2)
                if at == 1 and cell:
                    fill = self.scene.palette.looks["instrument"].fill
                    canvas.rect(box, fill=fill, radius=5)
                _cell(canvas, box, cell)
            y += tall + 7
        if not self.cells:
            canvas.text(0, y, self.scene.say("Nothing is stated that could be shown."), NAME)
            y += 30
        return Size(xs[2] + column, y)

    def _heads(self, canvas: Canvas, xs: list[float], column: float) -> float:
        told = [name_lines(self.scene.word(name), column - 2 * PAD, HEAD, 4) for name in self.names]
        kinds = [
            wrap(self.scene.kind(name), column - 2 * PAD, SMALL._replace(size=12), 2)
            for name in self.names
        ]
        tall = max(
            height(lines, HEAD) + height(kind, Style(12)) + 20
            for lines, kind in zip(told, kinds, strict=True)
        )
        for at, (lines, kind) in enumerate(zip(told, kinds, strict=True)):
            group = self.scene.groups.get(self.names[at], "concept")
            look: Look = self.scene.palette.looks[group]
            box = Box(xs[2 * at], 0, column, tall)
            canvas.rect(
                box, fill=look.fill, stroke=look.stroke, radius=min(look.radius, 8), thick=1.6
            )
            canvas.text(box.x + PAD, 8, lines, HEAD)
            canvas.text(box.x + PAD, 11 + height(lines, HEAD), kind, Style(12, fill=INK))
        shared = wrap(self.scene.say("what both state"), column, HEAD, 2)
        middle = HEAD._replace(anchor="middle")
        canvas.text(xs[1] + column / 2, (tall - height(shared, HEAD)) / 2, shared, middle)
        return tall + 14

    def _list(self, lines: list[ComparedValue], wide: float) -> list[_Item]:
        """Give one item per value, with its passages under it."""
        items = [self._item(line, wide) for line in lines[:VALUES]]
        if len(lines) > VALUES:
            told = self.scene.say("+ {count} more", count=len(lines) - VALUES)
            items.append(_Item([], [told], told))
        return items

    def _item(self, line: ComparedValue, wide: float) -> _Item:
        room = wide - 2 * PAD
        sides = [self.scene.places(said) for said in line.stated if said]
        small = [shorten(side, room, SMALL) for side in dict.fromkeys(sides) if side]
        word = self._word(line)
        return _Item(name_lines(word, room, NAME, 2), small, f"{word} — {' | '.join(sides)}")

    def _inline(self, lines: list[ComparedValue], wide: float) -> list[_Item]:
        """Give all values as one item, with all their passages in one line."""
        if not lines:
            return []
        room = wide - 2 * PAD
        told = "; ".join(self._word(line) for line in lines)
        said = self.scene.places(e for line in lines for side in line.stated for e in side or ())
        small = [shorten(said, room, SMALL)] if said else []
        return [_Item(wrap(told, room, NAME, 3), small, f"{told} — {said}")]

    def _word(self, line: ComparedValue) -> str:
        return self.scene.word(line.value) if is_name(line.value) else line.value


def _tall(items: list[_Item]) -> float:
    return sum(item.height for item in items) + 2 * PAD - 6 if items else 0.0


def _cell(canvas: Canvas, box: Box, items: list[_Item]) -> None:
    y = box.y + PAD - 5
    for item in items:
        with canvas.tooltip(item.tip):
            canvas.text(box.x + PAD, y, item.lines, NAME)
            canvas.text(box.x + PAD, y + height(item.lines, NAME), item.small, SMALL)
        y += item.height


def _tinted(canvas: Canvas, box: Box, fill: str) -> None:
    canvas.rect(box, fill=fill, stroke="#c3c7cd", radius=4)
