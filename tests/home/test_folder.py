"""Where home is, which files it has, and what they are called."""

import subprocess
from pathlib import Path

import pytest

from minkg.home import folder
from minkg.home.folder import FOLDERS, Home, find_home
from minkg.words import NotFound, Unavailable


@pytest.fixture
def made(tmp_path):
    for name in FOLDERS:
        (tmp_path / name).mkdir()
    for name in ("standard/b.trig", "standard/a.trig", "topic/c.trig", "topic/notes.txt"):
        (tmp_path / "data" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "data" / name).write_text("")
    (tmp_path / "data" / "README.md").write_text("")
    return tmp_path


def test_its_files_in_their_order(made):
    home = find_home(made)
    names = [path.relative_to(made / "data").as_posix() for path in home.data]
    assert names == ["standard/a.trig", "standard/b.trig", "topic/c.trig"]
    assert home.entry("c") == made / "data/topic/c.trig"
    assert home.entry("nobody") is None
    assert (home.ontology, home.shapes, home.queries) == ([], [], [])
    for name in ("ontology/b.ttl", "ontology/a.ttl", "shapes/s.ttl", "queries/q.rq", "shapes/x.rq"):
        (made / name).write_text("")
    assert [path.name for path in home.ontology] == ["a.ttl", "b.ttl"]
    assert ([path.name for path in home.shapes], [path.name for path in home.queries]) == (
        ["s.ttl"], ["q.rq"],
    )  # fmt: skip


def test_paths_are_shown_as_the_user_would_write_them(made, tmp_path_factory, monkeypatch):
    home = Home(made)
    assert home.show(made / "data/topic/c.trig") == "data/topic/c.trig"
    other = tmp_path_factory.mktemp("other")
    (other / "link").symlink_to(made)
    assert home.show(other / "link/data/topic/c.trig") == "data/topic/c.trig"
    assert home.show(other / "x.trig") == str(other / "x.trig")
    monkeypatch.chdir(made / "data")
    assert home.show(Path("topic/c.trig")) == "data/topic/c.trig"
    assert Home(Path("..")).show(made / "data/topic/c.trig") == "data/topic/c.trig"
    assert home.show(made.with_name(f"{made.name}-2") / "x") == f"{made}-2/x"


def test_the_checkout_one_stands_in_is_found(made, monkeypatch):
    monkeypatch.chdir(made / "data" / "topic")
    assert find_home() == Home(made)


def test_what_is_no_home_is_told_with_what_one_holds(tmp_path, monkeypatch):
    with pytest.raises(NotFound, match=r"is not a home(.|\n)*ontology, data, shapes, queries"):
        find_home(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folder, "PACKAGE", tmp_path / "a" / "b")
    monkeypatch.setattr(folder, "SHIPPED", tmp_path / "c")
    with pytest.raises(NotFound, match="minkg finds no home"):
        find_home()


def test_the_installed_home_is_not_written_to(made, monkeypatch):
    monkeypatch.setattr(folder, "SHIPPED", made)
    with pytest.raises(Unavailable, match="cp -R") as caught:
        Home(made).refuse_shipped()
    assert "my-minkg" in caught.value.hint
    with pytest.raises(Unavailable):
        Home(made / "elsewhere").refuse_shipped(made / "data" / "topic")
    Home(made / "..").refuse_shipped()


def test_the_home_that_ships_is_the_last_that_is_found(made, tmp_path_factory, monkeypatch):
    nowhere = tmp_path_factory.mktemp("nowhere")
    monkeypatch.chdir(nowhere)
    monkeypatch.setattr(folder, "PACKAGE", nowhere / "site" / "minkg")
    monkeypatch.setattr(folder, "SHIPPED", made)
    assert find_home() == Home(made)
    (made / "queries").rmdir()
    with pytest.raises(NotFound):
        find_home()


def test_the_hint_that_copies_a_home_can_be_pasted(tmp_path, monkeypatch):
    shipped, away = tmp_path / "it's here", tmp_path / "away"
    for name in FOLDERS:
        (shipped / name).mkdir(parents=True)
    (shipped / "queries" / "q.rq").write_text("")
    away.mkdir()
    monkeypatch.setattr(folder, "SHIPPED", shipped)
    with pytest.raises(Unavailable) as caught:
        Home(shipped).refuse_shipped()
    told = caught.value.remedy().partition("`:  ")[2]
    subprocess.run(told, shell=True, check=True, cwd=away)
    assert [path.name for path in find_home(away / "my-minkg").queries] == ["q.rq"]
