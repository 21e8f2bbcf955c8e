"""One writer at a time: a lock that the system takes away from a process that has ended.

It is flock, on Windows a locked byte. Over a network it holds where the mount passes locks on
(NFS 4, SMB); on one that does not (`nolock`) write from one machine only. A process that is
forked while the lock is held shares it.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, TypeVar

from minkg.words import Unavailable

PATIENCE, PAUSE = 5.0, 0.02  # seconds
T = TypeVar("T")


def take(path: Path) -> IO[bytes]:
    """Lock a file, made where it is not there, until it is closed; never wait for it.

    The file tells who holds it, and stays: to delete it would let two processes lock two files.
    """
    import platform

    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    with ExitStack() as stack:
        held = os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)
        stack.enter_context(held)
        if not _is_free(held.fileno()):
            raise Unavailable(
                "another minkg writes here: process {process}",
                hint="wait until it has ended",
                place=str(path.parent),
                process=_holder(path),
            )
        with suppress(OSError):  # on a full disk nobody is told who writes
            held.truncate(0)
            held.seek(0)
            held.write(f"{os.getpid()}@{platform.node()}".encode())
        stack.pop_all()
    return held


def _is_free(descriptor: int) -> bool:
    """Ask the system for the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # behind the text, which others read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _holder(path: Path) -> str:
    with suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")[:80]
        return "".join(filter(str.isprintable, text)) or "?"
    return "?"


def patiently(action: Callable[[], T], *passing: type[Exception]) -> T:
    """Do something; try again for a few seconds where it fails with what may pass."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return action()
        except passing:
            if time.monotonic() > end:
                raise
        time.sleep(PAUSE)
