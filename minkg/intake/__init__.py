"""New entries from files of any kind: read, understood, judged, planned, told.

Read in this order: readers, forms, drafting, feedback.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "Blanks",
    "Choices",
    "Forms",
    "Plan",
    "Templates",
    "issue_form",
    "issue_workflow",
    "plan",
    "proposed_name",
    "read_new",
    "template_workbook",
    "validate",
]

if TYPE_CHECKING:
    from minkg.intake.drafting.planning import Plan, plan
    from minkg.intake.drafting.reading import read_new
    from minkg.intake.drafting.validating import validate
    from minkg.intake.forms.blank_entry import Blanks
    from minkg.intake.forms.choices import Choices
    from minkg.intake.forms.fields import Forms
    from minkg.intake.forms.issue_form import issue_form, issue_workflow
    from minkg.intake.forms.mentions import proposed_name
    from minkg.intake.forms.template_workbook import template_workbook
    from minkg.intake.forms.templates import Templates

__getattr__ = face(
    __name__,
    {
        "Blanks": "forms.blank_entry",
        "Choices": "forms.choices",
        "Forms": "forms.fields",
        "Plan": "drafting.planning",
        "Templates": "forms.templates",
        "issue_form": "forms.issue_form",
        "issue_workflow": "forms.issue_form",
        "plan": "drafting.planning",
        "proposed_name": "forms.mentions",
        "read_new": "drafting.reading",
        "template_workbook": "forms.template_workbook",
        "validate": "drafting.validating",
    },
)
