"""The ways to write an answer, read again by programs that minkg does not make."""

import csv
import datetime
import io
import json
import zipfile

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.graph.table import TABLE_FORMATS, Table
from minkg.graph.terms import plain, width

QUERY = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?x ?label ?n ?b WHERE {
  { ?x skos:prefLabel ?label } UNION
  { VALUES (?x ?label ?n) { (UNDEF "=1+1" 01) ("a,b" "x\\ny" 1.50) ("q\\"q" "tab\\t|" true) } } UNION
  { BIND (BNODE() AS ?b) }
} ORDER BY ?x ?label ?n LIMIT 300"""  # noqa: E501
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t\"|'\\")
)
TERMS = st.one_of(
    st.none(),
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda t: ox.Literal(t, language="fr"), TEXTS),
    st.builds(lambda t: ox.Literal(t, datatype=ox.NamedNode("http://e/k")), TEXTS),
    st.integers().map(ox.Literal),
    st.sampled_from([ox.NamedNode("http://e/x"), ox.NamedNode("https://w3id.org/minkg/unep")]),
)
TABLES = st.lists(st.tuples(TERMS, TERMS), max_size=6).map(lambda rows: Table(("one", "two"), rows))


@pytest.fixture(scope="module")
def answer(kg):
    return kg.select(QUERY)


def other(kg, form):
    result = kg.store.store.query(QUERY, use_default_graph_as_union=True)
    return result.serialize(format=form).decode()


def nameless(text):
    """Blank nodes have another name in every answer."""
    whole = json.loads(text)
    for row in whole["results"]["bindings"]:
        for value in row.values():
            if value["type"] == "bnode":
                value["value"] = "b"
    return whole


def test_json_is_what_oxigraph_writes(kg, answer):
    assert nameless(answer.json()) == nameless(other(kg, ox.QueryResultsFormat.JSON))


def test_csv_is_what_oxigraph_writes(kg, answer):
    rows = [
        list(csv.reader(io.StringIO(t)))
        for t in (answer.csv(), other(kg, ox.QueryResultsFormat.CSV))
    ]
    for table in rows:
        for row in table[1:]:
            row[3] = row[3][:2]
    assert rows[0] == rows[1]


def solutions(content, form):
    result = ox.parse_query_results(content.encode(), form)
    return [v.value for v in result.variables], [tuple(row) for row in result]


@given(TABLES)
def test_tsv_is_read_again(table):
    columns, rows = solutions(table.tsv(), ox.QueryResultsFormat.TSV)
    assert (columns, rows) == (["one", "two"], list(table.rows))


@given(TABLES)
def test_json_is_read_again(table):
    columns, rows = solutions(table.json(), ox.QueryResultsFormat.JSON)
    assert (columns, rows) == (["one", "two"], list(table.rows))


@given(TABLES)
def test_csv_is_read_again(table):
    rows = list(csv.reader(io.StringIO(table.csv(), newline="")))
    assert rows == [
        ["one", "two"],
        *([("" if t is None else t.value) for t in row] for row in table),
    ]


@given(TABLES)
def test_markdown_has_one_line_and_as_many_cells_per_row(table):
    lines = table.md().split("\n")
    assert lines.pop() == ""
    assert lines[:2] == ["| one | two |", "| --- | --- |"]
    assert len(lines) == len(table) + 2
    for line in lines:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3


def test_markdown_escapes():
    table = Table(("a",), [(ox.Literal("x|y\nz"),), (ox.Literal("C:\\"),)])
    assert table.md() == "| a |\n| --- |\n| x\\|y z |\n| C:\\\\ |\n"


@given(TABLES)
def test_text_has_one_line_per_row_and_columns_in_line(table):
    lines = table.text().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(table) + 2
    start = len(lines[1].split("  ")[0]) + 2
    for line, row in zip(lines[2:], table, strict=True):
        second = " ".join(plain(row[1]).split("\n")).replace("\t", " ").rstrip()
        if second:
            assert width(line) == start + width(second)


def test_wide_signs_are_aligned():
    table = Table(
        ("name", "n"), [(ox.Literal("沙子"), ox.Literal(1)), (ox.Literal("e\u0301"), ox.Literal(2))]
    )
    assert table.text() == "name  n\n----  -\n沙子  1\ne\u0301     2\n"


def cells(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_workbooks_hold_texts_and_no_formulas():
    texts = ["=1+1", '=HYPERLINK("http://e")', "+1", "-1", "@x", "{=1}", "http://e/", "007", "沙"]
    table = Table(("text",), [(ox.Literal(text),) for text in texts])
    sheet, found = cells(table.xlsx())
    assert found == [["text"], *([text] for text in texts)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet.auto_filter.ref == "A1:A10"
    assert sheet.freeze_panes == "A2"
    assert not sheet.sheet_view.rightToLeft


def test_workbooks_in_arabic_run_from_right_to_left():
    sheet, _ = cells(Table(("a",), []).xlsx(right_to_left=True))
    assert sheet.sheet_view.rightToLeft


def test_workbooks_hold_what_is_shown(kg, answer):
    _, found = cells(answer.xlsx(kg.show))
    wanted = [[kg.show(term) or None for term in row] for row in answer]
    assert [[v or None for v in row] for row in found[1:]] == wanted


def test_long_texts_fit_a_cell():
    _, found = cells(Table(("a",), [(ox.Literal("x" * 40_000),)]).xlsx())
    assert len(found[1][0]) == 32_767


def test_a_workbook_does_not_tell_when_it_was_written(answer):
    whole = openpyxl.load_workbook(io.BytesIO(answer.xlsx()))
    assert whole.properties.created == datetime.datetime(2000, 1, 1)
    with zipfile.ZipFile(io.BytesIO(answer.xlsx())) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
    assert answer.xlsx() == answer.xlsx()


def test_empty_answers():
    table = Table(("a", "b"), [])
    assert table.text() == "a  b\n-  -\n"
    assert table.md() == "| a | b |\n| --- | --- |\n"
    assert table.csv() == "a,b\r\n"
    assert table.tsv() == "?a\t?b\n"
    assert json.loads(table.json()) == {"head": {"vars": ["a", "b"]}, "results": {"bindings": []}}
    assert cells(table.xlsx())[1] == [["a", "b"]]
    assert Table((), []).text() == "\n\n"
    assert Table((), []).xlsx()


def test_columns_by_name():
    table = Table(("a", "b"), [(ox.Literal("1"), None)])
    assert table.column("b") == [None]
    assert len(table) == 1
    with pytest.raises(ValueError, match="not in"):
        table.column("c")


def test_formats_are_methods():
    assert all(name == "table" or hasattr(Table, name) for name in TABLE_FORMATS)
