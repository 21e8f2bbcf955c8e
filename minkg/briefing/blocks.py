"""The parts of a report, whatever the file: headings, texts, lists, tables, pictures.

A text is a row of spans, each in its language; a cell of a table is a text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from minkg.pictures import ARABIC, HAN

if TYPE_CHECKING:
    from minkg.pictures import Picture

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
class TableBlock:
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

    def top(self, most: int) -> "TableBlock":
        """Give the first rows."""
        if len(self.rows) <= most:
            return self
        total = max(self.total, len(self.rows))
        kept = {at: tone for at, tone in self.tones.items() if at[0] < most}
        return TableBlock(
            self.name,
            self.title,
            self.heads,
            self.rows[:most],
            self.widths,
            total,
            self.first,
            self.note,
            kept,
        )


@dataclass(frozen=True)
class Figure:
    """A picture on a page of its own, with what it says in words."""

    picture: "Picture"
    alt: str


Block = Heading | Paragraph | Bullets | TableBlock | Figure


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
            case TableBlock(rows=rows):
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
