"""Catalogues: compiled when they are built or have changed, and read without Babel."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from babel.messages.pofile import PoFileError

from minkg.words import LANGUAGES, catalogues
from minkg.words.catalogues import FOLDER, compiled, opened

ROOT = Path(__file__).parents[2]
WRITTEN = 'msgid "one"\nmsgstr ""\n\nmsgid "two"\nmsgstr "{}"\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "fr.po").write_text(WRITTEN.format("deux"), encoding="utf-8")
    return tmp_path


def said(folder, *texts):
    catalogue = opened("fr", str(folder))
    return [catalogue.gettext(text) for text in texts]


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def refuse(monkeypatch, name):
    """Let the file system refuse something, which it does not do to an administrator."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(f"minkg.words.catalogues.os.{name}", refused)


def never(_: str) -> bytes:
    raise AssertionError("nothing had changed")


def test_what_is_not_translated_stays_as_it_is(folder):
    assert said(folder, "one", "two", "three") == ["one", "deux", "three"]
    assert opened("ru", str(folder)).gettext("two") == "two"


def test_the_first_use_compiles_and_the_next_one_reads(folder, monkeypatch):
    assert said(folder, "two") == ["deux"]
    assert files(folder) == ["fr.mo", "fr.po"]
    monkeypatch.setattr(catalogues, "compiled", never)
    assert said(folder, "two") == ["deux"]


@pytest.mark.parametrize("seconds", [-100, 100])
def test_a_changed_catalogue_is_compiled_anew(folder, seconds):
    assert said(folder, "two") == ["deux"]
    (folder / "fr.po").write_text(WRITTEN.format("2"), encoding="utf-8")
    then = (folder / "fr.mo").stat().st_mtime + seconds  # a checkout may bring an older file
    os.utime(folder / "fr.po", (then, then))
    assert said(folder, "two") == ["2"]
    assert (folder / "fr.mo").stat().st_mtime_ns == (folder / "fr.po").stat().st_mtime_ns


@pytest.mark.parametrize("name", ["replace", "utime"])
def test_where_nothing_can_be_written_it_is_kept_in_memory(folder, monkeypatch, name):
    refuse(monkeypatch, name)
    assert said(folder, "two") == ["deux"]
    assert files(folder) == ["fr.po"]


def test_a_catalogue_that_cannot_be_read_is_none_to_the_program_and_stops_a_build(folder):
    (folder / "fr.po").write_text("<<<<<<< HEAD\n" + WRITTEN.format("deux"), encoding="utf-8")
    assert said(folder, "two") == ["two"]
    assert files(folder) == ["fr.po"]
    with pytest.raises(PoFileError):
        compiled(str(folder / "fr.po"))


def test_a_compiled_catalogue_needs_no_other(folder):
    said(folder, "two")
    (folder / "fr.po").unlink()
    assert said(folder, "one", "two") == ["one", "deux"]


def test_the_same_file_gives_the_same_bytes():
    for lang in LANGUAGES[1:]:
        path = str(Path(FOLDER, f"{lang}.po"))
        assert compiled(path) == compiled(path)


@pytest.mark.ci
def test_a_wheel_has_the_compiled_catalogues_and_no_others(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as parts:
        names = parts.namelist()
        inside = sorted(name for name in names if name.startswith("minkg/locale/"))
        parts.extractall(tmp_path, [name for name in names if name.startswith("minkg/")])
    assert inside == [f"minkg/locale/{lang}.mo" for lang in sorted(LANGUAGES[1:])]
    code = "import sys; sys.modules['babel'] = None; from minkg.cli.main import main; main()"
    for lang in LANGUAGES:
        words = [sys.executable, "-c", code, "--help", "--lang", lang]
        here, there = (
            subprocess.run(words, cwd=place, check=True, capture_output=True).stdout
            for place in (ROOT, tmp_path)
        )
        assert here == there
