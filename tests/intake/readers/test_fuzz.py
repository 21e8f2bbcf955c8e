"""Any records come back the same from every kind of file; any bytes are read or refused."""

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Callable

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minkg.checking.problem import Problem
from minkg.intake.readers.csv_tables import read_csv
from minkg.intake.readers.detect import detect, text_of
from minkg.intake.readers.issues import read_issue
from minkg.intake.readers.objects import read_objects
from minkg.intake.readers.rdf_files import FORMS, read_graph
from minkg.intake.readers.records import Gathered
from minkg.intake.readers.sheet_rows import value_of
from minkg.intake.readers.suspicious import oddities
from minkg.intake.readers.xlsx_numbers import number_text
from minkg.intake.readers.xlsx_sheets import read_workbook
from minkg.words.errors import MinkgError
from tests.tools.thorough import examples
from tests.tools.told import COLUMNS, GOOD

quick = settings(
    deadline=None, max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow]
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\t"),
    max_size=40,
).map(lambda text: value_of(text)[0])
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14), st.floats(allow_nan=False, allow_infinity=False, width=32)
)
HEADERS = ["name", "name (fr)", "says that", "acronym 2", "имя", "n/a~b", "=x"]
TABLES = st.lists(
    st.lists(st.one_of(st.none(), TEXTS), min_size=len(HEADERS), max_size=len(HEADERS)).filter(
        lambda row: not (row[0] or "").startswith("#")  # a remark
    ),
    max_size=5,
)
Records = list[list[tuple[str, str]]]


def records(gathered: Gathered) -> Records:
    assert [str(problem) for problem in gathered.problems] == []
    return [[(given.key, given.text) for given in record.given] for record in gathered.records]


def expected(rows: list[list[str | None]]) -> Records:
    """Give what is in the rows: rows that hold nothing are none."""
    kept = [
        [(header, text) for header, text in zip(HEADERS, row, strict=True) if text] for row in rows
    ]
    return [row for row in kept if row and not row[0][1].startswith("#")]


def as_csv(rows: list[list[str | None]], **how: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, **how)
    writer.writerows([HEADERS, *rows])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[list[str | None]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("standard")
    table: list[list[str | None]] = [list(HEADERS), *rows]
    for at, row in enumerate(table):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(at, column, text)
    book.close()
    return out.getvalue()


@quick
@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\r\n", "\n"]))
def test_a_csv_comes_back_the_same(rows, separator, newline):
    quoted = [[text and text.replace("'", "’") for text in row] for row in rows]  # see templates
    content = as_csv(quoted, delimiter=separator, lineterminator=newline)
    assert records(read_csv(content, "x.csv", "standard")) == expected(quoted)


@quick
@given(TABLES)
def test_a_workbook_comes_back_the_same(rows):
    assert records(read_workbook(as_xlsx(rows), "x.xlsx")) == expected(rows)


@quick
@given(TABLES, st.booleans())
def test_objects_come_back_the_same(rows, as_yaml):
    objects = [dict(row) for row in expected(rows)]
    if as_yaml:
        text = yaml.safe_dump({"standard": objects}, allow_unicode=True)
    else:
        text = json.dumps({"standard": objects}, ensure_ascii=False)
    found = records(read_objects(text, "x", "", yaml=as_yaml))
    assert [dict(row) for row in found] == objects


@quick
@given(NUMBERS)
def test_a_number_comes_back_the_same(number):
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("standard").write_column(0, 0, ["name", number])
    book.close()
    ((key, text),) = records(read_workbook(out.getvalue(), "x.xlsx"))[0]
    assert key == "name"
    assert float(text) == pytest.approx(float(number), rel=1e-15, abs=0)
    assert "e" not in text.lower()
    assert records(read_objects(json.dumps([{"name": number}]), "x", ""))[0][0][0] == "name"
    assert number_text(text) == text


def told(content: bytes, shown: str) -> list[Problem]:
    """Read bytes as they would be read; give what is told of them."""
    kind = detect(content, shown)
    if kind in FORMS:
        found = read_graph(content, kind, shown)
        assert [o for quad in found.quads for o in oddities(quad) if o[0] == "violation"] == []
        return found.problems
    if kind == "xlsx":
        return read_workbook(content, shown).problems
    if kind == "csv":
        return read_csv(content, shown).problems
    text = text_of(content, shown)
    if kind == "issue":
        return read_issue(text, shown).problems
    return read_objects(text, shown, "", yaml=kind == "yaml").problems


def read_any(content: bytes, shown: str = "x") -> None:
    """Read any bytes; nothing but problems of this file and an error of minkg may come of it."""
    try:
        problems = told(content, shown)
    except MinkgError as error:
        problems = [Problem.of(error)]
    for problem in problems:
        gaps = set(re.findall(r"\{(\w+)\}", problem.message + problem.hint))
        assert gaps <= problem.values.keys()
        assert problem.file == shown


ENDINGS = ["", ".csv", ".json", ".yaml", ".trig", ".ttl", ".nt", ".nq", ".rdf", ".jsonld", ".md"]
PIECES = [
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", b"</rdf:RDF>",
    b"PREFIX : <http://e/> ", b"<http://e/a> ", b'"x"@en ', b"{", b"}", b"[", b"]", b'"', b",",
    b":", b"\n", b"- ", b"<?xml?>", b"&a ", b"*a ", b"'", b";", b"\t", b"\xff\xfe", b"\0", b"<<(",
    b")>>", b"PK\x03\x04", b"### ",
    b'{"@context": ', b'"@id"', b"a ", b". ", b"_:b ", b"%YAML", b"|", b"\xd0\xb0", b"\xef\xbb\xbf",
]  # fmt: skip


@settings(quick, max_examples=examples(1000))
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join),
        st.text(max_size=40).map(str.encode),
    ),
    st.sampled_from(ENDINGS).map("x".__add__),
)
def test_any_bytes_are_read_or_refused(content, shown):
    read_any(content, shown)


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Change, cut, repeat or insert a few bytes."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(changed) + 1), rng.randint(1, 12)
        new = [bytes(rng.choices(range(256), k=length)), rng.choice(PIECES), changed[at - 9 : at]]
        changed[at : at + rng.choice([0, length])] = rng.choice([b"", *new])
    return bytes(changed)


GOOD_TRIG = b"""PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
:a a mk:Standard ; mk:x "a"@en , 'b' , 1.5 , <http://e/> .
:p.1 { :a mk:y [ mk:z ( 1 2 ) ] }
"""
TEXT_FILES: dict[str, bytes] = {
    "x.csv": as_csv([["a", "b", 'c "q"', "d\ne", "", "х", "=1"]]),
    "x.json": json.dumps({"standard": [{"name": {"en": "a"}, "b": ["c", 1, None]}]}).encode(),
    "x.yaml": b"standard:\n- name: {en: a}\n  b: [c, 1, ~]\n  d: |\n    text\n",
    "x.trig": GOOD_TRIG,
    "x.rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    b'<rdf:Description rdf:about="http://e/a"><e:p>x</e:p></rdf:Description></rdf:RDF>',
    "x.jsonld": b'{"@context": {"p": "http://e/p"}, "@id": "http://e/a", "p": ["x", {"@id": "b"}]}',
}


@pytest.mark.parametrize("shown", TEXT_FILES)
@quick
@given(st.randoms(use_true_random=False))
def test_mutated_texts_are_read_or_refused(shown, rng):
    for _ in range(5):
        read_any(mutated(TEXT_FILES[shown], rng), shown)


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, change(name, good.read(name)))
    return out.getvalue()


BOOK = as_xlsx([["a", "b", "c", None, "e", "f", "g"], ["h", None, "i", "j", None, None, "k"]])
PARTS = zipfile.ZipFile(io.BytesIO(BOOK)).namelist()


@quick
@given(st.sampled_from(PARTS), st.randoms(use_true_random=False))
def test_workbooks_with_a_mutated_part_are_read_or_refused(part, rng):
    read_any(repacked(BOOK, lambda name, old: mutated(old, rng) if name == part else old), "x.xlsx")


@quick
@given(st.randoms(use_true_random=False))
def test_mutated_workbooks_are_read_or_refused(rng):
    read_any(mutated(BOOK, rng), "x.xlsx")


@pytest.mark.parametrize("length", range(0, len(BOOK), 997))
def test_a_cut_workbook_is_refused(length):
    gathered = read_workbook(BOOK[:length], "x.xlsx")
    assert gathered.records == []
    assert len(gathered.problems) == 1


def test_the_good_workbook_is_good():
    assert records(read_workbook(BOOK, "x.xlsx"))[0][0] == ("name", "a")
    assert len(GOOD) == len(COLUMNS)
