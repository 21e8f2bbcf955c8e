"""Comments on cells: their texts in one part of a workbook, their boxes in another."""

import re
from collections.abc import Mapping

from minkg.graph.terms import width
from minkg.intake.feedback.xml_splice import Element, XmlPart, escaped
from minkg.words.place import letters_of, row_and_column

BEGIN = "── minkg ──"  # what follows this in a comment is ours, and goes when it is written anew
SIZE, MOST = 40, 4_000  # signs of a line, and of a whole comment
NEW_NOTES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="%s">'
    b"<authors/><commentList/></comments>"
)
NEW_BOXES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
    b'office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_KIND = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,'
    'l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype>"
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:'
    "60pt;margin-top:2pt;width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden"
    '" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto{direction}"><div style="text-align:{align}">'
    '</div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>\s*", re.DOTALL)
_ANCHOR = re.compile(rb"(<x:Anchor>(?:[^<,]*,){6}\s*)(\d+)")


def without_ours(content: bytes) -> tuple[bytes, dict[str, int | None]]:
    """Give the comments without what minkg wrote, and by cell how many lines that was.

    None stands for a comment of which nothing is left.
    """
    part = XmlPart(content)
    cut: dict[str, int | None] = {}
    for comment in part.named("comment"):
        texts, cell = part.named("t", comment), comment.given.get("ref", "")
        ours = next((i for i, t in enumerate(texts) if BEGIN in part.text(t)), None)
        if ours is None:
            continue
        runs = part.named("r", comment)
        kept = part.text(texts[ours]).partition(BEGIN)[0].rstrip()
        if not kept and not ours:
            part.remove(comment)
            cut[cell] = None
            continue
        words = "".join(part.text(text) for text in texts[ours:])
        cut[cell] = _lines(words.partition(f"{BEGIN}\n")[2])
        if not kept and (before := part.text(texts[ours - 1])).endswith("\n"):
            part.replace(texts[ours - 1].inside, texts[ours - 1].until, escaped(before.rstrip()))
        if kept:
            part.replace(texts[ours].inside, texts[ours].until, escaped(kept))
        for text in texts[ours + bool(kept) :]:
            part.remove(_run_of(text, runs))
    return part.written(), cut


def _run_of(text: Element, runs: list[Element]) -> Element:
    return next((run for run in runs if run.start < text.start < run.end), text)


def with_ours(content: bytes, said: Mapping[str, str]) -> bytes:
    """Add texts to the comments of these cells."""
    part, p = XmlPart(content), XmlPart(content).prefix
    known = {comment.given.get("ref", ""): comment for comment in part.named("comment")}
    authors, comments = part.named("authors")[0], part.named("commentList")[0]
    names = [part.text(author) for author in part.named("author", authors)]
    number = names.index("minkg") if "minkg" in names else len(names)
    if said and number == len(names):
        part.append(authors, f"<{p}author>minkg</{p}author>")
    fresh = []
    for cell, text in said.items():
        if cell not in known:
            inner = _runs(BEGIN + "\n", text, p)
            fresh.append(
                f'<{p}comment ref="{cell}" authorId="{number}"><{p}text>{inner}</{p}text>'
                f"</{p}comment>"
            )
            continue
        holder = part.named("text", known[cell])[0]
        if (bare := [t for t in part.named("t", holder) if t.depth == holder.depth + 1]) != []:
            part.replace(bare[0].start, bare[0].start, f"<{p}r>")
            part.replace(bare[0].end, bare[0].end, f"</{p}r>")
        part.append(holder, _runs(f"\n\n{BEGIN}\n", text, p))
    if fresh:
        part.append(comments, "".join(fresh))
    return part.written()


def _runs(begin: str, text: str, p: str) -> str:
    """Write our part of a comment: the first line, and what is wrong."""
    shape = f'<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
    return "".join(
        f'<{p}r><{p}rPr>{bold}{shape}</{p}rPr><{p}t xml:space="preserve">{escaped(words)}</{p}t>'
        f"</{p}r>"
        for bold, words in ((f"<{p}b/>", begin), ("", text))
    )


def with_boxes(
    content: bytes, said: Mapping[str, str], cut: Mapping[str, int | None], right: bool
) -> bytes:
    """Give each comment a box: a new one, or more room in the one that is there."""

    def mended(shape: re.Match[bytes]) -> bytes:
        cell = _cell_of(shape[0])
        before = cut.get(cell, 0)
        if before is None:
            return b""
        more = (_lines(said[cell]) if cell in said else 0) - before
        return _ANCHOR.sub(lambda a: a[1] + b"%d" % (int(a[2]) + more), shape[0])

    whole = _SHAPE.sub(mended, content)
    there = {_cell_of(shape) for shape in _SHAPE.findall(whole)}
    start = max(map(int, re.findall(rb"_x0000_s(\d+)", whole)), default=1024) + 1
    fresh = [(cell, text) for cell, text in said.items() if cell not in there]
    boxes = [_box(number, *one, right) for number, one in enumerate(fresh, start)]
    kind = _KIND if boxes and b'id="_x0000_t202"' not in whole else ""
    before, end, after = whole.rpartition(b"</xml>")
    return before + (kind + "".join(boxes)).encode() + end + after


def _box(number: int, cell: str, text: str, right: bool) -> str:
    row, column = row_and_column(cell)
    return _BOX.format(
        number=number,
        order=number - 1024,
        row=row - 1,
        width=230,
        column=column - 1,
        height=16 + 13 * _lines(text),
        align="right;direction:rtl" if right else "left",
        direction=";direction:RTL" if right else "",
    )


def _lines(text: str) -> int:
    """Count the lines that a text takes in a box, with the line that it begins with."""
    return 1 + sum(max(1, -(-width(line) // SIZE)) for line in text.splitlines())


def _cell_of(shape: bytes) -> str:
    """Give the cell that a box belongs to; empty where it belongs to none."""
    row, column = (re.search(rb"<x:%s>(\d+)<" % name, shape) for name in (b"Row", b"Column"))
    return f"{letters_of(int(column[1]) + 1)}{int(row[1]) + 1}" if row and column else ""
