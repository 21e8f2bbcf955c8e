"""The queue: drafts that wait for a curator, each wholly there or not at all."""

import os

import pytest

from minkg.site.forms import queue
from minkg.words.errors import BadInput, MinkgError, Unavailable


def test_the_queue_takes_only_names_and_not_everything(tmp_path, monkeypatch):
    for name in ("../x", "a/b", "", "A", "x" * 80, ".hidden", "a\0"):
        with pytest.raises(BadInput):
            queue.store(tmp_path, name, b"")
    with pytest.raises(BadInput, match="larger"):
        queue.store(tmp_path, "x", b"x" * (queue.MOST_BYTES + 1))
    monkeypatch.setattr(queue, "MOST_FILES", 2)
    files = {queue.store(tmp_path, "sand-code", b":a a :b .") for _ in range(2)}
    assert files == {path.name for path in tmp_path.iterdir()}
    assert all(queue.NAME.fullmatch(file) for file in files)
    with pytest.raises(Unavailable, match="too many drafts"):
        queue.store(tmp_path, "sand-code", b"")


def test_a_draft_is_in_the_queue_wholly_or_not_at_all(tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Unavailable, match="No space left"):
        queue.store(tmp_path, "sand-code", b":a a :b .")
    assert not [*tmp_path.iterdir()]


def test_nothing_said_above_a_draft_leaves_the_comment():
    content = queue.headed(b":a a :b .", "now", ["x\n:evil a :b .", "y\r:evil\u2028z"])
    assert content.partition(b"\n\n")[2] == b":a a :b ."
    assert all(
        line.startswith("# ") for line in content.partition(b"\n\n")[0].decode().splitlines()
    )


def test_a_queue_is_no_part_of_the_graph(tiny_home, tmp_path):
    with pytest.raises(MinkgError, match="part of the graph"):
        queue.prepare(tiny_home.path / "data" / "queue", tiny_home)
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        queue.prepare(tmp_path / "file" / "queue", tiny_home)


@pytest.mark.parametrize("path", ["loop", "loop/x", "file", "/dev/null/x", "x" * 300])
def test_a_folder_that_cannot_be_made_is_told(tiny_home, tmp_path, path):
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Unavailable, match="cannot be made"):
        queue.prepare(tmp_path / path, tiny_home)


def test_a_folder_is_made_with_those_above_it(tiny_home, tmp_path):
    made = queue.prepare(tmp_path / "a" / ".." / "b" / "queue", tiny_home)
    assert made == tmp_path / "b" / "queue"
    assert made.is_dir()
    assert queue.prepare(made, tiny_home) == made


def test_a_link_into_the_data_is_no_way_round(tiny_home, tmp_path):
    (tmp_path / "link").symlink_to(tiny_home.path / "data")
    with pytest.raises(MinkgError, match="part of the graph"):
        queue.prepare(tmp_path / "link" / "queue", tiny_home)


def test_drafts_of_one_name_do_not_replace_each_other(tmp_path):
    files = {queue.store(tmp_path, "sand-code", f"# {n}".encode()) for n in range(20)}
    assert len(files) == 20
    contents = {(tmp_path / file).read_text().splitlines()[-1] for file in files}
    assert contents == {f"# {n}" for n in range(20)}


def test_all_drafts_together_may_not_be_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "MOST_ALL", 300)
    queue.store(tmp_path, "sand-code", b"x" * 100)
    with pytest.raises(Unavailable, match="too many drafts"):
        queue.store(tmp_path, "sand-code", b"x" * 200)
    assert len([*tmp_path.iterdir()]) == 1


def test_a_queue_that_is_gone_is_told(tmp_path):
    with pytest.raises(Unavailable, match="the queue cannot be read"):
        queue.store(tmp_path / "gone", "sand-code", b"x")
