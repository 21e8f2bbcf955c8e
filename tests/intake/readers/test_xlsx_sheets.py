"""The sheets of a workbook become records."""

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from minkg.intake.readers import xlsx_sheets
from minkg.intake.readers.sheet_rows import Tally
from minkg.intake.readers.xlsx_sheets import FORMULA, read_workbook

PARTS = {
    "_rels/.rels": "<a><Relationship Id='r' Type='x/officeDocument' Target='xl/workbook.xml'/></a>",
    "xl/_rels/workbook.xml.rels": "<a>"
    "<Relationship Id='r1' Type='x/worksheet' Target='sheet.xml'/>"
    "<Relationship Id='r2' Type='x/sharedStrings' Target='texts.xml'/>"
    "<Relationship Id='r3' Type='x/styles' Target='styles.xml'/>"
    "<Relationship Id='r4' Type='x/chartsheet' Target='sheet.xml'/></a>",
    "xl/workbook.xml": "<workbook><sheets><sheet name='standard' r:id='r1'/></sheets></workbook>",
    "xl/texts.xml": "<sst><si><t>name</t></si><si><r><t>a</t></r><r><t>_x0062_</t></r>"
    "<rPh><t>silent</t></rPh></si><si><t>later</t></si></sst>",
    "xl/styles.xml": "<a><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='22'/></cellStyleXfs>"
    "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></a>",
}  # fmt: skip


def made(rows, book=PARTS["xl/workbook.xml"], after="", **parts):
    """Write a workbook by hand: these rows, as XML, below a header."""
    sheet = f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in {
            **PARTS,
            "xl/workbook.xml": book,
            "xl/sheet.xml": sheet,
            **parts,
        }.items():
            package.writestr(name, text)
    return out.getvalue()


def head(*names):
    cells = (f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in names)
    return f"<row>{''.join(cells)}</row>"


def given(found):
    return [[(g.key, g.text, g.place.cell) for g in record.given] for record in found.records]


def told(found):
    return [f"{p.place}: {p.sentence()} → {p.remedy()}" for p in found.problems]


def cell(xml, book=PARTS["xl/workbook.xml"]):
    """Give the text of one cell, or what is wrong with it."""
    found = read_workbook(made(head("name", "x") + f"<row><c/>{xml}</row>", book), "x.xlsx")
    return [one.text for record in found.records for one in record.given] or told(found)


def test_texts_numbers_dates_and_truth_as_programs_write_them(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "x.xlsx"))
    sheet = book.add_worksheet("standard")
    sheet.write_row(0, 0, ["name", "year", "day", "free"])
    sheet.write_row(2, 0, ["Sand\ncode", 2023])
    sheet.write_datetime(2, 2, datetime.date(2023, 9, 7), book.add_format({"num_format": "d/m/yy"}))
    sheet.write_boolean(2, 3, True)
    book.close()
    assert given(read_workbook(tmp_path / "x.xlsx", "x.xlsx")) == [[
        ("name", "Sand\ncode", "standard!A3"), ("year", "2023", "standard!B3"),
        ("day", "2023-09-07", "standard!C3"), ("free", "true", "standard!D3"),
    ]]  # fmt: skip


SINCE_1904 = PARTS["xl/workbook.xml"].replace("<sheets>", "<workbookPr date1904='1'/><sheets>")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<c t='s'><v>1</v></c>", "ab"), ("<c t='s'><v>2</v></c>", "later"),
        ("<c t='str'><v>a_x0041_b</v></c>", "aAb"),
        ("<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>", "ab"),
        ("<c t='b'><v>1</v></c>", "true"), ("<c t='b'><v>0</v></c>", "false"),
        ("<c t='d'><v>2023-09-07T00:00:00.000Z</v></c>", "2023-09-07"),
        ("<c t='d'><v>2023-09-07T10:00:00</v></c>", "2023-09-07T10:00:00"),
        ("<c><v>5.10</v></c>", "5.1"), ("<c s='0'><v>45176</v></c>", "45176"),
        ("<c s='1'><v>45176</v></c>", "2023-09-07"), ("<c s='2'><v>44927</v></c>", "2023"),
    ],
)  # fmt: skip
def test_each_kind_of_cell(xml, text):
    assert cell(xml) == [text]


def test_days_may_be_counted_from_1904():
    assert cell("<c s='1'><v>43714</v></c>", SINCE_1904) == ["2023-09-07"]


ERROR = (
    "is an error of the spreadsheet program and not a value → write the value, or empty the cell"
)


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<c><f>A1</f><v>5</v></c>", f"{FORMULA.message} → {FORMULA.hint}"),
        ("<c t='shared'><f/></c>", f"{FORMULA.message} → {FORMULA.hint}"),
        ("<c t='e'><v>#NEW!</v></c>", f"'#NEW!' {ERROR}"),
        ("<c t='str'><v>#REF!</v></c>", f"'#REF!' {ERROR}"),
        ("<c><v>five</v></c>", f"'five' {ERROR}"), ("<c><v>1E999</v></c>", f"'1E999' {ERROR}"),
        ("<c><v>NaN</v></c>", f"'NaN' {ERROR}"), ("<c s='1'><v>1E999</v></c>", f"'1E999' {ERROR}"),
        ("<c s='1'><v>-5</v></c>", "'-5' is shown as a date but is none → "
         "write it as a text, such as 2023-09-07"),
    ],
)  # fmt: skip
def test_a_cell_that_holds_no_value_is_told_at_its_place(xml, said):
    assert cell(xml) == [f"x.xlsx:standard!B2: {said}"]


def test_what_was_wrong_is_kept_as_it_was_written():
    found = read_workbook(
        made(head("name", "x") + "<row><c><v>1</v></c><c><f>1+1</f><v>2</v></c></row>"), "x.xlsx"
    )
    (record,) = found.records
    assert [(one.key, one.text, one.place.cell) for one in record.raw] == [
        ("x", "=1+1", "standard!B2")
    ]
    assert (record.spoilt, given(found)) == (["x"], [[("name", "1", "standard!A2")]])


@pytest.mark.parametrize("xml", ["", "<c/>", "<c t='str'><v></v></c>", "<c t='str'><v> </v></c>"])
def test_an_empty_cell_says_nothing(xml):
    assert cell(xml) == []


def test_places_are_counted_where_they_are_not_written():
    rows = head("a", "b") + "<row r='4'><c r='B4'><v>1</v></c></row><row><c/><c><v>2</v></c></row>"
    assert given(read_workbook(made(rows), "x.xlsx")) == [
        [("b", "1", "standard!B4")], [("b", "2", "standard!B5")],
    ]  # fmt: skip


def test_a_header_is_not_taken_for_text_of_the_page():
    rows = head("a") + "<row><c><v>1</v></c></row>"
    after = "<headerFooter><oddHeader>x</oddHeader><f>y</f></headerFooter><c><v>9</v></c>"
    assert given(read_workbook(made(rows, after=after), "x.xlsx")) == [[("a", "1", "standard!A2")]]


def test_hidden_sheets_are_left_out_and_each_sheet_is_a_kind(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "standard"
    for title, state in (
        ("meeting", "visible"), ("old", "hidden"), ("older", "veryHidden"), ("_lists", "visible"),
    ):  # fmt: skip
        book.create_sheet(title).sheet_state = state
    book.create_chartsheet("chart")
    for sheet in book.worksheets:
        sheet.append(["name", "x"])
        sheet.append([f"of {sheet.title}", "y"])
    book.save(tmp_path / "x.xlsx")
    tally = Tally()
    found = read_workbook((tmp_path / "x.xlsx").read_bytes(), "x.xlsx", tally)
    assert [record.kind for record in found.records] == ["standard", "meeting"]
    assert [header.text for header in found.headers["meeting"]] == ["name", "x"]
    assert (found.problems, tally.rows) == ([], 4)


def test_merged_cells_are_told_and_hold_their_rows():
    rows = head("a", "b") + "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"
    merged = "<mergeCells><mergeCell ref='A3:B3'/><mergeCell ref='A9:B9'/></mergeCells>"
    found = read_workbook(made(rows, after=merged), "x.xlsx")
    assert told(found) == [
        "x.xlsx:standard!A3: the cells A3:B3 are merged → take the merging back, "
        "and write the value into every cell that it is meant for"
    ]
    assert [list(record.spoilt) for record in found.records] == [[], [""]]


DAMAGED = ["x.xlsx: is damaged → get the file again, or save it again"]
OTHER = ["open it in a spreadsheet program, and save it as .xlsx or .csv"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        made(head("a") + "<row><c t='s'><v>7</v></c></row>"),
        made(head("a") + "<row><c s='7'><v>7</v></c></row>"),
        made(head("a") + "<row r='x'><c><v>7</v></c></row>"),
        made(head("a") + "<row><c r='7'><v>7</v></c></row>"),
        made(head("a"), after="<mergeCell ref='A1:B'/>"),
        made(head("a"), after="<mergeCell ref='A0'/>"),
        made(head("a"), "<workbook><sheet name='a' r:id='r9'/></workbook>"),
        made(head("a"), "<workbook><sheet r:id='r1'/></workbook>"),
        made("<row><c><v>1</c></row>"),
        made(head("a"), **{"xl/styles.xml": "<a><numFmt numFmtId='x' formatCode='y'/></a>"}),
    ],
    ids=range(11),
)
def test_a_damaged_workbook_is_one_problem_and_no_record(content):
    found = read_workbook(content, "x.xlsx")
    assert (told(found), found.records) == (DAMAGED, [])


@pytest.mark.parametrize("target", ["word/document.xml", "xl/workbook.bin"])
def test_a_package_without_a_book_is_no_workbook(target):
    relations = PARTS["_rels/.rels"].replace("xl/workbook.xml", target)
    (problem,) = read_workbook(made("", **{"_rels/.rels": relations}), "x.xlsx").problems
    assert (problem.sentence(), [problem.remedy()]) == ("is not an .xlsx workbook", OTHER)


def test_more_texts_than_are_read_into_memory(monkeypatch):
    content = made(head("a") + "<row><c t='s'><v>1</v></c></row>")
    monkeypatch.setattr(xlsx_sheets, "MOST_VALUES", 3)
    assert read_workbook(content, "x.xlsx").problems == []
    monkeypatch.setattr(xlsx_sheets, "MOST_VALUES", 2)
    (problem,) = read_workbook(content, "x.xlsx").problems
    assert problem.sentence().endswith("values are too many")
