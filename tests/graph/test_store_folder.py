"""A store in a folder: filled once from home, refused when it is not of this home any more."""

import shutil

import pyoxigraph as ox
import pytest

from minkg.graph import store_folder
from minkg.graph.store_folder import home_stamp, open_folder
from minkg.home.folder import Home
from minkg.words.errors import BadInput, NotFound, Unavailable


@pytest.fixture
def home(tiny_home, tmp_path):
    """Give a small home that may be changed."""
    path = tmp_path / "home"
    for folder in ("ontology", "data/topic"):
        shutil.copytree(tiny_home.path / folder, path / folder)
    for folder in ("shapes", "queries"):
        (path / folder).mkdir()
    return Home(path)


def told(error, path):
    sentence, hint = str(error.value).split("\n\nhint: ")
    assert "\n" not in sentence
    assert str(path) in sentence
    assert error.value.exit_code == 2
    return sentence, hint


def test_it_is_filled_when_new_or_empty(home, tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("new", "deep/in/new", "empty"):
        store = open_folder(tmp_path / name, home)
        assert len(store) > 50
        del store
        assert len(open_folder(tmp_path / name, home)) > 50
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_is_no_store(home, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear reader")
    for path in (other, other / "letter.txt"):
        with pytest.raises(NotFound, match="not a store") as error:
            open_folder(path, home)
        told(error, path)
    assert [path.name for path in other.iterdir()] == ["letter.txt"], "it is left alone"


@pytest.mark.parametrize("facts", [0, 1])
def test_a_store_of_another_program(facts, home, tmp_path):
    path, name = tmp_path / "other", ox.NamedNode("urn:x")
    store = ox.Store(str(path))
    store.extend([ox.Quad(name, name, name, name)] * facts)
    store.flush()
    del store
    with pytest.raises(NotFound, match="holds no facts of minkg") as error:
        open_folder(path, home)
    told(error, path)


def changes(home):
    file = home.data[0]
    text = file.read_text(encoding="utf-8")
    yield "a fact", lambda: file.write_text(text.replace('"@fr', ' nouveau"@fr', 1))
    yield "an entry less", file.unlink
    yield "an entry more", lambda: file.with_name("new.trig").write_text(text)
    yield "another name", lambda: home.data[-1].rename(file.with_name("other.trig"))
    yield "an ontology", lambda: (home.path / "ontology" / "more.ttl").write_text("")


def test_a_store_that_is_older_than_home(home, tmp_path):
    for at, (what, change) in enumerate(changes(home)):
        path = tmp_path / str(at)
        del open_folder(path, home).store
        change()
        with pytest.raises(Unavailable, match="filled from another home, or before") as error:
            open_folder(path, home)
        _, hint = told(error, path)
        assert "delete" in hint, what
        shutil.rmtree(path)
        del open_folder(path, home).store


def test_what_holds_no_facts_may_change(home, tmp_path):
    del open_folder(tmp_path / "facts", home).store
    (home.path / "queries" / "new.rq").write_text("")
    (home.path / "data" / "topic" / "draft.txt").write_text("")
    assert len(open_folder(tmp_path / "facts", home)) > 50


def test_a_home_that_was_moved_is_the_same(home, tmp_path):
    before = home_stamp(home)
    moved = Home(home.path.rename(tmp_path / "moved"))
    assert home_stamp(moved) == before


def test_a_store_that_does_not_tell_its_home(home, tmp_path):
    del open_folder(tmp_path / "facts", home).store
    (tmp_path / "facts" / "minkg-home.txt").unlink()
    with pytest.raises(Unavailable, match="another home"):
        open_folder(tmp_path / "facts", home)


def test_what_the_system_refuses_is_told(home, tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "facts", tmp_path / ("x" * 300), tmp_path / "\udcff\udcfe"):
        with pytest.raises(Unavailable, match="cannot be opened"):
            open_folder(path, home)


def test_two_that_fill_the_same_folder(home, tmp_path, monkeypatch):
    path = tmp_path / "facts"

    def slowly(store, given):
        monkeypatch.undo()
        del open_folder(path, given).store  # the other is quicker
        return store_folder.fill(store, given)

    monkeypatch.setattr(store_folder, "fill", slowly)
    assert len(open_folder(path, home)) > 50


def test_a_home_with_a_broken_file_fills_no_folder(home, tmp_path):
    (home.path / "data/topic/x.trig").write_text("PREFIX : <https://w3id.org/minkg/>\n:x a :")
    for _ in range(2):
        with pytest.raises(BadInput, match=r"data/topic/x\.trig:2"):
            open_folder(tmp_path / "facts", home)
    assert not (tmp_path / "facts").exists()
