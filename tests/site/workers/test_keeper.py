"""The processes that hold the facts: what they are told, how they are held, how they end."""

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from minkg.site.web.one_answer import answer_waited
from minkg.site.workers import jobs
from minkg.site.workers.keeper import FORK, HEAD, LEAVE, Task, begin, framed
from minkg.site.workers.limits import Limits
from minkg.site.workers.media_types import GRAPHS, TABLES, choose
from minkg.site.workers.pool import Pool
from minkg.words.errors import NotFound
from tests.conftest import ROOT
from tests.tools.hostile import OUTSIDE, screenable
from tests.tools.serving import wait_until


def ask(line, message):
    """Send a message to a process; give what it answers."""
    line.sendall(framed(message))
    (size,) = HEAD.unpack(line.recv(HEAD.size, socket.MSG_WAITALL))
    return pickle.loads(line.recv(size, socket.MSG_WAITALL))


def task(function, *arguments, seconds=5.0, memory=0, sealed=False):
    return pickle.dumps(Task(function, arguments, seconds, memory, sealed))


def name_it(graph, name):
    """Give a name and the number of this process."""
    return f"{name} {os.getpid()}"


def fail(graph):
    """Fail with an error that cannot travel."""

    class Local(Exception):
        pass

    raise Local("the reason")


def open_a_file(graph):
    """Open a file."""
    with Path("/etc/hostname").open() as file:
        return file.read()


def take_memory(graph, size):
    """Take memory."""
    return len(bytearray(size))


@pytest.fixture
def kept(tiny):
    """Give a keeper, made ready, and the line to it."""
    number, line = begin(tiny, None)
    line.settimeout(20)
    assert HEAD.unpack(line.recv(HEAD.size)) == (number,)
    yield number, line
    line.close()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(number, signal.SIGKILL)
    os.waitpid(number, 0)


def hire(line):
    """Let the keeper fork a worker."""
    ours, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(line, [framed(FORK)], [theirs.fileno()])
    ours.settimeout(20)
    return ours, HEAD.unpack(ours.recv(HEAD.size))[0]


def test_a_worker_does_what_it_is_told(kept):
    number, line = kept
    ours, worker = hire(line)
    with ours:
        done = ask(ours, task(name_it, "one"))
        assert (done.value, done.error) == (f"one {worker}", None)
        assert worker != number
        assert done.resident < 20_000_000, "what the server held before is not the worker's"
        assert ask(ours, task(hold, 50_000_000)).resident > 40_000_000


HELD: list[bytes] = []


def hold(graph, size):
    """Keep some memory."""
    HELD.append(b"x" * size)


def test_an_error_comes_back_as_it_is_or_as_a_text(kept):
    ours, _ = hire(kept[1])
    with ours:
        known = ask(ours, task(jobs.graph_exists, "urn:none")).error
        assert isinstance(known, NotFound)
        assert known.values["name"] == "urn:none"
        other = ask(ours, task(fail)).error
        assert isinstance(other, RuntimeError)
        assert "Local: the reason" in str(other)


def test_a_sealed_task_opens_nothing_and_the_next_may(kept):
    ours, _ = hire(kept[1])
    with ours:
        assert isinstance(ask(ours, task(open_a_file, sealed=True)).error, OSError)
        assert ask(ours, task(open_a_file)).error is None


def test_who_takes_too_much_memory_is_gone(kept):
    ours, _ = hire(kept[1])
    with ours:
        assert ask(ours, task(take_memory, 1_000_000, memory=100_000_000)).value == 1_000_000
        ours.sendall(framed(task(take_memory, 500_000_000, memory=100_000_000)))
        assert ours.recv(HEAD.size) == b""


def test_limits_without_end_are_limits_too(kept):
    ours, _ = hire(kept[1])
    with ours:
        done = ask(ours, task(name_it, "one", seconds=1e300, memory=10**30))
        assert done.error is None


@pytest.mark.parametrize("message", [framed(LEAVE), b"", framed(b"half")[:4]])
def test_a_worker_leaves_when_it_is_told_or_left(kept, message):
    ours, worker = hire(kept[1])
    with ours:
        ours.sendall(message)
        if message != framed(LEAVE):
            ours.close()
        wait_until(lambda: not psutil.pid_exists(worker))


def test_the_keeper_takes_all_with_it_when_nobody_holds_the_line(kept):
    number, line = kept
    ours, worker = hire(line)
    with ours:
        ours.sendall(framed(task(time.sleep)))
        line.close()
        wait_until(lambda: not psutil.pid_exists(worker))
        wait_until(lambda: psutil.Process(number).status() == psutil.STATUS_ZOMBIE)


ORPHAN = """
import os, sys, time
from minkg.knowledge import open_graph
from minkg.site.workers.keeper import begin

def warm(graph):
    print(os.getpid(), flush=True)
    while True:
        len(graph.store)

begin(open_graph(sys.argv[1]), warm)
time.sleep(60)
"""


@pytest.mark.ci
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_keeper_that_is_not_ready_ends_when_its_server_is_gone(how, tiny_home):
    command = [sys.executable, "-c", ORPHAN, str(tiny_home.path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        keeper = int(process.stdout.readline())
        assert psutil.pid_exists(keeper)
        process.send_signal(how)
        process.wait(10)
        wait_until(lambda: not psutil.pid_exists(keeper))


@pytest.mark.parametrize("query", [q for q in OUTSIDE if screenable(q)])
def test_even_a_query_that_is_not_screened_reaches_nobody(query, tiny, trap):
    """The second wall: a worker cannot open a connection."""
    url, came = trap

    async def run():
        pool = Pool(tiny, Limits(seconds=2, workers=1))
        asked = jobs.QueryJob(
            query.replace("URL", url),
            table=choose(None, TABLES),
            graph=choose(None, GRAPHS),
            rules=Everything(),
        )
        try:
            with contextlib.suppress(Exception):
                await pool.run(jobs.query, asked, sealed=True)
        finally:
            await pool.close()

    answer_waited(run())
    assert came == []


class Everything:
    """Rules that allow all."""

    depth = 1000

    @property
    def services(self):
        """Allow every address."""
        return self

    def __contains__(self, address):
        """Allow it."""
        return True
