"""What became of the records of one file."""

from minkg.intake.drafting.file_draft import FileDraft
from minkg.words.names import expand
from minkg.words.place import Place
from tests.intake.drafting.test_row import row
from tests.tools.small_forms import node


def test_a_problem_is_told_once_and_its_entry_by_name():
    draft = FileDraft("x")
    for _ in range(3):
        draft.tell(
            Place("x", 1), "rule", "'{value}' is wrong", "mend it", value="a", entry=expand(":b")
        )
    (problem,) = draft.problems
    assert (problem.sentence(), problem.entry, problem.rule) == ("'a' is wrong", "b", "rule")


def test_where_a_missing_value_would_stand():
    draft, made = FileDraft("x"), row()
    made.entry, made.passage = node(":sand"), node(":doc.1")
    draft.rows.append(made)
    draft.own(made, made.entry)
    draft.own(made, made.passage)
    draft.own(made, None)
    assert draft.blank(made.entry, "coversStage") == Place("x", row=2, column=3)
    assert draft.blank(made.passage, expand("mk:locator")) == Place("x", row=2, column=4)
    assert draft.blank(made.passage, expand("mk:other")) == Place("x", row=2, column=2)
    assert draft.blank(node(":nobody"), "coversStage") is None
    assert draft.facts == []
