"""One writer at a time, and the lock goes with its process."""

import errno
import os
import platform
import subprocess
import sys
import threading

import pytest

from minkg.home import file_lock
from minkg.home.file_lock import patiently, take
from minkg.words import Unavailable


def test_who_holds_it_is_written_there_and_told(tmp_path):
    with take(tmp_path / "lock"):
        assert (tmp_path / "lock").read_text().startswith(f"{os.getpid()}@")
        with pytest.raises(Unavailable) as caught:
            take(tmp_path / "lock")
        assert f"another minkg writes here: process {os.getpid()}@" in str(caught.value)
        assert str(caught.value.place) == str(tmp_path)
    with take(tmp_path / "lock"):
        assert (tmp_path / "lock").exists()


def test_a_process_that_has_ended_holds_nothing(tmp_path):
    code = (
        "import os, pathlib, sys; from minkg.home.file_lock import take;"
        "held = take(pathlib.Path(sys.argv[1])); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "lock"], check=True)
    with take(tmp_path / "lock") as held:
        assert not held.closed


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "other").write_text("kept")
    (tmp_path / "lock").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="lock"):
        take(tmp_path / "lock")
    assert (tmp_path / "other").read_text() == "kept"


def test_what_passes_is_waited_for_and_what_stays_is_told(monkeypatch):
    monkeypatch.setattr(file_lock, "PAUSE", 0)
    tries = iter([KeyError("soon"), KeyError("soon"), None])

    def action():
        if error := next(tries):
            raise error
        return "done"

    assert patiently(action, KeyError) == "done"
    monkeypatch.setattr(file_lock, "PATIENCE", 0)
    with pytest.raises(ZeroDivisionError):
        patiently(lambda: 1 / 0, ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        patiently(lambda: 1 / 0, KeyError)


@pytest.mark.parametrize("text", [b"", b"\x1b[2J", b"\xff", b"9" * 200])
def test_what_stands_in_the_file_does_no_harm(tmp_path, text):
    with take(tmp_path / "lock"):
        (tmp_path / "lock").write_bytes(text)
        with pytest.raises(Unavailable) as caught:
            take(tmp_path / "lock")
    process = caught.value.values["process"]
    assert process.isprintable()
    assert 0 < len(process) <= 80


def test_on_a_full_disk_it_is_held_though_nobody_is_named(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(platform, "node", full)
    with take(tmp_path / "lock"), pytest.raises(Unavailable, match=r"process \?"):
        take(tmp_path / "lock")


def test_a_lock_that_another_process_lets_go_is_waited_for(tmp_path):
    held = take(tmp_path / "lock")
    timer = threading.Timer(0.1, held.close)
    timer.start()
    with patiently(lambda: take(tmp_path / "lock"), Unavailable) as mine:
        assert not mine.closed
        assert held.closed
    timer.join()


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        take(tmp_path / "none" / "lock")
