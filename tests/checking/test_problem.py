"""A problem says what is wrong, where, and how to mend it, in the language of its reader."""

from minkg.checking.problem import Problem
from minkg.words import BadInput
from minkg.words.place import Place

GIVEN = Problem(
    "'{value}' is not {a_class}",
    "did you mean {near}",
    Place("x.trig", 7),
    "sand",
    "rule-1",
    values={"value": "a", "a_class": "a topic", "near": "`b`"},
)


def test_the_text_has_place_sentence_hint_and_rule():
    assert str(GIVEN) == ("x.trig:7: 'a' is not a topic\n\nhint: did you mean `b`\nrule: rule-1")
    assert str(Problem("is empty", place=Place("x"))) == "x: is empty"


def test_a_warning_says_so_in_the_language():
    told = Problem("is empty", place=Place("x"), severity="warning")
    assert str(told) == "x: warning: is empty"
    assert told.text("ru").startswith("x: предупреждение: ")
    assert GIVEN.sentence("fr") != GIVEN.sentence("en")
    assert "`b`" in GIVEN.remedy("fr")


def test_the_item_of_a_cell():
    cell = Problem("is empty", place=Place("x.xlsx", sheet="standard", row=2, column=3))
    assert cell.item() == {
        "file": "x.xlsx", "line": None, "cell": "standard!C2", "entry": "", "rule": "",
        "severity": "violation", "message": "is empty", "hint": "",
    }  # fmt: skip


def test_an_error_becomes_one_and_keeps_its_own_place():
    error = BadInput("is larger than {most} megabytes", hint="split it", place="big", most=64)
    told = Problem.of(error, Place("other", 3), severity="warning")
    assert (str(told.place), told.sentence(), told.severity) == (
        "big", "is larger than 64 megabytes", "warning",
    )  # fmt: skip
    assert Problem.of(BadInput("is empty"), Place("other", 3), rule="syntax").line == 3


def test_braces_without_a_value_are_left():
    assert Problem("{a} {b}", values={"b": "{a}"}).sentence() == "{a} {a}"


def test_where_it_is_as_its_reader_calls_it():
    assert (GIVEN.file, GIVEN.line, GIVEN.cell) == ("x.trig", 7, "")
    inside = Problem("is empty", place=Place("x.json", pointer="/0/name"))
    assert (inside.file, inside.line, inside.cell) == ("x.json", None, "/0/name")
    assert Problem("is empty").place.file == ""


def test_an_item_of_a_line_is_in_the_language():
    item = GIVEN.item("fr")
    assert (item["line"], item["cell"], item["entry"]) == (7, None, "sand")
    assert item["message"] == GIVEN.sentence("fr") != GIVEN.sentence()
    assert item["hint"] == GIVEN.remedy("fr")
    assert GIVEN.text("fr").splitlines()[-1] == "règle: rule-1"
