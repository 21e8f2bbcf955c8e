"""One row on its way to facts."""

from minkg.intake.drafting.row import DraftRow
from minkg.intake.forms.columns import Columns
from minkg.intake.readers.records import Given, Record
from minkg.words.place import Place
from tests.tools.small_forms import FORMS

COLUMNS = Columns(FORMS["standard"], FORMS["passage"], FORMS.class_names("Entry"))
HEADERS = ("name (en)", "document", "covers life-cycle stage", "paragraph", "applies to material")


def row(spoilt=()):
    given = [
        Given("name (en)", "Sand", Place("x", row=2, column=1)),
        Given("covers life-cycle stage", "use", Place("x", row=2, column=3)),
    ]

    def blank(key):
        return Place("x", row=2, column=HEADERS.index(key) + 1)

    record = Record("standard", Place("x", row=2), given, blank, spoilt)
    return DraftRow(record, COLUMNS, [(g, COLUMNS[g.key]) for g in given], HEADERS)


def test_values_by_key_or_by_property():
    made = row()
    assert made.first("coversStage")[0].text == "use"
    assert made.first("mk:coversStage") is None
    assert made.first(COLUMNS["covers life-cycle stage"].field.path)[0].text == "use"
    assert made.first("document") is None
    assert [g.text for g, _ in made.every("coversStage", "prefLabel")] == ["use", "Sand"]


def test_places_of_what_is_there_and_of_what_is_missing():
    made = row()
    assert made.place("coversStage") == Place("x", row=2, column=3)
    assert made.place("locator") == Place("x", row=2)
    assert made.blank("document") == Place("x", row=2, column=2)
    assert made.blank("coversStage") == Place("x", row=2, column=3)
    assert made.blank("legalForce") == Place("x", row=2)


def test_what_is_wrong_in_itself_and_headers():
    made = row(spoilt=["applies to material"])
    assert made.spoilt("appliesToMaterial", "x")
    assert not made.spoilt("coversStage")
    assert made.header("paragraph", "en") == "paragraph"
