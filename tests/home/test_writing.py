"""A file is written wholly or not at all."""

import errno
import os
from pathlib import Path

import pytest

from minkg.home.writing import write_file, write_files
from minkg.words import Unavailable


def test_several_files_are_all_there_or_none_is_touched(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    write_files({one: b"1", two: b"2"})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    with pytest.raises(Unavailable) as caught:
        write_files({one: b"changed", tmp_path / "none" / "x": b"3"})
    assert str(caught.value.place) == str(tmp_path / "none" / "x")
    assert "cannot be written: No such file or directory" in str(caught.value)
    assert "hint: name a file in a folder that you may write to" in str(caught.value)
    assert one.read_bytes() == b"1"
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two"}


def test_a_link_stays_one_and_its_file_is_written(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_pipe_is_written_as_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"through")
    assert os.read(reader, 20) == b"through"
    os.close(reader)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left")])
def test_whatever_stops_it_nothing_is_left_behind(tmp_path, monkeypatch, error):
    (tmp_path / "one").write_bytes(b"1")
    real = Path.write_bytes

    def stop(path, content):
        real(path, content[:1])
        if content == b"full":
            raise error

    monkeypatch.setattr(Path, "write_bytes", stop)
    with pytest.raises((KeyboardInterrupt, Unavailable)):
        write_files({tmp_path / "one": b"changed", tmp_path / "two": b"full"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"1"}


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Unavailable, match="cannot be written: Is a directory"):
        write_file(tmp_path, b"x")
