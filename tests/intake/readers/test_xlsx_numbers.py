"""Numbers and dates of a workbook as they were meant."""

import pytest

from minkg.intake.readers.xlsx_numbers import BUILT_IN, date_text, number_text, parts_shown
from minkg.words import BadInput


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("dd.mm.yyyy", "dmy"), ("yyyy", "y"), ("mmm-yy", "my"), ("h:mm AM/PM", "hm"),
        ("General", ""), ("0.00E+00", ""), ('0 "days"', ""), ("[h]:mm:ss", ""), ("0;dd", ""),
        ("[$-804]yyyy\\年m\\月", "ym"),
    ],
)  # fmt: skip
def test_which_parts_a_format_shows(code, parts):
    assert parts_shown(code) == parts
    assert BUILT_IN[14] == "mdy"


@pytest.mark.parametrize(
    ("given", "text"),
    [("5", "5"), ("5.10", "5.1"), ("0.30000000000000004", "0.3"), ("-0", "0"), ("1E-3", "0.001"),
     ("123456789012345678901", "123456789012345678901")],
)  # fmt: skip
def test_numbers_have_no_exponent(given, text):
    assert number_text(given) == text or number_text(given).startswith(text)


@pytest.mark.parametrize(
    ("number", "parts", "since_1904", "text"),
    [
        ("45176", "dmy", False, "2023-09-07"), ("43714", "dmy", True, "2023-09-07"),
        ("45170", "my", False, "2023-09"), ("44927", "y", False, "2023"),
        ("45170", "y", False, "2023-09-01"), ("45176.75", "dmyhm", False, "2023-09-07T18:00:00"),
        ("0.5", "hm", False, "12:00:00"), ("59", "dmy", False, "1900-02-28"),
        ("61", "dmy", False, "1900-03-01"),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_shown(number, parts, since_1904, text):
    assert date_text(number, parts, since_1904) == text


@pytest.mark.parametrize(("number", "parts"), [("60", "dmy"), ("-1", "dmy"), ("1e9", "dmy")])
def test_what_is_no_date_is_told(number, parts):
    with pytest.raises(BadInput, match="is shown as a date but is none"):
        date_text(number, parts, False)


def test_a_day_without_its_year_was_no_date():
    with pytest.raises(BadInput, match=r"became a date(.|\n)*format the cell as text"):
        date_text("45176", "dm", False)
