"""Shapes as SVG: mirrored for Arabic, harmless whatever the text."""

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.svg import _CONTROL, HATCH, Box, Canvas, SvgWriter, escape, number
from minkg.pictures.drawing.text import Style

if TYPE_CHECKING:
    pass


def test_arabic_is_isolated_mirrored_and_physically_anchored(kg: KnowledgeGraph) -> None:
    svg = draw(kg, "stage-topic", lang="ar").svg
    assert 'direction="ltr" style="direction:ltr"' in svg
    assert "rtl" not in svg
    arabic = re.findall(r"<text[^>]*>([^<]*[\u0600-\u06ff][^<]*)</text>", svg)
    assert arabic
    assert all(text[0] == "\u2067" and text[-1] == "\u2069" for text in arabic)
    assert svg.count('text-anchor="end"') > svg.count('text-anchor="start"')


def drawn(lang: str, *, links: bool = False) -> str:
    canvas = Canvas()
    with canvas.tooltip("<tip> & 'more'", "a--b"):
        canvas.rect(Box(10, 20, 30, 40), fill="#fff", stroke="#000", dash="3 3")
        canvas.text(10, 20, ["one", "two"], Style(10, bold=True, anchor="end"))
    canvas.dot(50, 60, 5, fill="#123456")
    canvas.line((0, 0), (10, 0), (10, 5), stroke="none", fill=HATCH)
    canvas.curve((0, 0), (100, 50), "#999")
    return SvgWriter(200, lang, links=links).document(canvas, 100, "Title <b>")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_drawn_is_xml(lang: str) -> None:
    root = ElementTree.fromstring(drawn(lang))
    assert root.attrib["viewBox"] == "0 0 200 100"
    assert root[0].text == "Title <b>"
    assert [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")] == ["one", "two"]


def test_arabic_mirrors_every_place() -> None:
    one, other = (ElementTree.fromstring(drawn(lang)) for lang in ("en", "ar"))
    tag = "{http://www.w3.org/2000/svg}"
    for name, key, width in (("circle", "cx", 0), ("text", "x", 0), ("rect", "x", 30)):
        left = [float(e.attrib[key]) for e in one.iter(tag + name) if key in e.attrib]
        right = [float(e.attrib[key]) for e in other.iter(tag + name) if key in e.attrib]
        assert left != []
        assert right == [200 - x - width for x in left]
    anchors = [[e.attrib["text-anchor"] for e in x.iter(tag + "text")] for x in (one, other)]
    assert anchors == [["end", "end"], ["start", "start"]]


def test_links_are_written_only_where_they_lead_somewhere() -> None:
    assert "<a " not in drawn("en")
    assert '<a href="#a--b"><title>&lt;tip&gt; &amp; &#x27;more&#x27;</title>' in drawn(
        "en", links=True
    )


def test_a_canvas_is_put_on_another() -> None:
    small, large = Canvas(), Canvas()
    small.text(1, 2, "word", Style(10))
    with small.tooltip("tip"):
        small.rect(Box(3, 4, 5, 6))
    small.line((0, 0), (1, 1), stroke="#000")
    small.marks.add("?")
    large.place(small, 100, 50)
    word, group, line = large.shapes
    assert (word.x, word.y) == (101, 62)
    assert group.shapes[0].box == Box(103, 54, 5, 6)
    assert line.steps == (("M", (100, 50)), ("L", (101, 51)))
    assert (large.texts, large.marks) == (["word"], {"?"})


@given(st.text(st.characters(), max_size=30))
def test_any_text_is_harmless(text: str) -> None:
    shown = ElementTree.fromstring(f"<a>{escape(text)}</a>").text or ""
    assert "".join(shown.split()) == "".join(_CONTROL.sub("\ufffd", text).split())


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (-0.04, "0"), (1.25, "1.2"), (-2.06, "-2.1")]
)
def test_coordinates(value: float, text: str) -> None:
    assert number(value) == text
