"""Colours: few hues, and figures that can be read on every one."""

import re
from typing import TYPE_CHECKING

import pytest

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.palettes import PALETTES, palette
from minkg.words.errors import NotFound

if TYPE_CHECKING:
    pass


@pytest.mark.ci
@pytest.mark.parametrize("palette", PALETTES)
def test_few_hues_and_readable_figures(kg: KnowledgeGraph, palette: str) -> None:
    for wanted in (("stage-topic",), ("network",), ("overlap",)):
        svg = draw(kg, *wanted, palette=palette).svg
        hues = {hue for colour in re.findall(r'"#([0-9a-f]{6})"', svg) if (hue := hue_of(colour))}
        assert len(hues) <= (0 if palette == "grey" else 6), hues
    for part in range(101):
        fill, ink = PALETTES[palette].cell(part / 100)
        assert contrast(fill, ink) >= 4.5


def hue_of(colour: str) -> int | None:
    """Give the sixth of the colour circle, counted from 1; nothing for greys."""
    import colorsys

    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, _ = colorsys.rgb_to_hls(red, green, blue)
    return None if max(red, green, blue) - min(red, green, blue) < 0.09 else int(hue * 12) + 1


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", PALETTES)
def test_shades_run_from_pale_to_dark(name: str) -> None:
    shades = [luminance(PALETTES[name].shade(part / 10)) for part in range(11)]
    assert shades == sorted(shades, reverse=True)
    assert PALETTES[name].shade(-1) == PALETTES[name].shade(0)
    assert PALETTES[name].shade(2) == PALETTES[name].shade(1)
    assert contrast(PALETTES[name].strong, "#ffffff") > 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_no_two_groups_look_alike(name: str) -> None:
    looks = [look[:3] for look in PALETTES[name].looks.values()]
    assert len(set(looks)) == len(looks) == 6
    assert all(contrast(look.stroke, "#ffffff") >= 2.8 for look in PALETTES[name].looks.values())


def test_a_palette_that_is_not_there() -> None:
    assert palette("grey") is PALETTES["grey"]
    with pytest.raises(NotFound, match="no palette is called 'gray'") as told:
        palette("gray")
    assert "did you mean `grey`" in told.value.text()
