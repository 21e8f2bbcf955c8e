"""Tables of text, in the encodings and with the separators of old programs."""

import codecs

import pytest

from minkg.intake.readers import csv_tables
from minkg.intake.readers.csv_tables import MOST_WIDE, read_csv
from minkg.intake.readers.sheet_rows import MOST_SIGNS, Tally


def values(content):
    found = read_csv(content, "x.csv", "standard")
    return [[(g.key, g.text, g.place.cell) for g in record.given] for record in found.records]


def told(content):
    """Give what is wrong with a file of which nothing is kept, or nothing but a warning."""
    found = read_csv(content, "x.csv", "standard")
    (problem,) = found.problems
    return found, f"{problem.place}: {problem.severity}: {problem.sentence()}", problem.remedy()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator, newline):
    lines = [
        f'"na{separator}me"{separator}says',
        f'"a{separator}b"{separator}c',
        "",
        f"d{separator}",
    ]
    assert values(newline.join(lines).encode()) == [
        [(" ".join(f"na{separator}me".split()), f"a{separator}b", "A2"), ("says", "c", "B2")],
        [(" ".join(f"na{separator}me".split()), "d", "A4")],
    ]


def test_the_separator_is_the_one_between_the_headers():
    assert values(b"name;says, that\na,b,c;d\n") == [
        [("name", "a,b,c", "A2"), ("says, that", "d", "B2")],
    ]  # fmt: skip
    assert values(b'"a,b,c";says\n"x";y\n') == [[("a,b,c", "x", "A2"), ("says", "y", "B2")]]
    assert values(b"name\na;b\n") == [[("name", "a;b", "A2")]]


@pytest.mark.parametrize("first", [b"sep=;\n", b'"sep=;"\r\n', b"SEP=;\r"])
def test_a_first_line_may_tell_the_separator(first):
    assert values(first + b"name;says,no\na,b;c\n") == [
        [("name", "a,b", "A2"), ("says,no", "c", "B2")],
    ]  # fmt: skip


def test_quotation_marks_line_breaks_and_spaces_in_cells():
    text = 'name, says\n"a ""b""",  "two\nlines"\n x , y \n'
    assert values(text.encode()) == [
        [("name", 'a "b"', "A2"), ("says", "two\nlines", "B2")],
        [("name", "x", "A3"), ("says", "y", "B3")],
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1252", "Ley de minería, España"),
        ("windows-1252", "L’été «à» Genève"),
        ("windows-1251", "Положение о хвостохранилищах"),
        ("windows-1256", "قانون المناجم والمحاجر"),
        ("gb18030", "矿山尾矿管理办法"),
    ],
)
def test_an_old_encoding_is_guessed_and_told(encoding, text):
    content = f'name,says\n"{text}",x\n'.encode(encoding)
    found, said, hint = told(content)
    assert values(content) == [[("name", text, "A2"), ("says", "x", "B2")]]
    assert said == f"x.csv: warning: is not UTF-8 text; it was read as {encoding}"
    assert hint == "look at the letters with accents, or save the file as CSV UTF-8"
    assert found.headers["standard"][0].text == "name"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding):
    content = "имя,says\nПесок,砂\n".encode(encoding)
    assert values(content) == [[("имя", "Песок", "A2"), ("says", "砂", "B2")]]
    assert read_csv(content, "x.csv").problems == []


def test_the_mark_of_the_other_order_of_bytes():
    text = "имя,says\nПесок,砂\n"
    content = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    assert values(content) == [[("имя", "Песок", "A2"), ("says", "砂", "B2")]]


def test_an_apostrophe_that_was_put_before_a_formula_goes():
    assert values(b"name,says\n'=1+1,'tis\n") == [
        [("name", "=1+1", "A2"), ("says", "'tis", "B2")],
    ]  # fmt: skip


def test_the_class_and_the_headers():
    found = read_csv(b"name,says\n# a remark,x\na,b\n", "x.csv", "standard")
    assert [record.kind for record in found.records] == ["standard"]
    assert [(h.text, h.place.cell) for h in found.headers["standard"]] == [
        ("name", "A1"), ("says", "B1"),
    ]  # fmt: skip
    assert read_csv(b"name\na\n", "x.csv").records[0].kind == ""
    assert read_csv(b"", "x.csv").records == read_csv(b"name,says\n", "x.csv").records == []


QUOTED = "a quotation mark in this row is not closed, or is not at the end of its cell"
NEARLY = "é".encode() * 9 + b"\xff"


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b'name,says\n\n"a,b\nc,d\n', f"x.csv:3: violation: {QUOTED}", 'between "…"'),
        (b'name,says\n"a"b,c\n', f"x.csv:2: violation: {QUOTED}", "twice"),
        (b'sep=,\nname,says\n"a"b,c\n', f"x.csv:3: violation: {QUOTED}", "twice"),
        (b"name,says\na\0,b\n", "x.csv:2: violation: is no text from here on: a zero byte",
         "save the table again as .xlsx or .csv"),
        (b"\0name,says\n", "x.csv:1: violation: is no text from here on: a zero byte",
         "save the table again as .xlsx or .csv"),
        (b"name,says\na," + NEARLY, "x.csv:2: violation: is not UTF-8 text",
         "save the file with the encoding UTF-8"),
        (b"\xef\xbb\xbfname\n\n\xff", "x.csv:3: violation: is not UTF-8 text",
         "save the file with the encoding UTF-8"),
        (b"name,says\n" + b"x" * 200_000, "x.csv:2: violation: this text is too long",
         f"use at most {MOST_SIGNS:,} signs"),
        (b"name\n" + b"," * MOST_WIDE, "x.csv:2: violation: more than 2,000 columns are too many",
         "split it into several files"),
    ],
    ids=["open", "closed", "after sep", "zero", "zero first", "nearly", "marked", "long", "wide"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_to_its_end_gives_nothing(content, said, hint):
    found, sentence, remedy = told(content)
    assert (found.records, sentence) == ([], said)
    assert hint in remedy


def test_what_was_read_before_a_broken_row_is_given_up():
    found, _, _ = told(b'name,says\na,b\n"c,d\n')
    assert found.records == []


def test_a_cell_that_is_wrong_spoils_only_itself():
    found, said, _ = told(b"name,says\na,#REF!\n")
    assert said.startswith("x.csv:B2: violation: '#REF!' is an error")
    assert [[given.text for given in record.given] for record in found.records] == [["a"]]


def test_limits(monkeypatch):
    monkeypatch.setattr(csv_tables, "MOST_TABLE", 5)
    assert read_csv(b"name\n", "x.csv").problems == []
    found, said, hint = told(b"name\na")
    assert (found.records, said) == ([], "x.csv: violation: is larger than 0 megabytes")
    assert hint == "split it into several files"
    monkeypatch.setattr(csv_tables, "MOST_TABLE", 2**20)
    assert told(bytes(2**20 + 1))[1] == "x.csv: violation: is larger than 1 megabytes"
    tally = Tally()
    read_csv(b"a\nb\n", "x.csv", tally=tally)
    assert (tally.rows, tally.values) == (2, 2)
