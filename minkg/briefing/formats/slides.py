"""The report as slides: one picture or one table on each, to be edited and shown."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minkg.briefing.blocks import Figure, Span, TableBlock, Text, clean, language_of, text_of
from minkg.briefing.content import BriefingContent
from minkg.briefing.formats.steady_zip import MOMENT, steady
from minkg.briefing.method import method_lines, new_in
from minkg.briefing.report import Chapters
from minkg.home import write_file
from minkg.pictures import Style, wrap
from minkg.words import is_right_to_left

if TYPE_CHECKING:
    from minkg.graph import Graph

WIDE, HIGH, SIDE, TOP = 960.0, 540.0, 36.0, 92.0  # points
FOOT, SIZE, LINE, PAD = 30.0, 12.0, 1.25, 8.0
LOOSE = 1.12  # other fonts are wider than the one that is measured
FINDINGS, PAIRS, LINES, ROWS = 12, 3, 4, 8
COLOURS = {"quiet": "57606A", "warn": "8A3B00"}
ACCENT, INK, HEAD = "4A1486", "1F2328", "F0ECF6"
TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
_BARE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the table style without lines and fills


def write_slides(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the report as .pptx; give the file. The same facts give the same bytes."""
    write_file(path, slides(BriefingContent(graph), lang))
    return [path]


def slides(content: BriefingContent, lang: str) -> bytes:
    """Give the bytes of the slides."""
    told = Chapters(content, lang, "slide")
    deck = _Deck(told)
    deck.opening()
    for part in parts(told):
        if isinstance(part, Figure):
            deck.picture(part)
        else:
            deck.table(part)
    for title, lines in method_lines(told.tables):
        deck.bullets(title, lines)
    return deck.content()


def parts(told: Chapters) -> Iterator[TableBlock | Figure]:
    """Give the tables and pictures in their order."""
    tables, content = told.tables, told.content
    yield tables.numbers()
    yield tables.reviews()
    yield from told.figure("stage-topic")
    yield tables.findings(tables.to_judge[:FINDINGS])
    for finding in tables.to_judge[:PAIRS]:
        yield from told.figure("pair", finding.first, finding.second)
    yield from told.figure("overlap")
    if content.proposals:
        yield tables.proposals()
        yield _new(told)
        yield from told.figure("columns")
    yield tables.gaps_by_stage()
    yield from told.figure("timeline")
    for name in content.tables:
        if name in ("recommendations", "knowledge-gaps"):
            yield tables.answer(name).top(ROWS)


def _new(told: Chapters) -> TableBlock:
    """Give what each proposal would add, and which gaps it would close."""
    words = told.words
    rows = tuple(
        (words.entry(one.name), *(text[1:] for text in new_in(told.tables, one)))
        for one in told.content.proposals
    )
    heads = words.heads("proposal", "what would be new", "which gaps it would close")
    return TableBlock("new", words.say("What if it came true"), heads, rows, (3, 4, 4), len(rows))


class _Deck:
    """The slides while they are written."""

    def __init__(self, told: Chapters) -> None:
        import pptx
        from pptx.util import Pt

        self.told, self.right = told, is_right_to_left(told.lang)
        self.file: Any = pptx.Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDE), Pt(HIGH)
        about = self.file.core_properties
        about.title, about.author, about.language = told.title, "minkg", TAGS[told.lang]
        about.created = about.modified = MOMENT
        about.last_modified_by, about.comments = "minkg", told.source

    def content(self) -> bytes:
        """Give the bytes."""
        out = io.BytesIO()
        self.file.save(out)
        return steady(out.getvalue())

    def opening(self) -> None:
        """Write the first slide."""
        slide = self._slide(self.told.title, (SIDE * 2, 170, WIDE - SIDE * 4, 130), 34)
        frame = self._box(slide, (SIDE * 2, 320, WIDE - SIDE * 4, 90))
        self._fill(frame.paragraphs[0], (Span(self.told.source, "", "quiet"),), 13)

    def picture(self, figure: Figure) -> None:
        """Put a picture over a whole slide; its title stands outside for screen readers."""
        from pptx.util import Pt

        slide = self._slide(clean(figure.picture.title), (0, -80, WIDE, 60), 20)
        wide, high = figure.picture.points
        part = min(WIDE / wide, HIGH / high)
        room = (WIDE - wide * part) / 2, (HIGH - high * part) / 2, wide * part, high * part
        shape = slide.shapes.add_picture(
            io.BytesIO(figure.picture.png(1.6)), *(Pt(value) for value in room)
        )
        shape._element.nvPicPr.cNvPr.set("descr", figure.alt)

    def bullets(self, title: str, lines: list[str]) -> None:
        """Write a slide of sentences."""
        slide = self._slide(title)
        frame = self._box(slide, (SIDE, TOP, WIDE - 2 * SIDE, HIGH - TOP - FOOT))
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
            self._fill(paragraph, (Span(f"• {line}"),), 16)

    def table(self, sheet: TableBlock) -> None:
        """Write a table on as many slides as its rows need, and say how many are left out."""
        widths = [(WIDE - 2 * SIDE) * w / sum(sheet.widths) for w in sheet.widths]
        heads = _fitted(tuple((Span(head, "", "strong"),) for head in sheet.heads), widths)
        rows = [_fitted(row, widths) for row in sheet.rows]
        pages = _pages([_height(row, widths) for row in rows], _height(heads, widths))
        for number, page in enumerate(pages, 1):
            title = f"{sheet.title} ({number}/{len(pages)})" if len(pages) > 1 else sheet.title
            slide = self._slide(title)
            self._table(slide, sheet, widths, [heads, *(rows[at] for at in page)])
            if number == len(pages) and sheet.left_out:
                frame = self._box(slide, (SIDE, HIGH - FOOT - 2, WIDE - 2 * SIDE, FOOT))
                told = self.told.words.say("+ {count} more", count=sheet.left_out)
                self._fill(frame.paragraphs[0], (Span(told, "", "quiet"),), 11)

    def _table(
        self, slide: Any, sheet: TableBlock, widths: list[float], rows: list[tuple[Text, ...]]
    ) -> None:
        from pptx.util import Pt

        whole = sum(_height(row, widths) for row in rows)
        frame = slide.shapes.add_table(
            len(rows), len(widths), Pt(SIDE), Pt(TOP), Pt(WIDE - 2 * SIDE), Pt(whole)
        )
        frame._element.nvGraphicFramePr.cNvPr.set("descr", sheet.title)
        table = frame.table
        properties = table._tbl.tblPr
        properties.find(_tag("a:tableStyleId")).text = _BARE
        if self.right:
            properties.set("rtl", "1")
        table.horz_banding = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for at, (line, row) in enumerate(zip(table.rows, rows, strict=True)):
            line.height = Pt(_height(row, widths))
            for cell, text in zip(line.cells, row, strict=True):
                cell.margin_left = cell.margin_right = Pt(4)
                cell.margin_top = cell.margin_bottom = Pt(PAD / 2 - 1)
                self._fill(cell.text_frame.paragraphs[0], text, SIZE)
                _line_below(cell)
                if not at:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = _colour(HEAD)

    def _slide(
        self,
        title: str,
        room: tuple[float, ...] = (SIDE, 24, WIDE - 2 * SIDE, 56),
        size: float = 24,
    ) -> Any:
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Pt

        slide = self.file.slides.add_slide(self.file.slide_layouts[5])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in room)
        shape.text_frame.word_wrap, shape.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        while size > 14 and len(wrap(title, room[2] / LOOSE - 16, Style(size, bold=True), 9)) > 2:
            size -= 2
        self._fill(shape.text_frame.paragraphs[0], (Span(title, "", "title"),), size)
        return slide

    def _box(self, slide: Any, room: tuple[float, ...]) -> Any:
        from pptx.util import Pt

        frame = slide.shapes.add_textbox(*(Pt(value) for value in room)).text_frame
        frame.word_wrap = True
        return frame

    def _fill(self, paragraph: Any, text: Text, size: float) -> None:
        from pptx.util import Pt

        properties = paragraph._p.get_or_add_pPr()
        properties.set("algn", "r" if self.right else "l")
        properties.set("rtl", "1" if self.right else "0")
        paragraph.space_after = Pt(size * 0.4 if size > SIZE else 0)
        for span in text:
            run = paragraph.add_run()
            run.text = span.text
            run.font.size, run.font.bold = Pt(size), span.look in ("strong", "warn", "title")
            colour = ACCENT if span.look == "title" else COLOURS.get(span.look, INK)
            run.font.color.rgb = _colour(colour)
            lang = language_of(span.text, span.lang or self.told.lang)
            _letters(run._r.get_or_add_rPr(), TAGS[lang])


def _fitted(row: tuple[Text, ...], widths: list[float]) -> tuple[Text, ...]:
    """Cut texts that take more than LINES lines; what is cut ends in "…"."""
    return tuple(
        text
        if len(_lines(text, width)) <= LINES
        else (Span(" ".join(wrap(text_of(text), _room(width), Style(SIZE), LINES))),)
        for text, width in zip(row, widths, strict=True)
    )


def _room(width: float) -> float:
    return (width - 8) / LOOSE


def _lines(text: Text, width: float) -> list[str]:
    bold = any(span.look in ("strong", "warn") for span in text)
    return wrap(text_of(text), _room(width), Style(SIZE, bold=bold), 99)


def _height(row: tuple[Text, ...], widths: list[float]) -> float:
    lines = max(len(_lines(text, width)) for text, width in zip(row, widths, strict=True))
    return max(1, lines) * SIZE * LINE + PAD


def _pages(heights: list[float], head: float) -> list[list[int]]:
    """Give the rows of each slide, so that none runs over its lower edge."""
    pages: list[list[int]] = [[]]
    used = head
    for at, height in enumerate(heights):
        if pages[-1] and used + height > HIGH - TOP - FOOT:
            pages.append([])
            used = head
        pages[-1].append(at)
        used += height
    return pages


def _colour(text: str) -> Any:
    from pptx.dml import color

    made: Any = color.RGBColor
    return made(*bytes.fromhex(text))


def _tag(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(name))


def _line_below(cell: Any) -> None:
    """Draw a thin line under a cell."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = cell._tc.get_or_add_tcPr()
    fill = '<a:solidFill><a:srgbClr val="D0D7DE"/></a:solidFill>'
    properties.insert(0, parse_xml(f'<a:lnB {nsdecls("a")} w="6350">{fill}</a:lnB>'))


def _letters(properties: Any, tag: str) -> None:
    """Say which language letters are in, and their fonts by script."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties.set("lang", tag)
    for kind, font in (("latin", "Arial"), ("ea", "Microsoft YaHei"), ("cs", "Arial")):
        properties.append(parse_xml(f'<a:{kind} {nsdecls("a")} typeface="{font}"/>'))
