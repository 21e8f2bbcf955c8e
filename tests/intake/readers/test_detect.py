"""What kind of file it is, whatever it is called."""

import codecs
import io
import zipfile

import pytest

from minkg.intake.readers import detect as module
from minkg.intake.readers.detect import CHOICES, detect, encoding_of, text_of
from minkg.words import BadInput

RDF = b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
SHEET = "open it in a spreadsheet program, and save it as .xlsx or .csv"
COPY = "put its table into a sheet, and save that as .xlsx or .csv"
UNPACK = "unpack it, and give the files inside"
GIVE = f"give the data itself, in a file such as: {CHOICES}"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", "csv"), (b"a;b\n", "csv"), (b"a\tb\n", "csv"), (b"a|b\n", "csv"),
        (b"PK,name\n1,a\n", "csv"), (b"PKID;name\n", "csv"), (b'"a:b",c\n', "csv"),
        (b'[{"a": 1}]', "json"), (b'{"a": 1}', "json"), (b"{}", "json"), (b" [ ] ", "json"),
        (b'{"@id": "x"}', "jsonld"), (b'[{"@graph" : []}]', "jsonld"),
        (b"a: b\n", "yaml"), (b"- a\n", "yaml"), (b"---\na: b\n", "yaml"), (b"%YAML 1.1\n", "yaml"),
        (b"{a: b}", "yaml"), (b"[{a: b}]", "yaml"), (b"# remark\na: b\n", "yaml"),
        (b"PREFIX a: <b>", "trig"), (b"@prefix a: <b> .", "trig"), (b"BASE <x>", "trig"),
        (b"GRAPH <x> { }", "trig"), (b":a a :b .", "trig"), (b"# remark\n<a> a <b> .", "trig"),
        (b"<a:b> <a:c> <a:d> .\n", "ntriples"), (b'_:b <a:c> "x"@en .', "ntriples"),
        (b'<a:b> <a:c> "1"^^<a:e> . # remark\n\n# more', "ntriples"),
        (b"<a:b> <a:c> <a:d> <a:e> .\n", "nquads"), (b'<a:b> <a:c> "x" _:g .\n', "nquads"),
        (RDF, "rdfxml"), (b"<?xml version='1.0'?>\n<!-- x -->" + RDF, "rdfxml"),
        ("a;b\n".encode("utf-16"), "csv"), ("a: b\n".encode("utf-16-be"), "yaml"),
        ("a;b\n".encode("utf-32"), "csv"), (codecs.BOM_UTF8 + b'{"a": 1}', "json"),
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_content_tells(content, kind):
    assert detect(content, "x") == kind


@pytest.mark.parametrize(
    ("content", "shown", "kind"),
    [
        (b"a;b\n", "x.json", "csv"), (b"a: b\n", "x.csv", "yaml"),
        (b'{"@id": "x"}', "x.json", "jsonld"),
        (b'{"a": 1}', "x.JSONLD", "jsonld"), (b'{"a": 1}', "x.yaml", "yaml"),
        (b"{a: b}", "x.json", "json"), (b"@prefix a: <b> .", "x.ttl", "turtle"),
        (b"@prefix a: <b> .", "x.nt", "trig"), (b"a: b, c\n", "x.csv", "csv"),
        (b"a: b, c\n", "x.yml", "yaml"), (b"word\n", "x.csv", "csv"), (b"word\n", "x.tsv", "csv"),
        (RDF, "x.ttl", "rdfxml"), (b"### name (en)\n\nSand", "x.md", "issue"),
        (b"### name (en)\n\na: b", "x.yaml", "yaml"), (b"word", "x.nq", "nquads"),
        (b"word", "x.owl", "rdfxml"), (b"word", "x.trig", "trig"), (b"word", "x.nt", "ntriples"),
        (b"word", "x.rdf", "rdfxml"), (b"word", "x.json", "json"), (b"word", "x.jsonld", "jsonld"),
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_the_ending_decides_where_content_leaves_it_open(content, shown, kind):
    assert detect(content, shown) == kind


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def test_a_workbook_among_archives():
    assert detect(zipped("[Content_Types].xml", "xl/workbook.xml"), "x.zip") == "xlsx"


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b"%PDF-1.7", "is a PDF document", COPY), (b"{\\rtf1", "is a text document", COPY),
        (b"\xd0\xcf\x11\xe0", "is an old Excel or Word file, or has a password", SHEET),
        *((sign, "is a picture", COPY)
          for sign in (b"\x89PNG", b"\xff\xd8\xff", b"GIF89a", b"II*\0", b"MM\0*", b'<svg a=""/>')),
        *((sign, "is a compressed file", UNPACK)
          for sign in (b"\x1f\x8b", b"BZh9", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"(\xb5/\xfd")),
        (zipped("a"), "is a compressed file", UNPACK), (zipped(), "is a compressed file", UNPACK),
        (zipped("word/document.xml"), "is a Word document", COPY),
        (zipped("ppt/slides"), "is a presentation", COPY),
        (zipped("content.xml"), "is an OpenDocument file", SHEET),
        (zipped("xl/a", "xl/workbook.bin"), "is a binary workbook", SHEET),
        (b"PK\x03\x04", "is damaged", "get the file again, or save it again"),
        (b"", "is empty", "give a file with at least one entry"),
        (b"\xef\xbb\xbf \n", "is empty", "give a file with at least one entry"),
        (b"<!doctype html><p>", "is a web page", GIVE), (b"<HTML>", "is a web page", GIVE),
        (b"<?xml version='1.0'?><html/>", "is a web page", GIVE),
        (b'<a b="c"/>', "is XML, but not RDF", "save it as RDF/XML or Turtle"),
        (b"abc\0", "is of a kind that minkg does not read", GIVE),
        (b"word", "is of a kind that minkg does not read", GIVE),
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_what_is_not_read_is_told_with_a_way_out(content, said, hint):
    with pytest.raises(BadInput) as caught:
        detect(content, "x.dat")
    assert str(caught.value) == f"x.dat: {said}\n\nhint: {hint}"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (codecs.BOM_UTF8 + b"a", "utf-8-sig"), ("a".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + b"\0a", "utf-16"), ("a".encode("utf-32"), "utf-32"),
        (codecs.BOM_UTF32_BE + b"\0\0\0a", "utf-32"), ("ab".encode("utf-16-le"), "utf-16-le"),
        ("ab".encode("utf-16-be"), "utf-16-be"), (b"ab", "utf-8"), (b"a", "utf-8"), (b"", "utf-8"),
        (b"\0\0a", "utf-8"), (b"\0", "utf-8"),
    ],
)  # fmt: skip
def test_encodings(content, encoding):
    assert encoding_of(content) == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_the_text_has_no_mark(encoding):
    assert text_of("a: é".encode(encoding), "x") == "a: é"


def test_a_text_that_is_none(monkeypatch):
    with pytest.raises(BadInput) as caught:
        text_of(b"a\nb\n\xff", "x")
    assert str(caught.value) == (
        "x:3: is not UTF-8 text\n\nhint: save the file with the encoding UTF-8"
    )
    monkeypatch.setattr(module, "MOST_BYTES", 2)
    assert text_of(b"ab", "x") == "ab"
    with pytest.raises(BadInput) as large:
        text_of(b"abc", "x")
    assert str(large.value) == (
        "x: is larger than 0 megabytes\n\nhint: split it into several files"
    )
