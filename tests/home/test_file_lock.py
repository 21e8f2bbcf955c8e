"""One writer at a time, and the lock goes with its process."""

import os
import subprocess
import sys

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
