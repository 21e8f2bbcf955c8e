"""Records become facts, each at its place."""

from minkg.intake.drafting.drafter import Drafter
from minkg.intake.readers.csv_tables import read_csv
from tests.tools.small_forms import FACTS, FORMS

HEAD = "name (en),document,paragraph,covers life-cycle stage,says that (en)\n"


def drafted(rows, lang="en"):
    gathered = read_csv((HEAD + rows).encode(), "x.csv", "standard")
    return Drafter(FORMS, FACTS, lang).draft(gathered)


def test_a_row_becomes_the_facts_of_its_entry_in_its_passage():
    draft = drafted("Sand code,unep-ea6-minerals-report,19,Extraction,It is.\n")
    said = {str(quad) + f" {place.cell}" for quad, place in draft.facts}
    assert draft.problems == []
    assert any("sand-code>" in one and "coversStage" in one and one.endswith("D2") for one in said)
    assert any("minerals-report.19" in one for one in said)


def test_a_value_that_is_nothing_known_stays_a_text_for_the_rules_to_tell():
    draft = drafted("Sand code,unep-ea6-minerals-report,19,No such thing!,It is.\n")
    assert [str(quad.object) for quad, place in draft.facts if place.cell == "D2"] == [
        '"No such thing!"'
    ]
    assert any("statesThat" in str(quad) for quad, _ in draft.facts)


def test_two_rows_of_one_name_are_one_entry():
    draft = drafted("Sand code,unep-ea6-minerals-report,19,extraction,It is.\n"
                    "Sand code,unep-ea6-minerals-report,20,use,It was.\n")  # fmt: skip
    assert len({row.entry for row in draft.rows}) == 1
    assert len({row.passage for row in draft.rows}) == 2
