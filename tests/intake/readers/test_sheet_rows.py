"""Tables as people send them: every awkward cell is told at its place, and nothing is lost."""

import datetime
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from minkg.intake.readers.sheet_rows import MOST_SIGNS
from tests.tools.told import (
    COLUMNS,
    DOCUMENT,
    GOOD,
    PARAGRAPH,
    account,
    facts,
    lines,
    reading,
    workbook,
)

DATA = Path(__file__).parents[2] / "intake"
FORMULA = "copy the cell and paste it again as a value"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def formulas(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("standard")
    sheet.write_row(0, 0, COLUMNS)
    sheet.write_row(1, 0, GOOD)
    sheet.write_formula(1, 3, "=A2", value="Sand rules")
    sheet.write_row(2, 0, ["", *GOOD[1:]])
    sheet.write_formula(2, 0, '=HYPERLINK("https://evil.example","x")', value="x")
    sheet.write_row(3, 0, ["Gravel rules", *GOOD[1:]])
    sheet.write_formula(3, 1, "=B2")
    sheet.write_formula(5, 0, "=1/0", value="#DIV/0!")
    book.close()


def merged(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("standard")
    sheet.write_row(0, 0, COLUMNS)
    for row, name in enumerate(["One", "Two", "Three", "Four"], 1):
        sheet.write_row(row, 0, [name, *GOOD[1:]])
    sheet.merge_range("B3:B4", DOCUMENT)
    sheet.merge_range("H20:J25", "")
    other = book.add_worksheet("meeting")
    other.merge_range("A1:B1", "name (en)")
    other.write(1, 0, "Meeting")
    book.close()


def dates(path: Path, *, since_1904: bool = False) -> None:
    book = xlsxwriter.Workbook(str(path), {"date_1904": since_1904})
    sheet = book.add_worksheet("meeting")
    sheet.write_row(0, 0, ["name (en)", "document", "paragraph", "starts on"])
    day = datetime.date(2023, 9, 7)
    cells = [
        (day, "yyyy-mm-dd"),
        (day, "dd/mm/yyyy hh:mm"),
        (datetime.date(2023, 9, 1), "mmm yyyy"),
        (datetime.date(2023, 1, 1), "yyyy"),
        (day, "dd.mm."),
        (45176, "0"),
        (2023, "0"),
        ("2023-09-07", "@"),
        ("7 September 2023", "@"),
        (0.5, "hh:mm"),
        (60, "yyyy-mm-dd"),
        (-1, "yyyy-mm-dd"),
        (1e9, "yyyy-mm-dd"),
    ]
    for at, (value, code) in enumerate(cells, 1):
        sheet.write_row(at, 0, [f"Meeting {chr(64 + at)}", DOCUMENT, PARAGRAPH])
        form = book.add_format({"num_format": code})
        if isinstance(value, datetime.date):
            sheet.write_datetime(at, 3, value, form)
        else:
            sheet.write(at, 3, value, form)
    book.close()


def headers(path: Path) -> None:
    rows = [
        [*COLUMNS, "name (en)", "topik", "adresses topic", "", "#N/A"],
        [*GOOD, "Second name", None, "Tailings", "no header", "x"],
        ["Gravel rules", *GOOD[1:], None, "lost?"],
        ["Whole", *GOOD[1:]],
    ]
    workbook(path, standard=rows)


def names(path: Path) -> None:
    """Name sheets oddly; hidden ones and those of the program are not read."""
    book = xlsxwriter.Workbook(str(path))
    for name in ("Standards", "standard", "Совещание", "normes", "Sheet1", "un-entity", "leer"):
        sheet = book.add_worksheet(name)
        if name != "leer":
            sheet.write_row(0, 0, COLUMNS[:3])
            sheet.write_row(1, 0, [f"In {name}", DOCUMENT, PARAGRAPH])
            sheet.write_row(2, 0, [f"Again in {name}", DOCUMENT, PARAGRAPH])
    for name in ("_lists", "hidden"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["not", "read"])
        sheet.write_row(1, 0, ["not", "read"])
    sheet.hide()
    book.close()


def texts(path: Path) -> None:
    """Write texts that are repaired without a word, and others that are told."""
    said = [
        "\xa0 spaces  inside stay \u3000",
        "cafe\u0301",
        "two\r\nlines",
        "“smart” ‘quotes’ – dash",
        '=HYPERLINK("https://evil.example")',
        "+1",
        "@cmd",
        "-2",
        "_x0041_ escaped",
        "\u200bedge\ufeff",
        "hidden \u202esign",
        "Мinamata",
        "word\u200bword",
        "a" * (MOST_SIGNS + 1),
        "#REF!",
        "TRUE",
        "1.10",
        "#1 of the list",
    ]
    rows = [["entry", *COLUMNS]]
    rows += [[f"e-{at}", f"Name {at}", *GOOD[1:3], text] for at, text in enumerate(said)]
    sheets = {"standard": rows}
    book = openpyxl.Workbook(write_only=True)
    for name, all_rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in all_rows:
            cells = []
            for value in row:
                cell = openpyxl.cell.WriteOnlyCell(sheet, "")
                cell.value, cell.data_type = value, "s"
                cells.append(cell)
            sheet.append(cells)
    book.save(path)


def empty(path: Path) -> None:
    rows: list[list[object]] = [list(COLUMNS), [], ["# a remark", "x"], [None, " ", "\xa0"], []]
    workbook(path, standard=[*rows, list(GOOD), [], [None, None, None, "no name"]], meeting=[])


def no_headers(path: Path) -> None:
    workbook(path, standard=[[], list(GOOD), list(GOOD)])


def numbers(path: Path) -> None:
    rows = [
        ["name (en)", "document", "paragraph", "has the minimum", "has the maximum"],
        ["Amount A", DOCUMENT, 19, 0.1 + 0.2, 1e15],
        ["Amount B", DOCUMENT, 19, "1,5", (0.25, "0%")],
        ["Amount C", DOCUMENT, 19, True, (3, '#,##0 "days"')],
    ]
    workbook(path, quantity=rows)


CASES: dict[str, Callable[[Path], object]] = {
    "formulas": formulas,
    "merged": merged,
    "dates": dates,
    "dates-1904": lambda path: dates(path, since_1904=True),
    "headers": headers,
    "names": names,
    "texts": texts,
    "empty": empty,
    "no-headers": no_headers,
    "numbers": numbers,
}


@pytest.mark.parametrize("case", CASES)
def test_a_workbook_as_it_should_not_be(case, expect):
    CASES[case](Path("book.xlsx"))
    expect(DATA / f"{case}.txt", account(reading("book.xlsx")))


TABLE = [
    [*COLUMNS, "name (ru)", "says that (fr)"],
    [*GOOD, "Правила о песке", "L’été, « ça » coûte 5 €"],
]


def table(separator: str = ",", newline: str = "\r\n") -> str:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in TABLE]
    return newline.join(separator.join(row) for row in quoted) + newline


CSV = {
    "plain": table().encode(),
    "with a mark": table().encode("utf-8-sig"),
    "semicolons": table(";").encode(),
    "tabs": table("\t").encode(),
    "told separator": b"sep=;\r\n" + table(";").encode(),
    "UTF-16": table("\t").encode("utf-16"),
    "UTF-16 without a mark": table("\t").encode("utf-16-le"),
    "old line ends": table(newline="\r").encode(),
    "Unix line ends": table(newline="\n").encode(),
}


@pytest.mark.parametrize("content", CSV.values(), ids=CSV)
def test_a_csv_is_read_however_it_was_saved(content):
    Path("standard.csv").write_bytes(content)
    new = reading("standard.csv")
    assert lines(new) == []
    assert facts(new) == SAND


SAND = """\
:sand-rules
    a mk:Standard ;
    skos:prefLabel "Sand rules"@en ;
    skos:prefLabel "Правила о песке"@ru ;
.

:unep-ea6-minerals-report.19 {
    :sand-rules
        mk:statesThat "Sand is counted."@en ;
        mk:statesThat "L’été, « ça » coûte 5 €"@fr ;
    .
}
"""
OLD = {
    "windows-1251": [*GOOD[:3], "Counted.", "Правила добычи песка и гравия"],
    "windows-1252": [*GOOD[:3], "L’été à Genève", "Número"],
    "windows-1256": [*GOOD[:3], "Counted.", "قواعد الرمل والحصى"],
    "gb18030": [*GOOD[:3], "Counted.", "砂石开采规则"],
}


@pytest.mark.parametrize("encoding", OLD)
def test_an_old_encoding_is_guessed_and_told(encoding):
    text = ",".join([*COLUMNS, "name (es)"]) + "\n" + ",".join(OLD[encoding]) + "\n"
    Path("standard.csv").write_bytes(text.encode(encoding))
    new = reading("standard.csv")
    shown = "standard.csv: warning: is not UTF-8 text; it was read as "
    hint = "look at the letters with accents, or save the file as CSV UTF-8"
    assert lines(new) == [f"{shown}{encoding} → {hint}"]
    assert OLD[encoding][4] in facts(new)
    assert OLD[encoding][3] in facts(new)


BROKEN_CSV = {
    b'name,document\n"open,x\n': "standard.csv:2: a quotation mark in this row is not closed",
    b'name,document\n"a"b,x\n': "standard.csv:2: a quotation mark in this row is not closed",
    b"name,document\na\0b,x\n": "standard.csv: is of a kind that minkg does not read",
    b"name\n" + b"\xff\xfe\xfa\x01\x02" * 9: "",
    b"name\n" + b"x," * 20_000: "standard.csv:2: more than 2,000 columns are too many",
    b"name\n" + b"x," * 2_000 + b"y": "standard.csv:BXY2: more than 2,000 columns are too many",
    b"name,says that\n" + b"x" * 40_000 + b",y\n": "standard.csv:A2: this text is too long",
    b"name,says that\n" + b"x" * 200_000 + b",y\n": "standard.csv:2: this text is too long",
}


@pytest.mark.parametrize("content", BROKEN_CSV, ids=range(len(BROKEN_CSV)))
def test_a_broken_csv_is_told(content):
    Path("standard.csv").write_bytes(content)
    new = reading("standard.csv")
    assert any(text.startswith(BROKEN_CSV[content]) for text in lines(new))
    assert list(new.quads()) == [] or any(piece.held for piece in new.pieces)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("___", ".").replace("__", "/"), content)
    return out.getvalue()


def changed(part: str, old: bytes, new: bytes) -> bytes:
    """Give a good workbook in which one part is changed."""
    workbook(Path("good.xlsx"), standard=[list(COLUMNS), list(GOOD)])
    out = io.BytesIO()
    with zipfile.ZipFile("good.xlsx") as good, zipfile.ZipFile(out, "w") as bad:
        for info in good.infolist():
            content = good.read(info)
            if info.filename == part:
                assert old in content
                content = content.replace(old, new)
            bad.writestr(info, content)
    Path("good.xlsx").unlink()
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
WORDS = "xl/sharedStrings.xml"
LAUGHS = b"<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
DAMAGED = "is damaged → get the file again, or save it again"
SAVE = "open it in a spreadsheet program, and save it as .xlsx or .csv"
BOMB = "would unfold to far more than a workbook needs"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: changed(SHEET, b"</sheetData>", b" " * 2**25 + b"</sheetData>"), BOMB),
    "bomb of texts": (lambda: changed(WORDS, b"</sst>", b"\n" * 2**25 + b"</sst>"), BOMB),
    "entities": (lambda: changed(SHEET, b"<worksheet", LAUGHS + b"<worksheet"), "declares XML"),
    "cut off": (lambda: changed(SHEET, b"x", b"x")[:-200], DAMAGED),
    "no XML": (lambda: changed(SHEET, b"</sheetData>", b"<"), DAMAGED),
    "no such text": (lambda: changed(SHEET, b"<v>0</v>", b"<v>99</v>"), DAMAGED),
    "no number": (lambda: changed(SHEET, b'<row r="2"', b'<row r="two"'), DAMAGED),
    "no letters": (lambda: changed(SHEET, b'r="A2"', b'r="2"'), DAMAGED),
    "far away": (lambda: changed(SHEET, b'r="D2"', b'r="XFD2"'), "more than 2,000 columns"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0" + bytes(512), f"has a password → {SAVE}"),
    "binary": (lambda: zipped(xl__workbook___bin=b"x"), f"is a binary workbook → {SAVE}"),
    "OpenDocument": (lambda: zipped(content___xml=b"x"), f"is an OpenDocument file → {SAVE}"),
    "Word": (lambda: zipped(word__document=b"x"), "is a Word document"),
    "an archive": (lambda: zipped(a=b"x"), "is a compressed file → unpack it"),
    "PDF": (lambda: b"%PDF-1.7 x", "is a PDF document"),
    "a web page": (lambda: b"<!DOCTYPE html><html>x", "is a web page"),
    "nothing": (lambda: b"", "is empty"),
    "spaces": (lambda: b" \n ", "is empty"),
    "noise": (lambda: struct.pack("<64d", *[0.1] * 64), "is of a kind that minkg does"),
    "too large": (lambda: b"name,a\n" + b"x,y\n" * (17 * 2**20), "is larger than 64 megabytes"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case):
    make, wanted = REFUSED[case]
    Path("standard.xlsx").write_bytes(make())
    new = reading("standard.xlsx")
    told = lines(new)[0]
    assert wanted in told
    assert told.startswith("standard.xlsx:")
    assert "{" not in told
    assert new.by_place.split(new.problems)[0] == []


@pytest.mark.parametrize("name", ["standard.csv", "standard.xlsx", "standard.json"])
def test_limits_are_for_all_files_together(name, monkeypatch):
    monkeypatch.setattr("minkg.intake.readers.sheet_rows.MOST_ROWS", 7)
    rows = [["Rule", DOCUMENT], ["Rule", DOCUMENT], ["Rule", DOCUMENT]]
    if name == "standard.xlsx":
        workbook(Path(name), standard=[list(COLUMNS[:2]), *rows])
    elif name == "standard.csv":
        Path(name).write_text("\n".join(",".join(row) for row in [COLUMNS[:2], *rows]))
    else:
        Path(name).write_text(json.dumps([{"name": row[0]} for row in [*rows, *rows[:1]]]))
    new = reading(name, name)
    assert len(new.pieces) == (4 if name == "standard.json" else 3)
    assert [p.sentence() for p in new.problems] == ["more than 7 rows are too many"]


def test_macros_are_not_run_and_values_are_read():
    workbook(Path("good.xlsx"), standard=[list(COLUMNS), list(GOOD)])
    Path("good.xlsx").rename("macros.xlsm")
    assert ":sand-rules" in facts(reading("macros.xlsm"))


def test_a_wrong_ending_is_seen_through():
    workbook(Path("good.xlsx"), standard=[list(COLUMNS), list(GOOD)])
    Path("good.xlsx").rename("standard.csv")
    Path("standard.xlsx").write_bytes(CSV["semicolons"])
    assert [lines(reading(name)) for name in ("standard.csv", "standard.xlsx")] == [[], []]
    assert facts(reading("standard.xlsx")) == SAND
