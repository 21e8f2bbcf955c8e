"""What all commands share: options anywhere, files that are whole or left alone."""

import os
from pathlib import Path


def test_what_fails_leaves_no_file_and_no_half_file(run, home):
    old = home / "old.csv"
    old.write_text("old")
    for words in (["find", "sand", "--format", "nonsense"], ["query", "missing"], ["show", "qqqq"]):
        assert run([*words, "-o", "old.csv"])[2] == 2
        assert run([*words, "-o", "new.csv"])[2] == 2
    assert old.read_text() == "old"
    assert not (home / "new.csv").exists()
    assert not (home / "x.gif").exists()


def test_a_link_stays_a_link_and_a_device_a_device(run, home):
    (home / "real.csv").write_text("old")
    (home / "link.csv").symlink_to("real.csv")
    assert run(["find", "sand", "--format", "csv", "-o", "link.csv"])[2] == 0
    assert (home / "link.csv").is_symlink()
    assert (home / "real.csv").read_text().startswith("entry,class")
    assert Path(os.devnull).is_char_device()


def test_options_may_stand_before_and_after_the_command(run):
    several = [
        run(["--format", "csv", "--lang", "fr", "find", "sand"]),
        run(["find", "--format=csv", "sand", "--lang", "fr"]),
        run(["--lang=fr", "find", "sand", "--format", "csv"]),
    ]
    assert several[0][2] == 0
    assert several[0] == several[1] == several[2]
