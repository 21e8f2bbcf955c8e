"""One worker as the server sees it."""

import os
import pickle
import signal
import socket
import subprocess
import threading

import pytest

from minkg.site.web.one_answer import answer_waited
from minkg.site.workers import jobs
from minkg.site.workers import worker as workers
from minkg.site.workers.keeper import HEAD, Done, Task, framed
from minkg.site.workers.worker import Worker, await_facts
from minkg.words.errors import NotFound, Unavailable


def other_side(answer):
    """Give a worker whose process is played by a thread that gives one answer."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)

    def play():
        with theirs:
            (size,) = HEAD.unpack(theirs.recv(HEAD.size, socket.MSG_WAITALL))
            theirs.recv(size, socket.MSG_WAITALL)
            theirs.sendall(answer)

    threading.Thread(target=play, daemon=True).start()
    return Worker(ours, os.getpid())


def ask(worker, memory=1_000):
    task = Task(jobs.size, (), 1.0, memory)
    return answer_waited(worker.ask(task))


def done(value, error=None, resident=1):
    return framed(pickle.dumps(Done(value, error, resident)))


def test_a_worker_gives_the_value_of_a_task():
    worker = other_side(done({"large": "x" * 3_000_000}))
    assert len(ask(worker)["large"]) == 3_000_000
    assert (worker.uses, worker.tired) == (1, False)
    worker.leave()


def test_a_worker_raises_the_error_of_a_task():
    worker = other_side(done(None, NotFound("no {x}", x="sand")))
    with pytest.raises(NotFound, match="no sand"):
        ask(worker)
    worker.leave()


@pytest.mark.parametrize("answer", [b"", b"abc", done("x")[:-1]])
def test_a_process_that_ends_midway_is_told(answer):
    worker = other_side(answer)
    with pytest.raises(EOFError):
        ask(worker)
    worker.leave()


def test_a_worker_that_holds_much_or_did_much_is_tired(monkeypatch):
    worker = other_side(done(1, resident=1_001))
    ask(worker)
    assert worker.tired
    worker.leave()
    worker = other_side(done(1, resident=1_001))
    ask(worker, memory=0)
    assert not worker.tired, "without a limit nothing is much"
    worker.leave()
    monkeypatch.setattr(workers, "USES", 1)
    worker = other_side(done(1))
    ask(worker)
    assert worker.tired
    worker.leave()


@pytest.mark.parametrize("handles", [True, False])
def test_a_worker_that_is_killed_is_gone(handles, monkeypatch):
    if not handles:
        monkeypatch.delattr(os, "pidfd_open")
    with subprocess.Popen(["sleep", "60"]) as process:
        ours, theirs = socket.socketpair()
        worker = Worker(ours, process.pid)
        assert (worker.handle >= 0) is handles
        worker.kill()
        assert process.wait(5) == -signal.SIGKILL
        assert (ours.fileno(), worker.handle) == (-1, -1)
        theirs.close()
        worker.kill()


def test_the_facts_are_waited_for_however_long_it_takes(monkeypatch):
    monkeypatch.setattr(workers, "PATIENT", 0.05)
    ours, theirs = socket.socketpair()
    told = []

    def tell(seconds):
        told.append(seconds)
        if len(told) == 3:
            theirs.sendall(HEAD.pack(1))

    with ours, theirs:
        await_facts(ours, tell)
        assert told == [0.05, 0.1, pytest.approx(0.15)]
        assert ours.gettimeout() == 0.0


def test_facts_that_will_never_be_ready_are_told():
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(Unavailable, match="the facts cannot be made ready"):
        await_facts(ours, print)
