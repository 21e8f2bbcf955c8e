"""The sheets of a workbook become records."""

import datetime

import openpyxl
import pytest
import xlsxwriter

from minkg.intake.readers.xlsx_sheets import FORMULA, read_workbook


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.xlsx"


def given(found):
    return [[(g.key, g.text, str(g.place)) for g in record.given] for record in found.records]


def test_texts_numbers_dates_and_truth(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("standard")
    sheet.write_row(0, 0, ["name", "year", "day", "free"])
    sheet.write_row(2, 0, ["Sand\ncode _x0041_", 2023])
    sheet.write_datetime(2, 2, datetime.date(2023, 9, 7), book.add_format({"num_format": "d/m/yy"}))
    sheet.write_boolean(2, 3, True)
    book.close()
    ((*values,),) = given(read_workbook(path, "x.xlsx"))
    assert [text for _, text, _ in values][1:] == ["2023", "2023-09-07", "true"]
    assert values[1] == ("year", "2023", "x.xlsx:standard!B3")
    assert values[0][1].startswith("Sand\ncode")


def test_hidden_sheets_are_left_out_and_each_sheet_is_a_kind(path):
    book = openpyxl.Workbook()
    book.active.title = "standard"
    for title, state in (("meeting", "visible"), ("old", "hidden"), ("_lists", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
    for sheet in book:
        sheet.append(["name", "x"])
        sheet.append([f"of {sheet.title}", "y"])
    book.save(path)
    found = read_workbook(path.read_bytes(), "x.xlsx")
    assert [record.kind for record in found.records] == ["standard", "meeting"]
    assert [header.text for header in found.headers["meeting"]] == ["name", "x"]


def test_a_formula_is_told_and_not_taken(path):
    book = openpyxl.Workbook()
    book.active.title = "standard"
    book.active.append(["name", "says"])
    book.active.append(["a", "=1+1"])
    book.save(path)
    found = read_workbook(path, "x.xlsx")
    (problem,) = found.problems
    assert (problem.message, str(problem.place)) == (FORMULA.message, "x.xlsx:standard!B2")
    assert given(found) == [[("name", "a", "x.xlsx:standard!A2")]]
    assert found.records[0].spoilt == ["says"]


def test_what_is_no_workbook_is_one_problem_and_no_record():
    found = read_workbook(b"PK\x03\x04", "x.xlsx")
    (problem,) = found.problems
    assert str(problem).startswith("x.xlsx: is damaged")
    assert found.records == []
