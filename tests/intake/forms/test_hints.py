"""What a column expects, said to those who fill it in."""

import pytest

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.hints import NEEDED, Hints, language_name
from minkg.intake.forms.template_columns import slots_of
from minkg.words.languages import translate
from tests.tools.small_forms import FACTS, FORMS, columns


def asked(key, lang="en", folder="standard", folders=("standard",)):
    choices, known = Choices(FACTS, lang), columns(folder)
    slot = next(slot for slot in slots_of(known, choices, lang) if slot.key[0] == key)
    return Hints(choices, lang, folders).asked(slot, known)


@pytest.mark.parametrize(
    ("folder", "key", "kind", "closed", "said"),
    [
        ("standard", "coversStage", "choice", True, "Choose from the list."),
        ("standard", "administeredBy", "open", False,
         "Choose from the list, or write the name of an entry that this file adds."),
        ("standard", "inForceFrom", "date", False,
         "Write a date as 2023-09-07, 2023-09 or 2023."),
        ("standard", "statesThat", "words", False, "Write a text in this language: English"),
        ("standard", "symbol", "text", False, "Write a text."),
        ("standard", "officialSite", "address", False,
         "Write a whole address, such as https://www.unep.org/"),
        ("standard", "deprecated", "choice", True, "Choose from the list."),
        ("topic", "exactMatch", "link", False,
         "Write a whole address, such as https://www.unep.org/"),
        ("quantity", "minimum", "number", False, "Write a number without its unit."),
        ("standard", "document", "open", False,
         "Choose from the list, or write the name of an entry that this file adds."),
        ("standard", "languageRead", "choice", True, "Choose from the list."),
        ("standard", "paragraph", "paragraph", False,
         "Write the number as it is printed, such as 30 (d) (e)."),
        ("standard", "entry", "entry", False, "To add to an entry that is there, choose its name; "
         "for a new entry leave this empty."),
    ],
)  # fmt: skip
def test_each_kind_of_column(folder, key, kind, closed, said):
    found = asked(key, folder=folder)
    assert (found.kind, found.closed) == (kind, closed)
    assert found.help.splitlines()[-1] == said
    assert bool(found.choices) is (kind in ("choice", "open", "entry"))


def test_the_choices_are_those_of_the_field():
    assert asked("entry", folder="platform").choices == ("marine-sand-watch",)
    assert asked("languageRead").choices == ("en", "ar", "zh", "fr", "ru", "es")
    assert asked("coversStage", "fr").choices == Choices(FACTS, "fr").of(
        FORMS["standard"].field("coversStage")
    )


@pytest.mark.parametrize(
    ("folders", "closed"),
    [
        (["standard"], True), (["standard", "topic"], True),
        (["standard", "lifecycle-stage"], False), (["lifecycle-stage"], False), ([], True),
    ],
)  # fmt: skip
def test_a_vocabulary_is_open_where_the_file_may_add_to_it(folders, closed):
    assert asked("coversStage", folders=folders).closed is closed
    assert asked("deprecated", folders=folders).closed  # fixed texts always are


def test_help_says_what_it_means_whether_it_is_needed_and_how_to_write_it():
    meaning, needed, how = asked("performsFunction").help.splitlines()
    assert meaning == FORMS["standard"].field("performsFunction").help("en")
    assert (needed, how) == (NEEDED, "Choose from the list.")
    assert asked("prefLabel").help == f"{NEEDED}\nWrite a text in this language: English"
    french = asked("statesThat", "fr").help.splitlines()
    assert french[0] == FORMS["standard"].field("statesThat").help("fr")
    assert french[1] == translate(NEEDED, "fr")
    assert french[2].endswith("français")
    assert NEEDED not in asked("coversStage").help


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [("ar", "en", "Arabic"), ("en", "zh", "英语"), ("fr", "es", "francés")],
)
def test_names_of_languages(code, lang, name):
    assert language_name(code, lang) == name


def test_a_language_that_is_none():
    with pytest.raises(KeyError):
        language_name("qq", "en")
