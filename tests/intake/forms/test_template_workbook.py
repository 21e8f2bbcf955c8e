"""The workbook that people fill in, as their program shows it."""

import io

import openpyxl
import pytest

from minkg.intake.forms.template_workbook import LISTS, template_workbook
from minkg.intake.forms.templates import Templates
from tests.tools.small_forms import QUADS, SHAPES


def book(lang, *folders):
    made = Templates(SHAPES, QUADS, lang)
    content = template_workbook(list(made.sheets(folders)), lang)
    return openpyxl.load_workbook(io.BytesIO(content)), content


@pytest.fixture(scope="module")
def english():
    return book("en", "standard", "meeting")


def test_each_class_has_its_sheet_and_the_choices_theirs(english):
    made, _ = english
    assert {"standard", "meeting"} <= set(made.sheetnames)
    assert made[LISTS].sheet_state != "visible"
    headers = [str(cell.value).rstrip("* ") for cell in made["standard"][1]]
    assert "name (en)" in headers
    assert made["standard"].freeze_panes
    assert made["standard"].data_validations.dataValidation


def test_the_same_gives_the_same_bytes(english):
    assert book("en", "standard", "meeting")[1] == english[1]


def test_arabic_is_written_from_right_to_left():
    made, _ = book("ar", "standard")
    assert all(sheet.sheet_view.rightToLeft for sheet in made if sheet.sheet_state == "visible")
