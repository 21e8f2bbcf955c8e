"""What adding would do; nothing is written."""

import pytest

from minkg.checking import StandingHome
from minkg.duplicates import names_in
from minkg.intake.drafting.planning import plan
from minkg.intake.drafting.reading import read_new

HEAD = (
    "class,name (en),document,paragraph,covers life-cycle stage,says that (en),"
    "performs function,addresses topic\n"
)
ROW = (
    "standard,{},unep-ea6-minerals-report,19,{},It is said of it.,"
    "norm-setting,sustainable-sand-management\n"
)


@pytest.fixture(scope="module")
def standing(tiny_home):
    return StandingHome(tiny_home)


def planned(standing, tmp_path, rows, accepted=()):
    (tmp_path / "x.csv").write_text(HEAD + rows)
    quads = (quad for path in standing.home.data for quad in _read(path))
    return plan(
        read_new([tmp_path / "x.csv"], standing.home), standing, list(names_in(quads)), accepted
    )


def _read(path):
    from minkg.home import read_facts

    return read_facts(path, path.name)


def test_a_good_row_is_taken_and_its_files_are_told(standing, tmp_path):
    made = planned(standing, tmp_path, ROW.format("Gravel Code", "extraction"))
    assert (made.new, made.extended, list(made.turned)) == (["gravel-code"], [], [])
    assert {path.name for path in made.contents} == {
        "gravel-code.trig", "unep-ea6-minerals-report.trig",
    }  # fmt: skip
    assert not (standing.home.path / "data" / "standard" / "gravel-code.trig").exists()
    assert any("coversStage" in str(quad) for quad in made.quads())


def test_a_bad_row_turns_back_itself_only(standing, tmp_path):
    rows = ROW.format("Gravel Code", "extraction") + ROW.format("Pebble Code", "no such thing!")
    made = planned(standing, tmp_path, rows)
    assert made.new == ["gravel-code"]
    assert [piece.place.row for piece in made.turned] == [3]
    assert len(made.taken) + len(made.turned) == 2


def test_what_may_be_there_already_is_asked_unless_accepted(standing, tmp_path):
    rows = ROW.format("The Marine Sand Watch", "extraction")
    made = planned(standing, tmp_path, rows)
    assert not made.taken
    assert [one.rule for one in made.problems if "marine-sand-watch" in one.text()]
    assert planned(standing, tmp_path, rows, accepted=None).new == ["the-marine-sand-watch"]
