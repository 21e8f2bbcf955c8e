"""What waits to be compared: what home says already stays where it is."""

import pytest

from minkg.checking import StandingHome
from minkg.home.folder import find_home
from minkg.intake.drafting.companions import confirmable, waiting
from minkg.intake.drafting.planning import plan
from minkg.intake.drafting.reading import read_new
from minkg.intake.drafting.validating import validate

HEAD = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
"""
OWN = ":marine-sand-watch mk:addressesTopic :knowledge-and-data"


@pytest.fixture(scope="module")
def standing(tiny_home):
    return StandingHome(tiny_home)


def read(standing, tmp_path, body):
    path = tmp_path / "new.trig"
    path.write_text(HEAD + body, encoding="utf-8")
    return read_new([path], find_home(standing.home.path))


@pytest.mark.parametrize(
    ("fact", "waits"),
    [
        (":marine-sand-watch mk:appliesToMaterial :sand", False),
        (":marine-sand-watch mk:addressesTopic :mercury-pollution", True),
    ],
)
def test_only_what_home_does_not_say_is_moved(standing, tmp_path, fact, waits):
    new = read(standing, tmp_path, f":unep-ea6-minerals-report.19 {{ {fact} . }}")
    moved = confirmable(new, standing)
    names = {quad.graph_name.value.rpartition("/")[2] for quad in moved.quads()
             if "report" in str(quad.graph_name)}  # fmt: skip
    companion = "unep-ea6-minerals-report.19.to-confirm"
    assert names == {companion if waits else "unep-ea6-minerals-report.19"}
    assert [p.values["companion"] for p in waiting(moved.pieces)] == [companion] * waits


def test_an_unchecked_passage_takes_what_is_sent(standing, tmp_path):
    new = read(standing, tmp_path, f":somewhere.1 {{ {OWN} . }}")
    assert confirmable(new, standing) is new
    assert list(waiting(new.pieces)) == []


def test_what_is_turned_back_waits_nowhere(standing, tmp_path):
    head = "class,name (en),document,paragraph,says that (en),performs function,addresses topic"
    row = "standard,{},unep-ea6-minerals-report,19,It is said.,{},sustainable-sand-management"
    path = tmp_path / "x.csv"
    rows = [row.format("Gravel Code", "norm-setting"), row.format("Rubble Code", "norm-seting")]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    told = validate(path, home=standing.home)
    assert [(p.place.cell, p.entry) for p in told if p.rule == "to-confirm"] == [
        ("A2", "gravel-code")
    ]
    assert [p.place.cell for p in told if p.severity == "violation"] == ["F3"]
    made = plan(read_new([path], standing.home), standing, [])
    assert [p.entry for p in made.problems if p.rule == "to-confirm"] == ["gravel-code"]
    assert [piece.entry for piece in made.turned] == ["rubble-code"]
