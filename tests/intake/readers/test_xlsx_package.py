"""The parts of a workbook, however its program names them, and none that could do harm."""

import io
import zipfile

import pytest

from minkg.intake.readers import xlsx_package
from minkg.intake.readers.xlsx_package import Package, damaged, not_xlsx
from minkg.words import BadInput

AGAIN = "get the file again, or save it again"
SHEET = "open it in a spreadsheet program, and save it as .xlsx or .csv"
DELETE = "delete the rows, sheets and pictures that are not needed, and save it again"
BOMB = f"would unfold to far more than a workbook needs → {DELETE}"
RELATIONS = (
    b'<p:Relationships xmlns:p="x">'
    b'<p:Relationship Id="r1" Type="http://x/officeDocument" Target="/XL\\Book.xml"/>'
    b'<p:Relationship Id="r2" Type="http://x/worksheet" Target="../xl/a.xml"/>'
    b'<p:Other Id="r3" Type="x" Target="b.xml"/></p:Relationships>'
)


def packed(method=zipfile.ZIP_DEFLATED, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def walked(content, most=xlsx_package.MOST_UNFOLDED):
    """Give what is met on the way through a part."""
    met = []
    Package(packed(a=content)).parse(
        "a",
        lambda name, given: met.append((name, given)),
        lambda name: met.append(f"/{name}"),
        met.append,
        most,
    )
    return met


def told(error):
    return f"{error.value.message} → {error.value.hint}".format(**error.value.values)


def refused(make):
    with pytest.raises(BadInput) as caught:
        make()
    return told(caught)


def test_parts_and_what_they_refer_to():
    parts = {"_rels/.rels": RELATIONS, "XL\\A.xml": b"<a/>", "xl/_rels/Book.xml.rels": RELATIONS}
    package = Package(packed(**parts))
    assert set(package.parts) == {"_rels/.rels", "xl/a.xml", "xl/_rels/book.xml.rels"}
    assert package.related("") == {
        "r1": ("officeDocument", "xl/book.xml"), "r2": ("worksheet", "xl/a.xml"),
    }  # fmt: skip
    assert package.related("xl/Book.xml")["r2"] == ("worksheet", "xl/a.xml")
    assert package.related("xl/a.xml") == {}
    package.close()
    assert package.zip.fp is None


def test_elements_are_given_without_prefix_and_texts_whole():
    assert walked('<x:a xmlns:x="u" b="c">té&amp;xt<b/></x:a>') == [
        ("a", {"xmlns:x": "u", "b": "c"}), "té&xt", ("b", {}), "/b", "/a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"text", f"is not an .xlsx workbook → {SHEET}"),
        (b"", f"is not an .xlsx workbook → {SHEET}"),
        (b"\xd0\xcf\x11\xe0", f"is an old Excel or Word file, or has a password → {SHEET}"),
        (b"PK\x03", f"is damaged → {AGAIN}"), (b"PK" + b"x" * 100, f"is damaged → {AGAIN}"),
        (packed(a=b"0" * 20_000_000), BOMB),
    ],
    ids=["text", "nothing", "old", "short", "noise", "bomb"],
)  # fmt: skip
def test_what_is_no_workbook_is_told(content, said):
    assert refused(lambda: Package(content)) == said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b"<a>", f"is damaged → {AGAIN}"), (b"", f"is damaged → {AGAIN}"),
        (b"<a/>x", f"is damaged → {AGAIN}"), (b"<a>&b;</a>", f"is damaged → {AGAIN}"),
        (b"<?xml version='1.0' encoding='x-none'?><a/>", f"is damaged → {AGAIN}"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>',
         f"declares XML entities, which no spreadsheet program writes → {SHEET}"),
        (b"<!DOCTYPE a><a/>",
         f"declares XML entities, which no spreadsheet program writes → {SHEET}"),
        (b"<a>" + b" " * 94 + b"</a>", BOMB),
    ],
    ids=["open", "nothing", "more", "entity", "encoding", "entities", "type", "large"],
)  # fmt: skip
def test_a_part_that_is_broken_or_dangerous_is_refused(part, said):
    assert refused(lambda: walked(part, most=100)) == said


def test_a_part_may_be_as_large_as_allowed():
    assert len(walked(b"<a>" + b" " * 93 + b"</a>", most=100)) == 3


def test_a_part_that_is_missing_or_packed_in_another_way():
    nothing = lambda name, given: None  # noqa: E731
    assert refused(lambda: Package(packed(a=b"<a/>")).parse("b", nothing)) == told_damaged()
    other = packed(zipfile.ZIP_BZIP2, a=b"<a/>")
    assert refused(lambda: Package(other).parse("a", nothing)) == told_damaged()
    stored = packed(zipfile.ZIP_STORED, a=b"<a/>")
    Package(stored).parse("a", nothing)
    locked = bytearray(packed(a=b"<a/>"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refused(lambda: Package(bytes(locked)).parse("a", nothing)) == told_damaged()


def told_damaged():
    return f"{damaged().message} → {damaged().hint}"


def test_all_parts_together_have_a_limit(monkeypatch):
    nothing = lambda name, given: None  # noqa: E731
    part = b"<a>" + b" " * 93 + b"</a>"
    package = Package(packed(a=part, b=part))
    package.left = 150
    package.parse("a", nothing)
    assert package.left == 50
    assert refused(lambda: package.parse("b", nothing)) == BOMB
    monkeypatch.setattr(xlsx_package, "MOST_UNFOLDED", 200)
    Package(packed(a=part, b=part))
    monkeypatch.setattr(xlsx_package, "MOST_UNFOLDED", 199)
    assert refused(lambda: Package(packed(a=part, b=part))) == BOMB


def test_a_file_that_is_not_there_or_too_large(tmp_path, monkeypatch):
    assert refused(lambda: Package(tmp_path / "none.xlsx")) == (
        "cannot be read: No such file or directory → "
    )
    content = packed(a=b"<a/>")
    (tmp_path / "x.xlsx").write_bytes(content)
    assert list(Package(tmp_path / "x.xlsx").parts) == ["a"]
    monkeypatch.setattr(xlsx_package, "MOST_BYTES", len(content))
    assert list(Package(tmp_path / "x.xlsx").parts) == ["a"]
    monkeypatch.setattr(xlsx_package, "MOST_BYTES", len(content) - 1)
    for source in (content, tmp_path / "x.xlsx"):
        assert refused(lambda source=source: Package(source)) == (
            "is larger than 0 megabytes → split it into several files"
        )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["xl/workbook.bin"], "is a binary workbook"), (["content.xml"], "is an OpenDocument file"),
        (["a"], "is not an .xlsx workbook"), ([], "is not an .xlsx workbook"),
    ],
)  # fmt: skip
def test_other_formats_by_the_names_of_their_parts(names, said):
    assert (not_xlsx(names).message, not_xlsx(names).hint) == (said, SHEET)
