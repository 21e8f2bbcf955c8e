"""Read the sheets of a workbook (.xlsx, .xlsm), value by value as it was typed.

The sheets are read as streams of XML: readers of workbooks hide formulas, errors or
merged cells, or reserve memory for every cell that a sheet might have.
"""

import re
from contextlib import closing
from pathlib import Path

from minkg.checking import Problem
from minkg.intake.readers.records import Gathered
from minkg.intake.readers.sheet_rows import (
    MOST_ROWS,
    MOST_SIGNS,
    MOST_VALUES,
    Cell,
    SheetRows,
    Tally,
    cell_of,
    error_value,
    too_many_values,
)
from minkg.intake.readers.xlsx_numbers import BUILT_IN, date_text, number_text, parts_shown
from minkg.intake.readers.xlsx_package import SMALL, Package, damaged, not_xlsx
from minkg.words import BadInput
from minkg.words.place import Place, column_of

FORMULA = BadInput("a formula stands here", hint="copy the cell and paste it again as a value")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CORNER = r"[A-Z]{1,3}[1-9][0-9]{0,6}"


def read_workbook(source: Path | bytes, shown: str, tally: Tally | None = None) -> Gathered:
    """Read all sheets that are not hidden, from a file or its content."""
    gathered, tally = Gathered(shown), tally or Tally()
    try:
        with closing(Package(source)) as package:
            book = _BookParts(package)
            for name, part in book.sheets:
                sheet = SheetRows(gathered, tally, name, name)
                cells = _Cells(book, sheet)
                try:
                    package.parse(part, cells.start, cells.end, cells.pieces.append)
                finally:
                    sheet.end(cells.merged)
    except BadInput as error:
        gathered.problems.append(Problem.of(error, Place(shown)))
        gathered.records.clear()
    return gathered


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


def _main_part(package: Package) -> str:
    """Give the part that lists the sheets, or tell what else the file is."""
    for kind, part in package.related("").values():
        if kind == "officeDocument" and part.startswith("xl/") and part.endswith(".xml"):
            return part
    raise not_xlsx(package.parts)


class _BookParts:
    """What the sheets of a workbook share: texts, formats, and the day from which it counts."""

    def __init__(self, package: Package) -> None:
        self.texts: list[tuple[str, BadInput | None]] = []
        self.parts: list[str] = []
        self.codes = dict(BUILT_IN)
        self.since_1904 = False
        self.listed: list[tuple[str, str, str]] = []
        main = _main_part(package)
        package.parse(main, self._in_book, most=SMALL)
        related = package.related(main)
        for kind, part in related.values():
            if kind == "sharedStrings":
                words = _SharedTexts(self.texts)
                package.parse(part, words.start, words.end, words.pieces.append)
            elif kind == "styles":
                package.parse(part, self._in_styles, most=SMALL)
        if any(relation not in related for _, _, relation in self.listed):
            raise damaged()
        self.sheets = [
            (name, related[relation][1])
            for name, state, relation in self.listed
            if state == "visible" and name[:1] != "_" and related[relation][0] == "worksheet"
        ]

    def _in_book(self, element: str, attributes: dict[str, str]) -> None:
        if element == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif element == "sheet":
            bare = {name.rpartition(":")[2]: value for name, value in attributes.items()}
            self.listed.append((bare["name"], bare.get("state", "visible"), bare["id"]))

    def _in_styles(self, element: str, attributes: dict[str, str]) -> None:
        if element == "numFmt":
            self.codes[int(attributes["numFmtId"])] = parts_shown(attributes["formatCode"])
        elif element == "cellXfs":
            self.parts.clear()
        elif element == "xf":
            self.parts.append(self.codes.get(int(attributes.get("numFmtId", "0")), ""))


class _SharedTexts:
    """Takes the shared texts of a workbook; how they are pronounced is left out."""

    def __init__(self, texts: list[tuple[str, BadInput | None]]) -> None:
        self.texts, self.text, self.silent = texts, "", False
        self.pieces: list[str] = []

    def start(self, element: str, _: dict[str, str]) -> None:
        if element == "si":
            self.text = ""
        elif element == "t":
            self.pieces.clear()
        elif element == "rPh":
            self.silent = True

    def end(self, element: str) -> None:
        if element == "t" and not self.silent:
            self.text += "".join(self.pieces)
        elif element == "rPh":
            self.silent = False
        elif element == "si":
            self.texts.append(cell_of(_unescaped(self.text)))
            if len(self.texts) > MOST_VALUES:
                raise too_many_values()


class _Cells:
    """Takes the cells of one sheet row by row, and the areas that are merged."""

    def __init__(self, book: _BookParts, sheet: SheetRows) -> None:
        self.book, self.sheet = book, sheet
        self.pieces: list[str] = []
        self.merged: list[str] = []
        self.cells: list[Cell] = []
        self.row = self.column = 0
        self.inside = self.silent = self.formula = False
        self.kind = self.style = self.text = self.formulas = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if not self.inside:
            self.inside = element == "sheetData"
            if element == "mergeCell":
                self._merge(attributes["ref"])
        elif element == "c":
            self.text, self.formulas, self.formula = "", "", False
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            place = attributes.get("r")
            self.column = column_of(place.rstrip("0123456789")) if place else self.column + 1
        elif element in ("v", "t"):
            self.pieces.clear()
        elif element == "f":
            self.formula = True
            self.pieces.clear()
        elif element == "rPh":
            self.silent = True
        elif element == "row":
            self.row, self.column, self.cells = int(attributes.get("r", self.row + 1)), 0, []

    def end(self, element: str) -> None:
        if not self.inside:
            self.pieces.clear()
        elif element in ("v", "t"):
            self.text += "" if self.silent else "".join(self.pieces)
        elif element == "f":
            self.formulas = "".join(self.pieces)[:MOST_SIGNS]
        elif element == "c":
            said = f"={self.formulas}", FORMULA
            text, wrong = said if self.formula else self._value(self.text)
            if text or wrong:
                self.cells.append((self.column, text, wrong))
        elif element == "rPh":
            self.silent = False
        elif element == "row" and self.cells:
            self.sheet.take(self.row, self.cells)
        elif element == "sheetData":
            self.inside = False

    def _merge(self, area: str) -> None:
        if not re.fullmatch(f"{_CORNER}(:{_CORNER})?", area):
            raise ValueError(area)
        if len(self.merged) < MOST_ROWS:
            self.merged.append(area)

    def _value(self, text: str) -> tuple[str, BadInput | None]:
        """Give what a cell holds; a date is a number with a format that shows it as a date."""
        if not text:
            return "", None
        if self.kind == "s":
            return self.book.texts[int(text)]
        if self.kind in ("str", "inlineStr"):
            return cell_of(_unescaped(text))
        if self.kind == "b":
            return ("true" if text == "1" else "false"), None
        if self.kind == "d":
            return re.sub(r"T00:00:00(\.0+)?Z?$", "", text), None
        return self._number(text)

    def _number(self, text: str) -> tuple[str, BadInput | None]:
        parts = self.book.parts[int(self.style)] if self.style else ""
        try:
            if self.kind == "e":
                raise ValueError(text)
            if parts:
                return date_text(text, parts, self.book.since_1904), None
            return number_text(text), None
        except BadInput as error:
            return text, error
        except ValueError:
            return text, error_value(text)
