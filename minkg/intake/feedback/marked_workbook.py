"""The user's own workbook back, with a comment and a colour on every wrong cell.

Nothing else changes: the XML of the parts that must change is mended where it must, and all
other parts are copied. The colour is a rule of conditional formatting, so that the cells keep
their own formats and values. What was marked the last time is taken away first.
"""

import io
import posixpath
import re
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from copy import copy
from pathlib import Path

from minkg.checking import Problem
from minkg.intake.feedback import cell_notes as notes
from minkg.intake.feedback.xml_splice import Element, XmlPart, escaped
from minkg.intake.readers.xlsx_package import Package, damaged, not_xlsx
from minkg.words import BadInput, is_right_to_left, translate

OURS = 'N("minkg")=0'  # the formula of our rules of conditional formatting: always true
COLOURS = {  # background and text; the comment says the same in words
    "violation": ("FFFFC7CE", "FF9C0006"), "warning": ("FFFFEB9C", "FF7F6000"),
    "info": ("FFDDEBF7", "FF1F4E79"),
}  # fmt: skip
_AFTER_BOXES = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst", "AlternateContent",
}  # fmt: skip
_AFTER_RULES = _AFTER_BOXES | {
    "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
    "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
}  # fmt: skip
_AFTER_COLOURS = {"tableStyles", "colors", "extLst"}
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = {
    _TRANSITIONAL: b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    _STRICT: b"http://purl.oclc.org/ooxml/spreadsheetml/main",
}
_TYPES = "application/vnd.openxmlformats-officedocument."
_RELATIONS = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="%s"/>'
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"


def workbook_with_notes(book: bytes | Path, problems: Iterable[Problem], lang: str = "en") -> bytes:
    """Give the workbook with every problem at its cell; a problem without a cell is left out.

    Give only the problems of this workbook. Without problems the marks of the last time go.
    """
    if isinstance(book, bytes):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.xlsx"
            path.write_bytes(book)
            return workbook_with_notes(path, problems, lang)
    try:
        with closing(Package(book)) as package:
            return _MarkedBook(package, lang).marked(_by_sheet(problems))
    except BadInput as error:
        if error.message != not_xlsx().message:
            raise
        raise BadInput(
            "only a workbook (.xlsx) can be given back with comments in its cells",
            hint="choose another format: `--format csv`",
        ) from error
    except (ValueError, LookupError) as error:  # numbers that are none, elements that are not there
        raise damaged() from error


def _by_sheet(problems: Iterable[Problem]) -> dict[str, dict[str, list[Problem]]]:
    """Give the problems by the name of their sheet and by their cell."""
    found: dict[str, dict[str, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if (sheet := problem.place.sheet) is not None and problem.place.row:
            found[sheet][problem.place.address].append(problem)
    return found


def said(problems: Iterable[Problem], lang: str) -> str:
    """Write what a comment says of the problems of a cell: what is wrong, and how to mend it."""
    blocks = []
    for problem in problems:
        mark = "" if problem.severity == "violation" else f"{translate(problem.severity, lang)}: "
        hint = f"\n{translate('hint', lang)}: {problem.remedy(lang)}" if problem.hint else ""
        blocks.append(f"{mark}{problem.sentence(lang)}{hint}")
    text = "\n\n".join(dict.fromkeys(blocks))
    text = text if len(text) <= notes.MOST else f"{text[: notes.MOST]}…"
    if is_right_to_left(lang):  # where a program does not know, its lines say so themselves
        text = re.sub("^.+$", "\u202b\\g<0>\u202c", text, flags=re.MULTILINE)
    return text


class _MarkedBook:
    """A workbook while it is being marked: the parts that have changed, and how to write it."""

    def __init__(self, package: Package, lang: str) -> None:
        self.package, self.lang = package, lang
        self.changed: dict[str, bytes] = {}
        self.fresh: dict[str, str] = {}
        found = package.related("").values()
        self.main = next((part for kind, part in found if kind == "officeDocument"), "")
        if not self.main.endswith(".xml") or self.main not in package.parts:
            raise not_xlsx(package.parts)
        strict = _STRICT.encode() in self.read(self.main)
        self.kinds = _STRICT if strict else _TRANSITIONAL

    def read(self, part: str) -> bytes:
        """Give a part as it is now."""
        if part not in self.changed:
            if part not in self.package.parts:
                raise damaged()
            try:
                return self.package.zip.read(self.package.parts[part])
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                raise damaged() from error
        return self.changed[part]

    def marked(self, problems: Mapping[str, Mapping[str, list[Problem]]]) -> bytes:
        """Mark the cells of all sheets, and write the workbook."""
        related = self.package.related(self.main)
        colours = self._colours(related) if problems else {}
        for sheet in XmlPart(self.read(self.main)).named("sheet"):
            relation = next((v for k, v in sheet.given.items() if k.rpartition(":")[2] == "id"), "")
            kind, part = related.get(relation, ("", ""))
            if kind == "worksheet":
                self._sheet(part, problems.get(sheet.given.get("name", ""), {}), colours)
        return self._written()

    def _colours(self, related: Mapping[str, tuple[str, str]]) -> dict[str, int]:
        """Give the number of the format of each severity, and add it where it is not there."""
        name = next((part for kind, part in related.values() if kind == "styles"), None)
        if name is None:
            return {}
        part = XmlPart(self.read(name))
        p, root = part.prefix, part.root
        holder = next(iter(part.named("dxfs")), None)
        known = [part.content[e.start : e.end] for e in part.named("dxf", holder) if holder]
        found: dict[str, int] = {}
        fresh: list[str] = []
        for severity, (back, front) in COLOURS.items():
            xml = (
                f'<{p}dxf><{p}font><{p}color rgb="{front}"/></{p}font><{p}fill><{p}patternFill '
                f'patternType="solid"><{p}fgColor rgb="{back}"/><{p}bgColor rgb="{back}"/>'
                f"</{p}patternFill></{p}fill></{p}dxf>"
            )
            there = xml.encode() in known
            found[severity] = known.index(xml.encode()) if there else len(known) + len(fresh)
            fresh += [] if there else [xml]
        if fresh and holder is not None:
            part.set(holder, "count", str(len(known) + len(fresh)))
            part.append(holder, "".join(fresh))
        elif fresh:
            after = _first(part, _AFTER_COLOURS, root.until)
            xml = f'<{p}dxfs count="{len(fresh)}">{"".join(fresh)}</{p}dxfs>'
            part.replace(after, after, xml)
        self.changed[name] = part.written()
        return found

    def _sheet(
        self, name: str, problems: Mapping[str, list[Problem]], colours: Mapping[str, int]
    ) -> None:
        """Mark the cells of one sheet; without problems only old marks go."""
        related = self.package.related(name)
        comments = next((part for kind, part in related.values() if kind == "comments"), "")
        part = XmlPart(self.read(name), skipped="sheetData")
        legacy = next(iter(part.named("legacyDrawing")), None)
        drawing = ""
        if legacy is not None:
            given = {k.rpartition(":")[2]: v for k, v in legacy.given.items()}
            drawing = related.get(given.get("id", ""), ("", ""))[1]
        self._rules(part, problems, colours)
        text, cut = notes.without_ours(self.read(comments)) if comments else (b"", {})
        texts = {cell: said(those, self.lang) for cell, those in problems.items()}
        if texts:
            text = notes.with_ours(text or notes.NEW_NOTES % _MAIN[self.kinds], texts)
        if texts or cut:
            drawing = self._notes(name, part, text, comments, drawing)
            right = is_right_to_left(self.lang)
            self.changed[drawing] = notes.with_boxes(self.read(drawing), texts, cut, right)
        if part.edits:
            self.changed[name] = part.written()

    def _rules(
        self, part: XmlPart, problems: Mapping[str, list[Problem]], colours: Mapping[str, int]
    ) -> None:
        """Colour the cells by rules of conditional formatting, after taking our old ones away."""
        p, highest = part.prefix, 0
        for block in part.named("conditionalFormatting"):
            if any(part.text(formula) == OURS for formula in part.named("formula", block)):
                part.remove(block)
        for rule in part.named("cfRule"):
            highest = max(highest, int(rule.given.get("priority", "0")))
        by_colour: dict[str, list[str]] = defaultdict(list)
        for cell, those in problems.items():
            worst = min(those, key=lambda problem: list(COLOURS).index(problem.severity))
            by_colour[worst.severity].append(cell)
        at = _first(part, _AFTER_RULES, part.root.until)
        for number, (severity, cells) in enumerate(by_colour.items(), highest + 1):
            if severity in colours:
                part.replace(at, at, (
                    f'<{p}conditionalFormatting sqref="{" ".join(cells)}"><{p}cfRule '
                    f'type="expression" dxfId="{colours[severity]}" priority="{number}">'
                    f"<{p}formula>{escaped(OURS)}</{p}formula></{p}cfRule>"
                    f"</{p}conditionalFormatting>"
                ))  # fmt: skip

    def _notes(self, name: str, part: XmlPart, text: bytes, comments: str, drawing: str) -> str:
        """Write the comments, in new parts where there are none; give the part of their boxes."""
        if not comments:
            comments = self._new("xl/comments%d.xml")
            self._relate(name, "comments", comments)
            self._typed(comments, f"{_TYPES}spreadsheetml.comments")
        self.changed[comments] = text
        if not drawing:
            drawing = self._new("xl/drawings/vmldrawing%d.vml")
            relation = self._relate(name, "vmlDrawing", drawing)
            self.changed[drawing] = notes.NEW_BOXES
            self._typed(drawing, f"{_TYPES}vmlDrawing")
            at = _first(part, _AFTER_BOXES, part.root.until)
            tag = f'{part.prefix}legacyDrawing xmlns:r="{self.kinds}" r:id="{relation}"'
            part.replace(at, at, f"<{tag}/>")
        return drawing

    def _new(self, pattern: str) -> str:
        """Give a name that no part has."""
        number = 1
        while (name := pattern % number) in self.package.parts or name in self.changed:
            number += 1
        self.fresh[name] = name
        return name

    def _relate(self, name: str, kind: str, other: str) -> str:
        """Note that a part refers to another one, and give the reference."""
        folder, base = posixpath.split(name)
        where = posixpath.join(folder, "_rels", f"{base}.rels")
        there = where in self.package.parts or where in self.changed
        part = XmlPart(self.read(where) if there else _RELATIONS % _PACKAGE)
        if not there:  # named as the part is, for programs that tell capitals apart
            written = posixpath.basename(self.package.parts[name].filename.replace("\\", "/"))
            self.fresh[where] = where.removesuffix(f"{base}.rels") + f"{written}.rels"
        ids = {e.given.get("Id") for e in part.named("Relationship")}
        new = next(f"minkg{n}" for n in range(1, len(ids) + 2) if f"minkg{n}" not in ids)
        target = posixpath.relpath(other, folder)
        part.append(part.root, (
            f'<{part.prefix}Relationship Id="{new}" Type="{self.kinds}/{kind}" Target="{target}"/>'
        ))  # fmt: skip
        self.changed[where] = part.written()
        return new

    def _typed(self, name: str, kind: str) -> None:
        """Say of which kind a new part is."""
        where = "[content_types].xml"
        part = XmlPart(self.read(where))
        p, ending = part.prefix, name.rpartition(".")[2]
        if ending == "xml":
            part.append(part.root, f'<{p}Override PartName="/{name}" ContentType="{kind}+xml"/>')
        elif all(e.given.get("Extension", "").lower() != ending for e in part.named("Default")):
            part.append(part.root, f'<{p}Default Extension="{ending}" ContentType="{kind}"/>')
        self.changed[where] = part.written()

    def _written(self) -> bytes:
        """Write the workbook: changed parts, copies of all others, then new ones."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
            for info in self.package.zip.infolist():
                name = info.filename.replace("\\", "/").lower()
                book.writestr(copy(info), self.read(name))
            for name, written in self.fresh.items():
                book.writestr(zipfile.ZipInfo(written), self.changed[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _first(part: XmlPart, names: set[str], otherwise: int) -> int:
    """Give where the first of these elements begins, at the outermost level."""
    found: Iterable[Element] = (e for e in part.elements if e.depth == 1 and e.name in names)
    return min((element.start for element in found), default=otherwise)
