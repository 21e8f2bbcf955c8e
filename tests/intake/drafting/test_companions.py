"""What waits to be compared: what home says already stays where it is."""

import pytest

from minkg.checking import StandingHome
from minkg.home.folder import find_home
from minkg.intake.drafting.companions import confirmable, waiting
from minkg.intake.drafting.reading import read_new

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
    assert [p.values["companion"] for p in waiting(moved)] == [companion] * waits


def test_an_unchecked_passage_takes_what_is_sent(standing, tmp_path):
    new = read(standing, tmp_path, f":somewhere.1 {{ {OWN} . }}")
    assert confirmable(new, standing) is new
    assert list(waiting(new)) == []
