"""The files that are given."""

import io
from pathlib import Path

import pytest

from minkg.intake.readers import given_files
from minkg.intake.readers.detect import CHOICES
from minkg.intake.readers.given_files import ENDINGS, content_of, empty_folder, files_of
from minkg.words import BadInput


def test_a_folder_gives_what_can_be_read_in_it(tmp_path):
    for name in ("b.csv", "a/c.TRIG", ".hidden/x.csv", "~$b.xlsx", "notes.txt", ".d.csv", "csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "folder.csv").mkdir()
    inner = [tmp_path / "a/c.TRIG", tmp_path / "b.csv"]
    assert list(files_of([tmp_path, "other.docx"])) == [
        *((str(path), path) for path in inner), ("other.docx", Path("other.docx")),
    ]  # fmt: skip
    assert list(files_of([tmp_path / "folder.csv"])) == []


def test_every_ending_that_is_read_or_refused_with_a_hint(tmp_path):
    assert set(CHOICES.split(", ")) < ENDINGS
    assert ENDINGS - set(CHOICES.split(", ")) == {
        *(".xlsm", ".yml", ".owl"),
        *(".xls", ".xlsb", ".ods"),  # are not read; it is told how to save them
    }
    for ending in ENDINGS:
        (tmp_path / f"x{ending}").write_text("")
    assert {path.suffix for _, path in files_of([tmp_path])} == ENDINGS


def test_standard_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").mkdir()
    assert list(files_of(["-"])) == [("-", None)]
    monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": io.BytesIO(b"abc")}))
    assert content_of("-", None) == b"abc"


def test_content_or_the_reason(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"abc")
    assert content_of("x", tmp_path / "x") == b"abc"
    with pytest.raises(BadInput) as missing:
        content_of("y", tmp_path / "y")
    assert str(missing.value) == "y: cannot be read: No such file or directory"
    monkeypatch.setattr(given_files, "MOST_BYTES", 3)
    assert content_of("x", tmp_path / "x") == b"abc"
    monkeypatch.setattr(given_files, "MOST_BYTES", 2)
    with pytest.raises(BadInput) as large:
        content_of("x", tmp_path / "x")
    assert str(large.value) == (
        "x: is larger than 0 megabytes\n\nhint: split it into several files"
    )


def test_the_limit_is_told_in_megabytes(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(bytes(2 * 2**20 + 1))
    monkeypatch.setattr(given_files, "MOST_BYTES", 2 * 2**20)
    with pytest.raises(BadInput, match=r"^x: is larger than 2 megabytes"):
        content_of("x", tmp_path / "x")


def test_an_empty_folder_names_what_is_read():
    assert str(empty_folder("x")) == (
        f"x: holds no file that minkg reads\n\nhint: give a folder with files such as: {CHOICES}"
    )
