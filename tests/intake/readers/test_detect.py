"""What kind of file it is, whatever it is called."""

import codecs
import io
import zipfile

import pytest

from minkg.intake.readers.detect import detect, encoding_of, text_of
from minkg.intake.readers.records import MOST_BYTES
from minkg.words import BadInput


@pytest.mark.parametrize(
    ("content", "shown", "kind"),
    [
        (b"a,b\n1,2\n", "x", "csv"), (b"a;b\n", "x.json", "csv"), (b'[{"a": 1}]', "x", "json"),
        (b'{"@id": "x"}', "x.json", "jsonld"), (b"a: b\n", "x.csv", "yaml"),
        (b"PREFIX a: <b>", "x.csv", "trig"), (b"@prefix a: <b> .", "x.ttl", "turtle"),
        (b"<a:b> <a:c> <a:d> .\n", "x", "ntriples"),
        (b"<a:b> <a:c> <a:d> <a:e> .\n", "x", "nquads"),
        (b"### name (en)\n\nSand", "x.md", "issue"),
        (b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "x", "rdfxml"),
        ("a;b\n".encode("utf-16"), "x", "csv"),
    ],
)  # fmt: skip
def test_content_tells(content, shown, kind):
    assert detect(content, shown) == kind


def zipped(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "x")
    return out.getvalue()


def test_workbooks_among_archives():
    assert detect(zipped("xl/workbook.xml"), "x.zip") == "xlsx"
    for name, said in (
        ("word/document.xml", "Word"),
        ("content.xml", "OpenDocument"),
        ("a", "compressed"),
    ):
        with pytest.raises(BadInput, match=said):
            detect(zipped(name), "x.xlsx")
    with pytest.raises(BadInput, match="is damaged"):
        detect(b"PK\x03\x04", "x.xlsx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "PDF"), (b"\x89PNG", "picture"), (b" \n", "is empty"),
        (b"abc\0", "of a kind"),
        (b"<!doctype html><p>", "web page"), (b'<a b="c"/>', "XML, but not RDF"),
        (b"word", "of a kind"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told_with_a_way_out(content, said):
    with pytest.raises(BadInput, match=said) as caught:
        detect(content, "x.dat")
    assert str(caught.value.place) == "x.dat"
    assert caught.value.hint


def test_encodings():
    assert encoding_of(codecs.BOM_UTF8 + b"a") == "utf-8-sig"
    assert encoding_of("ab".encode("utf-16-le")) == "utf-16-le"
    assert text_of("é".encode("utf-16"), "x") == "é"
    with pytest.raises(BadInput, match=r"x:2: is not UTF-8 text"):
        text_of(b"a\n\xff", "x")
    with pytest.raises(BadInput, match="larger than 64 megabytes"):
        text_of(b" " * (MOST_BYTES + 1), "x")
