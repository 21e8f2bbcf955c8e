"""A home is opened as it was at one moment, with what cannot be read of it."""

import shutil

import pytest

from minkg.home.opening import open_home, read_home, stamp
from minkg.words import BadInput, NotFound


@pytest.fixture
def home(tiny_home, tmp_path):
    for name in ("ontology", "shapes", "queries"):
        (tmp_path / name).symlink_to(tiny_home.path / name)
    shutil.copytree(tiny_home.path / "data", tmp_path / "data")
    return open_home(tmp_path)


def test_all_files_are_read_the_ontology_first(home):
    facts = read_home(home)
    assert list(facts.files)[: len(home.ontology)] == home.ontology
    assert list(facts.entries) == home.data
    assert len(list(facts.quads())) == sum(map(len, facts.files.values())) > 1000
    assert facts.whole() is facts


def test_any_change_is_seen(home):
    facts = read_home(home)
    assert facts.is_current()
    path = home.data[0]
    path.write_text(path.read_text() + "\n")
    assert not facts.is_current()
    before = stamp(home)
    path.unlink()
    assert stamp(home) != before


def test_a_file_that_cannot_be_read_hides_no_other(home):
    (home.path / "data" / "topic" / "broken.trig").write_text(":a :b")
    facts = read_home(home)
    (error,) = facts.broken.values()
    assert str(error.place) == "data/topic/broken.trig:1"
    assert len(facts.entries) == len(home.data) - 1
    with pytest.raises(BadInput):
        facts.whole()
    with pytest.raises(BadInput):
        next(facts.quads())


def test_what_is_no_home_is_refused(tmp_path):
    with pytest.raises(NotFound, match="is not a home"):
        open_home(tmp_path / "none")
