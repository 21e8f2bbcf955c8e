"""An answer: rows of RDF terms under column names, and the ways to write it."""

from collections.abc import Callable, Iterator, Sequence

import pyoxigraph as ox

from minkg.graph.terms import Row, Term, plain, width
from minkg.words.sheet_text import inert, markdown

TABLE_FORMATS = ("table", "csv", "tsv", "json", "xlsx", "md")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _result(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


class Table:
    """An answer: column names, and rows of IRIs and literals; None where nothing is bound.

    `csv`, `tsv` and `json` are the W3C SPARQL 1.1 result formats (full IRIs);
    `text`, `md` and `xlsx` are for people (names, or labels when given).
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.columns, self.rows = tuple(columns), rows

    @staticmethod
    def column_names(text: str) -> tuple[str, ...]:
        """Give the columns that a text names; people see their words, so these are messages.

        >>> Table.column_names("entry sharedTopic")
        ('entry', 'sharedTopic')
        """
        return tuple(text.split())

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self.rows)

    def column(self, name: str) -> list[Term | None]:
        """Give the values of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def titled(self, titles: Sequence[str]) -> "Table":
        """Give the same rows under other column names, for people."""
        return Table(tuple(titles), self.rows)

    def json(self) -> str:
        """Write SPARQL 1.1 Query Results JSON."""
        import json

        bindings = [
            {
                c: _result(term)
                for c, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        whole = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def csv(self, *, for_people: bool = False) -> str:
        """Write SPARQL 1.1 Query Results CSV; for people no text that a spreadsheet would run."""
        import csv
        import io

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_raw(_inert(term) if for_people else term) for term in row])
        return out.getvalue()

    def tsv(self, *, for_people: bool = False) -> str:
        """Write SPARQL 1.1 Query Results TSV; for people no text that a spreadsheet would run."""
        lines = ["\t".join(f"?{column}" for column in self.columns)]
        for row in self.rows:
            terms = map(_inert, row) if for_people else row
            lines.append("\t".join("" if term is None else str(term) for term in terms))
        return "\n".join(lines) + "\n"

    def text(self, show: Callable[[Term | None], str] = plain) -> str:
        """Write aligned columns for a terminal."""
        cells = [[show(term).replace("\n", " ") for term in row] for row in self.rows]
        grid = [list(self.columns), *cells]
        widths = [max(width(row[at]) for row in grid) for at in range(len(self.columns))]
        grid.insert(1, ["-" * size for size in widths])
        lines = [
            "  ".join(
                cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)
            )
            for row in grid
        ]
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def md(self, show: Callable[[Term | None], str] = plain) -> str:
        """Write a Markdown table."""

        def line(cells: Sequence[str]) -> str:
            return f"| {' | '.join(cells)} |\n"

        rows = [line([markdown(show(term)) for term in row]) for row in self.rows]
        heads = line([*map(markdown, self.columns)]) + line(["---"] * len(self.columns))
        return heads + "".join(rows)

    def xlsx(
        self, show: Callable[[Term | None], str] = plain, *, right_to_left: bool = False
    ) -> bytes:
        """Write a workbook of one sheet, with a filter on every column."""
        import datetime
        import io

        import xlsxwriter

        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            book.set_properties({"title": "minkg", "created": datetime.datetime(2000, 1, 1)})
            sheet = book.add_worksheet("minkg")
            if right_to_left:
                sheet.right_to_left()
            bold = book.add_format({"bold": True, "bottom": 1})
            sheet.write_row(0, 0, self.columns, bold)
            for at, row in enumerate(self.rows, 1):
                for column, term in enumerate(row):
                    sheet.write_string(at, column, show(term))
            if self.columns:
                sheet.autofilter(0, 0, len(self.rows), len(self.columns) - 1)
            sheet.freeze_panes(1, 0)
            sheet.autofit(max_width=480)
        return out.getvalue()


def _inert(term: Term | None) -> Term | None:
    """Give a term whose text no spreadsheet program runs."""
    if not isinstance(term, ox.Literal) or (text := inert(term.value)) == term.value:
        return term
    if term.language:
        return ox.Literal(text, language=term.language)
    return ox.Literal(text, datatype=term.datatype)


def _raw(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value
