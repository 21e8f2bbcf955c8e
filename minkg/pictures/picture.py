"""A picture and its file formats."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minkg.errors import MinkgError
from minkg.language import translate
from minkg.pictures.fonts import FAMILY, files_for
from minkg.pictures.svg import GREY, Drawing, Style, height, wrap
from minkg.places import write_file
from minkg.table import plain

if TYPE_CHECKING:
    from minkg.graph import Graph

FORMATS = (".svg", ".png")
MARGIN = 28.0
TITLE, NOTE = Style(23, bold=True), Style(12.5, fill=GREY)
_SOURCE = """PREFIX mk: <https://w3id.org/minkg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT (COUNT(DISTINCT ?p) AS ?passages) (COUNT(DISTINCT ?d) AS ?documents) WHERE {
  ?p a mk:Passage ; dcterms:isPartOf ?d ; mk:reviewState ?state %s}"""
_VERSION = """SELECT ?version ?date WHERE {
  <https://w3id.org/minkg/ontology> <http://www.w3.org/2002/07/owl#versionInfo> ?version
  OPTIONAL { <https://w3id.org/minkg/ontology> <http://purl.org/dc/terms/modified> ?date } }
ORDER BY ?version ?date"""


@dataclass(frozen=True)
class Picture:
    """A drawing for a meeting: SVG text, and its title.

    >>> Picture("<svg/>", "nothing").save("picture.gif")
    Traceback (most recent call last):
    minkg.errors.MinkgError: error: '.gif' is not a format of pictures
    <BLANKLINE>
    hint: choose one of: .svg, .png
    """

    svg: str
    title: str

    def png(self, scale: float = 2.0) -> bytes:
        """Draw it in pixels: `scale` times as wide and high as the SVG says.

        Raises Unavailable where no font has the signs, which happens with Chinese.
        """
        import resvg_py

        files = files_for(_visible_text(self.svg))
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=self.svg, zoom=scale, skip_system_fonts=True,
                font_files=[str(path) for path in files],
                font_family=FAMILY, sans_serif_family=FAMILY,
            )
        )  # fmt: skip

    def save(self, path: str | Path) -> None:
        """Write a file; its ending is the format: .svg or .png."""
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix not in FORMATS:
            raise MinkgError(
                "'{suffix}' is not a format of pictures", hint="choose one of: {choices}",
                suffix=target.suffix, choices=", ".join(FORMATS),
            )  # fmt: skip
        content = self.svg.encode() if suffix == ".svg" else self.png()
        write_file(target, content)


def _visible_text(svg: str) -> str:
    return html.unescape(re.sub(r"<title>.*?</title>|<[^>]*>", "", svg, flags=re.DOTALL))


def name_lines(name: str, width: float, style: Style, lines: int = 3) -> list[str]:
    """Break a name into lines; the star of an unofficial name stays, behind its last word.

    >>> name_lines("Observatory for all the sand *", 90, Style(13), 2)
    ['Observatory', 'for all the s… *']
    """
    if not name.endswith(" *"):
        return wrap(name, width, style, lines)
    rows = wrap(name.removesuffix(" *"), width - style.size, style, lines)
    return [*rows[:-1], f"{rows[-1]} *"]


def heading(drawing: Drawing, title: str, subtitle: str) -> float:
    """Write title and subtitle at the top; give the y below them."""
    y = MARGIN - 6
    room = drawing.width - 2 * MARGIN
    for text, style in ((title, TITLE), (subtitle, NOTE._replace(size=13.5))):
        lines = wrap(text, room, style, 4)
        drawing.text(MARGIN, y, lines, style)
        y += height(lines, style) + 6
    return y + 8


def footing(drawing: Drawing, y: float, notes: list[str]) -> float:
    """Write small notes under a picture; give the height of the whole."""
    for note in notes:
        lines = wrap(note, drawing.width - 2 * MARGIN, NOTE, 4)
        drawing.text(MARGIN, y, lines, NOTE)
        y += height(lines, NOTE) + 3
    return y + MARGIN - 10


def source(kg: "Graph", lang: str) -> str:
    """Say what a picture was drawn from: passages, documents, version of the data."""
    from minkg import __version__

    checked = kg.graphs is not None
    asked = _SOURCE % ('FILTER(?state = "checked") ' if checked else "")
    passages, documents = (plain(term) for term in kg.select(asked).rows[0])
    found = kg.select(_VERSION).rows
    version = " ".join(plain(term) for term in found[0] if term) if found else "?"
    note = translate(
        "Source: passages read ({passages}) in documents ({documents}); "
        "data {version}; minkg {program}",
        lang,
    ).format(passages=passages, documents=documents, version=version, program=__version__)
    only = translate("Only facts that somebody compared with the text are shown.", lang)
    return f"{note}. {only}" if checked else note


STAR = "* translated by minkg, not an official name"
