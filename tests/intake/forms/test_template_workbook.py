"""The workbook that people fill in, as their program shows it."""

import io

import openpyxl
import pyoxigraph as ox
import pytest

from minkg.intake.forms.template_columns import slots_of
from minkg.intake.forms.template_workbook import (
    LISTS,
    MOST_HEIGHT,
    MOST_MESSAGE,
    MOST_TITLE,
    ROWS,
    STAR,
    template_workbook,
)
from minkg.intake.forms.templates import Templates
from minkg.words.languages import LANGUAGES
from tests.tools.small_forms import QUADS, SHAPES, columns, node, templates


def opened(made, *folders, names=()):
    rows = made.filled(names) if names else None
    content = template_workbook(list(made.sheets(folders, rows)), made.lang)
    return openpyxl.load_workbook(io.BytesIO(content))


def planted(*facts):
    """Make templates of the small home and one entry, `planted`; facts are (predicate, value)."""
    entry = node("planted")
    quads = [ox.Quad(entry, node(key), value) for key, value in facts]
    return Templates(SHAPES, [*QUADS, *quads])


@pytest.fixture(scope="module")
def english():
    return opened(templates(), "standard", "quantity")


def validations(page):
    found = {}
    for rule in page.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert (area.min_row, area.max_row, area.min_col) == (2, ROWS + 1, area.max_col)
        found[page.cell(1, area.min_col).value] = rule
    return found


def offered(book, rule):
    sheet, _, area = rule.formula1.partition("!")
    assert sheet == LISTS
    return [cell.value for (cell,) in book[LISTS][area.replace("$", "")]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheets_of_a_workbook(lang):
    book = opened(templates(lang), "standard", "un-entity")
    assert book.sheetnames[0].startswith("_")
    assert book.sheetnames[-1] == LISTS
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3 + ["veryHidden"]
    for page in book.worksheets[:-1]:
        assert bool(page.sheet_view.rightToLeft) is (lang == "ar")


def test_the_first_sheet_explains(english):
    page = english["_how to"]
    assert page["A1"].value == "How to fill in this workbook"
    rows = {first.value: second.value for first, second in page.iter_rows(max_col=2)}
    assert [rows[str(step)][:12] for step in range(1, 6)] == [
        "Go to the sh", "Begin with t", "Choose from ", "Say in every", "Save the fil",
    ]  # fmt: skip
    assert rows["# example"] == "A row that begins with # is not read."
    assert rows["required"] == "Every new entry needs it."
    assert rows["(ru)"] == "Russian"
    links = {cell.value: cell.hyperlink.location for cell in page["A"] if cell.hyperlink}
    assert links == {"standard": "'standard'!A1", "quantity": "'quantity'!A1"}


def test_a_sheet_is_ready_to_be_filled_in(english):
    page = english["standard"]
    slots = slots_of(columns("standard"), templates().choices, "en")
    assert [cell.value for cell in page[1]] == [slot.header for slot in slots]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == f"A1:{page.cell(1, len(slots)).column_letter}{ROWS + 1}"
    assert page.protection.sheet
    assert not page.protection.password
    assert not page.protection.sort
    assert not page.protection.deleteRows
    assert all(cell.protection.locked for cell in page[1])
    free = [d for d in page.column_dimensions.values() if not d.protection.locked]
    assert sum(d.max - d.min + 1 for d in free) == len(slots)
    usual = english._cell_styles[0].protectionId  # of other cells: else no row could be deleted
    assert not english._protections[usual].locked
    assert page["A2"].value == "# example"
    assert page["A2"].font.italic
    assert page["B2"].value == "Global Industry Standard on Tailings Management"
    white = [cell.value for cell in page[1] if cell.font.color.rgb == "FFFFFFFF"]
    assert white == ["name (en)", "performs function", "says that (en)"]
    assert [cell.value for cell in page[1] if cell.number_format == STAR] == white
    assert all(cell.comment.text for cell in page[1])


@pytest.mark.parametrize(("lang", "order"), [("zh", 0), ("ar", 2)])
def test_headers_and_explanations_read_in_their_direction(lang, order):
    how, page, _ = opened(templates(lang), "standard")
    cells = [how["A1"], how["B3"], how["A10"], *page[1]]
    assert {cell.alignment.readingOrder for cell in cells} == {order}
    assert {cell.alignment.readingOrder for cell in page[2]} == {0}  # values are in any language


@pytest.mark.parametrize(
    ("header", "kind", "style", "stops"),
    [
        ("entry", "list", None, False), ("name (en)", None, None, True),
        ("addresses topic", "list", None, True), ("is administered by", "list", "warning", True),
        ("document", "list", "warning", True), ("was published on", "custom", None, True),
        ("has the official site", "custom", None, True), ("deprecated", "list", None, True),
        ("language read", "list", None, True), ("paragraph", None, None, True),
    ],
)  # fmt: skip
def test_every_column_checks_what_is_typed(english, header, kind, style, stops):
    rule = validations(english["standard"])[header]
    assert (rule.type, rule.errorStyle, rule.showErrorMessage) == (kind, style, stops)


def test_every_column_helps(english):
    rules = validations(english["standard"])
    assert list(rules) == [cell.value for cell in english["standard"][1]]
    for header, rule in rules.items():
        assert rule.promptTitle[:10] == header[:10]
        assert 0 < len(rule.promptTitle) <= MOST_TITLE
        assert 0 < len(rule.prompt) <= MOST_MESSAGE
    assert rules["paragraph"].error == "Write the number as it is printed, such as 30 (d) (e)."
    assert rules["paragraph"].prompt.startswith(rules["paragraph"].error)  # what to do comes first


def test_dates_addresses_and_numbers_are_checked_in_their_own_column(english):
    rules = validations(english["standard"])
    for header, start in (
        ("was published on", "OR(ISNUMBER({0}),AND(ISNUMBER(VALUE(LEFT({0},4)))"),
        ("has the official site", 'OR(LEFT({0},7)="http://",LEFT({0},8)="https://")'),
    ):
        (area,) = rules[header].sqref.ranges
        cell = english["standard"].cell(2, area.min_col).coordinate
        assert rules[header].formula1.startswith(start.format(cell))
    number = validations(english["quantity"])["has the minimum"]
    assert (number.type, number.operator) == ("decimal", None)  # between
    assert [float(number.formula1), float(number.formula2)] == [-1e15, 1e15]


def test_the_lists_stand_where_the_columns_look_for_them():
    book = opened(templates("fr"), "standard")
    rules = validations(book["norme"])
    known = columns("standard")
    for header, rule in rules.items():
        if rule.type == "list" and (field := known[header].field):
            assert offered(book, rule) == list(templates("fr").choices.of(field))
    assert offered(book, rules["entrée"]) == ["global-industry-standard-on-tailings-management"]


def test_a_vocabulary_that_has_a_sheet_may_be_added_to():
    book = opened(templates(), "standard", "topic")
    assert validations(book["standard"])["addresses topic"].errorStyle == "warning"


def test_the_same_data_gives_the_same_bytes():
    one, two = (template_workbook(list(templates().sheets(["topic"])), "en") for _ in range(2))
    assert one == two


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "＝1"])
def test_a_label_is_never_a_formula(text):
    label = ("skos:prefLabel", ox.Literal(text, language="en"))
    made = planted(("rdf:type", node("mk:Topic")), label)
    book = opened(made, "topic", names=["planted"])
    assert (book["topic"]["B2"].value, book["topic"]["B2"].data_type) == (text, "s")
    assert text in {cell.value for row in book[LISTS].rows for cell in row if cell.data_type == "s"}
    assert not any(cell.data_type == "f" for row in book["topic"].rows for cell in row)
    assert f"planted,'{text}," in made.csv("topic", made.filled(["planted"]))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("12.5", 12.5), ("-3", -3), ("0", 0), ("999999999999999", 999999999999999),
        ("1.50", "1.50"), ("007", "007"), ("1234567890123456", "1234567890123456"),
    ],
)  # fmt: skip
def test_a_number_stays_the_number_that_it_is(text, cell):
    """What a spreadsheet program would round, or write otherwise, stays a text."""
    decimal = ox.Literal(text, datatype=node("xsd:decimal"))
    made = planted(("rdf:type", node("mk:Quantity")), ("mk:minimum", decimal))
    page = opened(made, "quantity", names=["planted"])["quantity"]
    headers = [header.value for header in page[1]]
    assert page.cell(2, headers.index("has the minimum") + 1).value == cell


def test_a_long_text_makes_no_row_higher_than_a_screen():
    long = ox.Literal("word " * 800 + "end", language="en")
    short = ox.Literal("A word.", language="en")
    for text, height in ((long, MOST_HEIGHT), (short, 17)):
        made = planted(("rdf:type", node("mk:Topic")), ("skos:prefLabel", text))
        page = opened(made, "topic", names=["planted"])["topic"]
        assert page.row_dimensions[2].height == pytest.approx(height, abs=0.5)
