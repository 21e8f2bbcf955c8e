"""The report as plain Markdown with tables, for wikis and for those who compare versions."""

from pathlib import Path
from typing import TYPE_CHECKING

from minkg.briefing.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Report,
    TableBlock,
    Text,
)
from minkg.briefing.content import BriefingContent
from minkg.briefing.report import report
from minkg.home import write_file
from minkg.words.sheet_text import markdown

if TYPE_CHECKING:
    from minkg.graph import Graph


def write_markdown(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the report as .md; give the file."""
    write_file(path, markdown_report(report(BriefingContent(graph), lang)).encode())
    return [path]


def markdown_report(told: Report) -> str:
    """Give a report as Markdown; pictures are told in words."""
    parts = [f"# {markdown(told.title)}", markdown(told.source), *map(_block, told.blocks)]
    return "\n\n".join(parts) + "\n"


def _spans(text: Text) -> str:
    """Write a text; what stands out is bold, and blanks stay outside the marks."""
    parts = []
    for span in text:
        body = markdown(span.text)
        before = " " if span.text[:1].isspace() else ""
        after = " " if span.text[-1:].isspace() and body else ""
        bold = span.look in ("strong", "warn") and any(sign.isalnum() for sign in body)
        parts.append(before + (f"**{body}**" if bold else body) + after)
    return "".join(parts).strip()


def _block(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"{'#' * (level + 1)} {markdown(text)}"
        case Paragraph(text=text):
            return _spans(text)
        case Bullets(items=items):
            return "\n".join(f"- {_spans(item)}" for item in items)
        case TableBlock():
            return _table(block)
        case Figure(alt=alt):
            return f"*{markdown(alt)}*"


def _table(sheet: TableBlock) -> str:
    rows = [[markdown(head) for head in sheet.heads], ["---"] * len(sheet.heads)]
    rows += [[_spans(cell) for cell in row] for row in sheet.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
