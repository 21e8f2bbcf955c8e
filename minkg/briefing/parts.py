"""The parts of a report, whatever the file: headings, texts, lists, tables, pictures.

A text is a row of spans, each in its language; a cell of a table is a text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from minkg.findings import Words
from minkg.language import is_right_to_left
from minkg.names import expand
from minkg.pictures.fonts import ARABIC, HAN
from minkg.pictures.scene import Scene, Wish
from minkg.table import plain

if TYPE_CHECKING:
    from minkg.briefing.content import Content
    from minkg.pictures.picture import Picture
    from minkg.table import Term

COMMAS = {"ar": "، ", "zh": "、"}
LEFT, RIGHT = "\u200e", "\u200f"
CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LETTER = re.compile(r"[^\W\d_]")


class Span(NamedTuple):
    """A piece of text: its language where it is not the report's, its look, what it cites.

    Looks are strong, quiet (secondary), warn (unchecked) and number; `passage` is a passage's name.
    """

    text: str
    lang: str = ""
    look: str = ""
    passage: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 for a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A text on its own; `look` is lead, quiet, or nothing."""

    text: Text
    look: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: heads, rows, widths as shares, and how many rows there are in all.

    `first` tells that the first cell of a row names the row; `tones` colours cells by their
    place (row, column) from 0 to 1 in a grid of figures.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...] = ()
    total: int = 0
    first: bool = True
    note: str = ""
    tones: dict[tuple[int, int], float] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """How many rows are not here."""
        return max(0, self.total - len(self.rows))

    def top(self, most: int) -> "Sheet":
        """Give the first rows."""
        if len(self.rows) <= most:
            return self
        total = max(self.total, len(self.rows))
        kept = {at: tone for at, tone in self.tones.items() if at[0] < most}
        return Sheet(self.name, self.title, self.heads, self.rows[:most], self.widths, total,
                     self.first, self.note, kept)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A picture on a page of its own, with what it says in words."""

    picture: "Picture"
    alt: str


Block = Heading | Paragraph | Bullets | Sheet | Figure


@dataclass(frozen=True)
class Report:
    """A report in a language: its title, where it comes from, and its blocks in order."""

    title: str
    source: str
    lang: str
    blocks: tuple[Block, ...]


def text_of(text: Text) -> str:
    """Give the letters of a text."""
    return "".join(span.text for span in text)


def numbered(blocks: Iterable[Block]) -> tuple[list[Block], dict[str, int]]:
    """Cite passages by numbers in the order in which they come; give the numbers too."""
    numbers: dict[str, int] = {}

    def each(text: Text) -> Text:
        return tuple(cited(span) if span.passage else span for span in text)

    def cited(span: Span) -> Span:
        told = f"[{numbers.setdefault(span.passage, len(numbers) + 1)}]"
        return span._replace(text=f"{LEFT}{told}{LEFT}" if LEFT in span.text else told, lang="")

    done: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(text=text):
                done.append(replace(block, text=each(text)))
            case Bullets(items=items):
                done.append(Bullets(tuple(map(each, items))))
            case Sheet(rows=rows):
                done.append(replace(block, rows=tuple(tuple(map(each, row)) for row in rows)))
            case _:
                done.append(block)
    return done, numbers


def clean(text: str) -> str:
    """Leave out the control signs that no office file takes."""
    return CONTROLS.sub("", text)


def language_of(text: str, fallback: str = "en") -> str:
    """Tell the language of a text by its script, where the script tells it."""
    if HAN.search(text):
        return "zh"
    return "ar" if ARABIC.search(text) else fallback


class Speaker(Words):
    """Writes what a report says in one language; names in the other direction keep to themselves.

    Marks of direction stand around such names, since all programs heed them.
    """

    def __init__(self, content: "Content", lang: str = "en") -> None:
        super().__init__(content.graph, lang)
        self.content, self.right = content, is_right_to_left(lang)
        self._scene = Scene(content.graph, lang, Wish())

    def framed(self, text: str) -> str:
        """Keep a text in its own direction within a text of the other one."""
        text = clean(text)
        if not _LETTER.search(text) or bool(ARABIC.search(text)) == self.right:
            return text
        return f"{LEFT}{text}{LEFT}" if self.right else f"{RIGHT}{text}{RIGHT}"

    def name(self, name: str) -> str:
        """Give the label of an entry, or a shorter name where that is long."""
        return self.framed(self._scene.short(name))

    def full_name(self, name: str) -> str:
        """Give the label of an entry, however long."""
        return self.framed(super().name(name))

    def join(self, texts: Iterable[str]) -> str:
        """Join texts with the comma of the language."""
        comma = COMMAS.get(self.lang, ", ")
        return (f"{RIGHT}{comma}" if self.right else comma).join(texts)

    def names(self, names: Iterable[str]) -> str:
        """Give the labels of several entries."""
        return self.join(map(self.name, names)) or "—"

    def t(self, text: str, look: str = "", lang: str = "") -> Text:
        """Give a text of one span."""
        return (self.span(text, look, lang),)

    def span(self, text: str, look: str = "", lang: str = "") -> Span:
        """Give a span; `lang` is that of the text where it is not the report's."""
        return Span(self.framed(text), lang if lang != self.lang else "", look)

    def entry(self, name: str, look: str = "") -> Text:
        """Give the label of an entry as a text in the language that the label is in."""
        label = self.graph.label(expand(name), self.lang)
        return self.t(self._scene.short(name), look, label.language)

    def entries(self, names: Iterable[str]) -> Text:
        """Give the labels of several entries as a text; each keeps its language."""
        spans: list[Span] = []
        for name in names:
            if spans:
                spans.append(Span(self.join(("", ""))))
            spans += self.entry(name)
        return tuple(spans) or self.t("—")

    def value(self, term: "Term | None") -> Text:
        """Give a cell of an answer: a label, a passage, or a text in its language."""
        name, iri = plain(term), getattr(term, "value", "")
        if iri == expand(name):
            if name in self.graph.names:
                return self.entry(name)
            if name in self.content.passages:
                return self.cite(name)
        lang = getattr(term, "language", None) or ""
        kind = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
        if kind in ("integer", "decimal", "double"):
            return self.t(name, "number")
        return self.t(self.graph.show(term, self.lang), "", lang or language_of(name, ""))

    def state(self, state: str) -> Span:
        """Give a review state in words; what is unchecked stands out."""
        look = {"unchecked": "warn", "secondary": "quiet"}.get(state, "")
        return Span(self.say(state), "", look)

    def cite(self, name: str) -> Text:
        """Cite a passage: its name, and its review state where that is not checked."""
        passage = self.content.passages.get(name)
        spans = [self.span(name, "quiet", "en")._replace(passage=name if passage else "")]
        if passage and passage.state != "checked":
            state = self.state(passage.state)
            spans += [Span(" "), state]
        return tuple(spans)

    def cites(self, names: Sequence[str], most: int = 4) -> Text:
        """Cite several passages, and say how many more there are."""
        spans: list[Span] = []
        for name in list(dict.fromkeys(names))[:most]:
            if spans:
                spans.append(Span(self.join(("", ""))))
            spans += self.cite(name)
        rest = len(set(names)) - most
        if rest > 0:
            spans.append(Span(" " + self.say("+ {count} more", count=rest), "", "quiet"))
        return tuple(spans) or self.t("—")
