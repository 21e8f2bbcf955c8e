"""Work on the graph that can be stopped: a pool of processes, and its twin without any.

A query cannot be interrupted in its own process, so each runs in a forked worker
that shares the loaded facts, and is killed when its time is over, when it takes too
much memory, or when nobody waits for it any more (the task that waits is cancelled).

    pool = Pool(kg, limits)
    facts = await pool.run(jobs.size)
"""

import asyncio
import contextlib
import itertools
import os
import secrets
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from minkg.knowledge import KnowledgeGraph
from minkg.site.workers.keeper import FORK, HEAD, LEAVE, Task, begin, framed
from minkg.site.workers.limits import Limits
from minkg.site.workers.worker import Worker, await_facts
from minkg.words import Unavailable

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[KnowledgeGraph, P], T]
_FORKED = 60.0  # seconds that the keeper may take to fork


class Busy(Unavailable):
    """All workers are taken."""


class TooLong(Unavailable):
    """The time was over."""


class Broken(Unavailable):
    """The worker ended: too little memory for the task."""


class Runner(Protocol):
    """What runs work on the graph."""

    graph: KnowledgeGraph
    limits: Limits
    generation: str
    counts: dict[str, int]

    async def run(self, function: "Work[..., T]", *arguments: Any, sealed: bool = False) -> T:
        """Give what a function of a module makes of the graph and these arguments."""
        ...

    async def change(self, function: "Work[..., KnowledgeGraph]", *arguments: Any) -> None:
        """Let a function give the graph that holds from now on; nothing changes if it fails."""
        ...

    def wind_down(self) -> None:
        """Take on nothing that would have to wait; whoever waits is told at once."""
        ...

    async def close(self) -> None:
        """End everything."""
        ...


class Pool:
    """Workers forked from a keeper that holds the facts; make it before there are threads."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        limits: Limits,
        warm: Callable[[KnowledgeGraph], object] | None = None,
        waits: Callable[[int], object] = lambda seconds: None,
    ) -> None:
        self.graph, self.limits = graph, limits
        self.generation = secrets.token_hex(8)
        self.counts = dict.fromkeys(("done", "busy", "too_long", "broken", "given_up"), 0)
        self.free: list[Worker] = []
        self.active = 0
        self.usual = 0.0
        self.turns = itertools.count()
        self.begun: dict[int, float] = {}
        self.slots = asyncio.Semaphore(limits.workers)
        self.clocks: set[asyncio.Timeout] = set()  # of those who wait for a turn
        self.ending = False
        self.forking, self.changing = asyncio.Lock(), asyncio.Lock()
        self.group, line = begin(graph, warm)
        try:
            await_facts(line, waits)
        except BaseException:
            line.close()
            with contextlib.suppress(OSError):
                os.killpg(self.group, signal.SIGKILL)
            os.waitpid(self.group, 0)
            raise
        self.keeper = Worker(line, self.group)

    async def run(self, function: "Work[..., T]", *arguments: Any, sealed: bool = False) -> T:
        """Give what a function of a module makes of the graph and these arguments."""
        limits = self.limits
        task = Task(function, arguments, limits.seconds, limits.memory, sealed)
        async with self._slot():
            keeper = self.keeper
            worker = self.free.pop() if self.free else await self._hire()
            kept = False
            try:
                try:
                    return await self._held(worker, task)  # type: ignore[no-any-return]
                finally:
                    kept = not worker.tired and worker.line.fileno() >= 0
            finally:
                if kept and keeper is self.keeper:
                    self.free.append(worker)
                elif worker.line.fileno() >= 0:
                    worker.leave()

    async def _held(self, worker: Worker, task: Task) -> Any:
        """Wait for a worker, not longer than allowed; kill it when the wait is over."""
        try:
            async with asyncio.timeout(task.seconds):
                value = await worker.ask(task)
        except TimeoutError as error:
            self.counts["too_long"] += 1
            worker.kill()
            raise TooLong(
                "this took more than {seconds} seconds and was stopped",
                hint="ask for less: add LIMIT, or name what you look for",
                seconds=task.seconds,
            ) from error
        except asyncio.CancelledError:
            self.counts["given_up"] += 1
            worker.kill()
            raise
        except EOFError as error:
            self.counts["broken"] += 1
            worker.kill()
            raise Broken(
                "this needed more than {size} MB of memory and was stopped",
                hint="ask for less: add LIMIT, or name what you look for",
                size=task.memory // 1_000_000,
            ) from error
        self.counts["done"] += 1
        return value

    @contextlib.asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """Wait for a turn, if not too many wait already and not for too long."""
        limits = self.limits
        if self.slots.locked() and (
            self.ending or self.waiting >= limits.waiting or self._expected() > limits.patience
        ):
            raise self._busy()
        clock = asyncio.timeout(limits.patience)
        try:
            async with clock:
                self.clocks.add(clock)
                await self.slots.acquire()
        except TimeoutError as error:
            raise self._busy() from error
        finally:
            self.clocks.discard(clock)
        self.active += 1
        turn = next(self.turns)
        self.begun[turn] = time.monotonic()
        try:
            yield
        finally:
            took = time.monotonic() - self.begun.pop(turn)
            self.usual += (took - self.usual) / 8
            self.active -= 1
            self.slots.release()

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return len(self.clocks)

    def _expected(self) -> float:
        """Guess how long a new request would wait: by how long the last tasks took."""
        youngest = time.monotonic() - max(self.begun.values(), default=time.monotonic())
        return (self.waiting + 1) * max(self.usual, youngest) / self.limits.workers

    def _busy(self) -> Busy:
        self.counts["busy"] += 1
        return Busy("the server is busy", hint="come again in a few seconds")

    async def _hire(self) -> Worker:
        """Let the keeper fork a worker."""
        ours, theirs = socket.socketpair()
        try:
            async with self.forking, asyncio.timeout(_FORKED):
                with theirs:
                    socket.send_fds(self.keeper.line, [framed(FORK)], [theirs.fileno()])
                ours.setblocking(False)
                number = await asyncio.get_running_loop().sock_recv(ours, HEAD.size)
            if len(number) < HEAD.size:
                raise EOFError
            return Worker(ours, HEAD.unpack(number)[0])
        except (OSError, EOFError) as error:
            ours.close()
            raise Unavailable(
                "the process that holds the facts is gone", hint="start the server again"
            ) from error
        except BaseException:
            ours.close()  # the worker sees that and ends
            raise

    async def change(self, function: "Work[..., KnowledgeGraph]", *arguments: Any) -> None:
        """Let a worker change the facts and make it the keeper; if it fails nothing changes."""
        limits = self.limits
        task = Task(function, arguments, limits.seconds, 0)
        async with self.changing, self._slot():
            heir = await self._hire()
            try:
                await self._held(heir, task)
            except Exception:
                if heir.line.fileno() >= 0:
                    heir.leave()
                raise
            async with self.forking:
                old, self.keeper = self.keeper, heir
                self.generation = secrets.token_hex(8)
                with contextlib.suppress(OSError):
                    old.line.send(framed(LEAVE))
                old.leave()
            while self.free:
                self.free.pop().leave()
            await self._bury()

    async def _bury(self) -> None:
        """Take note of the end of the first keeper, the only child of this process."""
        with contextlib.suppress(OSError):
            await asyncio.to_thread(os.waitpid, self.group, 0)

    def wind_down(self) -> None:
        """Take on nothing that would have to wait; whoever waits is told at once."""
        self.ending = True
        for clock in self.clocks:
            clock.reschedule(0.0)

    async def close(self) -> None:
        """End all processes."""
        self.slots = asyncio.Semaphore(0)
        while self.free:
            self.free.pop().kill()
        with contextlib.suppress(OSError):
            os.killpg(self.group, signal.SIGKILL)
        self.keeper.leave()
        await self._bury()
