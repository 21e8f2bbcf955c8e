"""Which columns a sheet has, and in which order."""

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.columns import Columns
from minkg.intake.forms.template_columns import MOST, key_of, slots_of
from minkg.words import LANGUAGES
from tests.tools.small_forms import FACTS, FORMS

COLUMNS = Columns(FORMS["standard"], FORMS["passage"], FORMS.class_names("Entry"))
CHOICES = Choices(FACTS, "en")


def test_groups_follow_each_other():
    groups = list(dict.fromkeys(slot.group for slot in slots_of(COLUMNS, CHOICES, "en")))
    assert groups[0] == "entry"
    assert set(groups) == {"entry", "name", "fact", "source", "rare"}
    assert groups == sorted(set(groups), key=groups.index)


def test_names_stand_in_all_languages_and_headers_mean_their_column():
    slots = slots_of(COLUMNS, CHOICES, "en")
    assert [s.key[1] for s in slots if s.key[0] == "prefLabel"] == list(LANGUAGES)
    for slot in slots:
        assert key_of(COLUMNS[slot.header]) == slot.key


def test_as_many_columns_as_there_are_values():
    def count(needed):
        return sum(s.key == ("coversStage", "") for s in slots_of(COLUMNS, CHOICES, "en", needed))

    assert count({("coversStage", ""): 5}) == 5
    assert 1 <= count(None) <= MOST
