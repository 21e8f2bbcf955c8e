"""Tables of text, in the encodings and with the separators of old programs."""

import pytest

from minkg.intake.readers.csv_tables import read_csv


def values(content):
    found = read_csv(content, "x.csv", "standard")
    return [[(g.key, g.text, g.place.cell) for g in record.given] for record in found.records]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator):
    text = f'name{separator}says\n"a{separator}b"{separator}c\n\nd{separator}\n'
    assert values(text.encode()) == [
        [("name", f"a{separator}b", "A2"), ("says", "c", "B2")], [("name", "d", "A4")],
    ]  # fmt: skip


def test_a_first_line_may_tell_the_separator():
    assert values(b"sep=;\nname;says\na,b;c\n") == [[("name", "a,b", "A2"), ("says", "c", "B2")]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Côte"), ("utf-16", "Côte"), ("windows-1252", "Ley de minería, España"),
        ("windows-1251", "Положение о хвостохранилищах"),
        ("windows-1256", "قانون المناجم والمحاجر"),
        ("gb18030", "矿山尾矿管理办法"),
    ],
)  # fmt: skip
def test_encodings(encoding, text):
    ((first, *_),) = values(f'name,says\n"{text}",x\n'.encode(encoding))
    assert first == ("name", text, "A2")


def test_an_apostrophe_that_was_put_before_a_formula_goes():
    assert values(b"name,says\n'=1+1,x\n")[0][0][1] == "=1+1"


def test_a_quotation_mark_that_does_not_end_is_told():
    found = read_csv(b'name,says\n"a,b\n', "x.csv", "standard")
    assert found.records == []
    assert len(found.problems) == 1
    assert found.problems[0].place.file == "x.csv"
