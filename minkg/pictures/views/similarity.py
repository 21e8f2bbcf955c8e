"""How similar entries are, pair by pair: the figures of the findings, in one triangle."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from minkg.findings import FACETS, Evidence, Finding, Wording
from minkg.pictures.drawing.paper import Key, PictureView, Size
from minkg.pictures.drawing.picture import Detail
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import GREY, Style, name_lines, width
from minkg.words import MinkgError

if TYPE_CHECKING:
    from minkg.findings import Overlaps

MOST = 24
CELL, GAP, SIDE = 34.0, 2.0, 330.0
NAME, FIGURE = Style(13), Style(12.5, anchor="middle")
PLACE = Style(12, bold=True, fill=GREY, anchor="middle")
STATED = ("overlap", "possible-duplication", "covered-proposal")


def view(scene: Scene, *entries: str) -> PictureView:
    """Show the entries that are named, else those of the most similar pairs that are findings."""
    every = scene.compared
    named = [every.subject(scene.kg[name].name) for name in dict.fromkeys(entries)]
    if len(named) == 1:
        near = every.ranked(entry=named[0])
        named += [f.second if f.first == named[0] else f.first for f in near]
        named = named[: scene.wish.most or 16]
    return _Similarity(scene, every, named).view()


class _Similarity:
    """Chosen entries, their order, and the figure of every pair."""

    def __init__(self, scene: Scene, every: "Overlaps", named: list[str]) -> None:
        self.scene, self.every = scene, every
        self.allowed = {one.name for one in scene.subjects()}
        self.named = bool(named)
        self.names = named or self._top()
        if len(self.names) < 2:
            raise MinkgError(
                "there are not two entries to compare", hint="leave a filter out, or name entries"
            )
        self.found = every.among(self.names)

    def _top(self) -> list[str]:
        """Give the entries of the most similar pairs, in the order of their first pair."""
        chosen: dict[str, None] = {}
        for finding in self.every.ranked():
            pair = (finding.first, finding.second)
            if finding.kind in STATED and self.allowed.issuperset(pair):
                chosen |= dict.fromkeys(pair)
            if len(chosen) >= max(2 * MOST, self.scene.wish.most or 0):
                break
        return list(chosen)

    def _finding(self, first: str, second: str) -> Finding:
        return self.found[frozenset((first, second))]

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say, shade = self.scene.say, self._cell
        total = len(self.names)
        most = min(total, self.scene.wish.most or (total if self.named else MOST))
        return PictureView(
            say("How similar entries are"),
            say(
                "Each figure is the similarity of two entries in hundredths: 100 would be the same "
                "stages, topics, materials, places, functions and actors. For people to judge."
            ),
            self.body,
            total,
            most,
            say(
                "{shown} of {total} entries are shown: those of the most similar pairs.",
                shown="{shown}",
                total="{total}",
            ),
            [
                Key(say("similarity"), lambda canvas, box: shade(canvas, box, 0.45)),
                Key(
                    say("a finding: both act on the same topic at the same stage"),
                    lambda canvas, box: shade(canvas, box, 0.45, framed=True),
                ),
                Key(
                    say("a stated link explains what they share"),
                    lambda canvas, box: shade(canvas, box, 0.45, linked=True),
                ),
            ],
            details=lambda: self._details(self.ordered(most)),
        )

    def ordered(self, most: int) -> list[str]:
        """Put the most similar next to each other: each follows the one that it is most like."""
        left = self.names[:most]
        row = [left.pop(0)]
        while left:
            like = [(self._finding(row[-1], name).expected, name) for name in left]
            best = max(like, key=lambda pair: (round(pair[0], 9), pair[1]))[1]
            row.append(best)
            left.remove(best)
        return row

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw the triangle: names left, their numbers on the diagonal."""
        names = self.ordered(most)
        told = [self.scene.short(name) for name in names]
        side = min(max(width(name, NAME) for name in told), SIDE) + 40
        cell = min(max((room.width - side) / len(names) - GAP, CELL), 52.0)
        tall = min(cell, 34.0)
        for at, name in enumerate(names):
            y = at * (tall + GAP)
            lines = name_lines(told[at], side - 40, NAME, 1)
            with canvas.tooltip(self.scene.word(name)):
                canvas.text(26, y + (tall - 17) / 2, lines, NAME)
            canvas.text(10, y + (tall - 16) / 2, str(at + 1), PLACE)
            for to in range(at):
                box = Box(side + to * (cell + GAP), y, cell, tall)
                self._pair(canvas, box, names[to], name)
            canvas.text(
                side + at * (cell + GAP) + cell / 2, y + (tall - 16) / 2, str(at + 1), PLACE
            )
        return Size(side + len(names) * (cell + GAP), len(names) * (tall + GAP))

    def _pair(self, canvas: Canvas, box: Box, first: str, second: str) -> None:
        finding = self._finding(first, second)
        word = self.scene.word
        shared = [
            word(concept)
            for facet in ("topic", "stage")
            for concept in finding.parts[facet].narrowest(self.scene.kg.broader)
        ]
        kind = self.scene.say(Wording.KINDS[finding.kind])
        tip = f"{word(first)} — {word(second)}: {finding.expected:.2f}, {kind}. "
        with canvas.tooltip(tip + "; ".join(shared), _place(first, second)):
            self._cell(
                canvas,
                box,
                finding.expected,
                framed=finding.kind in STATED,
                linked=bool(finding.links),
            )

    def _cell(
        self, canvas: Canvas, box: Box, value: float, *, framed: bool = False, linked: bool = False
    ) -> None:
        fill, ink = self.scene.palette.cell(value / 0.7)
        if round(value * 100) == 0:
            fill, ink = "#fafafa", GREY
        canvas.rect(box, fill=fill, radius=2)
        if framed:
            inner = Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
            canvas.rect(inner, stroke=ink, thick=1.6, radius=2)
        if linked:
            canvas.line(
                (box.x + 5, box.y + box.height - 5),
                (box.x + box.width - 5, box.y + box.height - 5),
                stroke=ink,
                thick=1.6,
            )
        style = FIGURE._replace(fill=ink)
        canvas.text(
            box.x + box.width / 2, box.y + (box.height - 17) / 2, f"{value * 100:.0f}", style
        )

    def _details(self, names: list[str]) -> list[Detail]:
        """Give for every pair what both state, with the passages on both sides."""
        words = Wording(self.scene.kg, self.scene.lang)
        return [self._detail(one, other, words) for one, other in combinations(names, 2)]

    def _detail(self, one: str, other: str, words: Wording) -> Detail:
        finding, say, word = self._finding(one, other), self.scene.say, self.scene.word
        rows = [
            (say(facet), word(concept), self._said(sides[0]), self._said(sides[1]))
            for facet in FACETS
            for concept in finding.parts[facet].narrowest(self.scene.kg.broader)
            if (sides := finding.parts[facet].evidence[concept])
        ]
        covered = say(
            "{other} covers {share} of what {name} states",
            name=word(finding.first),
            other=word(finding.second),
            share=Wording.percent(finding.first_covered),
        )
        return Detail(
            _place(one, other),
            f"{word(finding.first)} — {word(finding.second)}",
            f"{words.sentence(finding)}. {covered}.",
            (say("aspect"), say("value"), word(finding.first), word(finding.second)),
            tuple(rows),
        )

    def _said(self, said: Sequence[Evidence]) -> str:
        return self.scene.places(said)


def _place(first: str, second: str) -> str:
    return "--".join(sorted((first, second)))
