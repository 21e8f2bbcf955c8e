"""The rows of a sheet into records: what workbooks and CSV files share.

Row 1 is the header, a row that begins with # is a comment, and every other row that
is not empty is a record.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, count

from minkg.checking import Problem
from minkg.intake.readers.records import Gathered, Given, Record
from minkg.words import N_, BadInput
from minkg.words.place import NOWHERE, Place, row_and_column

MOST_ROWS, MOST_COLUMNS, MOST_VALUES, MOST_SIGNS = 100_000, 2_000, 1_000_000, 32_767
MOST_ROW = 9_999_999
ERRORS = {
    "#BLOCKED!", "#BUSY!", "#CALC!", "#CONNECT!", "#DIV/0!", "#FIELD!", "#GETTING_DATA", "#N/A",
    "#NAME?", "#NULL!", "#NUM!", "#PYTHON!", "#REF!", "#SPILL!", "#UNKNOWN!", "#VALUE!",
}  # fmt: skip
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGES = f"{_SPACES}\u200b\u2060\ufeff"
SPLIT = N_("split it into several files")

Cell = tuple[int, str, BadInput | None]
"""The number of a cell's column, its text, and what is wrong with it."""


def value_of(text: str) -> tuple[str, BadInput | None]:
    r"""Clean a text as it was given, and tell what is wrong with it.

    >>> value_of("\xa0Marine\r\nSand Watch ")
    ('Marine\nSand Watch', None)
    """
    if len(text) > MOST_SIGNS:
        return "", too_long()
    if unseen := _UNSEEN.search(text):
        return "", BadInput(
            "a control character stands here that cannot be seen: {value}",
            hint="type the text anew instead of copying it",
            value=f"U+{ord(unseen[0]):04X}",
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = unicodedata.normalize("NFC", lines).strip(_EDGES)
    return ("", error_value(clean)) if clean in ERRORS else (clean, None)


def cell_of(raw: str) -> tuple[str, BadInput | None]:
    """Give the clean text of a cell, or what was written and what is wrong with it."""
    text, wrong = value_of(raw)
    return (raw[:MOST_SIGNS] if wrong else text), wrong


def too_long(place: Place = NOWHERE) -> BadInput:
    """Tell that a text has more signs than a cell may have."""
    hint, most = N_("use at most {parameter} signs"), f"{MOST_SIGNS:,}"
    return BadInput("this text is too long", hint=hint, place=place, parameter=most)


def error_value(text: str) -> BadInput:
    """Tell that a cell holds an error and not a value."""
    return BadInput(
        "'{value}' is an error of the spreadsheet program and not a value",
        hint="write the value, or empty the cell",
        value=text[:60],
    )


def too_many_columns(place: Place) -> BadInput:
    """Tell that a row is wider than is read."""
    message = N_("more than {most} columns are too many")
    return BadInput(message, hint=SPLIT, place=place, most=f"{MOST_COLUMNS:,}")


def too_many_values(place: Place = NOWHERE) -> BadInput:
    """Tell that a file holds more than is read into memory."""
    message = N_("more than {most} values are too many")
    return BadInput(message, hint=SPLIT, place=place, most=f"{MOST_VALUES:,}")


@dataclass
class Tally:
    """How much of a file has been read: stops where it is too much, and tells the progress."""

    progress: Callable[[int], None] | None = None
    rows: int = 0
    values: int = 0

    def add(self, values: int, columns: int, first: Place, last: Place) -> None:
        """Count a row with so many values and columns; `first` and `last` are their places."""
        self.rows += 1
        self.values += values
        if self.rows > MOST_ROWS:
            message = N_("more than {most} rows are too many")
            raise BadInput(message, hint=SPLIT, place=first, most=f"{MOST_ROWS:,}")
        if columns > MOST_COLUMNS:
            raise too_many_columns(last)
        if self.values > MOST_VALUES:
            raise too_many_values(first)
        if self.progress and self.rows % 1000 == 0:
            self.progress(self.rows)


class SheetRows:
    """The rows of one sheet, taken one after the other."""

    def __init__(
        self, gathered: Gathered, tally: Tally, kind: str, sheet: str | None = None
    ) -> None:
        self.gathered, self.tally, self.kind, self.sheet = gathered, tally, kind, sheet
        self.headers: dict[int, str] = {}
        self.wrong: set[int] = set()
        self.found = Gathered(gathered.file)
        self.rows: list[int] = []

    def take(self, number: int, cells: Sequence[Cell]) -> None:
        """Take a row that is not empty; the header is row 1 and comes first."""
        (first, text, wrong), last = cells[0], cells[-1][0]
        places = self._place(first, number), self._place(last, number)
        self.tally.add(len(cells), last, *places)
        if number == 1 and not self.rows:
            self._header(cells)
        elif wrong or not text.startswith("#"):
            self.rows.append(number)
            self._record(number, cells)

    def drop(self) -> None:
        """Forget the rows, as the file cannot be read to its end."""
        self.rows.clear()
        self.found.records.clear()

    def end(self, merged: Iterable[str] = ()) -> None:
        """Hand over what was taken; a sheet without rows gives nothing."""
        if not self.rows and not self.found.problems:
            return
        if self.rows and not self.headers:
            hint = N_("write in row 1 what each column holds")
            wrong = BadInput("row 1 has no headers", hint=hint)
            self._tell(wrong, self._place(1, 1), "column")
        order = sorted(range(len(self.rows)), key=self.rows.__getitem__)
        self.rows = [self.rows[at] for at in order]
        self.found.records = [self.found.records[at] for at in order]
        self._hold([span for area in merged if (span := self._merged(area))])
        self.gathered.records += self.found.records
        self.gathered.problems += self.found.problems
        self.gathered.headers |= self.found.headers

    def _place(self, column: int, row: int) -> Place:
        return Place(self.gathered.file, None, self.sheet, row, column)

    def _tell(self, wrong: BadInput, place: Place, rule: str = "file") -> None:
        self.found.problems.append(Problem.of(wrong, place, rule=rule))

    def _header(self, cells: Sequence[Cell]) -> None:
        given = self.found.headers.setdefault(self.kind, [])
        known: set[str] = set()
        for column, text, wrong in cells:
            place = self._place(column, 1)
            header = "" if wrong else " ".join(text.split())
            if not wrong and header.casefold() in known:
                wrong = _second(header, known)
            if wrong:
                self.wrong.add(column)
                self._tell(wrong, place, "column")
            else:
                given.append(Given(header, header, place))
            known.add(header.casefold())
            self.headers[column] = header

    def _record(self, number: int, cells: Sequence[Cell]) -> None:
        given, spoilt, raw = [], [], []
        for column, text, wrong in cells:
            header, place = self.headers.get(column), self._place(column, number)
            if header is None and self.headers:
                wrong = wrong or _headless(text)
            if wrong and self.headers:
                self._tell(wrong, place)
            if wrong or not header or column in self.wrong:
                spoilt.append(header or "")
            if header and not wrong:
                given.append(Given(header, text, place))
            else:
                raw.append(Given(header or "", text, place))
        row = self._place(min(self.headers, default=1), number)
        blank = partial(self._blank, number)
        headers = tuple(filter(None, self.headers.values()))
        record = Record(self.kind, row, given, blank, spoilt, headers, raw)
        self.found.records.append(record)

    def _blank(self, row: int, key: str) -> Place:
        """Give the place of an empty cell, or of the first one of its row."""
        columns = (column for column, header in self.headers.items() if header == key)
        return self._place(next(columns, min(self.headers)), row)

    def _hold(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark the records of merged rows, as what is meant for them may be lost."""
        steps = Counter(first for first, _ in spans)
        steps.subtract(after for _, after in spans)
        for at, depth in enumerate(accumulate(steps[at] for at in range(len(self.rows)))):
            if depth:
                record = self.found.records[at]
                self.found.records[at] = replace(record, spoilt=[*record.spoilt, ""])

    def _merged(self, area: str) -> tuple[int, int] | None:
        """Tell of merged cells, where they hold the header or something of a row; give which."""
        first, _, last = area.partition(":")
        top, column = row_and_column(first)
        bottom = MOST_ROW if top == 1 else row_and_column(last or first)[0]
        span = bisect_left(self.rows, top), bisect_right(self.rows, bottom)
        if span[0] >= span[1]:
            return None
        hint = N_("take the merging back, and write the value into every cell that it is meant for")
        wrong = BadInput("the cells {value} are merged", hint=hint, value=area)
        self._tell(wrong, self._place(column, top), "column")
        return span


def _second(header: str, known: set[str]) -> BadInput:
    bare = re.sub(r" \d+$", "", header)
    numbered = (f"{bare} {number}" for number in count(2))
    example = next(text for text in numbered if text.casefold() not in known)
    return BadInput(
        "a second column has the header '{value}'",
        hint="number the columns of several values: {example}",
        value=header,
        example=example,
    )


def _headless(text: str) -> BadInput:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return BadInput(
        "'{value}' stands in a column without a header",
        hint="write in row 1 what the column holds, or delete the value",
        value=shown,
    )
