"""Entries and links as tables, read again by spreadsheet and graph programs."""

import csv
import re
from pathlib import Path

import networkx
import openpyxl
import pytest

from minkg import KnowledgeGraph
from minkg.exports.formats import export
from tests.tools.exporting import links, nodes, written

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib and pydot
]


def test_csv(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    first, second = export(kg, "csv", tmp_path / "minkg.csv")
    assert (first.name, second.name) == ("minkg-nodes.csv", "minkg-edges.csv")
    assert first.read_bytes().startswith(b"\xef\xbb\xbf")
    with first.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    official = {"true": True, "false": False}
    assert {
        row["id"]: (row["label"], row["kind"], row["language"], official[row["official"]])
        for row in rows
    } == nodes(net)
    with second.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows_of_links = [tuple(row) for row in csv.reader(stream)]
    assert head == ("source", "target", "predicate", "label", "passage", "state")
    assert sorted(rows_of_links) == links(net)


def test_neo4j(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    first, second = export(kg, "neo4j", tmp_path / "minkg.csv")
    assert (first.name, second.name) == ("minkg-nodes.csv", "minkg-relationships.csv")
    with first.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["name:ID", "label", "language", "official:boolean", ":LABEL"]
    assert {row["name:ID"]: row["label"] for row in rows} == dict(net.nodes(data="label"))
    assert all(re.fullmatch(r"Entry;[A-Z]\w+", row[":LABEL"]) for row in rows)
    assert {row["official:boolean"] for row in rows} <= {"true", "false"}
    with second.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert {row[":START_ID"] for row in found} | {row[":END_ID"] for row in found} <= set(net)
    assert all(re.fullmatch("[A-Z_]+", row[":TYPE"]) for row in found)
    assert len(found) == net.number_of_edges()
    for file in (first, second):
        assert len(file.read_text("utf-8").splitlines()) == 1 + len(
            rows if file == first else found
        )


def test_xlsx(kg: KnowledgeGraph, net: "networkx.MultiDiGraph[str]", tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(kg, "xlsx", tmp_path))
    assert book.sheetnames == ["nodes", "edges"]
    rows = {name: list(book[name].values) for name in book.sheetnames}
    assert {row[0]: row[1] for row in rows["nodes"][1:]} == dict(net.nodes(data="label"))
    assert sorted(tuple(cell or "" for cell in row) for row in rows["edges"][1:]) == links(net)
