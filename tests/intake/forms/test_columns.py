"""What the headers of a table mean, in any language."""

import pytest

from minkg.intake.forms.columns import SPECIAL, Column, languages_of
from minkg.words import LANGUAGES
from tests.tools.small_forms import FORMS, columns

COLUMNS = columns("standard")


@pytest.mark.parametrize(
    ("header", "key", "language"),
    [
        ("name (en)", "prefLabel", "en"), ("nom (fr)", "prefLabel", "fr"),
        ("name", "prefLabel", "en"), ("nom", "prefLabel", "fr"), ("nom (ru)", "prefLabel", "ru"),
        ("prefLabel", "prefLabel", ""), ("NAME (en)", "prefLabel", "en"),
        ("name (en) 2", "prefLabel", "en"), ("name 2 (en)", "prefLabel", "en"),
        ("coversStage", "coversStage", ""), ("covers life cycle stage", "coversStage", ""),
        ("covers life-cycle stage 2", "coversStage", ""),
        ("применяется к материалу", "appliesToMaterial", ""),
        ("document", "document", ""), ("пункт", "paragraph", ""), ("class", "class", ""),
        ("summary", "summary", ""), ("résumé reformulé", "summary", "fr"),
        ("summary (es)", "summary", "es"),
        ("languageRead", "languageRead", ""), ("language read", "languageRead", ""),
        ("reviewState", "reviewState", ""), ("entrée", "entry", ""),
    ],
)  # fmt: skip
def test_a_header_in_any_language(header, key, language):
    column = COLUMNS[header]
    assert column is not None
    assert (column.field.key if column.field else column.special) == key
    assert column.language == language
    assert (key in SPECIAL) is (column.field is None)
    assert COLUMNS[header] is column


@pytest.mark.parametrize("header", ["", "nam (en)", "2", "name (de)", "(en)", "locator"])
def test_a_header_that_means_nothing(header):
    assert COLUMNS[header] is None


def test_a_number_at_the_end_may_belong_to_the_header():
    """Only where no header reads so as a whole is it the number of a column."""
    named = columns("standard")
    named.entry_names = {"en": "Annex 2"}
    assert named["annex 2"] == Column(special="entry")
    assert named["annex 2 3"] == Column(special="entry")
    assert named["annex"] is None


@pytest.mark.parametrize(
    ("column", "lang", "number", "header"),
    [
        ("name (en)", "fr", 1, "nom (en)"), ("coversStage", "en", 1, "covers life-cycle stage"),
        ("coversStage", "en", 2, "covers life-cycle stage 2"),
        ("paragraph", "en", 1, "paragraph"), ("paragraph", "fr", 1, "paragraphe"),
        ("paragraph", "de", 1, "paragraph"), ("class", "fr", 1, "class"),
        ("summary (fr)", "en", 3, "summary in own words (fr) 3"),
    ],
)  # fmt: skip
def test_headers_are_written_as_they_are_read(column, lang, number, header):
    assert COLUMNS.header(COLUMNS[column], lang, number) == header


def test_a_passage_has_no_document_of_its_own_row():
    passage = columns("passage")
    assert list(passage.specials) == ["entry"]
    assert passage["document"].field.key == "isPartOf"
    assert list(COLUMNS.specials)[:4] == ["entry", "document", "paragraph", "summary"]


def test_what_is_none_has_near_ones_in_the_language():
    assert COLUMNS.near("nam") == ["name"]
    assert COLUMNS.near("covers lifecycle stag") == ["covers life-cycle stage"]
    assert COLUMNS.near("paragraf") == ["paragraph"]
    assert COLUMNS.near("paragraf", "fr") == ["paragraphe"]
    assert COLUMNS.near("qqqqqqqq") == []


def test_languages_in_which_a_text_is_asked_for():
    form = FORMS["standard"]
    assert languages_of(form.field("prefLabel"), "fr") == LANGUAGES
    assert languages_of(form.field("statesThat"), "fr") == ("fr", "en")
    assert languages_of(form.field("statesThat"), "en") == ("en",)
    assert languages_of(form.field("coversStage"), "fr") == ("",)
    assert languages_of(None, "fr") == ("",)
