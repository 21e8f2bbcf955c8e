"""What the headers of a table mean, in any language."""

import pytest

from minkg.intake.forms.columns import Columns, languages_of
from minkg.words import LANGUAGES
from tests.tools.small_forms import FORMS

COLUMNS = Columns(FORMS["standard"], FORMS["passage"], FORMS.class_names("Entry"))


@pytest.mark.parametrize(
    ("header", "key", "language"),
    [
        ("name (en)", "prefLabel", "en"), ("nom (fr)", "prefLabel", "fr"),
        ("coversStage", "coversStage", ""), ("document", "document", ""),
        ("covers life-cycle stage 2", "coversStage", ""),
        ("применяется к материалу", "appliesToMaterial", ""),
    ],
)  # fmt: skip
def test_a_header_in_any_language(header, key, language):
    column = COLUMNS[header]
    assert column is not None
    assert ((column.field.key if column.field else column.special), column.language) == (
        key,
        language,
    )


def test_special_columns():
    assert COLUMNS["document"].special == "document"
    assert COLUMNS["entry"].special == "entry"
    assert COLUMNS.header(COLUMNS["paragraph"], "en") == "paragraph"


def test_what_is_none_has_near_ones():
    assert COLUMNS["nam (en)"] is None
    assert COLUMNS.near("nam") == ["name"]
    assert COLUMNS.near("covers lifecycle stag") == ["covers life-cycle stage"]


def test_languages_in_which_a_text_is_asked_for():
    form = FORMS["standard"]
    assert languages_of(form.field("prefLabel"), "fr") == LANGUAGES
    assert languages_of(form.field("statesThat"), "fr") == ("fr", "en")
    assert languages_of(form.field("coversStage"), "fr") == ("",)
    assert languages_of(None, "fr") == ("",)
