"""Which facets, or which values of one facet, occur together: sets and their intersections."""

from collections import Counter, defaultdict

from minkg.findings import FACETS
from minkg.pictures.drawing.paper import PictureView, Size
from minkg.pictures.drawing.picture import Detail
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import GREY, Style, name_lines, width
from minkg.words.lookup import pick

MOST, SETS = 24, 14
COLUMN, ROW, BARS, SIDE, COUNT = 36.0, 24.0, 170.0, 250.0, 130.0
NAME, FIGURE = Style(13), Style(12.5, anchor="middle")
OFF, BAND = "#dde1e5", "#f5f6f7"


def view(scene: Scene, facet: str | None = None) -> PictureView:
    """Show which facets are stated together; with a facet, which of its values."""
    if facet is not None:
        pick(facet, FACETS, "no facet is called '{name}'")
    return _Sets(scene, facet).view()


class _Sets:
    """The members of every exact combination of sets."""

    def __init__(self, scene: Scene, facet: str | None) -> None:
        self.scene, self.facet = scene, facet
        self.subjects = scene.subjects("instrument")
        own = {one.name: self._sets_of(one.name) for one in self.subjects}
        sizes = Counter(item for items in own.values() for item in items)
        self.sets = sorted(sizes, key=lambda item: (-sizes[item], item))[:SETS]
        self.sizes, self.more = sizes, len(sizes) - len(self.sets)
        together: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, items in own.items():
            together[tuple(item for item in self.sets if item in items)].append(name)
        self.none = len(together.pop((), []))
        self.together = sorted(together.items(), key=lambda pair: (-len(pair[1]), pair[0]))

    def _sets_of(self, name: str) -> set[str]:
        subject, facets = self.scene.facets.subjects[name], self.scene.facets
        if self.facet is None:
            return {facet for facet in FACETS if facet in subject.stated}
        values = facets.concepts(subject, self.facet)
        broader = facets.broader
        return {
            v
            for v in values
            if v not in facets.embracing and not (set(broader.get(v, ())) - facets.embracing)
        }

    def _word(self, item: str) -> str:
        return self.scene.say(item) if self.facet is None else self.scene.word(item)

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say, notes = self.scene.say, []
        if self.none:
            notes.append(
                say("Not shown, as nothing of this is stated of them: {count}.", count=self.none)
            )
        if self.more > 0:
            notes.append(say("Sets left out, as they are smaller: {count}.", count=self.more))
        title = say("Which facets are stated together")
        if self.facet is not None:
            title = say("Which values of “{facet}” occur together", facet=say(self.facet))
        return PictureView(
            title,
            say("Each bar counts the entries that have exactly the marked sets, and no other."),
            self.body,
            max(len(self.together), 1),
            MOST,
            say(
                "{shown} of {total} combinations are shown: the most frequent.",
                shown="{shown}",
                total="{total}",
            ),
            notes=notes,
            details=self._details,
        )

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw bars above, the marks below, and the sizes of the sets beside their names."""
        shown = self.together[:most]
        if not shown:
            canvas.text(0, 0, self.scene.say("Nothing is stated that could be shown."), NAME)
            return Size(400, 24)
        names = {item: self._word(item) for item in self.sets}
        side = min(max(width(name, NAME) for name in names.values()) + 14, SIDE)
        left = side + COUNT
        column = min(max((room.width - left) / len(shown), 28.0), 1.4 * COLUMN)
        across = left + column * len(shown)
        bars = min(BARS, max(80.0, room.height - ROW * len(self.sets) - 30))
        self._rows(canvas, names, side, across, bars + 24)
        for at, (items, members) in enumerate(shown):
            self._column(canvas, left + at * column, column, items, members, bars)
        return Size(across, bars + 24 + ROW * len(self.sets))

    def _rows(
        self, canvas: Canvas, names: dict[str, str], side: float, across: float, top: float
    ) -> None:
        largest = max(self.sizes.values())
        for at, item in enumerate(self.sets):
            y = top + at * ROW
            if at % 2 == 0:
                canvas.rect(Box(0, y, across, ROW), fill=BAND, radius=0)
            with canvas.tooltip(names[item]):
                canvas.text(0, y + 3.5, name_lines(names[item], side - 14, NAME, 1), NAME)
            long = (COUNT - 60) * self.sizes[item] / largest
            canvas.rect(Box(side, y + 6, long, ROW - 12), fill="#b3b7bd", radius=1)
            canvas.text(side + long + 6, y + 4, str(self.sizes[item]), Style(12.5, fill=GREY))

    def _column(
        self,
        canvas: Canvas,
        x: float,
        column: float,
        items: tuple[str, ...],
        members: list[str],
        bars: float,
    ) -> None:
        middle, ink = x + column / 2, self.scene.palette.strong
        told = " + ".join(self._word(item) for item in items)
        names = "; ".join(self.scene.word(name) for name in members[:20])
        tall = bars * len(members) / len(self.together[0][1])
        with canvas.tooltip(f"{told}: {names}", _place(items)):
            canvas.rect(Box(middle - 9, 20 + bars - tall, 18, tall), fill=ink, radius=1)
            canvas.text(middle, 2 + bars - tall, str(len(members)), FIGURE)
            rows = [self.sets.index(item) for item in items]
            top = bars + 24 + ROW / 2
            ends = [(middle, top + at * ROW) for at in (min(rows), max(rows))]
            canvas.line(*ends, stroke=ink, thick=2)
            for at in range(len(self.sets)):
                fill = ink if at in rows else OFF
                canvas.dot(middle, top + at * ROW, 5 if at in rows else 3.5, fill=fill)

    def _details(self) -> list[Detail]:
        """Give the members of every combination."""
        say = self.scene.say
        return [
            Detail(
                _place(items),
                " + ".join(self._word(item) for item in items),
                "",
                (say("entry"), say("class")),
                tuple((self.scene.word(n), self.scene.kind(n)) for n in members),
            )
            for items, members in self.together[:60]
        ]


def _place(items: tuple[str, ...]) -> str:
    return "--".join(items)
