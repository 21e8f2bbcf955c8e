"""Places: written as people look for them, and read back as spreadsheet programs read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string, coordinate_to_tuple, get_column_letter

from minkg.words.place import NOWHERE, Place, column_of, letters_of, row_and_column

COLUMNS, ROWS = st.integers(1, 16_384), st.integers(1, 1_048_576)


@given(COLUMNS)
def test_columns_have_the_letters_of_spreadsheets(column):
    assert letters_of(column) == get_column_letter(column)
    assert column_of(letters_of(column)) == column == column_index_from_string(letters_of(column))


@given(ROWS, COLUMNS)
def test_cells_come_back(row, column):
    address = Place("a.xlsx", row=row, column=column).address
    assert row_and_column(address) == (row, column) == coordinate_to_tuple(address)


@pytest.mark.parametrize("text", ["", "a", "ABCD", "A1", "Ä"])
def test_what_is_no_column_is_refused(text):
    with pytest.raises(ValueError, match=text or "^$"):
        column_of(text)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (NOWHERE, ""),
        (Place("a.trig"), "a.trig"),
        (Place("a.trig", 7), "a.trig:7"),
        (Place("a.csv", row=7, column=3), "a.csv:C7"),
        (Place("a.xlsx", sheet="standard", row=7), "a.xlsx:standard!A7"),
        (Place("a.xlsx", sheet="A1", row=1, column=1), "a.xlsx:'A1'!A1"),
        (Place("a.xlsx", sheet="it's", row=1, column=27), "a.xlsx:'it''s'!AA1"),
        (Place("a.json", pointer="/0/name"), "a.json:/0/name"),
    ],
)
def test_a_place_is_written_as_people_look_for_it(place, text):
    assert str(place) == text
    assert bool(place) == bool(text)


def test_what_is_around_a_place():
    inside = Place("a.json", pointer="/0/name/fr")
    assert [p.pointer for p in inside.around()] == ["/0/name/fr", "/0/name", "/0", ""]
    assert list(Place("a.trig", 7).around()) == [Place("a.trig", 7)]
