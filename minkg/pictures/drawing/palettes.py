"""Colours that colour-blind readers and grey printers can tell apart.

A figure in a cell stands on one hue from pale to dark; groups of classes are told by a
pale fill, a dark outline and the shape of the corners, so that grey print loses nothing.
"""

from typing import NamedTuple

from minkg.pictures.drawing.text import INK
from minkg.words import N_
from minkg.words.lookup import pick


class Look(NamedTuple):
    """The look of a group of classes: fill, outline, radius of the corners, and its name."""

    fill: str
    stroke: str
    radius: float
    name: str


LOOKS = {
    "instrument": Look("#dcebfa", "#1d5a96", 3, "instrument"),
    "organization": Look("#ffffff", "#24292f", 0, N_("organization or person")),
    "process": Look("#dff2e1", "#22703a", 12, N_("process or meeting")),
    "plan": Look("#fdebd3", "#9a5a00", 7, N_("proposal, recommendation or lesson")),
    "document": Look("#eceef0", "#57606a", 0, N_("document or figure")),
    "concept": Look("#efe6f7", "#6a3d9a", 10, N_("concept")),
}
_GREYS = {
    "instrument": ("#e4e4e4", "#222222"), "organization": ("#ffffff", "#222222"),
    "process": ("#f4f4f4", "#777777"), "plan": ("#cfcfcf", "#222222"),
    "document": ("#ffffff", "#999999"), "concept": ("#dadada", "#777777"),
}  # fmt: skip
Colour = tuple[int, int, int]


class Palette(NamedTuple):
    """The two ends of the hue of figures, and the looks of groups."""

    pale: Colour
    dark: Colour
    looks: dict[str, Look]

    def shade(self, part: float) -> str:
        """Give the colour between pale (0) and dark (1)."""
        part = min(max(part, 0.0), 1.0)
        mixed = (round(a + (b - a) * part) for a, b in zip(self.pale, self.dark, strict=True))
        return "#" + "".join(f"{one:02x}" for one in mixed)

    def cell(self, part: float) -> tuple[str, str]:
        """Give the fill of a cell and the ink of its figure; middle shades are left out.

        >>> PALETTES["grey"].cell(0)[1] != PALETTES["grey"].cell(1)[1]
        True
        """
        if part < 0.5:
            return self.shade(part * 0.86), INK
        return self.shade(0.7 + (part - 0.5) * 0.6), "#ffffff"

    @property
    def strong(self) -> str:
        """The dark end, for dots and bars."""
        return self.shade(0.85)


PALETTES = {
    "violet": Palette((0xE6, 0xE1, 0xF0), (0x4A, 0x14, 0x86), LOOKS),
    "blue": Palette((0xDC, 0xE9, 0xF6), (0x08, 0x40, 0x81), LOOKS),
    "green": Palette((0xDF, 0xF0, 0xE3), (0x00, 0x50, 0x2B), LOOKS),
    "grey": Palette(
        (0xEC, 0xEC, 0xEC), (0x26, 0x26, 0x26),
        {k: LOOKS[k]._replace(fill=f, stroke=s) for k, (f, s) in _GREYS.items()},
    ),
}  # fmt: skip


def palette(name: str) -> Palette:
    """Give the palette of that name."""
    return pick(name, PALETTES, "no palette is called '{name}'")
