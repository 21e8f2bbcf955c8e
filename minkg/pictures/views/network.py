"""The whole map: who is linked to whom, every name in its own box."""

from collections import Counter, defaultdict
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from minkg.pictures.drawing.entry_links import joined
from minkg.pictures.drawing.palettes import Look
from minkg.pictures.drawing.paper import PictureView, Size, group_keys
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import Style, height, name_lines, width
from minkg.pictures.views.map_layout import GAP, centres

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST, LEADING = 160, 12
GROUPS = ("instrument", "organization", "process", "plan")
ROOM, PAD = 122.0, 6.0
NAME, LEAD = Style(11.5, anchor="middle"), Style(13.5, bold=True, anchor="middle")
EDGE = "#bcc3cb"
AIR, SHAPE = 2.2, 1.45  # room for each box, and width by height, of a map without a paper
DENSE = 1.75  # on a paper: how much more room than the boxes have


class _Node(NamedTuple):
    name: str
    lines: list[str]
    style: Style
    look: Look

    @property
    def size(self) -> tuple[float, float]:
        wide = max((width(line, self.style) for line in self.lines), default=10.0)
        return wide + 2 * PAD + 2, height(self.lines, self.style) + 7


def view(scene: Scene) -> PictureView:
    """Show the entries with most links among instruments, organizations, process and plans."""
    return _Map(scene).view()


class _Map:
    """The entries by number of links, and the links between those shown."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        of = {e.name for e in scene.kg.entries(scene.wish.of)} if scene.wish.of else None
        allowed = {one.name for one in scene.subjects()} if scene.filters else None
        kept = {
            name
            for name, group in scene.groups.items()
            if group in GROUPS
            and (of is None or name in of)
            and (allowed is None or name in allowed)
        }
        self.pairs = [pair for pair in joined(scene.kg) if kept.issuperset(pair)]
        self.degree = Counter(name for pair in self.pairs for name in pair)
        self.near = self._near()
        self.ranked = self._grown()

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say = self.scene.say
        return PictureView(
            say("Who is linked to whom"),
            say("A line is a link that a passage states; near each other stands what is linked."),
            self.body,
            max(len(self.ranked), 1),
            MOST,
            say(
                "{shown} of {total} entries are shown: those with most links.",
                shown="{shown}",
                total="{total}",
            ),
            group_keys(self.scene, {self.scene.groups[name] for name in self.ranked}),
        )

    def _node(self, name: str, style: Style) -> _Node:
        room = ROOM * (1.25 if style.bold else 1)
        look = self.scene.palette.looks[self.scene.groups[name]]
        return _Node(name, name_lines(self.scene.short(name), room, style, 3), style, look)

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Lay the map out in the shape of the room, and draw lines under boxes."""
        shown = self.ranked[:most]
        leading = set(sorted(shown, key=lambda name: (-self.degree[name], name))[:LEADING])
        nodes = [self._node(name, LEAD if name in leading else NAME) for name in shown]
        if not nodes:
            canvas.text(0, 0, self.scene.say("No passage read links these entries."), Style(13))
            return Size(400, 24)
        boxes = self._boxes(nodes, room)
        if boxes is None:
            return Size(inf, inf)
        at = {node.name: box for node, box in zip(nodes, boxes, strict=True)}
        for one, other in self.pairs:
            if one in at and other in at:
                canvas.line(_middle(at[one]), _middle(at[other]), stroke=EDGE, thick=0.9)
        for node, box in zip(nodes, boxes, strict=True):
            self._draw(canvas, node, box, self.near[node.name])
        return Size(max(b.x + b.width for b in boxes), max(b.y + b.height for b in boxes))

    def _grown(self) -> list[str]:
        """Rank the entries: the most linked first, then always one that is linked to those before.

        So the entries of any beginning of the list hang together as far as they can.
        """
        ranked: dict[str, None] = {}
        for start in sorted(self.degree, key=lambda name: (-self.degree[name], name)):
            heap = [(-self.degree[start], start)]
            while heap:
                _, name = heappop(heap)
                if name in ranked:
                    continue
                ranked[name] = None
                for other in self.near[name]:
                    if other not in ranked:
                        heappush(heap, (-self.degree[other], other))
        return list(ranked)

    def _near(self) -> dict[str, list[str]]:
        near: dict[str, set[str]] = defaultdict(set)
        for one, other in self.pairs:
            near[one].add(other)
            near[other].add(one)
        return {name: sorted(near[name]) for name in near}

    def _boxes(self, nodes: "Sequence[_Node]", room: Size) -> list[Box] | None:
        """Give a box for each node, or None where the room is too small for all."""
        import numpy as np

        place = {node.name: at for at, node in enumerate(nodes)}
        edges = [(place[a], place[b]) for a, b in self.pairs if a in place and b in place]
        sizes = np.array([node.size for node in nodes])
        used = float(((sizes[:, 0] + GAP) * (sizes[:, 1] + GAP)).sum())
        whole = ((used * AIR * SHAPE) ** 0.5, (used * AIR / SHAPE) ** 0.5)
        walls = room.height != inf
        if walls:
            if used * DENSE > room.width * room.height:
                return None
            whole = (room.width, room.height)
        middle = centres(len(nodes), edges, sizes, whole, walls=walls)
        if middle is None:
            return None
        corner = middle - sizes / 2
        corner -= 0.0 if walls else corner.min(axis=0)
        return [
            Box(float(x), float(y), *node.size) for (x, y), node in zip(corner, nodes, strict=True)
        ]

    def _draw(self, canvas: Canvas, node: _Node, box: Box, near: list[str]) -> None:
        told = "; ".join(self.scene.word(name) for name in near)
        look, thick = node.look, 1.6 if node.style.bold else 1
        with canvas.tooltip(f"{self.scene.word(node.name)}: {told}"):
            canvas.rect(
                box, fill=look.fill, stroke=look.stroke, radius=min(look.radius, 9), thick=thick
            )
            canvas.text(box.x + box.width / 2, box.y + 2.5, node.lines, node.style)


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
