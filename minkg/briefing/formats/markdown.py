"""The report as plain Markdown with tables, for wikis and for those who compare versions."""

import re
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

if TYPE_CHECKING:
    from minkg.graph import Graph

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def write_markdown(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the report as .md; give the file."""
    write_file(path, markdown(report(BriefingContent(graph), lang)).encode())
    return [path]


def markdown(told: Report) -> str:
    """Give a report as Markdown; pictures are told in words."""
    parts = [f"# {safe(told.title)}", safe(told.source), *map(_block, told.blocks)]
    return "\n\n".join(parts) + "\n"


def safe(text: str) -> str:
    r"""Write a text so that nothing in it is taken for markup.

    >>> print(safe("<b> | *x* [1]"))
    \<b\> \| \*x\* \[1\]
    >>> print(safe("- not a list"))
    \- not a list
    """
    line = _SIGNS.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
    return _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] in "-+=" else m[0], line)


def _spans(text: Text) -> str:
    """Write a text; what stands out is bold, and blanks stay outside the marks."""
    parts = []
    for span in text:
        body = safe(span.text)
        before = " " if span.text[:1].isspace() else ""
        after = " " if span.text[-1:].isspace() and body else ""
        bold = span.look in ("strong", "warn") and any(sign.isalnum() for sign in body)
        parts.append(before + (f"**{body}**" if bold else body) + after)
    return "".join(parts).strip()


def _block(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"{'#' * (level + 1)} {safe(text)}"
        case Paragraph(text=text):
            return _spans(text)
        case Bullets(items=items):
            return "\n".join(f"- {_spans(item)}" for item in items)
        case TableBlock():
            return _table(block)
        case Figure(alt=alt):
            return f"*{safe(alt)}*"


def _table(sheet: TableBlock) -> str:
    rows = [[safe(head) for head in sheet.heads], ["---"] * len(sheet.heads)]
    rows += [[_spans(cell) for cell in row] for row in sheet.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
