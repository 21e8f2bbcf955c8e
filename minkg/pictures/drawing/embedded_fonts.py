"""The letters of a picture inside the file, so that it looks the same on every machine.

FiraGO is cut down to the signs that stand in the picture. Chinese signs are one em wide in
every font, so they may be drawn with the reader's own.
"""

import base64
import io
from functools import cache
from typing import Any

from minkg.pictures.drawing.fonts import FAMILY, face

_FEATURES = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "mark", "mkmk", "kern"]
_WEIGHTS = {False: 400, True: 700}


def font_faces(text: str, *, bold: bool = True) -> str:
    """Give CSS with the font for these signs."""
    weights = (False, True) if bold else (False,)
    signs = "".join(sorted(set(text)))
    return "".join(
        f"@font-face{{font-family:{FAMILY};font-weight:{_WEIGHTS[one]};"
        f"src:url(data:font/woff;base64,{_subset(signs, one)}) format('woff')}}"
        for one in weights
    )


@cache
def _subset(signs: str, bold: bool) -> str:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font: Any = TTFont(io.BytesIO(face(bold)), recalcTimestamp=False, lazy=True)
    options = subset.Options()
    options.hinting, options.layout_features = False, _FEATURES
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(font)
    font.flavor = "woff"
    stream = io.BytesIO()
    font.save(stream)
    return base64.b64encode(stream.getvalue()).decode()
