"""The report of a graph as page, paper, slides, workbook.

Read in this order: content, blocks, speaker, catalogue, sections, lists, tables, method,
report, formats.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = ["write", "writer_of"]

if TYPE_CHECKING:
    from minkg.briefing.catalogue import write, writer_of

__getattr__ = face(__name__, {"write": "catalogue", "writer_of": "catalogue"})
