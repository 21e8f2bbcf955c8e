"""Numbers and dates of a workbook as they were meant."""

import pytest

from minkg.intake.readers.xlsx_numbers import BUILT_IN, date_text, number_text, parts_shown
from minkg.words import BadInput


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("dd.mm.yyyy", "dmy"), ("yyyy", "y"), ("mmm-yy", "my"), ("h:mm AM/PM", "hm"),
        ("DD/MM/YY", "dmy"), ("h:mm a/p", "hm"), ("mm:ss", "ms"),
        ("General", ""), ("GENERAL", ""), ("0.00E+00", ""), ("0.00e+00", ""),
        ('0 "days"', ""), ("[h]:mm:ss", ""), ("[MM]:SS", ""),
        ("0;dd", ""), ("dd;0", "d"), ("_d0", ""), ("*y0", ""), ("\\d0", ""), ("@", ""), ("", ""),
        ("[$-804]yyyy\\年m\\月", "ym"), ("[Red]0", ""), ("[$-411]ge", "y"), ("bbbb", "y"),
        ('yyyy"\n;"dd', "yd"),
    ],
)  # fmt: skip
def test_which_parts_a_format_shows(code, parts):
    assert parts_shown(code) == parts


def test_the_formats_that_a_workbook_need_not_spell_out():
    """As ECMA-376 lists them (18.8.30); with those of East Asian programs."""
    assert {number: BUILT_IN[number] for number in range(14, 23)} == {
        14: "mdy", 15: "dmy", 16: "dm", 17: "my", 18: "hm", 19: "hms", 20: "hm", 21: "hms",
        22: "mdyhm",
    }  # fmt: skip
    assert (BUILT_IN[45], BUILT_IN[47]) == ("ms", "ms")
    days = [number for number, parts in BUILT_IN.items() if parts == "ymd"]
    assert sorted(days) == [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
    assert [n for n in (32, 33, 34, 35, 55, 56) if BUILT_IN[n] != "hms"] == []
    assert not BUILT_IN.keys() & {0, 1, 9, 10, 11, 13, 23, 37, 44, 46, 48, 49, 59}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("5", "5"), ("5.0", "5"), ("5.10", "5.1"), ("0.30000000000000004", "0.30000000000000004"),
        ("-0", "0"), ("-0.0", "0"), ("-12.50", "-12.5"), ("1E-3", "0.001"), ("1e3", "1000"),
        ("100", "100"), ("0.1", "0.1"), ("123456789012345678901", "123456789012345678901"),
    ],
)  # fmt: skip
def test_numbers_have_no_exponent(given, text):
    assert number_text(given) == text


@pytest.mark.parametrize("text", ["", "x", "1,5", "1e999", "-1e999", "inf", "nan", "#REF!"])
def test_what_no_program_can_have_in_a_cell_is_no_number(text):
    with pytest.raises(ValueError, match=r"."):
        number_text(text)
    for since_1904 in (False, True):
        with pytest.raises(ValueError, match=r"."):
            date_text(text, "dmy", since_1904)


@pytest.mark.parametrize(
    ("number", "parts", "since_1904", "text"),
    [
        ("45176", "dmy", False, "2023-09-07"), ("43714", "dmy", True, "2023-09-07"),
        ("45176", "my", False, "2023-09-07"), ("45176", "y", False, "2023-09-07"),
        ("45170", "my", False, "2023-09"), ("44927", "my", False, "2023-01"),
        ("44927", "y", False, "2023"), ("45170", "y", False, "2023-09-01"),
        ("45176.75", "dmyhm", False, "2023-09-07T18:00:00"),
        ("45176.5", "dmy", False, "2023-09-07T12:00:00"),
        ("45176.00001", "dmy", False, "2023-09-07T00:00:01"),
        ("45176.000694", "dmy", False, "2023-09-07T00:01:00"),
        ("0.5", "hm", False, "12:00:00"), ("0", "hm", False, "00:00:00"),
        ("0.000011574", "ms", False, "00:00:01"), ("0.25", "s", True, "06:00:00"),
        ("45170", "hm", False, "2023-09-01"), ("45170", "ms", False, "2023-09-01"),
        ("45170.5", "hm", False, "2023-09-01T12:00:00"),
        ("1.5", "hm", False, "1900-01-01T12:00:00"),
        ("59", "dmy", False, "1900-02-28"), ("61", "dmy", False, "1900-03-01"),
        ("1", "dmy", False, "1900-01-01"), ("0", "dmy", True, "1904-01-01"),
        ("60", "dmy", True, "1904-03-01"), ("2958465", "dmy", False, "9999-12-31"),
        ("45176.999999", "dmy", False, "2023-09-08"),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_shown(number, parts, since_1904, text):
    assert date_text(number, parts, since_1904) == text


@pytest.mark.parametrize(
    ("number", "parts", "since_1904", "shown"),
    [
        ("60", "dmy", False, "60"), ("60.5", "dmy", False, "60.5"), ("-1", "dmy", False, "-1"),
        ("0", "dmy", False, "0"), ("0.5", "dmy", False, "0.5"), ("-0.5", "hm", False, "-0.5"),
        ("-1", "dmy", True, "-1"), ("1e9", "dmy", False, "1e+09"), ("1e300", "dmy", True, "1e+300"),
        ("2958466", "dmy", False, "2.95847e+06"), ("60", "dm", False, "60"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_told(number, parts, since_1904, shown):
    with pytest.raises(BadInput) as caught:
        date_text(number, parts, since_1904)
    assert str(caught.value).splitlines() == [
        f"error: '{shown}' is shown as a date but is none", "",
        "hint: write it as a text, such as 2023-09-07",
    ]  # fmt: skip


@pytest.mark.parametrize("parts", ["dm", "m", "dmh"])
def test_a_day_without_its_year_was_no_date(parts):
    with pytest.raises(BadInput) as caught:
        date_text("45176", parts, False)
    assert str(caught.value).splitlines() == [
        "error: what was typed here became a date, shown without its year: 2023-09-07", "",
        "hint: format the cell as text and type it again",
    ]  # fmt: skip
