"""The briefing as a workbook: a sheet a table, whole, to sort and to filter."""

import io
import re
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minkg.briefing.blocks import TableBlock, Text, text_of
from minkg.briefing.content import BriefingContent
from minkg.briefing.formats.steady_zip import MOMENT
from minkg.briefing.method import method_lines
from minkg.briefing.tables import Tables
from minkg.home import write_file
from minkg.pictures import Scene, Wish, advance, palette
from minkg.words import is_right_to_left, translate

if TYPE_CHECKING:
    from minkg.graph import Graph

MOST_LETTERS = 32_000  # a cell of a workbook holds 32,767
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_MARKS = str.maketrans("", "", "\u200e\u200f")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LETTERS = 1.85  # letters of a column's width in one em, with room to spare
KINDS = ("gap", "thin", "fragmentation", "covered")


def write_workbook(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the tables as .xlsx; give the file. The same facts give the same bytes."""
    write_file(path, workbook(BriefingContent(graph), lang))
    return [path]


def sheets(tables: Tables) -> Iterator[TableBlock]:
    """Give all tables of a briefing, whole."""
    content = tables.content
    topics = [topic for topic, _ in content.matrix.topics]
    yield tables.matrix(topics)
    yield tables.findings(content.findings)
    yield tables.shared(tables.to_judge[:500])
    yield tables.proposals()
    yield tables.covers()
    yield tables.cells(topics, KINDS)
    yield tables.timeline(steps=False)
    for name in content.tables:
        yield tables.answer(name)
    yield tables.links()
    yield tables.passages()
    yield tables.facts()


def workbook(content: BriefingContent, lang: str) -> bytes:
    """Give the bytes of a workbook."""
    import xlsxwriter

    tables, out = Tables(content, lang), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        title = translate(
            "Who does what for the environment along the life cycle of minerals and metals", lang
        )
        book.set_properties({"title": title, "author": "minkg", "created": MOMENT})
        pages = _TablesBook(book, lang)
        pages.about(title, Scene(content.graph, lang, Wish()).source, tables)
        for sheet in sheets(tables):
            pages.add(sheet)
    return out.getvalue()


class _TablesBook:
    """One workbook while it is written."""

    def __init__(self, book: Any, lang: str) -> None:
        self.book, self.right = book, is_right_to_left(lang)
        base = {
            "valign": "top",
            "text_wrap": True,
            "font_name": "Arial",
            "font_size": 10,
            "reading_order": 2 if self.right else 1,
        }
        self.plain = book.add_format(base)
        self.middle = book.add_format({**base, "align": "center"})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#F0ECF6", "bottom": 1})
        self.warn = book.add_format({**base, "bold": True, "font_color": "#8A3B00"})
        self.title = book.add_format(
            {**base, "bold": True, "font_size": 16, "font_color": "#4A1486", "text_wrap": False}
        )
        self.strong = book.add_format({**base, "bold": True, "font_color": "#4A1486"})
        self._base, self._tones, self._names = base, dict[int, Any](), set[str]()

    def about(self, title: str, source: str, tables: Tables) -> None:
        """Write the first page: title, source, numbers, method."""
        page = self._page(tables.words.say("Summary"))
        page.set_column(0, 0, 18, self.plain)
        page.set_column(1, 1, 100, self.plain)
        page.write_string(0, 0, title, self.title)
        page.write_string(1, 1, source, self.plain)
        page.set_row(0, 24)
        page.set_row(1, _high([source], [100]))
        row = 3
        for sheet in (tables.numbers(), tables.reviews()):
            page.write_string(row, 0, sheet.title, self.strong)
            for line in sheet.rows:
                row += 1
                self._write(page, row, 0, line[0])
                page.write_string(row, 1, " · ".join(map(plain, line[1:])), self.plain)
            row += 2
        for heading, lines in method_lines(tables):
            page.write_string(row, 0, heading, self.strong)
            for line_ in lines:
                page.write_string(row, 1, line_, self.plain)
                page.set_row(row, _high([line_], [100]))
                row += 1
            row += 1
        page.hide_gridlines(2)

    def add(self, sheet: TableBlock) -> None:
        """Write a table on a page of its own."""
        page = self._page(sheet.title)
        last = len(sheet.heads) - 1
        widths = [_wide(sheet, column) for column in range(last + 1)]
        for column, head in enumerate(sheet.heads):
            page.write_string(0, column, head.translate(_MARKS), self.head)
            page.set_column(column, column, widths[column])
        page.set_row(0, _high(sheet.heads, widths))
        for at, row in enumerate(sheet.rows):
            page.set_row(at + 1, _high(list(map(plain, row)), widths))
            for column, text in enumerate(row):
                self._write(page, at + 1, column, text, sheet.tones.get((at, column)))
        page.autofilter(0, 0, max(1, len(sheet.rows)), last)
        page.freeze_panes(1, 1 if sheet.first else 0)
        page.repeat_rows(0)

    def _page(self, title: str) -> Any:
        page = self.book.add_worksheet(self._name(title))
        if self.right:
            page.right_to_left()
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def _name(self, title: str) -> str:
        """Give a name that a sheet may have and that no other has."""
        base = _FORBIDDEN.sub(" ", title.translate(_MARKS)).strip()[:31] or "minkg"
        name, count = base, 1
        while name.lower() in self._names:
            count += 1
            name = f"{base[:27]} {count}"
        self._names.add(name.lower())
        return name

    def _write(
        self, page: Any, row: int, column: int, text: Text, tone: float | None = None
    ) -> None:
        """Write a cell as a number or as a text, never as a formula or a link."""
        told = plain(text)[:MOST_LETTERS]
        looks = {span.look for span in text}
        form = self.warn if "warn" in looks else self.plain
        if "number" in looks:
            form = self.middle
        if tone is not None:
            form = self._tone(tone)
        if "number" in looks and _NUMBER.fullmatch(told):
            page.write_number(row, column, float(told), form)
        else:
            page.write_string(row, column, told, form)

    def _tone(self, tone: float) -> Any:
        at = round(tone * 10)
        if at not in self._tones:
            fill, ink = palette("violet").cell(at / 10)
            self._tones[at] = self.book.add_format(
                {**self._base, "bg_color": fill, "font_color": ink, "align": "center"}
            )
        return self._tones[at]


def plain(text: Text) -> str:
    """Give the letters of a text without marks of direction, which a sheet does not need."""
    return text_of(text).translate(_MARKS)


def _high(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Give the height of a row, since not all programs find it: lines of its longest cell."""
    lines = max(
        sum(ceil(advance(part) * LETTERS / wide) or 1 for part in text.split("\n"))
        for text, wide in zip(texts, widths, strict=True)
    )
    return float(min(300, 2 + 13.5 * max(1, lines)))


def _wide(sheet: TableBlock, column: int) -> float:
    """Give the width of a column from the texts in its first rows."""
    if sheet.tones and column:
        return 11
    texts = [plain(row[column]) for row in sheet.rows[:200]]
    longest = max((len(text) for text in texts), default=0)
    return min(60.0, max(9.0, len(sheet.heads[column]) + 3.0, longest * 0.9))
