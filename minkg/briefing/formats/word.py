"""The report as a Word file that a secretariat can edit: real headings, tables, alt texts."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minkg.briefing.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Report,
    Span,
    TableBlock,
    Text,
    language_of,
)
from minkg.briefing.content import BriefingContent
from minkg.briefing.formats.steady_zip import MOMENT, steady
from minkg.briefing.report import report
from minkg.home import write_file
from minkg.words import is_right_to_left

if TYPE_CHECKING:
    from minkg.graph import Graph

TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
ACCENT, GREY, WARN, HEAD = "4A1486", "57606A", "8A3B00", "F0ECF6"
FONTS = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
SIDE, TOP = 2.0, 2.0  # margins in centimetres


def write_word(graph: "Graph", path: Path, lang: str = "en") -> list[Path]:
    """Write the report as .docx; give the file. The same facts give the same bytes."""
    write_file(path, word(report(BriefingContent(graph), lang)))
    return [path]


def word(told: Report) -> bytes:
    """Give a report as the bytes of a Word file."""
    return _Document(told).content()


class _Document:
    """One document while it is written."""

    def __init__(self, told: Report) -> None:
        import docx

        self.told, self.right = told, is_right_to_left(told.lang)
        self.file: Any = docx.Document()
        self._dress()

    def content(self) -> bytes:
        """Write all blocks and give the bytes."""
        self._paragraph((Span(self.told.title),), "Title")
        self._paragraph((Span(self.told.source, "", "quiet"),))
        for block in self.told.blocks:
            self._block(block)
        out = io.BytesIO()
        self.file.save(out)
        return steady(out.getvalue())

    def _dress(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm, Pt, RGBColor

        told, file = self.told, self.file
        about = file.core_properties
        about.title, about.author, about.language = told.title, "minkg", TAGS[told.lang]
        about.created = about.modified = MOMENT
        about.comments, about.last_modified_by = told.source, "minkg"
        for name, size in (
            ("Normal", 10),
            ("Title", 24),
            ("Heading 1", 16),
            ("Heading 2", 11.5),
            ("Heading 3", 10),
            ("List Bullet", 10),
        ):
            style = file.styles[name]
            style.font.size = Pt(size)
            _run_look(style.element.get_or_add_rPr(), TAGS[told.lang], right=self.right, size=size)
            if name not in ("Normal", "List Bullet"):
                style.font.color.rgb, style.font.bold = RGBColor.from_string(ACCENT), True
        file.styles["Normal"].paragraph_format.space_after = Pt(6)
        section = file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(SIDE)
        section.top_margin = section.bottom_margin = Cm(TOP)
        if self.right:
            _child(section._sectPr, "w:bidi")
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(foot, "PAGE")

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                self._paragraph((Span(text),), f"Heading {level}")
            case Paragraph(text=text, look=look):
                looks = {"quiet": "quiet"}.get(look, "")
                self._paragraph(tuple(s._replace(look=s.look or looks) for s in text))
            case Bullets(items=items):
                for item in items:
                    self._paragraph(item, "List Bullet")
            case TableBlock():
                self._table(block)
            case Figure(picture=picture, alt=alt):
                wide, high = picture.points
                self._figure(picture.png(1.6), alt, wide / high)

    def _paragraph(self, text: Text, style: str = "Normal") -> None:
        paragraph = self.file.add_paragraph(style=style)
        self._fill(paragraph, text)

    def _fill(self, paragraph: Any, text: Text, size: float = 0.0, *, bold: bool = False) -> None:
        from docx.shared import Pt, RGBColor

        if self.right:
            _child(paragraph._p.get_or_add_pPr(), "w:bidi")
        for span in text:
            run = paragraph.add_run(span.text)
            lang = language_of(span.text, span.lang or self.told.lang)
            right = self.right and not (span.lang and not is_right_to_left(lang))
            strong = bold or span.look in ("strong", "warn")
            run.font.bold = run.font.cs_bold = True if strong else None
            colour = {"quiet": GREY, "warn": WARN}.get(span.look)
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)
            if size:
                run.font.size = Pt(size)
            _run_look(run._r.get_or_add_rPr(), TAGS[lang], right=right, size=size, plain=True)

    def _table(self, sheet: TableBlock) -> None:
        from docx.shared import Cm, Pt

        table = self.file.add_table(rows=1, cols=len(sheet.heads))
        table.style, table.autofit = self.file.styles["Table Grid"], False
        properties = table._tbl.tblPr
        if self.right:
            _child(properties, "w:bidiVisual")
        _child(properties, "w:tblCaption", val=sheet.title)
        _borders(properties)
        widths = [Cm(17 * w / sum(sheet.widths)) for w in sheet.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        heads: list[Text] = [(Span(head),) for head in sheet.heads]
        size = 8.5 if len(heads) <= 5 else 8
        for at, row in enumerate([heads, *sheet.rows]):
            line = table.rows[0] if not at else table.add_row()
            _child(line._tr.get_or_add_trPr(), "w:cantSplit")
            for cell, text, width in zip(line.cells, row, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                self._fill(paragraph, text, size, bold=not at)
                if not at:
                    _child(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", fill=HEAD)
        _child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        self.file.add_paragraph().paragraph_format.space_after = Pt(2)

    def _figure(self, png: bytes, alt: str, aspect: float) -> None:
        """Put a picture on a page of its own, turned to fit."""
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Cm

        before = self.file.sections[-1]
        wide, high = before.page_width, before.page_height
        turned = aspect > 1
        page = self.file.add_section(WD_SECTION.NEW_PAGE)
        if turned:
            page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, high, wide
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1)
        width, height = (29.7, 21.0) if turned else (21.0, 29.7)
        room = min(width - 2, (height - 3.4) * aspect)
        shape = self.file.add_picture(io.BytesIO(png), width=Cm(room))
        shape._inline.docPr.set("descr", alt)
        back = self.file.add_section(WD_SECTION.NEW_PAGE)
        back.orientation, back.page_width, back.page_height = before.orientation, wide, high
        back.left_margin = back.right_margin = Cm(SIDE)
        back.top_margin = back.bottom_margin = Cm(TOP)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    """Add an element where the schema wants it, with attributes of the same namespace."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    found = parent.find(qn(tag))
    element = found if found is not None else OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    if found is None:
        _in_order(parent, element, tag)
    return element


_ORDER = {
    "pPr": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "bidi",
            "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "rtl", "cs",
            "lang"),
    "tblPr": ("tblStyle", "bidiVisual", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar",
              "tblLook", "tblCaption"),
    "trPr": ("cantSplit", "trHeight", "tblHeader"),
    "tcPr": ("tcW", "gridSpan", "tcBorders", "shd", "vAlign"),
}  # fmt: skip


def _in_order(parent: Any, element: Any, tag: str) -> None:
    """Put an element before those that the schema lets follow it."""
    order = _ORDER.get(parent.tag.rpartition("}")[2], ())
    local = tag.partition(":")[2]
    later = order[order.index(local) + 1 :] if local in order else ()
    for child in parent:
        if child.tag.rpartition("}")[2] in later:
            child.addprevious(element)
            return
    parent.append(element)


def _run_look(
    properties: Any, tag: str, *, right: bool, size: float = 0, plain: bool = False
) -> None:
    """Say of letters which language they are in, their direction, and their fonts by script."""
    _child(properties, "w:rFonts", **({} if plain else FONTS))
    if plain:
        properties.remove(properties.find(_child(properties, "w:rFonts").tag))
    if size:
        _child(properties, "w:szCs", val=str(round(size * 2)))
    if right:
        _child(properties, "w:rtl")
    language = {"val": tag, "eastAsia": "zh-CN", "bidi": tag if right else "ar-SA"}
    _child(properties, "w:lang", **language)


def _borders(properties: Any) -> None:
    """Draw thin lines between rows and none between columns."""
    borders = _child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        drawn = side in ("bottom", "insideH", "top")
        _child(
            borders,
            f"w:{side}",
            val="single" if drawn else "nil",
            sz="4",
            space="0",
            color="D0D7DE",
        )


def _field(paragraph: Any, name: str) -> None:
    """Add a field, such as the number of the page."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        if kind:
            _child(run._r, "w:fldChar", fldCharType=kind)
        else:
            _child(run._r, "w:instrText").text = text
