"""Parts of a workbook change where they must, and nowhere else."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.intake.feedback.xml_splice import XmlPart, escaped
from minkg.words import BadInput

PART = b'<?xml version="1.0"?>\n<x:a  k = "v">\r\n<x:b/><x:c>one &amp; two</x:c><d><b/></d></x:a>'


def test_what_is_not_changed_stays_byte_for_byte():
    assert XmlPart(PART).written() == PART


def test_names_texts_and_what_stands_inside():
    part = XmlPart(PART)
    assert (part.root.name, part.prefix) == ("a", "x:")
    assert len(part.named("b")) == 2
    assert len(part.named("b", part.named("d")[0])) == 1
    assert part.text(part.named("c")[0]) == "one & two"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (b"a &lt; &#x42;&#67; &apos;", "a < BC '"),
        (b"one <![CDATA[&amp; <two>]]>", "one &amp; <two>"),
        (b"one<!-- &lt; -->, two<?x y?>", "one, two"),
        (b"a\r\nb\rc&#13;", "a\nb\nc\r"),
        (b"&#x91;", "\x91"),
        (b"", ""),
    ],
)
def test_a_text_is_what_a_reader_of_xml_reads(inner, text):
    part = XmlPart(b"<a>%s</a>" % inner)
    assert part.text(part.root) == text
    assert part.text(part.root) == (ElementTree.fromstring(part.content).text or "")


@pytest.mark.parametrize("declared", ['<?xml version="1.0" encoding="utf-16LE"?>', ""])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_becomes_utf_8_and_its_words_stay(declared, encoding):
    part = XmlPart(f"\ufeff{declared}<a>utf-16 é</a>".encode(encoding))
    assert part.text(part.root) == "utf-16 é"
    assert part.written().endswith("<a>utf-16 é</a>".encode())
    assert b"LE" not in part.written()


def test_elements_know_where_they_are():
    part = XmlPart(PART)
    spans = [(e.name, e.depth, e.empty, part.content[e.start : e.end]) for e in part.elements[1:]]
    assert spans == [
        ("b", 1, True, b"<x:b/>"), ("c", 1, False, b"<x:c>one &amp; two</x:c>"),
        ("d", 1, False, b"<d><b/></d>"), ("b", 2, True, b"<b/>"),
    ]  # fmt: skip
    assert part.root.given == {"k": "v"}
    assert XmlPart(b"<a/>").prefix == ""


def test_changes_at_one_place_stand_in_the_order_they_were_made():
    part = XmlPart(b"<a/>")
    part.append(part.root, "<b/>")
    assert part.written() == b"<a><b/></a>"
    part = XmlPart(b"<a></a>")
    part.append(part.root, "1")
    part.append(part.root, "2")
    assert part.written() == b"<a>12</a>"


def test_each_kind_of_change():
    part = XmlPart(PART)
    part.append(part.named("b")[0], "<y/>")
    part.append(part.named("c")[0], " é")
    part.remove(part.named("d")[0])
    part.set(part.root, "k", '<"')
    part.set(part.root, "none", "x")
    assert part.written() == (
        b'<?xml version="1.0"?>\n<x:a  k = "&lt;&quot;">\r\n<x:b><y/></x:b>'
        b"<x:c>one &amp; two &#233;</x:c></x:a>"
    )


def test_what_is_skipped_is_not_looked_into():
    assert XmlPart(PART, skipped="d").named("b")[0].start < PART.index(b"<d>")
    assert len(XmlPart(PART, skipped="d").named("b")) == 1


@pytest.mark.parametrize(
    "content", [b"<a>", b"", b"<!DOCTYPE a><a/>", b"\xff\xfe<\0", b"<a>&e;</a>"]
)
def test_what_is_broken_is_damaged(content):
    with pytest.raises(BadInput, match="is damaged"):
        XmlPart(content)


@given(st.text())
def test_any_text_can_stand_in_a_part(text):
    part = XmlPart(b"<a></a>")
    part.append(part.root, escaped(text))
    found = XmlPart(part.written())
    kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    kept = re.sub("\r\n?", "\n", kept)  # as every reader of XML does
    assert re.sub("_x005F_(?=x)", "_", found.text(found.root)) == kept
