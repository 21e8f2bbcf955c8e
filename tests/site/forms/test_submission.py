"""What somebody filled in: judged, and compared with what is there."""

import csv
import io

import pyoxigraph as ox
import pytest

from minkg.intake.drafting.validating import validate
from minkg.site.forms.prepared import ready
from minkg.site.forms.submission import compared_with, judge, known_values, place_of, record_of
from minkg.words.errors import BadInput
from tests.tools.submitting import ALL_RIGHT, WRONG


@pytest.mark.parametrize("case", [case for case in WRONG if case not in ("empty", "control sign")])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_form_tells_what_validate_tells(tiny, tiny_home, tmp_path, case, lang):
    fields = {name: [v] if isinstance(v, str) else v for name, v in WRONG[case].items()}
    out = io.StringIO()
    headers = [
        f"{name} {n + 1}" if n else name for name, v in fields.items() for n in range(len(v))
    ]
    csv.writer(out).writerows([headers, [one for values in fields.values() for one in values]])
    path = tmp_path / "standard.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    told = {problem.sentence(lang) for problem in validate(path, home=tiny_home, lang=lang)}
    known = ready(tiny)
    problems = judge(known, "standard", known_values(known, "standard", fields), lang).problems
    assert told
    assert {problem.sentence(lang) for problem in problems} == told


def filled(known, **fields):
    given = {name: [v] if isinstance(v, str) else v for name, v in (ALL_RIGHT | fields).items()}
    return known_values(known, "standard", given)


def test_what_is_right_becomes_a_file(tiny):
    known = ready(tiny)
    made = judge(known, "standard", filled(known), "en")
    assert (made.name, made.new, made.blocked) == ("riverbed-dredging-code", True, False)
    facts = list(ox.parse(made.trig, format=ox.RdfFormat.TRIG))
    said = {quad.predicate.value.rpartition("#")[2]: quad for quad in facts}
    assert said["coversStage"].graph_name.value.endswith("/unep-ea6-minerals-report.901")
    assert said["reviewState"].object.value == "unchecked"
    assert len(made.answers) == 1


def test_the_mark_tells_one_content_from_another(tiny):
    known = ready(tiny)
    one, same, other = (
        judge(known, "standard", filled(known, **more), "en")
        for more in ({}, {}, {"statesThat (en)": "Something else."})
    )
    assert one.mark == same.mark != other.mark


def test_nothing_filled_in_is_told(tiny):
    made = judge(ready(tiny), "standard", {}, "en")
    assert [problem.sentence("en") for problem in made.problems] == ["nothing is filled in"]
    assert made.blocked
    assert made.problems[0].place == place_of("prefLabel (en)", 0)


def test_problems_stand_at_their_fields(tiny):
    known = ready(tiny)
    made = judge(known, "standard", filled(known, coversStage=["extraction", "everywhere"]), "en")
    assert made.blocked
    assert [problem.place for problem in made.problems] == [place_of("coversStage", 1)]


def test_only_what_a_form_asks_for_is_kept(tiny):
    given = {
        "coversStage": ["use", " ", ""], "class": ["unep"], "reviewState": ["checked"], "x": ["y"],
        "x" * 100: ["z"], "name (en)": ["A"], "prefLabel (en)": ["B"],
    }  # fmt: skip
    assert known_values(ready(tiny), "standard", given) == {
        "coversStage": ["use"], "prefLabel (en)": ["A", "B"],
    }  # fmt: skip


def test_too_many_values_of_a_field_are_refused(tiny):
    known_values(ready(tiny), "standard", {"coversStage": ["x"] * 50})
    with pytest.raises(BadInput, match="more than 50 values"):
        known_values(ready(tiny), "standard", {"coversStage": ["x"] * 51})


def test_a_text_with_signs_that_are_not_seen_is_told_and_left_out(tiny):
    known = ready(tiny)
    found = record_of(known, "standard", {"statesThat (en)": ["un\0seen", "right"]}, "en")
    assert [problem.place for problem in found.problems] == [place_of("statesThat (en)", 0)]
    assert [given.text for given in found.records[0].given] == ["right"]


def test_hints_speak_of_a_form_not_of_a_table(tiny):
    known = ready(tiny)
    made = judge(
        known, "standard", known_values(known, "standard", {"prefLabel (en)": ["X"]}), "en"
    )
    hints = [problem.remedy("en") for problem in made.problems]
    assert hints
    assert not [hint for hint in hints if "column" in hint or "cell" in hint]


def test_a_draft_is_compared_by_what_it_says_and_by_its_name(tiny):
    known = ready(tiny)
    fields = {"prefLabel (en)": "Sand Watch, Marine"}
    made = judge(known, "standard", filled(known, **fields), "en")
    assert "marine-sand-watch" in {c.first for c in made.alike} | {c.second for c in made.alike}
    subject = known.compared.facets.subjects["global-sand-observatory"]
    told = compared_with(known, subject, 2)
    assert len(told.findings) == 2
    assert told.findings == tiny.findings.whatif(subject, 2).findings
