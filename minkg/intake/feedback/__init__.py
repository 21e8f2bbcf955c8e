"""What was wrong, told in the user’s own file.

Read in this order: reports, xml_splice, cell_notes, marked_workbook, sent_back.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = ["free_path", "reports", "sent_back_files", "workbook_with_notes"]

if TYPE_CHECKING:
    from minkg.intake.feedback import reports as reports
    from minkg.intake.feedback.marked_workbook import workbook_with_notes
    from minkg.intake.feedback.sent_back import free_path, sent_back_files

__getattr__ = face(
    __name__,
    {
        "free_path": "sent_back",
        "reports": "reports",
        "sent_back_files": "sent_back",
        "workbook_with_notes": "marked_workbook",
    },
)
