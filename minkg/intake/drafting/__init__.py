"""Records become facts, judged, and a plan of what is taken.

Read in this order: row, file_draft, drafter, pieces, reading, companions, validating, planning.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = ["Drafter", "New", "read_named", "take_drafts"]

if TYPE_CHECKING:
    from minkg.intake.drafting.drafter import Drafter
    from minkg.intake.drafting.reading import New, read_named, take_drafts

__getattr__ = face(
    __name__,
    {"Drafter": "drafter", "New": "reading", "read_named": "reading", "take_drafts": "reading"},
)
