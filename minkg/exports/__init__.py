"""The whole graph in the formats of other programs.

Read in this order: tables, networks, formats.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = ["EXPORT_FORMATS", "export", "quads_text"]

if TYPE_CHECKING:
    from minkg.exports.formats import EXPORT_FORMATS, export, quads_text

__getattr__ = face(
    __name__, {"EXPORT_FORMATS": "formats", "export": "formats", "quads_text": "formats"}
)
