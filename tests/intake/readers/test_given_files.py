"""The files that are given."""

import io

import pytest

from minkg.intake.readers import given_files
from minkg.intake.readers.given_files import content_of, empty_folder, files_of
from minkg.words import BadInput


def test_a_folder_gives_what_can_be_read_in_it(tmp_path):
    for name in ("b.csv", "a/c.TRIG", ".hidden/x.csv", "~$b.xlsx", "notes.txt", ".d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = [shown for shown, _ in files_of([tmp_path, "-", "other.docx"])]
    assert found == [str(tmp_path / "a/c.TRIG"), str(tmp_path / "b.csv"), "-", "other.docx"]


def test_content_or_the_reason(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"abc")
    assert content_of("x", tmp_path / "x") == b"abc"
    with pytest.raises(BadInput, match="y: cannot be read: No such file"):
        content_of("y", tmp_path / "y")
    monkeypatch.setattr(given_files, "MOST_BYTES", 2)
    with pytest.raises(BadInput, match="x: is larger than 0 megabytes"):
        content_of("x", tmp_path / "x")


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": io.BytesIO(b"abc")}))
    assert content_of("-", None) == b"abc"


def test_an_empty_folder_names_what_is_read():
    assert "hint: give a folder with files such as: .xlsx" in str(empty_folder("x"))
