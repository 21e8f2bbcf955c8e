"""All or nothing: a home is as before or as after, whoever is killed, full, late or hostile."""

import errno
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.home import changes as transaction
from minkg.home import file_lock as locking
from minkg.home.changes import lock, read_steadily
from minkg.home.folder import FOLDERS, Home
from minkg.words.errors import BadInput, MinkgError, Unavailable

ROOT = Path(__file__).parents[2]
BEFORE = {
    "data/topic/kept.trig": b"kept",
    "data/topic/changed.trig": b"old",
    "data/platform/gone.trig": b"gone",
}
CHANGE = {
    "data/topic/changed.trig": b"new",
    "data/topic/added.trig": b"",
    "data/agreement/first-of-its-class.trig": b"first",
    "data/platform/gone.trig": None,
}
AFTER = {
    "data/topic/kept.trig": b"kept",
    "data/topic/changed.trig": b"new",
    "data/topic/added.trig": b"",
    "data/agreement/first-of-its-class.trig": b"first",
}
JOURNAL = ".minkg/journal"


def fill(path, state):
    """Make a folder hold exactly these files; None stands for a folder."""
    shutil.rmtree(path, ignore_errors=True)
    for folder in FOLDERS:
        (path / folder).mkdir(parents=True)
    for inside, content in state.items():
        if content is None:
            (path / inside).mkdir(parents=True, exist_ok=True)
        else:
            (path / inside).parent.mkdir(parents=True, exist_ok=True)
            (path / inside).write_bytes(content)
    return Home(path)


def tree(path, under="."):
    """Give every file with its content and every folder, except the lock."""
    return {
        str(p.relative_to(path)): None if p.is_dir() else p.read_bytes()
        for p in sorted((path / under).rglob("*"))
        if p.name != "lock"
    }


def data(path):
    return {inside: text for inside, text in tree(path, "data").items() if text is not None}


def change(home, files=CHANGE):
    with lock(home) as commit:
        commit({home.path / inside: content for inside, content in files.items()})


def settle(home):
    with lock(home):
        pass


@pytest.fixture
def home(tmp_path):
    return fill(tmp_path / "home", BEFORE)


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(locking, "PATIENCE", 0.05)


# What a change does


def test_a_change_writes_and_deletes(home):
    change(home)
    assert data(home.path) == AFTER
    assert sorted(tree(home.path, ".minkg")) == [
        ".minkg/.gitignore",
        ".minkg/last",
        ".minkg/staged",
    ]
    assert (home.path / ".minkg/.gitignore").read_text() == "*\n"


def test_paths_may_be_relative(home, monkeypatch):
    monkeypatch.chdir(home.path.parent)
    change(Home(Path("home")))
    monkeypatch.chdir(home.path)
    change(Home(Path()), {"data/topic/added.trig": b"1"})
    assert data(home.path) == AFTER | {"data/topic/added.trig": b"1"}


def test_nothing_is_changed_without_a_commit(home):
    settle(home)
    assert data(home.path) == BEFORE
    with pytest.raises(KeyError), lock(home):
        raise KeyError
    settle(home)


FILES = st.sampled_from(["topic/a", "topic/b", "place/a", "place/c-1"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(FILES, st.none() | st.binary(max_size=40)), max_size=4))
def test_changes_add_up(tmp_path_factory, changes):
    home, model = fill(tmp_path_factory.mktemp("home"), {}), {}
    for files in changes:
        files = {f"data/{name}.trig": content for name, content in files.items()}
        change(home, files)
        model = {name: text for name, text in (model | files).items() if text is not None}
        assert data(home.path) == model


# Killed at any point


def traced(action, at_line):
    """Do something, and call `at_line(number)` before every line of minkg that it comes to."""
    ours, count = {transaction.__file__, locking.__file__}, 0

    def trace(frame, event, _):
        nonlocal count
        if frame.f_code.co_filename not in ours:
            return None
        if event == "line":
            count += 1
            at_line(count)
        return trace

    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(None)


def in_child(action):
    """Do something in a process of its own and give how that ended."""
    child = os.fork()
    if not child:
        try:
            action()
        except BaseException:
            os._exit(9)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def crashes(path, start, action, *, everywhere=False):
    """Kill a process at every line before which the disk changed, or at every line at all.

    Gives what each kill left, which is what was on the disk at that line.
    """
    home, states = fill(path, start), []
    traced(lambda: action(home), lambda _: states.append(json_of(tree(path))))
    for line, expected in enumerate(states, start=1):
        if everywhere or states.index(expected) == line - 1:
            fill(path, start)
            ended = in_child(lambda line=line: traced(lambda: action(home), partial(die, line)))
            left = tree(path)
            if (ended, json_of(left)) != (-signal.SIGKILL, expected):
                raise AssertionError(f"line {line}: {ended}, {left}")
            yield left


def die(wanted, number):
    if number == wanted:
        os.kill(os.getpid(), signal.SIGKILL)


def read_nothing(home):
    read_steadily(home, list)


def json_of(state):
    return json.dumps({inside: None if t is None else t.decode() for inside, t in state.items()})


def kill_everything(path):
    """Kill a change at every point, then its recovery at every point, until nothing new is left."""
    os.urandom = lambda n: bytes(n)  # the same change is the same on the disk
    os.fsync = lambda descriptor: None  # a kill keeps what the system has; saves seconds
    seen, queue = {}, [(left, None) for left in crashes(path, BEFORE, change, everywhere=True)]
    kills = len(queue)
    while queue:
        left, parent = queue.pop()
        if (key := json_of(left)) in seen:
            continue
        home = fill(path, left)
        mixed = data(path) not in (BEFORE, AFTER)
        read = read_steadily(home, lambda: data(path))
        settle(home)
        outcome = [BEFORE, AFTER].index(read)
        assert data(path) == read, "a reader sees what a writer makes of it"
        assert outcome == (JOURNAL in left or ".minkg/last" in left), "the journal decides"
        assert parent in (None, outcome), "a killed recovery does not change the outcome"
        assert not (path / JOURNAL).exists()
        assert not list((path / ".minkg/staged").iterdir())
        seen[key] = (outcome, mixed)
        for action in (settle, read_nothing):
            more = [(state, outcome) for state in crashes(path, left, action)]
            queue, kills = queue + more, kills + len(more)
    return {
        "kills": kills,
        "before": sum(not outcome for outcome, _ in seen.values()),
        "after": sum(outcome for outcome, _ in seen.values()),
        "mixed": sum(mixed for _, mixed in seen.values()),
    }


def alone(call):
    """Run a function of this file in an interpreter that has one thread and may fork."""
    code = f"import json, pathlib, tests.home.test_changes as t; print(json.dumps(t.{call}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stderr, done.returncode) == ("", 0)
    return json.loads(done.stdout)


@pytest.mark.ci
def test_killed_at_every_point_a_home_is_as_before_or_as_after(tmp_path):
    """Every state that any number of kills can leave on the disk is reached and recovered from."""
    found = alone(f"kill_everything(pathlib.Path({str(tmp_path / 'home')!r}))")
    assert found["kills"] > 300
    assert found["before"] > 2 * len(
        CHANGE
    )  # a file made, and one filled, for each and the journal
    assert found["after"] > len(CHANGE) + 1  # a journal, a step for each, a finished one
    assert found["mixed"] >= len(CHANGE) - 1  # the test does come between the steps


def test_everything_is_on_the_disk_before_what_follows_from_it(home, monkeypatch):
    """A power cut can lose or reorder what is not synced."""
    settle(home)
    log = []

    def noted(owner, name):
        real = getattr(owner, name)

        def call(path, *rest):
            real(path, *rest)
            log.append(f"{name} {path.relative_to(home.path)}")

        monkeypatch.setattr(owner, name, call)

    for owner, name in ((transaction, "_write"), (transaction, "_sync"), (Path, "replace")):
        noted(owner, name)
    change(home, {"data/topic/changed.trig": b"new", "data/topic/added.trig": b""})
    assert log[:6] == [
        "_write .minkg/staged/0",
        "_write .minkg/staged/1",
        "_write .minkg/staged/journal",
        "_sync .minkg/staged",
        "replace .minkg/staged/journal",
        "_sync .minkg",
    ]
    assert log[6:8] == ["replace .minkg/staged/0", "replace .minkg/staged/1"]
    assert sorted(log[8:10]) == ["_sync data", "_sync data/topic"]
    assert log[10:] == ["replace .minkg/journal", "_sync .minkg"]


# Several processes


def count_up(home, rounds):
    """Read a number and write the next one into two files, again and again."""
    for _ in range(rounds):
        with lock(home) as commit:
            number = int((home.path / "data/topic/one.trig").read_bytes()) + 1
            text = str(number).encode()
            commit({home.path / f"data/topic/{name}.trig": text for name in ("one", "two")})


def writers(path, processes=4, rounds=10):
    """Let processes count up at once, and read meanwhile."""
    home = fill(path, {"data/topic/one.trig": b"0", "data/topic/two.trig": b"0"})
    children = []
    for _ in range(processes):
        if not (child := os.fork()):
            try:
                count_up(home, rounds)
            except BaseException:
                os._exit(9)
            os._exit(0)
        children.append(child)
    reads, codes = [], []
    while children:
        reads.append(read_steadily(home, lambda: [int(text) for text in data(path).values()]))
        child, status = os.waitpid(children[0], os.WNOHANG)
        if child:
            codes.append(status)
            children.remove(child)
    reads.append(read_steadily(home, lambda: [int(text) for text in data(path).values()]))
    return {"codes": codes, "reads": reads}


def test_writers_at_once_are_served_one_after_another(tmp_path):
    found = alone(f"writers(pathlib.Path({str(tmp_path / 'home')!r}))")
    assert found["codes"] == [0] * 4
    assert found["reads"][-1] == [40, 40]
    assert [pair for pair in found["reads"] if pair[0] != pair[1]] == []
    assert found["reads"] == sorted(found["reads"])


def test_who_waits_learns_who_writes(home, hasty):
    settle(home)
    (home.path / ".minkg/lock").write_text("9" * 99)
    with lock(home), pytest.raises(Unavailable) as error, lock(home):
        pass
    assert f"process {os.getpid()}@{platform.node()}\n" in str(error.value)
    assert str(error.value.place) == str(home.path / ".minkg")


def stopped(path):
    """Stop a writer between its renames; read while it stands still, and when it goes on."""
    home = fill(path, BEFORE)
    locking.PATIENCE = 0.05

    def stop(_):
        if (path / JOURNAL).exists() and data(path) not in (BEFORE, AFTER):
            os.kill(os.getpid(), signal.SIGSTOP)
            sys.settrace(None)

    if not (child := os.fork()):
        traced(lambda: change(home), stop)
        os._exit(0)
    os.waitpid(child, os.WUNTRACED)
    try:
        read_steadily(home, list)
        told = ""
    except Unavailable as error:
        told = str(error).replace(str(child), "PID")
    locking.PATIENCE = 5
    threading.Timer(0.1, os.kill, (child, signal.SIGCONT)).start()
    read = read_steadily(home, lambda: data(path))
    return {"told": told, "read": read == AFTER, "ended": os.waitpid(child, 0)[1]}


def test_a_reader_waits_for_a_writer_between_its_renames(tmp_path):
    found = alone(f"stopped(pathlib.Path({str(tmp_path / 'home')!r}))")
    assert "another minkg writes here: process PID@" in found["told"]
    assert (found["read"], found["ended"]) == (True, 0)


# Readers


def interrupted(home, times):
    """Give a reader in whose middle the home changes, the first times, and what it saw."""
    seen = []

    def read():
        names = sorted(data(home.path))
        if len(seen) < times:
            change(home, {**CHANGE, "data/topic/round.trig": b"%d" % len(seen)})
        seen.append(names)
        return {name: (home.path / name).read_bytes() for name in names}

    return read, seen


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_a_reader_in_whose_middle_the_home_changes_reads_again(home, times):
    read, seen = interrupted(home, times)
    assert read_steadily(home, read) == data(home.path)
    assert len(seen) == times + 1


def test_a_reader_that_comes_too_late_too_often_keeps_writers_away(home, hasty):
    seen = []

    def read():
        try:
            change(home, {"data/topic/round.trig": b""})
        except Unavailable:
            return seen
        seen.append("changed")
        return None

    assert read_steadily(home, read) == ["changed"] * transaction.TRIES


def test_a_reader_sees_a_change_and_its_undoing(home):
    """The same content twice is not the same state: what was read in between may be a mixture."""
    change(home, {"data/topic/changed.trig": b"old"})
    seen = []

    def read():
        seen.append((home.path / "data/topic/changed.trig").read_bytes())
        if len(seen) == 1:
            change(home, {"data/topic/changed.trig": b"new"})
            change(home, {"data/topic/changed.trig": b"old"})

    read_steadily(home, read)
    assert len(seen) == 2


def test_an_error_of_the_reader_itself_is_told(home):
    seen = []

    def read():
        seen.append(1)
        raise BadInput("no")

    with pytest.raises(BadInput):
        read_steadily(home, read)
    assert len(seen) == 1


def undecided(home, monkeypatch):
    """Leave a home with a journal that nobody has carried out."""
    with monkeypatch.context() as patch:
        patch.setattr(transaction, "_settle", lambda home: None)
        change(home)
    assert (home.path / JOURNAL).exists()
    assert data(home.path) == BEFORE


def test_reading_needs_no_right_to_write(home, monkeypatch, hasty):
    assert read_steadily(home, lambda: data(home.path)) == BEFORE
    assert not (home.path / ".minkg").exists()
    undecided(home, monkeypatch)
    real, refused = os.open, OSError(errno.EROFS, os.strerror(errno.EROFS))

    def read_only(path, flags, *rest):
        if flags & os.O_RDWR:
            raise refused
        return real(path, flags, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", read_only)
        with pytest.raises(Unavailable, match=r"is not finished: Read-only"):
            read_steadily(home, list)
        with pytest.raises(Unavailable, match=r"can be made: Read-only"):
            settle(home)
        patch.setattr(time, "sleep", lambda _: (patch.undo(), settle(home)))
        assert read_steadily(home, lambda: data(home.path)) == AFTER


# Errors half way


@pytest.mark.parametrize("name", ["fsync", "mkdir", "replace", "write", "unlink"])
def test_a_full_disk_half_way(tmp_path, monkeypatch, name):
    """The n-th call of the system fails, for every n: nothing is changed, or all is."""
    outcomes = []
    for at in range(99):
        home = fill(tmp_path / "home", BEFORE)
        settle(home)
        with monkeypatch.context() as patch:
            failing(patch, name, at)
            told = told_by(home)
        if not told:
            break
        assert os.strerror(errno.ENOSPC) in told
        decided = "decided" in told
        assert decided or data(home.path) == BEFORE
        assert decided or not list((home.path / ".minkg/staged").iterdir())
        assert read_steadily(home, lambda home=home: data(home.path)) == (
            AFTER if decided else BEFORE
        )
        outcomes.append(decided)
    assert data(home.path) == AFTER
    assert outcomes == sorted(outcomes)
    assert outcomes, "something did fail"


def told_by(home):
    try:
        change(home)
    except Unavailable as error:
        return str(error)
    return ""


def failing(patch, name, at):
    """Let the n-th call of a function fail as on a full disk."""
    calls = iter(range(at, -1, -1))
    owner = {"fsync": os, "write": transaction}.get(name, Path)
    name = {"write": "_write"}.get(name, name)
    real = getattr(owner, name)

    def fails(*args, **kwargs):
        if next(calls, None) == 0:
            if name == "_write":
                args[0].write_bytes(args[1][:1])  # a part of it
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **kwargs)

    patch.setattr(owner, name, fails)


@pytest.mark.parametrize(
    ("at", "outcome"), [("_sync", BEFORE), ("_write", BEFORE), ("replace", AFTER)]
)
def test_an_interruption_leaves_nothing_in_between(home, monkeypatch, at, outcome):
    settle(home)
    owner = Path if at == "replace" else transaction
    real = getattr(owner, at)

    def interrupt(*args):
        monkeypatch.undo()
        real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, at, interrupt)
    with pytest.raises(KeyboardInterrupt):
        change(home)
    assert data(home.path) == outcome
    assert not (home.path / JOURNAL).exists()
    assert not list((home.path / ".minkg/staged").iterdir())


# What is refused


@pytest.mark.parametrize(
    "inside",
    [
        "data/README.md", "data/topic/Upper.trig", "data/topic/x.ttl", "data/topic/.trig",
        "data/x.trig", "data/topic/deep/x.trig", "data/Topic/x.trig", "ontology/topic/x.trig",
        "../home/data/topic/../x.trig", "../outside.trig", "/tmp/topic/x.trig",
        "data/topic/x.trig\n",
        f"data/topic/{'x' * 61}.trig", "data/topic/nul\0.trig", ".minkg/staged/x.trig",
    ],
)  # fmt: skip
def test_only_entries_are_written(home, inside):
    with pytest.raises(BadInput, match="no entry can be written here"):
        change(home, {"data/topic/added.trig": b"", inside: b""})
    assert data(home.path) == BEFORE


@pytest.mark.parametrize("link", ["data", "data/topic", "data/topic/added.trig", ".minkg"])
def test_links_are_not_followed(home, tmp_path, link):
    outside = tmp_path / "outside"
    if link.endswith(".trig"):
        outside.write_bytes(b"mine")
    elif (home.path / link).exists():
        (home.path / link).rename(outside)
    else:
        outside.mkdir()
    (home.path / link).symlink_to(outside)
    before = tree(outside) or (outside.is_file() and outside.read_bytes())
    with pytest.raises(BadInput, match="leads out of the home"):
        change(home)
    assert (tree(outside) or (outside.is_file() and outside.read_bytes())) == before


def test_a_lock_that_is_a_link_is_not_written(home, tmp_path):
    settle(home)
    (home.path / ".minkg/lock").unlink()
    (home.path / ".minkg/lock").symlink_to(tmp_path / "victim")
    (tmp_path / "victim").write_bytes(b"mine")
    with pytest.raises(Unavailable, match="symbolic links"):
        settle(home)
    assert (tmp_path / "victim").read_bytes() == b"mine"


def test_an_ignore_file_that_is_a_link_is_not_written(home, tmp_path):
    (home.path / ".minkg").mkdir()
    (home.path / ".minkg/.gitignore").symlink_to(tmp_path / "victim")
    settle(home)
    assert not (tmp_path / "victim").exists()


@pytest.mark.parametrize("there", ["data/topic/ADDED.trig", "data/Agreement/x.trig"])
def test_names_that_differ_only_in_case_are_refused(home, there):
    (home.path / there).parent.mkdir(exist_ok=True)
    (home.path / there).write_bytes(b"")
    with pytest.raises(BadInput, match="differs only in small and capital letters"):
        change(home)


def test_a_folder_is_no_entry(home):
    (home.path / "data/topic/added.trig").mkdir()
    with pytest.raises(BadInput, match="no entry can be written here"):
        change(home)


def test_a_file_is_no_class(home):
    (home.path / "data/agreement").write_bytes(b"")
    (home.path / "data/agreement").chmod(0o777)
    with pytest.raises(BadInput, match="no entry can be written here"):
        change(home)
    assert data(home.path) == BEFORE | {"data/agreement": b""}


def test_data_on_another_disk_are_refused(home, monkeypatch):
    real = Path.stat

    def stat(path, **options):
        found = real(path, **options)
        other = os.stat_result((*found[:2], found.st_dev + 1, *found[3:]))
        return other if path.name == "topic" else found

    settle(home)
    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(BadInput, match="leads out of the home"):
        change(home)


def test_a_folder_that_may_not_be_written_is_refused_in_time(home, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "topic")
    with pytest.raises(Unavailable, match="topic: cannot be written, and nothing is changed"):
        change(home)
    assert data(home.path) == BEFORE


def record(files):
    return json.dumps({"change": "x", "files": files}).encode()


@pytest.mark.parametrize(
    "journal",
    [
        b"", b"{", b"[]", b"1", b"null", b"\xff", b"[" * 100_000, b"{}",
        b'{"files": 1}', b'{"files": [1]}',
        b'{"files": ["data/topic/kept.trig"]}', record({"data/topic/kept.trig": []}),
        record({"data/topic/kept.trig": "0"}), record({"../victim": None}),
        record({"/tmp/victim": None}),
        record({"data/topic/../../../victim": None}), record({"ontology/topic/x.trig": None}),
        record({"data/topic/kept.trig": None, "data/x/../../../victim": None}),
        record({"data/topic/kept.trig": None, "data/linked/x.trig": None}),
    ],
)  # fmt: skip
def test_a_hostile_journal_changes_nothing(home, journal):
    settle(home)
    outside = home.path.parent / "outside"
    outside.mkdir()
    for victim in (home.path.parent / "victim", home.path / "ontology/x.trig", outside / "x.trig"):
        victim.write_bytes(b"mine")
    (home.path / "data/linked").symlink_to(outside)
    (home.path / JOURNAL).write_bytes(journal)
    before = tree(home.path.parent)
    for reading in (settle, lambda home: read_steadily(home, list)):
        with pytest.raises(MinkgError, match="cannot be carried out"):
            reading(home)
    assert tree(home.path.parent) == before


def test_staged_content_that_is_a_link_is_not_taken(home, monkeypatch):
    undecided(home, monkeypatch)
    staged = home.path / ".minkg/staged/0"
    staged.rename(home.path / "elsewhere")
    staged.symlink_to(home.path / "elsewhere")
    with pytest.raises(MinkgError, match="cannot be carried out"):
        read_steadily(home, list)
    assert data(home.path) == BEFORE
