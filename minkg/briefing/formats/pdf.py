"""The report as a tagged PDF (PDF/UA-1): for screen readers, for print, for archives."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minkg.briefing.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Report,
    TableBlock,
    Text,
    language_of,
    text_of,
)
from minkg.briefing.content import BriefingContent
from minkg.briefing.report import report
from minkg.home import write_file
from minkg.pictures import FAMILY, files_for, own_files

if TYPE_CHECKING:
    from minkg.graph import Graph

TEMPLATE = Path(__file__).parent / "report.typ"


def write_pdf(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the report as PDF; give the file. The same facts and fonts give the same bytes.

    Raises Unavailable where no font has the signs, which happens with Chinese.
    """
    write_file(path, pdf(report(BriefingContent(graph), lang)))
    return [path]


def pdf(told: Report) -> bytes:
    """Give a report as the bytes of a PDF."""
    import typst

    blocks = [_block(block) for block in told.blocks]
    for one, following in pairwise(blocks):
        one["sticky"] = following["kind"] == "sheet"
    signs = told.title + told.source + "".join(_letters(told.blocks))
    files = files_for("".join(sorted(set(signs))))
    data: dict[str, Any] = {
        "title": told.title,
        "source": told.source,
        "lang": told.lang,
        "blocks": blocks,
        "fonts": [FAMILY, *(_family(file) for file in files if file not in own_files())],
    }
    data["listed"] = {
        span.passage: True
        for block in told.blocks
        if isinstance(block, TableBlock) and block.name == "cited"
        for row in block.rows
        for span in row[0]
    }
    folders = sorted({str(file.parent) for file in files})
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=fonts,
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


@cache
def _family(path: Path) -> str:
    """Give the name of the first font of a file."""
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=0, lazy=True) as font:
        return str(font["name"].getBestFamilyName())


def _letters(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading(text=text):
                found.append(text)
            case Paragraph(text=text):
                found.append(text_of(text))
            case Bullets(items=items):
                found += map(text_of, items)
            case TableBlock(heads=heads, rows=rows):
                found += [*heads, *(text_of(cell) for row in rows for cell in row)]
            case Figure(picture=picture):
                found.append(picture.texts)
    return found


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text=text, level=level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text=spans, look=look):
            return {"kind": "paragraph", "spans": _spans(spans), "look": look}
        case Bullets(items=items):
            return {"kind": "bullets", "items": [_spans(item) for item in items]}
        case TableBlock():
            return _sheet(block)
        case Figure(picture=picture, alt=alt):
            wide = picture.points[0] > picture.points[1]
            return {"kind": "figure", "svg": picture.svg, "alt": alt, "wide": wide}


def _sheet(sheet: TableBlock) -> dict[str, Any]:
    return {
        "kind": "sheet",
        "name": sheet.name,
        "heads": sheet.heads,
        "widths": sheet.widths,
        "rows": [[{"spans": _spans(cell)} for cell in row] for row in sheet.rows],
        "tones": {f"{y} {x}": tone for (y, x), tone in sheet.tones.items()},
        "size": 8.5 if len(sheet.heads) <= 5 else 8,
    }


def _spans(text: Text) -> list[dict[str, str]]:
    """Give spans; a text in another script is shaped as its language asks."""
    return [replace_language(span)._asdict() if span.lang else span._asdict() for span in text]


def replace_language(span: Any) -> Any:
    """Trust the script more than the tag, where they disagree."""
    return span._replace(lang=language_of(span.text, span.lang))
