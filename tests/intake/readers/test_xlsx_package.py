"""The parts of a workbook, however its program names them, and none that could do harm."""

import io
import zipfile

import pytest

from minkg.intake.readers import xlsx_package
from minkg.intake.readers.xlsx_package import Package, not_xlsx
from minkg.words import BadInput

RELATIONS = (
    b'<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/XL\\Book.xml"/>'
    b'<Relationship Id="r2" Type="http://x/worksheet" Target="../xl/a.xml"/></Relationships>'
)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_parts_and_what_they_refer_to():
    package = Package(packed(**{"_rels/.rels": RELATIONS, "XL\\A.xml": b"<a/>"}))
    assert package.related("") == {
        "r1": ("officeDocument", "xl/book.xml"), "r2": ("worksheet", "xl/a.xml"),
    }  # fmt: skip
    assert package.related("xl/a.xml") == {}
    seen = []
    package.parse("xl/a.xml", lambda name, given: seen.append(name))
    assert seen == ["a"]
    package.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"text", "is not an .xlsx workbook"), (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"PK\x03", "is damaged"), (b"PK" + b"x" * 100, "is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told(content, said):
    with pytest.raises(BadInput, match=said):
        Package(content)


def test_what_is_missing_broken_or_dangerous_is_refused():
    for part, said in (
        (b"<a>", "is damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "XML entities"),
    ):
        with pytest.raises(BadInput, match=said):
            Package(packed(a=part)).parse("a", lambda name, given: None)
    with pytest.raises(BadInput, match="is damaged"):
        Package(packed(a=b"<a/>")).parse("b", lambda name, given: None)
    with pytest.raises(BadInput, match="would unfold"):
        Package(packed(a=b"<a>" + b" " * 500 + b"</a>")).parse(
            "a", lambda name, given: None, most=100
        )
    with pytest.raises(BadInput, match="would unfold"):
        Package(packed(a=b"0" * 300_000_000))


def test_a_file_that_is_not_there_or_too_large(tmp_path, monkeypatch):
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        Package(tmp_path / "none.xlsx")
    (tmp_path / "x.xlsx").write_bytes(b"PK" * 10)
    monkeypatch.setattr(xlsx_package, "MOST_BYTES", 5)
    with pytest.raises(BadInput, match="is larger than"):
        Package(tmp_path / "x.xlsx")


def test_other_formats_by_the_names_of_their_parts():
    assert "binary workbook" in str(not_xlsx(["xl/workbook.bin"]))
    assert "OpenDocument" in str(not_xlsx(["content.xml"]))
    assert "is not an .xlsx workbook" in str(not_xlsx())
