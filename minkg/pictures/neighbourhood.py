"""One entry and what it is linked to: who says something of it left, what it says right.

Read from the left (in Arabic from the right) every line is a sentence: these
entries — relation → the entry — relation → those entries.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from minkg.language import translate
from minkg.names import expand, natural
from minkg.pictures.links import Link, groups, links, share
from minkg.pictures.picture import MARGIN, STAR, Picture, footing, heading, name_lines, source
from minkg.pictures.svg import GREY, INK, Box, Drawing, Style, height, measure, shorten, wrap

if TYPE_CHECKING:
    from minkg.graph import Graph

MOST = 60
WIDTH, GAP, PAD, LINK, CENTRE = 226.0, 8.0, 10.0, 74.0, 220.0
TALL = 900.0
NAME, SMALL = Style(13), Style(10.5, fill=GREY)
RELATION, SUBJECT = Style(13, bold=True, fill="#3b4148"), Style(17, bold=True, anchor="middle")
EDGE = "#7d858e"


class Look(NamedTuple):
    """The look of a group of classes: fill, outline, radius of the corners, and its name."""

    fill: str
    stroke: str
    radius: float
    name: str


LOOKS = {
    "instrument": Look("#dcebfa", "#1d5a96", 3, "instrument"),
    "organization": Look("#ffffff", "#24292f", 0, "organization or person"),
    "process": Look("#dff2e1", "#22703a", 12, "process or meeting"),
    "plan": Look("#fdebd3", "#9a5a00", 7, "proposal, recommendation or lesson"),
    "document": Look("#eceef0", "#57606a", 0, "document or figure"),
    "concept": Look("#efe6f7", "#6a3d9a", 10, "concept"),
}
_OUTSIDE = {"skos:broader": "is part of the wider", "skos:related": "is related to"}


def draw(kg: "Graph", entry: str, lang: str = "en", most: int = MOST) -> Picture:
    """Draw an entry with its links, at most so many; the rest is counted."""
    return _Neighbourhood(kg, kg[entry].name, lang, most).picture()


@dataclass
class _Tile:
    """One linked entry, measured: its lines, its small print, and its tooltip."""

    lines: list[str]
    small: str
    tip: str
    look: Look

    @property
    def height(self) -> float:
        return height(self.lines, NAME) + (SMALL.size * 1.4 if self.small else 0) + 9


@dataclass
class _Panel:
    """One relation with its tiles, and how many more there are."""

    relation: list[str]
    tiles: list[_Tile]
    more: str

    def rows(self, columns: int) -> list[list[_Tile]]:
        return [self.tiles[at : at + columns] for at in range(0, len(self.tiles), columns)]

    def width(self, columns: int) -> float:
        return _wide(min(columns, len(self.tiles)))

    def height(self, columns: int) -> float:
        tall = height(self.relation, RELATION) + 2 * PAD + 4
        tall += sum(max(tile.height for tile in row) + GAP for row in self.rows(columns)) - GAP
        return tall + (NAME.size * 1.3 + GAP if self.more else 0)


class _Neighbourhood:
    """The drawing in progress: panels are measured, then columns chosen, then drawn."""

    def __init__(self, kg: "Graph", name: str, lang: str, most: int) -> None:
        self.kg, self.name, self.lang = kg, name, lang
        self.links = links(kg, name)
        self.groups = groups(kg)
        self.cap = share([len(group) for group in self.links.values()], most)
        counted = Counter(
            d for group in self.links.values() for link in group for d, _ in link.places
        )
        self.main = min(counted, key=lambda d: (-counted[d], d), default="")
        self.label = self._word(name)
        self.seen: set[str] = {self.groups.get(name, "concept")}
        self.said = [self.label]
        self.doubtful = False

    def _word(self, name: str) -> str:
        return str(self.kg.label(expand(name), self.lang))

    def _say(self, text: str, **values: object) -> str:
        return translate(text, self.lang).format(**values)

    def picture(self) -> Picture:
        sides = [self._panels(out=False), self._panels(out=True)]
        columns = [_columns(side) for side in sides]
        wide = [
            max((panel.width(count) for panel in side), default=0.0)
            for side, count in zip(sides, columns, strict=True)
        ]
        xs = [MARGIN, MARGIN + wide[0] + (LINK if wide[0] else 0)]
        end = xs[1] + CENTRE + (LINK + wide[1] if wide[1] else 0) + MARGIN
        self.drawing = Drawing(max(end, 760), self.lang)
        shift = (self.drawing.width - end) / 2
        xs = [x + shift for x in xs]
        title = self._say(
            "{entry}: what it is linked to", entry=self.kg.label(expand(self.name), self.lang).text
        )
        y = self._legend(heading(self.drawing, title, self._subtitle()))
        tall = max(
            [_tall(side, count) for side, count in zip(sides, columns, strict=True)] + [150.0]
        )
        middle = y + tall / 2
        self._edges_and_panels(sides, columns, xs, (y, tall))
        self._centre(Box(xs[1], middle, CENTRE, 0))
        return Picture(
            self.drawing.render(footing(self.drawing, y + tall + 18, self._notes()), title), title
        )

    def _subtitle(self) -> str:
        if not self.links:
            return self._say("No passage read links this entry to another.")
        return self._say(
            "Read along the arrows: every box makes a sentence with the words above it."
        )

    def _panels(self, *, out: bool) -> list[_Panel]:
        panels = []
        for (outgoing, relation), group in self.links.items():
            if outgoing is not out:
                continue
            told = self._relation(relation)
            ordered = sorted(group, key=lambda link: (self._word(link.name).casefold(), link.name))
            rest = len(ordered) - self.cap
            tiles = [self._tile(link, told, out=out) for link in ordered[: self.cap]]
            more = self._say("+ {count} more", count=rest) if rest > 0 else ""
            panels.append((told, relation, tiles, more))
        panels.sort(key=lambda panel: panel[:2])
        return [
            _Panel(wrap(told, WIDTH, RELATION, 2), tiles, more) for told, _, tiles, more in panels
        ]

    def _relation(self, name: str) -> str:
        if name in _OUTSIDE:
            return self._say(_OUTSIDE[name])
        return self.kg.label(expand(name), self.lang).text

    def _tile(self, link: Link, told: str, *, out: bool) -> _Tile:
        word = self._word(link.name)
        group = self.groups.get(link.name, "concept")
        self.seen.add(group)
        self.said.append(word)
        self.doubtful |= link.unchecked
        places = self._places(link)
        if link.unchecked:
            places = f"? {places}"
        sentence = (self.label, told, word) if out else (word, told, self.label)
        tip = " — ".join((*sentence, places)) if places else " — ".join(sentence)
        room = WIDTH - 2 * PAD
        return _Tile(name_lines(word, room, NAME), shorten(places, room, SMALL), tip, LOOKS[group])

    def _places(self, link: Link) -> str:
        """Write where it is said: locators; those of another document under its name."""
        by_document: dict[str, list[str]] = defaultdict(list)
        for document, locator in sorted(link.places, key=lambda place: natural(place[1])):
            by_document[document].append(locator)
        parts = [", ".join(by_document.pop(self.main, []))]
        parts += [
            f"{document} {', '.join(by_document[document])}" for document in sorted(by_document)
        ]
        return "; ".join(part for part in parts if part)

    def _legend(self, y: float) -> float:
        x, words = MARGIN, Style(12.5)
        for group, look in LOOKS.items():
            if group not in self.seen:
                continue
            said = self._say(look.name)
            if x + 34 + measure(said, 12.5) > self.drawing.width - MARGIN:
                x, y = MARGIN, y + 24
            self.drawing.rect(Box(x, y, 26, 16), fill=look.fill, stroke=look.stroke,
                              radius=min(look.radius, 8), more=' stroke-width="1.3"')  # fmt: skip
            self.drawing.text(x + 34, y, said, words)
            x += 34 + measure(said, 12.5) + 24
        return y + 36

    def _edges_and_panels(
        self,
        sides: list[list[_Panel]],
        columns: list[int],
        xs: list[float],
        area: tuple[float, float],
    ) -> None:
        y, tall = area
        for out, (side, count) in enumerate(zip(sides, columns, strict=True)):
            at = y + (tall - _tall(side, count)) / 2
            for panel in side:
                size, wide = panel.height(count), panel.width(count)
                level = at + size / 2
                x = xs[1] + CENTRE + LINK if out else xs[1] - LINK - wide
                if out:
                    self.drawing.curve((xs[1] + CENTRE, y + tall / 2), (x, level), EDGE)
                else:
                    self.drawing.curve((x + wide, level), (xs[1], y + tall / 2), EDGE)
                self._panel(panel, Box(x, at, wide, size), count)
                at += size + 16

    def _panel(self, panel: _Panel, box: Box, columns: int) -> None:
        self.drawing.rect(box, fill="#f7f8f9", stroke="#d5d9de", radius=6)
        self.drawing.text(box.x + PAD, box.y + PAD - 3, panel.relation, RELATION)
        y = box.y + PAD + height(panel.relation, RELATION) + 4
        for row in panel.rows(columns):
            tall = max(tile.height for tile in row)
            for at, tile in enumerate(row):
                self._draw_tile(tile, Box(box.x + PAD + at * (WIDTH + GAP), y, WIDTH, tall))
            y += tall + GAP
        if panel.more:
            self.drawing.text(box.x + PAD, y, panel.more, NAME._replace(fill=GREY))

    def _draw_tile(self, tile: _Tile, box: Box) -> None:
        with self.drawing.tooltip(tile.tip):
            look = tile.look
            self.drawing.rect(box, fill=look.fill, stroke=look.stroke, radius=look.radius)
            top = box.y + (box.height - tile.height) / 2 + 3
            self.drawing.text(box.x + PAD, top, tile.lines, NAME)
            if tile.small:
                self.drawing.text(
                    box.x + PAD, top + height(tile.lines, NAME) + 2, tile.small, SMALL
                )

    def _centre(self, box: Box) -> None:
        look = LOOKS[self.groups.get(self.name, "concept")]
        lines = name_lines(self.label, CENTRE - 24, SUBJECT, 6)
        kind = wrap(self._kind(), CENTRE - 24, SMALL._replace(size=12), 2)
        tall = height(lines, SUBJECT) + height(kind, Style(12)) + 30
        top = box.y - tall / 2
        self.drawing.rect(Box(box.x, top, CENTRE, tall), fill=look.fill, stroke=look.stroke,
                          radius=min(look.radius, 10), more=' stroke-width="2.5"')  # fmt: skip
        middle = box.x + CENTRE / 2
        self.drawing.text(middle, top + 11, lines, SUBJECT)
        below = Style(12, fill=INK, anchor="middle")
        self.drawing.text(middle, top + 17 + height(lines, SUBJECT), kind, below)

    def _kind(self) -> str:
        kinds = self.kg[self.name]["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]
        return ", ".join(self.kg.label(str(kind), self.lang).text for kind in kinds)

    def _notes(self) -> list[str]:
        notes = []
        if self.main:
            document = self.kg.label(expand(self.main), self.lang).text
            told = "Small figures: passages of “{document}”; other documents are named."
            notes.append(self._say(told, document=document))
        if self.doubtful:
            notes.append(self._say("? not yet checked against a text"))
        if any(text.endswith(" *") for text in self.said):
            notes.append(self._say(STAR))
        return [*notes, source(self.kg, self.lang)]


def _wide(columns: int) -> float:
    return columns * (WIDTH + GAP) - GAP + 2 * PAD


def _tall(side: list[_Panel], columns: int) -> float:
    return sum(panel.height(columns) + 16 for panel in side) - 16 if side else 0.0


def _columns(side: list[_Panel]) -> int:
    """Choose how many tiles stand side by side: as few as keep the side low enough."""
    talls = [_tall(side, count) for count in (1, 2, 3)]
    return next((at for at, tall in enumerate(talls, 1) if tall <= max(TALL, min(talls))), 3)
