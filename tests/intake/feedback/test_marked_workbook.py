"""A workbook comes back with its wrong cells marked, and with nothing else changed."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.checking.problem import Problem
from minkg.intake.feedback.cell_notes import BEGIN
from minkg.intake.feedback.marked_workbook import OURS, workbook_with_notes
from minkg.words.errors import BadInput
from minkg.words.place import Place, row_and_column

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ff"
    "ff3f0005fe02fea735819e0000000049454e44ae426082"
)
ARABIC, QUOTED = "معيار", "the state's own"


def place_of(cell: str) -> Place:
    sheet, _, address = cell.rpartition("!")
    row, column = row_and_column(address) if address else (0, 0)
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    return Place(sheet=name or None, row=row, column=column)


def problem(cell: str, text: str = "it is wrong", severity: str = "violation") -> Problem:
    hint = "did you mean '{near}'"
    return Problem(text, hint, place_of(cell), severity=severity, values={"near": "sand"})


def workbook() -> bytes:
    """Give a workbook with much that other libraries lose."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page, bare, hidden = (book.add_worksheet(n) for n in ("standard", QUOTED, "secret"))
        right = book.add_worksheet(ARABIC)
        right.right_to_left()
        right.write(0, 0, "اسم")
        bold, free = book.add_format({"bold": True}), book.add_format({"locked": False})
        page.set_column(0, 5, 20, free)
        page.write_rich_string("A1", "na", bold, "me", " <&>")
        page.write_row(1, 0, [1.5, True, "x", "'=1+1"], bold)
        page.write_formula("E2", "=A2*2", bold, 3)
        page.write_comment("A1", "A name, please.", {"author": "Li"})
        page.write_comment("B2", "Really?", {"x_scale": 2})
        page.data_validation("B3:B9", {"validate": "list", "source": ["a", "b"]})
        page.conditional_format(
            "A2:A9", {"type": "cell", "criteria": ">", "value": 1, "format": bold}
        )
        page.insert_image("H2", "pixel.png", {"image_data": io.BytesIO(PIXEL)})
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=standard!$A$2:$A$3"})
        page.insert_chart("H9", chart)
        page.merge_range("A5:B6", "merged", bold)
        page.write_url("C9", "https://www.unep.org/")
        bare.add_table("A1:B3", {"columns": [{"header": "entry"}, {"header": "name"}]})
        bare.set_header("&L&G", {"image_left": "p.png", "image_data_left": io.BytesIO(PIXEL)})
        hidden.hide()
        hidden.write(0, 0, "kept")
        book.define_name("rate", "=standard!$A$2")
        book.set_custom_property("office", "UNEP")
    return out.getvalue()


WORKBOOK = workbook()
WRONG = [
    problem("standard!A1", severity="warning"), problem("standard!A1", "and more"),
    problem("standard!C2"), problem("standard!F40", severity="info"),
    problem("'the state''s own'!B3"), problem(f"{ARABIC}!A2"), problem("", "of the whole file"),
    problem("nowhere!A1"),
]  # fmt: skip
MARKED = workbook_with_notes(WORKBOOK, WRONG)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())
        return {name: package.read(name) for name in package.namelist()}


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def comments(content: bytes) -> dict[str, str]:
    return {
        f"{page.title}!{cell.coordinate}": cell.comment.text
        for page in opened(content)
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def coloured(content: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for page in opened(content):
        for block in page.conditional_formatting:
            for rule in block.rules:
                if rule.formula == [OURS]:
                    colour = rule.dxf.fill.bgColor.rgb
                    found |= {f"{page.title}!{area.coord}": colour for area in block.sqref.ranges}
    return found


def test_every_wrong_cell_has_a_comment_and_a_colour():
    assert comments(MARKED) == {
        "standard!A1": f"A name, please.\n\n{BEGIN}\nwarning: it is wrong\nhint: did you mean "
        "'sand'\n\nand more\nhint: did you mean 'sand'",
        "standard!B2": "Really?",
        "standard!C2": f"{BEGIN}\nit is wrong\nhint: did you mean 'sand'",
        "standard!F40": f"{BEGIN}\ninfo: it is wrong\nhint: did you mean 'sand'",
        f"{QUOTED}!B3": f"{BEGIN}\nit is wrong\nhint: did you mean 'sand'",
        f"{ARABIC}!A2": f"{BEGIN}\nit is wrong\nhint: did you mean 'sand'",
    }
    red, blue = "FFFFC7CE", "FFDDEBF7"
    assert coloured(MARKED) == {
        "standard!A1": red,
        "standard!C2": red,
        "standard!F40": blue,
        f"{QUOTED}!B3": red,
        f"{ARABIC}!A2": red,
    }


CHANGED = {
    "[Content_Types].xml", "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml",
    "xl/worksheets/_rels/sheet2.xml.rels",
}  # fmt: skip
ADDED = {
    "xl/comments2.xml", "xl/comments3.xml", "xl/drawings/vmldrawing3.vml",
    "xl/drawings/vmldrawing4.vml", "xl/worksheets/_rels/sheet4.xml.rels",
}  # fmt: skip


def test_no_other_part_changes():
    old, new = parts(WORKBOOK), parts(MARKED)
    assert {name for name in old if old[name] != new[name]} == CHANGED
    assert new.keys() - old.keys() == ADDED
    assert list(new)[: len(old)] == list(old)


def is_within(old: bytes, new: bytes) -> bool:
    """Tell whether bytes were only added."""
    rest = iter(new)
    return all(byte in rest for byte in old)


@pytest.mark.parametrize("name", sorted(CHANGED - {"xl/styles.xml", "xl/drawings/vmlDrawing1.vml"}))
def test_what_changes_is_only_added_to(name):
    old, new = parts(WORKBOOK)[name], parts(MARKED)[name]
    assert is_within(old, new)
    assert not is_within(old, new.replace(old[len(old) // 2 :][:40], b""))
    ElementTree.fromstring(new)
    cells = re.compile(rb"<sheetData.*</sheetData>|<sheetData/>", re.DOTALL)
    assert cells.findall(old) == cells.findall(new)


def test_formats_of_cells_stay_as_they_are():
    old, new = (ElementTree.fromstring(parts(c)["xl/styles.xml"]) for c in (WORKBOOK, MARKED))
    for one, other in zip(old, new, strict=True):
        if one.tag.endswith("dxfs"):
            assert int(other.get("count", "0")) == len(other) == len(one) + 3
            other[:] = other[: len(one)]
            other.set("count", str(len(one)))
        assert ElementTree.tostring(one) == ElementTree.tostring(other)


def test_boxes_of_comments_grow_and_stay():
    anchors = [
        [int(n) for n in found.split(b",")]
        for content in (WORKBOOK, MARKED)
        for found in re.findall(
            rb"<x:Anchor>([^<]*)<", parts(content)["xl/drawings/vmlDrawing1.vml"]
        )
    ]
    grown = [*anchors[0]]
    grown[6] += 6
    assert anchors == [anchors[0], anchors[1], grown, anchors[1]]


def test_everything_can_still_be_read():
    old, new = opened(WORKBOOK), opened(MARKED)
    assert new.sheetnames == old.sheetnames
    assert [page.sheet_state for page in new] == [page.sheet_state for page in old]
    assert new["standard"]["A1"].value == old["standard"]["A1"].value
    assert new.defined_names["rate"].attr_text == "standard!$A$2"
    for page, other in zip(old, new, strict=True):
        values = [[c.value for c in row] for row in page.iter_rows(max_row=9, max_col=9)]
        assert values == [[c.value for c in row] for row in other.iter_rows(max_row=9, max_col=9)]
        assert [r.sqref for r in page.data_validations.dataValidation] == [
            r.sqref for r in other.data_validations.dataValidation
        ]
        assert page.merged_cells.ranges == other.merged_cells.ranges
        assert page.tables.keys() == other.tables.keys()
        assert (len(page._charts), len(page._images)) == (len(other._charts), len(other._images))
    kinds = [cell.number_format for cell in new["standard"][2]]
    assert kinds == [cell.number_format for cell in old["standard"][2]]


def test_marks_go_when_the_cells_are_right():
    clean, old = parts(workbook_with_notes(MARKED, [])), parts(WORKBOOK)
    assert comments(workbook_with_notes(MARKED, [])) == comments(WORKBOOK)
    assert coloured(workbook_with_notes(MARKED, [])) == {}
    for name in ("xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet1.xml"):
        assert clean[name] == old[name]


def test_marks_are_not_doubled():
    assert comments(workbook_with_notes(MARKED, WRONG)) == comments(MARKED)
    assert coloured(workbook_with_notes(MARKED, WRONG)) == coloured(MARKED)
    twice, thrice = (
        parts(workbook_with_notes(c, WRONG)) for c in (MARKED, workbook_with_notes(MARKED, WRONG))
    )
    assert {n: len(part) for n, part in twice.items()} == {n: len(p) for n, p in thrice.items()}


def test_a_comment_that_another_program_has_joined_loses_only_our_part():
    book = opened(MARKED)
    for row in book["standard"].iter_rows():
        for cell in row:
            if cell.comment:  # one run instead of several
                cell.comment = openpyxl.comments.Comment(cell.comment.text, "Li")
    out = io.BytesIO()
    book.save(out)
    assert comments(workbook_with_notes(out.getvalue(), [])) == comments(WORKBOOK)


def test_arabic_reads_from_the_right():
    name = "xl/drawings/vmldrawing4.vml"
    content = workbook_with_notes(
        WORKBOOK, [problem(f"{ARABIC}!A2", "'{entry}' lacks '{name}'")], "ar"
    )
    assert b"direction:RTL" in parts(content)["xl/drawings/vmldrawing3.vml"]
    assert b"direction:RTL" not in parts(MARKED)[name]
    (said,) = (text for cell, text in comments(content).items() if cell == f"{ARABIC}!A2")
    assert said.splitlines()[1].startswith("\u202bالمدخل")


SIGNS = st.characters(exclude_categories=["Cs"])


@settings(max_examples=60)
@given(st.dictionaries(
    st.from_regex(r"[A-Z]{1,2}[1-9][0-9]{0,3}", fullmatch=True), st.text(SIGNS, max_size=40),
    min_size=1, max_size=5,
))  # fmt: skip
def test_any_text_in_any_cell(texts):
    wrong = [
        Problem("{value}", place=place_of(f"standard!{cell}"), values={"value": text})
        for cell, text in texts.items()
    ]
    new = parts(workbook_with_notes(WORKBOOK, wrong))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    found = {}
    for comment in ElementTree.fromstring(new["xl/comments1.xml"]).iter(f"{main}comment"):
        words = "".join(t.text or "" for t in comment.iter(f"{main}t")).partition(f"{BEGIN}\n")[2]
        found[comment.get("ref")] = words.replace("_x005F_", "_")
    for cell, text in texts.items():
        kept = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
        assert found[cell].replace("\r", "\n") == kept.replace("\r\n", "\n").replace("\r", "\n")
    ElementTree.fromstring(new["xl/drawings/vmlDrawing1.vml"])


def test_a_formula_in_a_message_stays_a_text():
    text = '=HYPERLINK("https://bad.example/","x")'
    content = workbook_with_notes(
        WORKBOOK, [Problem("{v}", place=place_of("standard!C2"), values={"v": text})]
    )
    assert comments(content)["standard!C2"] == f"{BEGIN}\n{text}"
    formulas = re.compile(rb"<(?:x:)?f[ >].*?</")
    assert [formulas.findall(p) for n, p in parts(content).items() if "sheet" in n] == [
        formulas.findall(p) for n, p in parts(WORKBOOK).items() if "sheet" in n
    ]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = "http://schemas.openxmlformats.org/package/2006"
OTHERS = {  # as other programs write it: prefixes, single quotes, absolute targets, no formats
    "[Content_Types].xml": f"<t:Types xmlns:t='{PACKED}/content-types'><t:Default Extension='xml' "
    "ContentType='application/xml'/><t:Default Extension='rels' ContentType='application/vnd."
    "openxmlformats-package.relationships+xml'/><t:Override PartName='/xl/book.xml' ContentType="
    "'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/><t:Override "
    "PartName='/xl/Sheet.xml' ContentType='application/vnd.openxmlformats-officedocument."
    "spreadsheetml.worksheet+xml'/></t:Types>",
    "_rels/.rels": f"<p:Relationships xmlns:p='{PACKED}/relationships'><p:Relationship Id='a' "
    f"Type='{KINDS}/officeDocument' Target='/xl/book.xml'/></p:Relationships>",
    "xl/book.xml": f"<x:workbook xmlns:x='{MAIN}' xmlns:q='{KINDS}'><x:sheets><x:sheet "
    "name='s' sheetId='1' q:id='b'/></x:sheets></x:workbook>",
    "xl/_rels/book.xml.rels": f"<Relationships xmlns='{PACKED}/relationships'><Relationship "
    f"Id='b' Type='{KINDS}/worksheet' Target='/xl/Sheet.xml'/></Relationships>",
    "xl/Sheet.xml": f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='1'><x:c r='A1' "
    "t='inlineStr'><x:is><x:t>a > b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
}  # fmt: skip


def packed(texts: dict[str, str], encoding: str = "utf-8") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in texts.items():
            package.writestr(name, text.encode(encoding if name.endswith("eet.xml") else "utf-8"))
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_workbooks_of_other_programs(encoding):
    content = workbook_with_notes(packed(OTHERS, encoding), [problem("s!A1"), problem("s!C9")])
    assert opened(content)["s"]["A1"].value == "a > b"
    assert comments(content).keys() == {"s!A1", "s!C9"}
    assert coloured(content) == {}  # it has no part for formats
    assert comments(workbook_with_notes(content, [problem("s!B1")])).keys() == {"s!B1"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"xl/Sheet.xml": "<x:worksheet"}, "is damaged"),
        ({"xl/Sheet.xml": f"<!DOCTYPE x [<!ENTITY e 'e'>]><worksheet xmlns='{MAIN}'/>"},
         "is damaged"),
        ({"_rels/.rels": f"<Relationships xmlns='{PACKED}/relationships'/>"},
         "only a workbook .* can be given back"),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook(change, message):
    with pytest.raises(BadInput, match=message):
        workbook_with_notes(packed(OTHERS | change), [problem("s!A1")])


@settings(max_examples=60)
@given(st.sampled_from(sorted(parts(MARKED))), st.randoms(use_true_random=False))
def test_a_workbook_with_a_broken_part_is_marked_or_refused(name, random):
    texts = parts(MARKED)
    values = [found.span(1) for found in re.finditer(rb'="([^"]*)"|<[^>]*>', texts[name])]
    start, end = random.choice(values or [(0, 0)])
    wrong = random.choice([b"", b"x", b"-1", b"../../x", b"9" * 30])
    texts[name] = texts[name][: max(start, 0)] + wrong + texts[name][max(end, 0) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in texts.items():
            package.writestr(part, content)
    try:
        content = workbook_with_notes(out.getvalue(), WRONG)
    except BadInput:
        return
    assert parts(content).keys() >= texts.keys()


def test_a_table_of_text_cannot_be_marked(tmp_path: Path):
    (tmp_path / "x.csv").write_text("entry,name\n", "utf-8")
    with pytest.raises(BadInput, match=r"only a workbook .*\n\nhint: choose another format"):
        workbook_with_notes(tmp_path / "x.csv", [problem("A2")])
