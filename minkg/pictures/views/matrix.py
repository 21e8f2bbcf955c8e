"""Topics and life-cycle stages: how many instruments address both, and where none was found."""

from math import inf

from minkg.findings import Cell, Wording
from minkg.graph.sparql import declared
from minkg.pictures.drawing.paper import Key, PictureView, Size
from minkg.pictures.drawing.picture import Detail
from minkg.pictures.drawing.scene import Scene
from minkg.pictures.drawing.svg import HATCH, Box, Canvas
from minkg.pictures.drawing.text import GREY, Style, height, name_lines, width, wrap
from minkg.pictures.views import column_heads as heads
from minkg.pictures.views.column_heads import HEAD
from minkg.pictures.views.stage_topic import ANY, StageTopicGrid, grid
from minkg.words.names import ONTOLOGY

TOPIC, FIGURE = Style(13), Style(13.5, anchor="middle")
ROW, CLOSE, GAP, BAR = 30.0, 23.0, 3.0, 128.0
_UNCHECKED = declared(
    """ASK { ?g mk:reviewState "unchecked"
  GRAPH ?g { { ?x mk:coversStage ?stage } UNION { ?x mk:addressesTopic ?topic } } }"""
)


def view(scene: Scene) -> PictureView:
    """Show topics × stages; a class (by its folder) that is asked for is counted instead."""
    return _Matrix(scene, grid(scene.kg, scene.wish.of or "instrument")).view()


class _Matrix:
    """The cells, which of them are thin, and how each is drawn."""

    def __init__(self, scene: Scene, shown: StageTopicGrid) -> None:
        self.scene, self.of = scene, scene.wish.of or "instrument"
        self.ours = self.of == "instrument"
        self.found, self.planned, self.kind = shown.found, shown.planned, shown.kind
        if "material" in scene.filters:
            kept = {one.name for one in scene.subjects()}
            self.found = {cell: who & kept for cell, who in shown.found.items()}
            self.planned = {}
        self.stages = scene.stages
        self.topics = self._topics(shown.topics)
        self.words = {name: scene.word(name) for name in self.stages}
        self.rows = {name: scene.word(name) for name, _ in self.topics}
        self.thin = self._thin()
        self.ceiling = max(
            (len(self.found.get((t, s), ())) for t, _ in self.topics for s in self.stages),
            default=1,
        )
        self.total = max((len(self.found.get((t, ANY), ())) for t, _ in self.topics), default=1)

    def _topics(self, topics: list[tuple[str, int]]) -> list[tuple[str, int]]:
        asked = self.scene.filters.get("topic")
        if asked is None:
            return topics
        broader = self.scene.kg.broader
        kept = [(t, d) for t, d in topics if t == asked or asked in broader.get(t, ())]
        least = min((depth for _, depth in kept), default=0)
        return [(topic, depth - least) for topic, depth in kept] or [(asked, 0)]

    def _thin(self) -> dict[tuple[str, str], Cell]:
        """Give the cells that somebody of the class fills, but where the ground is thin."""
        who = frozenset().union(*self.found.values())
        judged = self.scene.findings.cells(self.stages, [t for t, _ in self.topics], of=who)
        return {(cell.topic, cell.stage): cell for cell in judged if cell.thin}

    def view(self) -> PictureView:
        """Give what the page needs to know."""
        say, kind = self.scene.say, self.scene.kg.label(ONTOLOGY + self.kind, self.scene.lang).text
        notes = []
        if self.scene.kg.graphs is None and self.scene.kg.sparql(_UNCHECKED) is True:
            notes.append(say("Some of the facts counted were not yet checked against a text."))
        return PictureView(
            say("Instruments by topic and life-cycle stage")
            if self.ours
            else say("Topics and life-cycle stages: {kind}", kind=kind),
            say(
                "Each figure counts those of which one passage says both the topic and the stage, "
                "or something narrower."
            ),
            self.body,
            len(self.topics),
            len(self.topics),
            say(
                "{shown} of {total} topics are shown: those with most instruments, and what is "
                "above them."
            ),
            self._legend(),
            notes,
            details=self._details,
        )

    def _legend(self) -> list[Key]:
        say = self.scene.say
        none = (
            say("no instrument found in the passages read")
            if self.ours
            else say("nothing of this kind found in the passages read")
        )
        keys = [Key(say("number found"), lambda canvas, box: self._cell(canvas, box, 3, 0))]
        if self.thin:
            keys.append(
                Key(
                    say("thin: only voluntary instruments, one document, or unchecked facts"),
                    lambda canvas, box: self._cell(canvas, box, 1, 0, thin=True),
                )
            )
        if self.ours:
            keys.append(
                Key(
                    say("none found, only proposed or recommended"),
                    lambda canvas, box: self._cell(canvas, box, 0, 2),
                )
            )
        return [*keys, Key(none, lambda canvas, box: self._cell(canvas, box, 0, 0))]

    def _shown(self, most: int) -> list[tuple[str, int]]:
        """Choose the topics with most entries, each with what is above it, in their order."""
        if most >= len(self.topics):
            return self.topics
        above: list[str] = []
        paths: dict[str, list[str]] = {}
        for topic, depth in self.topics:
            above = [*above[:depth], topic]
            paths[topic] = above
        ranked = sorted(paths, key=lambda t: (-len(self.found.get((t, ANY), ())), t))
        chosen: set[str] = set()
        for topic in ranked:
            if len(chosen | set(paths[topic])) <= most:
                chosen |= set(paths[topic])
        return [(topic, depth) for topic, depth in self.topics if topic in chosen]

    def body(self, canvas: Canvas, room: Size, most: int) -> Size:
        """Draw head and rows."""
        shown = self._shown(most)
        self.tall = ROW if room.height == inf else CLOSE
        words = list(self.words.values())
        side = max(
            (width(self.rows[t], TOPIC._replace(bold=not d)) + 14 * d for t, d in shown), default=0
        )
        least = heads.least_room(words, GAP)
        self.side = min(side, 270.0, max(room.width - BAR - least - 14, 150.0)) + 14
        chosen = heads.fit(words, room.width - self.side - BAR, 76.0, GAP)
        self.cell = chosen.cell
        self.right = self.side + len(self.stages) * (self.cell + GAP)
        y = self._head(canvas, words, chosen)
        for topic, depth in shown:
            y = self._row(canvas, topic, depth, y + (5 if depth == 0 else 0))
        return Size(self.right + BAR, y)

    def _head(self, canvas: Canvas, words: list[str], chosen: heads.Heads) -> float:
        """Write the stages, and what the bars at the end count."""
        middles = [self.side + at * (self.cell + GAP) + self.cell / 2 for at in range(len(words))]
        stages = Canvas()
        tall, reach = heads.draw(stages, words, middles, chosen)
        x = max(self.right + 8, reach + 8)
        last = wrap(
            self.scene.say("all on the topic, also without a stage"), self.right + BAR - x, HEAD, 6
        )
        bottom = max(tall, height(last, HEAD))
        canvas.place(stages, 0, bottom - tall)
        aside = HEAD._replace(anchor="start", fill=GREY)
        canvas.text(x, bottom - height(last, aside), last, aside)
        return bottom + 5

    def _row(self, canvas: Canvas, topic: str, depth: int, y: float) -> float:
        style = TOPIC._replace(bold=depth == 0)
        lines = name_lines(self.rows[topic], self.side - 14 - 14 * depth, style, 2)
        tall = max(self.tall, height(lines, style) + 2)
        canvas.text(14 * depth, y + (tall - height(lines, style)) / 2, lines, style)
        for at, stage in enumerate(self.stages):
            x = self.side + at * (self.cell + GAP)
            self._filled(canvas, topic, stage, Box(x, y, self.cell, tall))
        count = len(self.found.get((topic, ANY), ()))
        if count:
            long = (BAR - 52) * count / self.total
            canvas.rect(Box(self.right + 8, y + 6, long, tall - 12), fill="#b3b7bd", radius=1)
            canvas.text(
                self.right + 14 + long, y + (tall - 12.5 * 1.3) / 2, str(count), Style(12.5)
            )
        return y + tall + GAP

    def _filled(self, canvas: Canvas, topic: str, stage: str, box: Box) -> None:
        found = self.found.get((topic, stage), set())
        planned = self.planned.get((topic, stage), set())
        names = sorted(self.scene.word(name) for name in found or planned)
        told = f"{self.rows[topic]} + {self.words[stage]}: {'; '.join(names) or '-'}"
        thin = self.thin.get((topic, stage)) if found else None
        if thin:
            told += f" ({', '.join(self.scene.say(Wording.THIN[one]) for one in thin.thin)})"
        link = f"{topic}--{stage}" if found or planned else ""
        with canvas.tooltip(told, link):
            self._cell(canvas, box, len(found), len(planned), thin=thin is not None)

    def _cell(
        self, canvas: Canvas, box: Box, found: int, planned: int, *, thin: bool = False
    ) -> None:
        middle, top = box.x + box.width / 2, box.y + (box.height - 13.5 * 1.3) / 2
        if found:
            part = (found**0.5 - 1) / max(self.ceiling**0.5 - 1, 1.5)
            fill, ink = self.scene.palette.cell(part)
            canvas.rect(box, fill=fill)
            if thin:
                x, y = box.x + box.width, box.y
                canvas.line((x - 9, y), (x, y), (x, y + 9), stroke="none", fill=ink)
            canvas.text(middle, top, str(found), FIGURE._replace(fill=ink))
        elif planned:
            canvas.rect(box, fill=HATCH, stroke="#a5a5a5")
            canvas.rect(
                Box(middle - 13, box.y + box.height / 2 - 8.5, 26, 17), fill="#ffffff", radius=9
            )
            canvas.text(middle, top, str(planned), FIGURE)
        else:
            inner = Box(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
            canvas.rect(inner, fill="#fcfcfc", stroke="#c8ccd1", dash="3 3")

    def _details(self) -> list[Detail]:
        """Give for every filled cell who fills it, with the passages."""
        say, made = self.scene.say, []
        for topic, _ in self.topics:
            for stage in self.stages:
                who = self.found.get((topic, stage)) or self.planned.get((topic, stage)) or ()
                if not who:
                    continue
                rows = [
                    (self.scene.word(n), self.scene.kind(n), self._said(n, topic, stage))
                    for n in sorted(who, key=self.scene.word)
                ]
                thin = self.thin.get((topic, stage))
                note = ", ".join(say(Wording.THIN[one]) for one in thin.thin) if thin else ""
                made.append(
                    Detail(
                        f"{topic}--{stage}",
                        f"{self.rows[topic]} + {self.words[stage]}",
                        note,
                        (say("entry"), say("class"), say("passages")),
                        tuple(rows),
                    )
                )
        return made

    def _said(self, name: str, topic: str, stage: str) -> str:
        subject = self.scene.facets.subjects.get(name)
        if subject is None:
            return ""
        return self.scene.places(self.scene.facets.cell(subject, stage, topic))
