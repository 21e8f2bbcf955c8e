"""No spreadsheet program runs a cell, every text comes back, and Markdown shows it as it is."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minkg.words.sheet_text import inert, markdown, restored

SIGNS = "=+-@＝＋－＠"
ODD = st.text(alphabet=f"{SIGNS} \t\r\n;,\"'ab1.\xa0\u200b\ufeff\u3000﹣\x00", max_size=14)
TEXTS = ODD | st.text(max_size=30)
LONG = ("\n" * 32_000, "'\n" * 16_000 + "=", ";'" * 16_000, "\t;" * 16_000)


def dangerous(cell: str) -> bool:
    """Tell in plain steps whether some program could run a cell."""
    if re.fullmatch("-[0-9]*[.,]?[0-9]+(e[-+]?[0-9]+|%)?", cell, re.IGNORECASE):
        return False
    for sign in cell:
        if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf"):
            return unicodedata.normalize("NFKC", sign) in tuple("=+-@")
    return False


@given(TEXTS)
@example("'=1")
@example("''\n'=1")
@example(";'=1")
def test_every_text_comes_back(text):
    assert restored(inert(text)) == text


@given(TEXTS)
def test_nothing_dangerous_remains_however_the_line_is_split(text):
    safe = inert(text)
    assert not dangerous(safe)
    assert not safe.startswith(("\t", "\r", "\n"))
    for separators in ("\t", ";", "\r\n", ";\t\r\n"):
        cells = re.split(f"[{separators}]", safe)
        assert not any(map(dangerous, cells)), cells


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(["excel", "excel-tab", "unix"]))
def test_a_table_comes_back(cells, dialect):
    out = io.StringIO(newline="")
    csv.writer(out, dialect).writerow(map(inert, cells))
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""), dialect)
    assert [restored(cell) for cell in row] == cells


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("﹣1", "'﹣1"),
        ("\n=1+1", "'\n'=1+1"),
        (" \u200b=1+1", "' \u200b=1+1"),
        ("'=1+1", "''=1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("a;-b", "a;'-b"),
        ("\ta", "'\ta"),
        ("-", "'-"),
        ("--1", "'--1"),
        ("-1+1", "'-1+1"),
        ("+41 22 917", "'+41 22 917"),
        ("-5\n", "'-5\n"),
    ],
    ids=repr,
)
def test_what_could_be_run_is_guarded(text, written):
    assert inert(text) == written


@pytest.mark.parametrize(
    "text", ["", "a = b", "-5", "-5.25", "-0,5", "-.5", "-1e3", "-12%", "'tis", "a-b", "x; y", "沙"]
)
def test_what_is_harmless_stays(text):
    assert inert(text) == restored(text) == text


@pytest.mark.parametrize("text", LONG, ids=["breaks", "quoted breaks", "semicolons", "both"])
def test_long_hostile_texts_come_back_too(text):
    assert restored(inert(text)) == text


@given(st.text())
def test_any_text_is_only_text_in_markdown(text):
    line = markdown(text)
    assert "\n" not in line
    assert not re.search(r"[<>]", line)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*{}\[\]#|~$]", line)
    assert not re.search(r"(^|[\s(])_|(?<!\\)_($|[\s)])", line)
    assert not re.match(r"([-+]|[0-9]+[.)])(\s|$)|--|==", line)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b\\", "a\\|b\\\\"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("two\n lines", "two lines"),
        ("https://x.org/a_b", "https://x.org/a_b"),
        ("_a_", "\\_a\\_"),
        ("1. one", "1\\. one"),
        ("2023-09", "2023-09"),
        ("---", "\\---"),
        ("-5", "-5"),
    ],
)
def test_markdown(text, written):
    assert markdown(text) == written
