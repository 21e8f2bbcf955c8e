"""The text of an issue made with a form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.intake.readers.issues import is_issue, read_issue
from minkg.intake.readers.sheet_rows import MOST_SIGNS

TEXT = (
    "### name (en)\n\nSand code\n\n### stage\r\n\n_No response_\n\n"
    "###  says  that (en) \n\nTwo\nlines\n"
)


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        (TEXT, "1.md", True), ("\n### name\n\nx", "a/1.MD", True), (TEXT, "1.txt", False),
        ("### name\n\nx", "1.trig", False), ("# title", "1.md", False), ("", "1.md", False),
        ("# Readme\n\n### name", "README.md", False), ("###name", "1.md", False),
        ("#### name", "1.md", False), ("### ", "1.md", False),
    ],
)  # fmt: skip
def test_only_markdown_with_labels_is_an_issue(text, shown, found):
    assert is_issue(text, shown) is found


def test_values_stand_under_their_labels():
    gathered = read_issue(TEXT, "1.md")
    (record,) = gathered.records
    assert [(g.key, g.text, str(g.place)) for g in record.given] == [
        ("name (en)", "Sand code", "1.md:3"), ("says that (en)", "Two\nlines", "1.md:11"),
    ]  # fmt: skip
    assert (record.kind, str(record.place), record.spoilt) == ("", "1.md:1", [])
    assert str(record.blank("stage")) == "1.md:5"
    assert str(record.blank("other")) == "1.md:1"
    assert [(h.key, str(h.place)) for h in gathered.headers[""]] == [
        ("name (en)", "1.md:1"), ("stage", "1.md:5"), ("says that (en)", "1.md:9"),
    ]  # fmt: skip


def test_a_label_that_stands_twice_is_that_of_the_first_place():
    gathered = read_issue("### a\n\nx\n\n### a\n\ny\n", "1.md")
    (record,) = gathered.records
    assert [(g.text, g.place.line) for g in record.given] == [("x", 3), ("y", 7)]
    assert record.blank("a").line == 1
    assert [header.place.line for header in gathered.headers[""]] == [1, 5]


def test_what_stands_before_the_first_label_is_left_out():
    (record,) = read_issue("A greeting.\n\n### name\n#### part\nx\n", "1.md").records
    assert [(g.text, g.place.line) for g in record.given] == [("#### part\nx", 4)]


@pytest.mark.parametrize("value", ["_No response_", "None", "", " \n\t"])
def test_an_empty_form_has_no_record(value):
    gathered = read_issue(f"### name (en)\n\n{value}\n", "1.md")
    assert (gathered.records, gathered.headers, gathered.problems) == ([], {}, [])


def test_nothing_of_a_longer_answer_is_taken_for_none():
    (record,) = read_issue("### a\n\nNone of them\n", "1.md").records
    assert record.given[0].text == "None of them"


def test_a_spoilt_value_is_told_at_its_line_and_keeps_its_label():
    gathered = read_issue(f"### a\n\nx\n\n### b\n\n\n{'x' * (MOST_SIGNS + 1)}\n", "1.md")
    (problem,) = gathered.problems
    assert str(problem.place) == "1.md:8"
    assert problem.sentence() == "this text is too long"
    assert problem.remedy() == "use at most 32,767 signs"
    assert [given.key for given in gathered.records[0].given] == ["a"]
    assert gathered.records[0].spoilt == ["b"]
    alone = read_issue("### a\n\n#N/A\n", "1.md")
    assert [(record.given, record.spoilt) for record in alone.records] == [([], ["a"])]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_read(before, value):
    gathered = read_issue(f"{before}\n### name (en)\n\n{value}", "1.md")
    assert len(gathered.records) <= 1
    texts = [given.text for record in gathered.records for given in record.given]
    plain = value.strip()
    if re.fullmatch(r"[A-Za-z0-9 ,.-]+", plain) and plain not in ("", "None"):
        assert " ".join(plain.split()) in [" ".join(text.split()) for text in texts]
