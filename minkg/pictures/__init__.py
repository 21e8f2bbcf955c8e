"""Drawings for a meeting, in six languages.

Read in this order: drawing, views, catalogue.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "ARABIC",
    "FAMILY",
    "HAN",
    "VIEWS",
    "Picture",
    "Scene",
    "Style",
    "Wish",
    "advance",
    "draw",
    "files_for",
    "own_files",
    "palette",
    "wrap",
]

if TYPE_CHECKING:
    from minkg.pictures.catalogue import VIEWS, draw
    from minkg.pictures.drawing.fonts import ARABIC, FAMILY, HAN, advance, files_for, own_files
    from minkg.pictures.drawing.palettes import palette
    from minkg.pictures.drawing.picture import Picture
    from minkg.pictures.drawing.scene import Scene, Wish
    from minkg.pictures.drawing.text import Style, wrap

__getattr__ = face(
    __name__,
    {
        "ARABIC": "drawing.fonts",
        "FAMILY": "drawing.fonts",
        "HAN": "drawing.fonts",
        "Picture": "drawing.picture",
        "Scene": "drawing.scene",
        "Style": "drawing.text",
        "VIEWS": "catalogue",
        "Wish": "drawing.scene",
        "advance": "drawing.fonts",
        "draw": "catalogue",
        "files_for": "drawing.fonts",
        "own_files": "drawing.fonts",
        "palette": "drawing.palettes",
        "wrap": "drawing.text",
    },
)
