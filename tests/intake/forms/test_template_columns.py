"""Which columns a sheet has, and in which order."""

from pathlib import Path

import pytest

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.columns import Column
from minkg.intake.forms.template_columns import MOST, group_of, key_of, slots_of
from minkg.shacl.fact_index import FactIndex, triple_of
from minkg.words.languages import LANGUAGES
from tests.tools.small_forms import FACTS, FORMS, QUADS, columns, node

EXPECTED = Path(__file__).parents[2] / "template"
CHOICES = Choices(FACTS, "en")


def keys(folder="standard", lang="en", needed=None, group=None):
    slots = slots_of(columns(folder), CHOICES, lang, needed)
    return [slot.key for slot in slots if group in (None, slot.group)]


@pytest.mark.parametrize("folder", ["standard", "topic", "passage"])
def test_the_order_of_columns(folder, expect):
    slots = slots_of(columns(folder), CHOICES, "en")
    lines = [f"{slot.group}{' *' if slot.required else ''}\t{slot.header}\n" for slot in slots]
    expect(EXPECTED / f"{folder}.txt", "".join(lines))


@pytest.mark.ci
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_header_is_understood_as_its_own_column(lang):
    choices = Choices(FACTS, lang)
    for folder in FORMS.folders:
        known = columns(folder)
        texts = [field for field in FORMS[folder].fields if field.kind == "words"]
        needed = {(field.key, other): MOST for field in texts for other in LANGUAGES}
        slots = slots_of(known, choices, lang, needed)
        headers = [slot.header.casefold() for slot in slots]
        assert len(set(headers)) == len(headers)
        assert [slot.header for slot in slots if known[slot.header] != slot.column] == []


def test_what_a_column_holds():
    known = columns("standard")
    assert key_of(Column(known.form.field("prefLabel"), language="ru")) == ("prefLabel", "ru")
    assert key_of(Column(special="paragraph")) == ("paragraph", "")


def test_the_name_is_asked_for_in_all_languages_english_first():
    for lang, first in (("en", ["en", "ar"]), ("ru", ["en", "ru"])):
        names = [language for key, language in keys(lang=lang) if key == "prefLabel"]
        assert names[:2] == first
        assert sorted(names) == sorted(LANGUAGES)
    assert [lang for key, lang in keys(lang="ru") if key == "statesThat"] == ["ru", "en"]
    assert ("summary", "ru") in keys(lang="ru", group="source")


@pytest.mark.parametrize(
    ("key", "needed", "count"),
    [
        (("coversStage", ""), None, 3), (("coversStage", ""), 5, 5), (("coversStage", ""), 2, 3),
        (("administeredBy", ""), None, 2), (("inForceFrom", ""), None, 1),
        (("statesThat", "zh"), None, 0), (("statesThat", "zh"), 2, 2), (("document", ""), 1, 1),
    ],
)  # fmt: skip
def test_as_many_columns_as_there_are_values(key, needed, count):
    assert keys(needed=needed and {key: needed}).count(key) == count


def test_only_the_first_of_several_columns_is_required():
    slots = slots_of(columns("standard"), CHOICES, "en", {("prefLabel", "en"): 2})
    required = [(slot.key, slot.number) for slot in slots if slot.required]
    assert required == [
        (("prefLabel", "en"), 1), (("performsFunction", ""), 1), (("statesThat", "en"), 1),
        (("document", ""), 1), (("paragraph", ""), 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "key", "group"),
    [
        ("standard", "prefLabel", "name"), ("standard", "performsFunction", "fact"),
        ("standard", "inForceFrom", "fact"), ("standard", "editorialNote", "rare"),
        ("passage", "locator", "fact"), ("passage", "deprecated", "fact"),
    ],
)  # fmt: skip
def test_where_a_field_belongs(folder, key, group):
    form = FORMS[folder]
    assert group_of(form.field(key), form, CHOICES) == group


def test_a_field_that_many_of_the_class_state_is_not_rare():
    standard = node("global-industry-standard-on-tailings-management")
    form = FORMS["standard"]
    field = form.field("editorialNote")
    said = (standard, node(field.path), node("sand"))
    stated = Choices(FactIndex([*map(triple_of, QUADS), said]), "en")
    assert group_of(field, form, CHOICES) == "rare"
    assert group_of(field, form, stated) == "fact"
