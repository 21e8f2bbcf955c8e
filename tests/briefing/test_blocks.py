"""The parts of a report: citations get numbers, tables are cut and counted, languages are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.briefing.blocks import (
    LEFT,
    Bullets,
    Heading,
    Paragraph,
    Span,
    TableBlock,
    clean,
    language_of,
    numbered,
    text_of,
)


def cite(name, text="x"):
    return Span(text, "en", "quiet", name)


def test_passages_are_numbered_in_the_order_in_which_they_come():
    table = TableBlock("t", "T", ("a",), (((cite("b.1"), cite("a.1")),), ((cite("c.1"),),)))
    blocks = [
        Heading("H"),
        Paragraph((Span("said "), cite("b.1"))),
        table,
        Bullets(((cite("a.1"),),)),
    ]
    done, numbers = numbered(blocks)
    assert numbers == {"b.1": 1, "a.1": 2, "c.1": 3}
    assert done[0] == Heading("H")
    assert text_of(done[1].text) == "said [1]"
    assert [text_of(row[0]) for row in done[2].rows] == ["[1][2]", "[3]"]
    assert done[3].items[0][0] == Span("[2]", "", "quiet", "a.1")


def test_a_citation_in_another_direction_stays_in_it():
    (done,), _ = numbered([Paragraph((cite("a.1", f"{LEFT}a.1{LEFT}"),))])
    assert text_of(done.text) == f"{LEFT}[1]{LEFT}"


def test_the_first_rows_with_their_colours_and_the_count_of_the_rest():
    rows = tuple(((Span(str(at)),),) for at in range(5))
    whole = TableBlock("t", "T", ("a",), rows, (1.0,), 9, tones={(1, 0): 0.5, (4, 0): 1.0})
    top = whole.top(2)
    assert (len(top.rows), top.total, top.left_out, top.tones) == (2, 9, 7, {(1, 0): 0.5})
    assert whole.top(5) is whole
    assert TableBlock("t", "T", ("a",), rows).top(3).left_out == 2
    assert (top.name, top.title, top.heads, top.widths) == ("t", "T", ("a",), (1.0,))


@pytest.mark.parametrize(
    ("text", "lang"),
    [("沙 sand", "zh"), ("رمل", "ar"), ("sand", "en"), ("песок", "en"), ("", "en")],
)
def test_the_script_tells_the_language(text, lang):
    assert language_of(text) == lang
    assert language_of("sand", "ru") == "ru"


@given(st.text())
def test_signs_that_no_office_file_takes_are_left_out(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert all(sign in "\t\n\r" or sign >= " " for sign in cleaned)
    assert "\ufffe" not in cleaned
    assert [c for c in text if c.isalnum() and c.isascii()] == [
        c for c in cleaned if c.isalnum() and c.isascii()
    ]
