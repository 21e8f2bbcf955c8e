"""Who covers which stage of the life cycle: one row per entry, one dot per stage."""

from collections import defaultdict

from minkg.findings import Evidence, Subject
from minkg.graph.terms import plain
from minkg.pictures.drawing.paper import Key, PictureView, Size
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import Box, Canvas
from minkg.pictures.drawing.text import GREY, Style, name_lines, shorten, width
from minkg.pictures.views import column_heads as heads
from minkg.words.names import ONTOLOGY, class_of

MOST = 90
ROW, SIDE, CELL = 19.0, 300.0, 64.0
NAME, GROUP = Style(12.5), Style(13.5, bold=True)
BAND = "#f5f6f7"
_EXCLUDED = f"SELECT DISTINCT ?x ?stage WHERE {{ ?x <{ONTOLOGY}doesNotCover> ?stage }}"


def view(scene: Scene, *entries: str) -> PictureView:
    """Show instruments, or the entries that are named, by class; most stages first."""
    return _Coverage(scene, [scene.kg[name].name for name in entries]).view()


class _Coverage:
    """The rows with their dots."""

    def __init__(self, scene: Scene, named: list[str]) -> None:
        self.scene, facets = scene, scene.facets
        chosen = scene.subjects(scene.wish.of or "" if named else "instrument")
        if named:
            chosen = [facets.subjects[scene.compared.subject(n)] for n in dict.fromkeys(named)]
        self.stages = scene.stages
        self.said = {
            one.name: {
                stage: said
                for stage in self.stages
                if (said := facets.evidence(one, "stage", stage))
            }
            for one in chosen
        }
        self.excluded = {(plain(x), plain(s)) for x, s in scene.kg.select(_EXCLUDED)}
        self.none = sum(not said for said in self.said.values())
        kept = chosen if named else [one for one in chosen if self.said[one.name]]
        self.ranked = sorted(kept, key=lambda one: (-len(self.said[one.name]), one.name))

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say = self.scene.say
        notes = [say("Stages count with all that is narrower. Not stated is not “does not cover”.")]
        if self.none:
            notes.append(say("Not shown, as no stage is stated of them: {count}.", count=self.none))
        ink = self.scene.palette.strong
        keys = [
            Key(say("stated in a passage"), lambda canvas, box: _dot(canvas, box, ink, ink)),
            Key(
                say("stated, not yet checked against a text"),
                lambda canvas, box: _dot(canvas, box, "#ffffff", ink),
            ),
        ]
        if self.excluded:
            keys.append(Key(say("stated that it does not cover the stage"), _cross))
        total = max(len(self.ranked), 1)
        return PictureView(
            say("Who covers which stage of the life cycle"),
            "",
            self.body,
            total,
            MOST,
            say(
                "{shown} of {total} entries are shown: those that cover most stages.",
                shown="{shown}",
                total="{total}",
            ),
            keys,
            notes,
            upright=True,
        )

    def _grouped(self, most: int) -> list[tuple[str, list[Subject]]]:
        groups: dict[str, list[Subject]] = defaultdict(list)
        for one in self.ranked[:most]:
            groups[one.kind].append(one)
        told = {
            kind: self.scene.kg.label(ONTOLOGY + class_of(kind), self.scene.lang).text
            for kind in groups
        }
        ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), told[pair[0]]))
        return [(told[kind], sorted(ones, key=self._order)) for kind, ones in ordered]

    def _order(self, one: Subject) -> tuple[int, int, str]:
        covered = [at for at, stage in enumerate(self.stages) if stage in self.said[one.name]]
        return -len(covered), min(covered, default=99), one.name

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw head and rows."""
        groups = self._grouped(most)
        words = [self.scene.word(stage) for stage in self.stages]
        names = [self.scene.short(one.name) for _, ones in groups for one in ones]
        spare = room.width - heads.least_room(words)
        side = min(
            max((width(name, NAME) for name in names), default=0.0) + 12, SIDE, max(spare, 150.0)
        )
        chosen = heads.fit(words, room.width - side - 12, CELL)
        cell = chosen.cell
        across = side + cell * len(words)
        middles = [side + (at + 0.5) * cell for at in range(len(words))]
        y, reach = heads.draw(canvas, words, middles, chosen, across)
        y += 4
        for told, ones in groups:
            canvas.text(0, y + 6, shorten(told, across, GROUP), GROUP)
            y += 28
            for at, one in enumerate(ones):
                if at % 2 == 0:
                    canvas.rect(Box(0, y, across, ROW), fill=BAND, radius=0)
                self._row(canvas, one, y, side, cell)
                y += ROW
        if not groups:
            canvas.text(0, y + 6, self.scene.say("Nothing is stated that could be shown."), NAME)
            y += 30
        return Size(max(across, reach), y)

    def _row(self, canvas: Canvas, one: Subject, y: float, side: float, cell: float) -> None:
        said, name = self.said[one.name], self.scene.short(one.name)
        stages = ", ".join(self.scene.word(stage) for stage in said) or "-"
        middle, ink = y + ROW / 2, self.scene.palette.strong
        with canvas.tooltip(f"{self.scene.word(one.name)}: {stages}"):
            canvas.text(0, y + 1, name_lines(name, side - 12, NAME, 1), NAME)
            at = [place for place, stage in enumerate(self.stages) if stage in said]
            if len(at) > 1:
                xs = [side + (place + 0.5) * cell for place in (at[0], at[-1])]
                canvas.line((xs[0], middle), (xs[1], middle), stroke="#c3c7cd", thick=1.5)
            for place, stage in enumerate(self.stages):
                x = side + (place + 0.5) * cell
                if stage in said:
                    fill = "#ffffff" if _doubtful(said[stage]) else ink
                    canvas.dot(x, middle, 5, fill=fill, stroke=ink)
                elif (one.name, stage) in self.excluded:
                    _cross(canvas, Box(x - 16, y, 32, ROW))


def _doubtful(said: tuple[Evidence, ...]) -> bool:
    return all(one.state == "unchecked" for one in said)


def _dot(canvas: Canvas, box: Box, fill: str, stroke: str) -> None:
    canvas.dot(box.x + box.width / 2, box.y + box.height / 2, 5, fill=fill, stroke=stroke)


def _cross(canvas: Canvas, box: Box) -> None:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    canvas.line((x - 4, y - 4), (x + 4, y + 4), stroke=GREY, thick=1.6)
    canvas.line((x - 4, y + 4), (x + 4, y - 4), stroke=GREY, thick=1.6)
