"""The process and the instruments in time: one lane per class, stretched where much happened."""

import bisect
from collections import Counter, defaultdict
from itertools import zip_longest
from typing import NamedTuple

from minkg.graph.terms import plain
from minkg.pictures.drawing.entry_links import joined
from minkg.pictures.drawing.paper import PictureView, Size, group_keys
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import GREY, Style, shorten, width, wrap
from minkg.words.names import ONTOLOGY, class_of

MOST = 80
SIDE, ROW, DOT, ROOM = 124.0, 19.0, 4.5, 240.0
NAME, LANE, YEAR = Style(12), Style(13, bold=True), Style(11.5, fill=GREY, anchor="middle")
GRID = "#e4e7ea"
LINEAR = 0.35  # how much of the axis is even in time; the rest gives room where much happened
_DATES = f"""SELECT ?x ?day WHERE {{
  VALUES ?p {{ {
    " ".join(f"<{ONTOLOGY}{p}>" for p in ("startsOn", "adoptedOn", "launchedIn", "establishedIn"))
} }}
  ?x ?p ?day }}"""
_MEETINGS = ("meeting", "process")


class _Event(NamedTuple):
    time: float
    day: str
    name: str
    kind: str


def view(scene: Scene) -> PictureView:
    """Show meetings and instruments by date; those with most links where not all fit."""
    return _Timeline(scene).view()


class _Timeline:
    """The dated entries, and the axis that gives each of them room."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        kinds = {one.name: one.kind for one in scene.subjects("instrument")}
        if not scene.filters and not scene.wish.of:
            for folder in _MEETINGS:
                kinds |= {entry.name: folder for entry in scene.kg.entries(folder)}
        first: dict[str, str] = {}
        for thing, day in scene.kg.select(_DATES):
            name, told = plain(thing), plain(day)
            if name in kinds and told < first.get(name, "9"):
                first[name] = told
        degree = Counter(name for pair in joined(scene.kg) for name in pair)
        events = [_Event(_year(day), day, name, kinds[name]) for name, day in first.items()]
        linked = sorted(events, key=lambda e: (-degree[e.name], e.name))
        meetings = [event for event in linked if event.kind in _MEETINGS]
        others = [event for event in linked if event.kind not in _MEETINGS]
        pairs = zip_longest(meetings, others)  # by turns: the process and what it is about
        self.ranked = [event for pair in pairs for event in pair if event is not None]
        self.undated = len(kinds) - len(first)

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say = self.scene.say
        notes = [say("The axis is stretched where much happened.")]
        if self.undated:
            notes.append(
                say("Not shown, as no date is stated of them: {count}.", count=self.undated)
            )
        return PictureView(
            say("The process and the instruments in time"),
            say("Each dot is the first date that a passage states: adopted, launched, begun."),
            self.body,
            max(len(self.ranked), 1),
            MOST,
            say(
                "{shown} of {total} entries are shown: those with most links.",
                shown="{shown}",
                total="{total}",
            ),
            group_keys(self.scene, {self.scene.groups[e.name] for e in self.ranked}),
            notes,
        )

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw the axis and the lanes."""
        chosen = sorted(self.ranked[:most])
        if not chosen:
            canvas.text(0, 0, self.scene.say("Nothing is stated that could be shown."), NAME)
            return Size(400, 24)
        axis = _Axis([e.time for e in chosen], SIDE, max(room.width, 700.0))
        lanes: dict[str, list[_Event]] = defaultdict(list)
        for event in chosen:
            lanes["process" if event.kind in _MEETINGS else event.kind].append(event)
        order = sorted(lanes, key=lambda kind: (kind != "process", -len(lanes[kind]), kind))
        drawn, y = Canvas(), 24.0
        for kind in order:
            y = self._lane(drawn, kind, lanes[kind], axis, y) + 12
        for year, x in axis.ticks():
            canvas.text(x, 0, str(year), YEAR)
            canvas.line((x, 19), (x, y - 10), stroke=GRID)
        canvas.place(drawn, 0, 0)
        return Size(axis.end, y - 8)

    def _lane(
        self, canvas: Canvas, kind: str, events: list[_Event], axis: "_Axis", y: float
    ) -> float:
        """Put every label into the first row where it has room; give the lower edge."""
        label = self.scene.kg.label(ONTOLOGY + class_of(kind), self.scene.lang).text
        lines = wrap(label, SIDE - 20, LANE, 3)
        canvas.line((0, y - 4), (axis.end, y - 4), stroke="#c3c7cd")
        canvas.text(0, y + 1, lines, LANE)
        free: list[float] = []
        for event in events:
            told = shorten(self.scene.short(event.name), ROOM, NAME)
            wide, x = width(told, NAME), axis.at(event.time)
            left = x + 9 + wide > axis.end
            low, high = (x - 9 - wide, x + DOT) if left else (x - DOT, x + 9 + wide)
            row = next((at for at, end in enumerate(free) if end + 9 <= low), len(free))
            free[row : row + 1] = [high]
            self._event(canvas, event, told, (x, y + row * ROW), left=left)
        return y + max(len(free) * ROW, len(lines) * LANE.size * 1.3 + 2)

    def _event(
        self, canvas: Canvas, event: _Event, told: str, at: tuple[float, float], *, left: bool
    ) -> None:
        look = self.scene.palette.looks[self.scene.groups[event.name]]
        x, y = at
        with canvas.tooltip(f"{event.day}: {self.scene.word(event.name)}"):
            square = look.radius < 5
            box = Box(x - DOT, y + ROW / 2 - DOT, 2 * DOT, 2 * DOT)
            canvas.rect(box, fill=look.stroke, radius=0 if square else DOT)
            if left:
                canvas.text(x - 9, y + 1, told, NAME._replace(anchor="end"))
            else:
                canvas.text(x + 9, y + 1, told, NAME)


class _Axis:
    """Time to pixels, partly even and partly by how many things happened before."""

    def __init__(self, times: list[float], start: float, end: float) -> None:
        self.times, self.start, self.end = times, start + 10, end
        self.first, self.last = int(times[0]), max(int(times[-1]) + 1.0, times[0] + 1)

    def at(self, time: float) -> float:
        """Give the place of a time."""
        even = (time - self.first) / (self.last - self.first)
        below = bisect.bisect_left(self.times, time)
        rank = below / max(len(self.times), 1)
        return self.start + (LINEAR * even + (1 - LINEAR) * rank) * (self.end - self.start - 30)

    def ticks(self) -> list[tuple[int, float]]:
        """Give years with room for their figures, round ones first."""
        chosen: list[tuple[int, float]] = []
        years = range(self.first, int(self.last) + 1)
        for year in sorted(years, key=lambda y: (y % 10 != 0, y % 5 != 0, y)):
            x = self.at(year)
            if all(abs(x - other) >= 42 for _, other in chosen):
                chosen.append((year, x))
        return sorted(chosen)


def _year(day: str) -> float:
    """Give a date as years; what is not stated is the middle.

    >>> _year("2019"), _year("2020-07-01")
    (2019.5, 2020.5)
    """
    parts = [int(part) for part in day.split("-")[:3] if part.isdecimal()]
    year, month, date = (*parts, *(0, 0, 0))[:3]
    if not month:
        return year + 0.5
    return round(year + (month - 1) / 12 + ((date or 15) - 1) / 372, 4)
