"""From proposals over topics to instruments and the organizations behind them, in columns."""

from collections import Counter, defaultdict
from typing import NamedTuple

from minkg.pictures.drawing.entry_links import joined
from minkg.pictures.drawing.paper import PictureView, Size, group_keys
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import Style, height, name_lines

MOST = 20
WIDE, LINK, GAP, PAD = 216.0, 92.0, 7.0, 8.0
NAME, HEAD = Style(12.5), Style(14.5, bold=True)
EDGE = "#b6bcc4"
GROUPS = ("plan", "concept", "instrument", "organization")
SWEEPS = 6


class _ColumnTile(NamedTuple):
    name: str
    lines: list[str]

    @property
    def height(self) -> float:
        return height(self.lines, NAME) + 9


def view(scene: Scene) -> PictureView:
    """Show what proposals are about, who acts on it already, and who stands behind that."""
    return _Columns(scene).view()


class _Columns:
    """The names of each column, the most linked first, and the edges between neighbours."""

    def __init__(self, scene: Scene) -> None:
        self.scene, facets = scene, scene.facets
        self.edges: list[set[tuple[str, str]]] = [set(), set(), set()]
        subjects = scene.subjects()
        by_group: dict[str, list[str]] = defaultdict(list)
        for one in subjects:
            by_group[one.group].append(one.name)
        topics = Counter(
            topic
            for name in by_group["proposal"]
            for topic in facets.subjects[name].stated.get("topic", ())
            if topic not in facets.embracing
        )
        self.edges[0] = {
            (name, topic)
            for name in by_group["proposal"]
            for topic in facets.subjects[name].stated.get("topic", ())
            if topic in topics
        }
        self.edges[1] = {
            (topic, name)
            for name in by_group["instrument"]
            for topic in facets.subjects[name].stated.get("topic", ())
            if topic in topics
        }
        bodies, instruments = set(by_group["organization"]), set(by_group["instrument"])
        for left, right in joined(scene.kg):
            for mine, its in ((left, right), (right, left)):
                if its in bodies and mine in instruments:
                    self.edges[2].add((mine, its))

    def _chosen(self, most: int) -> list[list[str]]:
        """Choose for each column the names with most edges to the column before."""
        first = Counter(one for one, _ in self.edges[0])
        columns = [_ranked(first, most)]
        for edges in self.edges:
            before = set(columns[-1])
            columns.append(_ranked(Counter(b for a, b in edges if a in before), most))
        return columns

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say = self.scene.say
        total = max(len({end for edge in edges for end in edge}) for edges in self.edges)
        return PictureView(
            say("From proposals to those who already act"),
            say(
                "A line joins a proposal to its topics, a topic to instruments that address it, "
                "and an instrument to organizations that passages link it to."
            ),
            self.body,
            max(total, 1),
            MOST,
            say(
                "At most {shown} are shown in each column: those with most lines.",
                shown="{shown}",
                total="{total}",
            ),
            group_keys(self.scene, GROUPS),
        )

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw lines first, then the boxes, each column in the middle of the height."""
        columns = self._ordered(self._chosen(most))
        link = min(max((room.width - 4 * WIDE) / 3, 40.0), 2 * LINK)
        tiles = [[self._tile(name) for name in column] for column in columns]
        talls = [sum(tile.height + GAP for tile in column) for column in tiles]
        top, tall = 30.0, max(talls, default=0.0)
        boxes: list[dict[str, Box]] = []
        for at, column in enumerate(tiles):
            gap = GAP + (tall - talls[at]) / max(len(column), 1) * 0.85
            y = top + (tall - talls[at]) * 0.15 / 2 + (gap - GAP) / 2
            placed = {}
            for tile in column:
                placed[tile.name] = Box(at * (WIDE + link), y, WIDE, tile.height)
                y += tile.height + gap
            boxes.append(placed)
        self._lines(canvas, boxes)
        say = self.scene.say
        heads = (say("proposals"), say("topics"), say("instruments"), say("organizations"))
        for at, column in enumerate(tiles):
            canvas.text(at * (WIDE + link), 0, heads[at], HEAD)
            for tile in column:
                self._draw(canvas, tile, boxes[at][tile.name], at)
        if not any(tiles):
            canvas.text(0, top, self.scene.say("Nothing is stated that could be shown."), NAME)
        return Size(4 * WIDE + 3 * link, top + max(tall, 24.0))

    def _tile(self, name: str) -> _ColumnTile:
        return _ColumnTile(name, name_lines(self.scene.short(name), WIDE - 2 * PAD, NAME, 2))

    def _lines(self, canvas: Canvas, boxes: list[dict[str, Box]]) -> None:
        for at, edges in enumerate(self.edges):
            for one, other in sorted(edges):
                if one in boxes[at] and other in boxes[at + 1]:
                    start, end = boxes[at][one], boxes[at + 1][other]
                    canvas.curve(
                        (start.x + WIDE, start.y + start.height / 2),
                        (end.x, end.y + end.height / 2),
                        EDGE,
                        thick=1,
                        arrow=False,
                    )

    def _draw(self, canvas: Canvas, tile: _ColumnTile, box: Box, column: int) -> None:
        look = self.scene.palette.looks[GROUPS[column]]
        near = sorted(
            {self.scene.word(b) for edges in self.edges for a, b in edges if a == tile.name}
            | {self.scene.word(a) for edges in self.edges for a, b in edges if b == tile.name}
        )
        with canvas.tooltip(f"{self.scene.word(tile.name)}: {'; '.join(near)}"):
            canvas.rect(box, fill=look.fill, stroke=look.stroke, radius=min(look.radius, 8))
            canvas.text(box.x + PAD, box.y + 3.5, tile.lines, NAME)

    def _ordered(self, columns: list[list[str]]) -> list[list[str]]:
        """Order the columns so that lines cross little: each name near the middle of its own."""
        for sweep in range(SWEEPS):
            forward = sweep % 2 == 0
            for at in range(1, 4) if forward else range(2, -1, -1):
                other = at - 1 if forward else at + 1
                edges = self.edges[min(at, other)]
                pairs = edges if forward else {(b, a) for a, b in edges}
                columns[at] = _by_middle(columns[at], columns[other], pairs)
        return columns


def _by_middle(names: list[str], beside: list[str], pairs: set[tuple[str, str]]) -> list[str]:
    """Order names by the middle of those beside that they are joined to."""
    rank = {name: at / max(len(beside), 1) for at, name in enumerate(beside)}
    near: dict[str, list[float]] = defaultdict(list)
    for its, mine in sorted(pairs):
        if its in rank:
            near[mine].append(rank[its])
    old = {name: at / max(len(names), 1) for at, name in enumerate(names)}
    middle = {name: _mean(near[name], old[name]) for name in names}
    return sorted(names, key=lambda name: (middle[name], name))


def _mean(values: list[float], otherwise: float) -> float:
    return round(sum(values) / len(values), 9) if values else otherwise


def _ranked(counted: "Counter[str]", most: int) -> list[str]:
    return sorted(counted, key=lambda name: (-counted[name], name))[:most]
