"""One worker as the server sees it: its process, and the line on which it gets its tasks."""

import asyncio
import contextlib
import itertools
import os
import pickle
import signal
import socket
from collections.abc import Callable
from typing import Any

from minkg.site.workers.keeper import HEAD, Done, Task, framed
from minkg.words import Unavailable

USES = 2_000  # tasks after which a worker makes room for a fresh one
PATIENT = 10  # seconds after which is told that the facts are not ready yet


class Worker:
    """One process and the line to it."""

    def __init__(self, line: socket.socket, number: int) -> None:
        self.line, self.number, self.uses, self.tired = line, number, 0, False
        self.handle = os.pidfd_open(number) if hasattr(os, "pidfd_open") else -1

    async def ask(self, task: Task) -> Any:
        """Give the value of a task or raise its error; EOFError when the process is gone."""
        loop = asyncio.get_running_loop()
        self.uses += 1
        try:
            await loop.sock_sendall(self.line, framed(pickle.dumps(task)))
            size = HEAD.unpack(await self._take(HEAD.size))[0]
            done: Done = pickle.loads(await self._take(size))
        except OSError as error:
            raise EOFError from error
        self.tired = self.uses >= USES or done.resident > task.memory > 0
        if done.error is not None:
            raise done.error
        return done.value

    async def _take(self, size: int) -> bytearray:
        loop = asyncio.get_running_loop()
        content = bytearray(size)
        view, at = memoryview(content), 0
        while at < size:
            got = await loop.sock_recv_into(self.line, view[at:])
            if not got:
                raise EOFError
            at += got
        return content

    def kill(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(OSError):
            if self.handle >= 0:
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
            else:
                os.kill(self.number, signal.SIGKILL)
        self.leave()

    def leave(self) -> None:
        """Let go of the process; it ends when it has nothing to do."""
        self.line.close()
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1


def await_facts(line: socket.socket, waits: Callable[[int], object]) -> None:
    """Wait until the keeper has the facts ready, however long a busy machine needs."""
    line.settimeout(PATIENT)
    for times in itertools.count(1):
        try:
            said = line.recv(HEAD.size)
        except TimeoutError:
            waits(times * PATIENT)
            continue
        if not said:
            raise Unavailable("the facts cannot be made ready", hint="see what was written above")
        line.setblocking(False)
        return
