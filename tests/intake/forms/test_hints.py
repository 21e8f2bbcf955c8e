"""What a column expects, said to those who fill it in."""

import pytest

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.columns import Columns
from minkg.intake.forms.hints import Hints, language_name
from minkg.intake.forms.template_columns import slots_of
from tests.tools.small_forms import FACTS, FORMS

COLUMNS = Columns(FORMS["standard"], FORMS["passage"], FORMS.class_names("Entry"))


def asked(key, lang="en", folders=("standard",)):
    choices = Choices(FACTS, lang)
    slot = next(slot for slot in slots_of(COLUMNS, choices, lang) if slot.key[0] == key)
    return Hints(choices, lang, folders).asked(slot, COLUMNS)


@pytest.mark.parametrize(
    ("key", "kind", "closed", "said"),
    [
        ("coversStage", "choice", True, "Choose from the list."),
        ("administeredBy", "open", False, "or write the name of an entry that this file adds"),
        ("inForceFrom", "date", False, "2023-09-07, 2023-09 or 2023"),
        ("paragraph", "paragraph", False, "such as 30 (d) (e)"),
        ("entry", "entry", False, "for a new entry leave this empty"),
    ],
)
def test_each_kind_of_column(key, kind, closed, said):
    found = asked(key)
    assert (found.kind, found.closed) == (kind, closed)
    assert said in found.help
    assert bool(found.choices) is (kind in ("choice", "open", "entry"))


def test_a_vocabulary_that_has_a_sheet_in_the_file_is_open():
    assert asked("coversStage", folders=("standard", "lifecycle-stage")).closed is False


def test_help_names_the_language_of_the_text():
    assert "français" in asked("statesThat", "fr").help
    assert language_name("ar", "en") == "Arabic"
