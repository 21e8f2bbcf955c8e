"""A home is opened as it was at one moment, with what cannot be read of it."""

import shutil

import pytest

from minkg.home import changes
from minkg.home.changes import lock
from minkg.home.folder import FOLDERS, Home
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


@pytest.mark.parametrize("inside", ["ontology/core.ttl", "shapes/core.ttl", "data/topic/x.trig"])
def test_a_new_file_is_seen_wherever_it_is(tmp_path, inside):
    for name in FOLDERS:
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "topic").mkdir()
    before = stamp(Home(tmp_path))
    assert stamp(Home(tmp_path)) == before
    (tmp_path / inside).write_text("")
    assert stamp(Home(tmp_path)) != before


def test_a_change_that_minkg_made_is_seen_though_the_files_are_as_before(home):
    facts, path = read_home(home), home.data[0]
    with lock(home) as commit:
        commit({path: path.read_bytes()})
    assert not facts.is_current()
    assert read_home(home).entries == facts.entries


def test_a_folder_that_is_not_there_has_a_stamp_too(tmp_path):
    assert stamp(Home(tmp_path / "none")) == stamp(Home(tmp_path / "other"))


def test_what_was_left_half_way_is_finished_when_a_home_is_opened(home, monkeypatch):
    path = home.path / "data" / "topic" / "fresh.trig"
    with monkeypatch.context() as patch:
        patch.setattr(changes, "_settle", lambda home: None)
        with lock(home) as commit:
            commit({path: b""})
    assert not path.exists()
    assert open_home(home.path) == home
    assert path.exists()


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
