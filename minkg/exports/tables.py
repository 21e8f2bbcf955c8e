"""Entries and links as tables for other programs: CSV, Neo4j's CSV, a workbook."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from minkg.words.names import class_of
from minkg.words.sheet_text import inert

if TYPE_CHECKING:
    import networkx

    Net = networkx.MultiDiGraph[str]

NODES = ("id", "label", "kind", "language", "official")
EDGES = ("source", "target", "predicate", "label", "passage", "state")
_BREAKS = re.compile(r"[\r\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Rows = list[dict[str, Any]]


def rows(net: "Net") -> tuple[Rows, Rows]:
    """Give entries and links as rows."""
    nodes = [{"id": node, **data} for node, data in net.nodes(data=True)]
    edges = [{"source": s, "target": t, **data} for s, t, data in net.edges(data=True)]
    return nodes, edges


def csv_tables(net: "Net") -> tuple[bytes, bytes]:
    """Give two tables as spreadsheet programs expect them: with a mark of UTF-8, no formulas."""
    nodes, edges = rows(net)
    return tuple(  # type: ignore[return-value]
        _csv(columns, ({key: inert(word(row[key])) for key in columns} for row in those)).encode(
            "utf-8-sig"
        )
        for columns, those in ((NODES, nodes), (EDGES, edges))
    )


def neo4j_tables(net: "Net") -> tuple[bytes, bytes]:
    """Give two tables for `neo4j-admin database import`: nodes, and relationships.

    A node has the labels Entry and its class; a relationship has the property's name as type.
    """
    nodes, edges = rows(net)
    heads = ("name:ID", "label", "language", "official:boolean", ":LABEL")
    those = (
        (n["id"], n["label"], n["language"], word(n["official"]), f"Entry;{class_of(n['kind'])}")
        for n in nodes
    )
    ends = (":START_ID", ":END_ID", ":TYPE", "label", "passage", "state")
    links = (
        (
            e["source"],
            e["target"],
            relationship(e["predicate"]),
            e["label"],
            e["passage"],
            e["state"],
        )
        for e in edges
    )
    return _lines(heads, those), _lines(ends, links)


def relationship(predicate: str) -> str:
    """Give the name of a property as Neo4j people write types.

    >>> relationship("mk:coversStage"), relationship("skos:broader")
    ('COVERS_STAGE', 'BROADER')
    """
    local = re.sub(r"\W", "_", predicate.rpartition(":")[2])
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local).upper() or "LINK"


def workbook(net: "Net") -> bytes:
    """Give a workbook with the sheets `nodes` and `edges`; all cells are texts."""
    import datetime

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "minkg", "created": datetime.datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, columns, those in zip(("nodes", "edges"), (NODES, EDGES), rows(net), strict=True):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns, bold)
            for at, row in enumerate(those, 1):
                for column, key in enumerate(columns):
                    sheet.write_string(at, column, _CONTROLS.sub("", word(row[key]))[:32_000])
            sheet.autofilter(0, 0, max(1, len(those)), len(columns) - 1)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns) - 1, 28)
    return out.getvalue()


def word(value: object) -> str:
    """Write a value; truth in lower case."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _lines(heads: Sequence[str], those: Iterable[Sequence[str]]) -> bytes:
    """Write a table in which no cell breaks the line, as Neo4j wants it."""
    flat = (
        dict(zip(heads, (_BREAKS.sub(" ", cell) for cell in row), strict=True)) for row in those
    )
    return _csv(heads, flat).encode()


def _csv(columns: Sequence[str], those: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(those)
    return out.getvalue()
