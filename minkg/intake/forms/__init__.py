"""The fields of each class, from its shapes, and the tables and files made of them to fill in.

Read in this order: fields, values, columns, mentions, choices, template_columns, hints,
rows_of_entries, templates, template_workbook, blank_entry, issue_form.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "FILL_IN",
    "NEEDED",
    "AskedOfColumn",
    "Column",
    "Columns",
    "Hints",
    "Slot",
    "key_of",
    "language_name",
    "slots_of",
]

if TYPE_CHECKING:
    from minkg.intake.forms.blank_entry import FILL_IN
    from minkg.intake.forms.columns import Column, Columns
    from minkg.intake.forms.hints import NEEDED, AskedOfColumn, Hints, language_name
    from minkg.intake.forms.template_columns import Slot, key_of, slots_of

__getattr__ = face(
    __name__,
    {
        "AskedOfColumn": "hints",
        "Column": "columns",
        "Columns": "columns",
        "FILL_IN": "blank_entry",
        "Hints": "hints",
        "NEEDED": "hints",
        "Slot": "template_columns",
        "key_of": "template_columns",
        "language_name": "hints",
        "slots_of": "template_columns",
    },
)
