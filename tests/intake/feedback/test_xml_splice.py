"""Parts of a workbook change where they must, and nowhere else."""

import re

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


@pytest.mark.parametrize("content", [b"<a>", b"", b"<!DOCTYPE a><a/>", b"\xff\xfe<\0"])
def test_what_is_broken_is_damaged(content):
    with pytest.raises(BadInput, match="is damaged"):
        XmlPart(content)


@given(st.text())
def test_any_text_can_stand_in_a_part(text):
    part = XmlPart(b"<a></a>")
    part.append(part.root, escaped(text))
    found = XmlPart(part.written())
    kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert re.sub("_x005F_(?=x)", "_", found.text(found.root)) == kept
