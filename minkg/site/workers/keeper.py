"""The other side of `workers`: processes that hold the facts and do what they are told.

The first one, the keeper, is forked while nothing else runs. It never works; it
forks others, which share its memory until they write to it. They all run the
same loop: a message comes in, an answer goes out; at the end of the messages the
process ends. A worker that changed the facts becomes the keeper by being asked to fork.
"""

import contextlib
import gc
import os
import pickle
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn

from minkg.knowledge import KnowledgeGraph

HEAD = struct.Struct("!Q")
FORK = b"fork"
LEAVE = b"leave"
SPARE = 5  # seconds of processor time beyond the time that was given


class Task(NamedTuple):
    """A function of a module, what it gets after the graph, and how it is held."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    memory: int
    sealed: bool = False  # no file and no connection can be opened


class Done(NamedTuple):
    """What came of a task: a value or an error, and what memory the worker took since it began."""

    value: Any
    error: Exception | None
    resident: int


def begin(
    graph: KnowledgeGraph, warm: Callable[[KnowledgeGraph], object] | None
) -> tuple[int, socket.socket]:
    """Fork the keeper; give its process number and the line to it."""
    ours, theirs = socket.socketpair()
    parent, number = os.getpid(), os.fork()
    if number:
        with contextlib.suppress(OSError):
            os.setpgid(number, number)  # whoever comes first: it, or we who may have to kill it
        theirs.close()
        return number, ours
    ours.close()
    _child(graph, theirs, warm, leader_of=parent)


def _child(
    graph: KnowledgeGraph,
    line: socket.socket,
    warm: Callable[[KnowledgeGraph], object] | None,
    *,
    leader_of: int = 0,
) -> NoReturn:
    """Live as a process of its own; nothing of what the parent was about to do is done.

    The leader (the keeper) makes the facts ready first, for the process of this number.
    """
    code = 1
    try:
        if leader_of:
            os.setpgid(0, 0)  # a Ctrl-C in the terminal is not for us
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGCHLD"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        _expendable()
        if leader_of and warm is not None:
            with _while_wanted(leader_of):
                warm(graph)
        if leader_of:
            gc.freeze()  # what all share is left alone
        else:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the last words of who is out of memory
        line.sendall(HEAD.pack(os.getpid()))
        code = _loop(graph, line, warm)
    finally:
        os._exit(code)


@contextlib.contextmanager
def _while_wanted(parent: int) -> Iterator[None]:
    """End this process as soon as its parent is gone: nobody will ask for what it makes."""

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1.0, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _expendable() -> None:
    """Be the first to go when the machine's memory is short, and leave no core file."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123
        file.write("900")


def _loop(
    graph: KnowledgeGraph, line: socket.socket, warm: Callable[[KnowledgeGraph], object] | None
) -> int:
    """Do what comes in on the line until it ends; a keeper takes all its children with it."""
    born, keeper = _pages(), False
    while True:
        message, passed = _receive(line)
        if message == FORK and passed:
            keeper = True
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried at once
            with socket.socket(fileno=passed[0]) as other:
                if not os.fork():
                    line.close()
                    _child(graph, other, warm)
        elif message in (None, LEAVE):
            if keeper and message is None:
                os.killpg(0, signal.SIGKILL)
            return 0
        else:
            assert message is not None
            done, graph = _work(graph, message, born, warm)
            with contextlib.suppress(OSError):  # nobody waits for it any more
                line.sendall(framed(pickle.dumps(done)))


def framed(message: bytes) -> bytes:
    """Put the length of a message before it."""
    return HEAD.pack(len(message)) + message


def _receive(line: socket.socket) -> tuple[bytes | None, list[int]]:
    """Take one message and the descriptors that come with it; None at the end."""
    try:
        head, passed, _, _ = socket.recv_fds(line, HEAD.size, 1)
        head += _exactly(line, HEAD.size - len(head)) if head else b""
        if len(head) < HEAD.size:
            return None, passed
        return _exactly(line, HEAD.unpack(head)[0]), passed
    except (OSError, EOFError):
        return None, []


def _exactly(line: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = line.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _work(
    graph: KnowledgeGraph,
    message: bytes,
    born: tuple[int, int],
    warm: Callable[[KnowledgeGraph], object] | None,
) -> tuple[Done, KnowledgeGraph]:
    """Do a task; a task that changes the facts gives the graph that holds from now on."""
    value: Any = None
    error: Exception | None = None
    try:
        task: Task = pickle.loads(message)
        with _held(task, born[0]):
            value = task.function(graph, *task.arguments)
        if isinstance(value, KnowledgeGraph):
            graph, value = value, None
            if warm is not None:
                warm(graph)
    except MemoryError:
        raise
    except Exception as caught:
        error = caught if _travels(caught) else RuntimeError(f"{type(caught).__name__}: {caught}")
    return Done(value, error, max(0, _pages()[1] - born[1])), graph


def _travels(error: Exception) -> bool:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return False
    return True


@contextlib.contextmanager
def _held(task: Task, born: int) -> Iterator[None]:
    """Limit processor time and memory, and when sealed, open nothing."""
    import resource as r

    used = r.getrusage(r.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + task.seconds * (os.cpu_count() or 1)) + SPARE
    limits = {r.RLIMIT_CPU: min(seconds, sys.maxsize)}
    if task.memory and born:
        limits[r.RLIMIT_AS] = min(born + task.memory, sys.maxsize)
    if task.sealed:
        limits[r.RLIMIT_NOFILE] = 0
    before = {kind: r.getrlimit(kind) for kind in limits}
    try:
        for kind, limit in limits.items():
            r.setrlimit(kind, (limit, before[kind][1]))
        yield
    finally:
        for kind, pair in before.items():
            r.setrlimit(kind, pair)


def _pages() -> tuple[int, int]:
    """Give the address space and the memory that this process has, in bytes; 0 if unknown."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            total, resident = file.read().split()[:2]
    except OSError:
        return 0, 0
    page = os.sysconf("SC_PAGE_SIZE")
    return int(total) * page, int(resident) * page
