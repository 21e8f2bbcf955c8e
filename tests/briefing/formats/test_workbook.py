"""The report as a workbook: everything, nothing that runs, filters on every sheet."""

import io
import re

import openpyxl
import pytest

from minkg.briefing.formats.workbook import workbook
from minkg.briefing.tables import Tables
from tests.tools.hostile_home import NAME

LANGS = ("en", "ar", "zh")


@pytest.fixture(scope="module", params=LANGS)
def book(request, content):
    file = io.BytesIO(workbook(content, request.param))
    return request.param, openpyxl.load_workbook(file)


def test_workbook_has_no_formulas_and_can_be_filtered(book):
    lang, read = book
    assert len(read.sheetnames) >= 10
    for sheet in read.worksheets:
        assert bool(sheet.sheet_view.rightToLeft) == (lang == "ar")
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        if sheet is not read.worksheets[0]:
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref.startswith("A1:")
            assert all(isinstance(cell.value, str) for cell in sheet[1])


def test_workbook_has_everything(content, book):
    lang, read = book
    rows = {sheet.title: sheet.max_row - 1 for sheet in read.worksheets}
    tables = Tables(content, lang)
    for sheet in (tables.findings(content.findings), tables.facts(), tables.passages()):
        title = re.sub(r"[\[\]:*?/\\']", " ", sheet.title)[:31]
        assert rows[title] == sheet.total > 5
    values = {cell.value for sheet in read.worksheets for row in sheet.iter_rows() for cell in row}
    if lang == "en":
        assert NAME.replace("\u0007", "") in values
        assert "-1+1 #panic() \\ <b>said</b>" in values
        assert 1 in values  # figures are figures
