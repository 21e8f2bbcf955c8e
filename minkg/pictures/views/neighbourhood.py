"""One entry and what it is linked to: who says something of it left, what it says right.

Read from the left (in Arabic from the right) every line is a sentence: these
entries — relation → the entry — relation → those entries.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import inf

from minkg.pictures.drawing.entry_links import EntryLink, links, share
from minkg.pictures.drawing.palettes import Look
from minkg.pictures.drawing.paper import PictureView, Size, group_keys
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import GREY, INK, Style, height, name_lines, shorten, wrap
from minkg.words import N_, natural
from minkg.words.names import expand

MOST = 60
WIDTH, GAP, PAD, LINK, CENTRE = 226.0, 8.0, 10.0, 74.0, 220.0
TALL = 900.0
NAME, SMALL = Style(13), Style(11, fill=GREY)
RELATION, SUBJECT = Style(13, bold=True, fill="#3b4148"), Style(17, bold=True, anchor="middle")
EDGE = "#7d858e"
_OUTSIDE = {"skos:broader": N_("is part of the wider"), "skos:related": N_("is related to")}


def view(scene: Scene, entry: str) -> PictureView:
    """Show an entry with its links, at most so many; the rest is counted."""
    return _Neighbourhood(scene, scene.kg[entry].name).view()


@dataclass
class _NeighbourTile:
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
    tiles: list[_NeighbourTile]
    more: str

    def rows(self, columns: int) -> list[list[_NeighbourTile]]:
        return [self.tiles[at : at + columns] for at in range(0, len(self.tiles), columns)]

    def width(self, columns: int) -> float:
        return _wide(min(columns, len(self.tiles)))

    def height(self, columns: int) -> float:
        tall = height(self.relation, RELATION) + 2 * PAD + 4
        tall += sum(max(tile.height for tile in row) + GAP for row in self.rows(columns)) - GAP
        return tall + (NAME.size * 1.3 + GAP if self.more else 0)


class _Neighbourhood:
    """Panels are measured, then columns chosen, then drawn."""

    def __init__(self, scene: Scene, name: str) -> None:
        self.scene, self.name = scene, name
        self.links, self.groups = links(scene.kg, name), scene.groups
        counted = Counter(
            d for group in self.links.values() for link in group for d, _ in link.places
        )
        self.main = min(counted, key=lambda d: (-counted[d], d), default="")
        self.label = scene.word(name)
        self.seen = {self.groups.get(name, "concept")} | {
            self.groups.get(link.name, "concept") for group in self.links.values() for link in group
        }
        self.cap, self.kept, self.compact = MOST, set(self.links), False

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        scene = self.scene
        total = sum(map(len, self.links.values()))
        marked = {
            "?": scene.say("? not yet checked against a text"),
            "kept": scene.say("Relations with few entries are left out, as the paper is small."),
        }
        if self.main:
            told = N_("Small figures: passages of “{document}”; other documents are named.")
            label = scene.kg.label(expand(self.main), scene.lang).text
            marked = {"small": scene.say(told, document=label)} | marked
        return PictureView(
            scene.say(
                "{entry}: what it is linked to",
                entry=scene.kg.label(expand(self.name), scene.lang).text,
            ),
            scene.say("Read along the arrows: every box makes a sentence with the words above it.")
            if total
            else scene.say("No passage read links this entry to another."),
            self.body,
            max(total, 1),
            MOST,
            "",
            group_keys(scene, self.seen),
            marked=marked,
        )

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw the entry in the middle, and both sides; on a paper every name in one line."""
        self.canvas, self.compact = canvas, room.height != inf
        sizes = {key: len(group) for key, group in self.links.items()}
        self.kept = set(sorted(sizes, key=lambda key: (-sizes[key], key))[:most])
        if len(self.kept) < len(sizes):
            canvas.marks.add("kept")
        self.cap = share([sizes[key] for key in self.kept], most)
        columns = self._budget(room.width) if self.compact else [3, 3]
        sides = [self._panels(out=out, columns=columns[out]) for out in (False, True)]
        if not self.compact:
            columns = [_columns(side, min(TALL, room.height)) for side in sides]
        wide = [
            max((panel.width(count) for panel in side), default=0.0)
            for side, count in zip(sides, columns, strict=True)
        ]
        xs = [0.0, wide[0] + (LINK if wide[0] else 0)]
        tall = max([_tall(side, n) for side, n in zip(sides, columns, strict=True)])
        tall = max(tall, self._centre_height(), 150.0)
        if not self.compact:
            canvas.marks.add("small")
        self._edges_and_panels(sides, columns, xs, (0.0, tall))
        self._centre(xs[1], tall / 2)
        return Size(xs[1] + CENTRE + (LINK + wide[1] if wide[1] else 0), tall)

    def _budget(self, room: float) -> list[int]:
        """Share the columns that a paper has room for between the two sides."""
        needs = [
            sum(len(self.links[key]) for key in self.kept if key[0] is out) for out in (False, True)
        ]
        sides = sum(need > 0 for need in needs)
        left = room - CENTRE - sides * (LINK + 2 * PAD - GAP)
        total = max(int(left / (WIDTH + GAP)), sides)
        if sides < 2:
            return [max(min(total, 4), 1)] * 2
        first = round(total * needs[0] ** 0.5 / (needs[0] ** 0.5 + needs[1] ** 0.5))
        first = min(max(first, 1), total - 1)
        return [min(first, 4), min(total - first, 4)]

    def _panels(self, *, out: bool, columns: int) -> list[_Panel]:
        panels = []
        for (outgoing, relation), group in self.links.items():
            if outgoing is not out or (outgoing, relation) not in self.kept:
                continue
            told = self._relation(relation)
            ordered = sorted(group, key=lambda x: (self.scene.word(x.name).casefold(), x.name))
            cap = self.cap
            if self.compact and self.scene.wish.most is None:
                cap = -(-cap // columns) * columns  # the rest of a row costs no room
            rest = len(ordered) - cap
            tiles = [self._tile(link, told, out=out) for link in ordered[:cap]]
            more = self.scene.say("+ {count} more", count=rest) if rest > 0 else ""
            panels.append((told, relation, tiles, more))
        panels.sort(key=lambda panel: panel[:2])
        return [
            _Panel(wrap(told, WIDTH, RELATION, 2), tiles, more) for told, _, tiles, more in panels
        ]

    def _relation(self, name: str) -> str:
        if name in _OUTSIDE:
            return self.scene.say(_OUTSIDE[name])
        return self.scene.kg.label(expand(name), self.scene.lang).text

    def _tile(self, link: EntryLink, told: str, *, out: bool) -> _NeighbourTile:
        word = self.scene.word(link.name)
        group = self.groups.get(link.name, "concept")
        places = self._places(link)
        if link.unchecked:
            places = f"? {places}"
            self.canvas.marks.add("?")
        sentence = (self.label, told, word) if out else (word, told, self.label)
        tip = " — ".join((*sentence, places)) if places else " — ".join(sentence)
        room = WIDTH - 2 * PAD
        if self.compact:
            mark = "? " if link.unchecked else ""
            lines = name_lines(self.scene.short(link.name), room - 14, NAME, 1)
            return _NeighbourTile([mark + lines[0]], "", tip, self.scene.palette.looks[group])
        return _NeighbourTile(
            name_lines(word, room, NAME),
            shorten(places, room, SMALL),
            tip,
            self.scene.palette.looks[group],
        )

    def _places(self, link: EntryLink) -> str:
        """Write where it is said: locators; those of another document under its name."""
        by_document: dict[str, list[str]] = defaultdict(list)
        for document, locator in sorted(link.places, key=lambda place: natural(place[1])):
            by_document[document].append(locator)
        parts = [", ".join(by_document.pop(self.main, []))]
        parts += [
            f"{document} {', '.join(by_document[document])}" for document in sorted(by_document)
        ]
        return "; ".join(part for part in parts if part)

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
                    self.canvas.curve((xs[1] + CENTRE, y + tall / 2), (x, level), EDGE)
                else:
                    self.canvas.curve((x + wide, level), (xs[1], y + tall / 2), EDGE)
                self._panel(panel, Box(x, at, wide, size), count)
                at += size + 16

    def _panel(self, panel: _Panel, box: Box, columns: int) -> None:
        self.canvas.rect(box, fill="#f7f8f9", stroke="#d5d9de", radius=6)
        self.canvas.text(box.x + PAD, box.y + PAD - 3, panel.relation, RELATION)
        y = box.y + PAD + height(panel.relation, RELATION) + 4
        for row in panel.rows(columns):
            tall = max(tile.height for tile in row)
            for at, tile in enumerate(row):
                self._draw_tile(tile, Box(box.x + PAD + at * (WIDTH + GAP), y, WIDTH, tall))
            y += tall + GAP
        if panel.more:
            self.canvas.text(box.x + PAD, y, panel.more, NAME._replace(fill=GREY))

    def _draw_tile(self, tile: _NeighbourTile, box: Box) -> None:
        with self.canvas.tooltip(tile.tip):
            look = tile.look
            self.canvas.rect(box, fill=look.fill, stroke=look.stroke, radius=look.radius)
            top = box.y + (box.height - tile.height) / 2 + 3
            self.canvas.text(box.x + PAD, top, tile.lines, NAME)
            if tile.small:
                self.canvas.text(box.x + PAD, top + height(tile.lines, NAME) + 2, tile.small, SMALL)

    def _centre_lines(self) -> tuple[list[str], list[str]]:
        lines = name_lines(self.label, CENTRE - 24, SUBJECT, 6)
        return lines, wrap(self.scene.kind(self.name), CENTRE - 24, Style(12), 2)

    def _centre_height(self) -> float:
        lines, kind = self._centre_lines()
        return height(lines, SUBJECT) + height(kind, Style(12)) + 30

    def _centre(self, x: float, middle: float) -> None:
        look = self.scene.palette.looks[self.groups.get(self.name, "concept")]
        lines, kind = self._centre_lines()
        tall = self._centre_height()
        top = middle - tall / 2
        self.canvas.rect(
            Box(x, top, CENTRE, tall),
            fill=look.fill,
            stroke=look.stroke,
            radius=min(look.radius, 10),
            thick=2.5,
        )
        self.canvas.text(x + CENTRE / 2, top + 11, lines, SUBJECT)
        below = Style(12, fill=INK, anchor="middle")
        self.canvas.text(x + CENTRE / 2, top + 17 + height(lines, SUBJECT), kind, below)


def _wide(columns: int) -> float:
    return columns * (WIDTH + GAP) - GAP + 2 * PAD


def _tall(side: list[_Panel], columns: int) -> float:
    return sum(panel.height(columns) + 16 for panel in side) - 16 if side else 0.0


def _columns(side: list[_Panel], room: float) -> int:
    """Choose how many tiles stand side by side: as few as keep the side low enough."""
    talls = [_tall(side, count) for count in (1, 2, 3)]
    return next((at for at, tall in enumerate(talls, 1) if tall <= max(room, min(talls))), 3)
