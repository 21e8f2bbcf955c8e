"""What a server is told when it starts, and what it holds while it runs."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from minkg.site.web.metrics import Metrics
from minkg.site.workers.jobs import Written
from minkg.site.workers.limits import Limits, Rate
from minkg.site.workers.pool import Runner
from minkg.words import MinkgError

Log = Callable[[Mapping[str, object]], None]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})


class ServerOptions(NamedTuple):
    """What a server is told when it starts."""

    limits: Limits = Limits()
    token: str = ""  # whoever has it may change facts; without one nobody may
    services: frozenset[str] = frozenset()  # addresses that queries may ask
    hosts: frozenset[str] = LOOPBACK  # names under which the server is reached; empty: any
    public: bool = False  # pages of any site may read answers, not only those of this machine
    folder: Path | None = None  # where the store is kept, if not in memory
    queue: Path | None = None  # where drafts wait for a curator; without one they are taken home
    log: Log = lambda entry: None


class Site(NamedTuple):
    """What a running server holds; `request.app.state.site`."""

    runner: Runner
    options: ServerOptions
    metrics: Metrics
    cache: "Cache"
    rate: Rate
    writing: asyncio.Lock
    front: Callable[[Request], Awaitable[Response]] | None = None

    @property
    def limits(self) -> Limits:
        """Give the limits."""
        return self.options.limits


def site_of(request: Request) -> Site:
    """Give the site that a request is for."""
    site: Site = request.app.state.site
    return site


class Cache:
    """Keeps answers for the next who asks the same; the oldest go first."""

    def __init__(self, size: int) -> None:
        self.size, self.held = size, 0
        self.answers: OrderedDict[str, Written] = OrderedDict()

    def get(self, key: str) -> Written | None:
        """Give an answer that is kept."""
        if key not in self.answers:
            return None
        self.answers.move_to_end(key)
        return self.answers[key]

    def put(self, key: str, answer: Written) -> None:
        """Keep an answer, if it is not a large part of what can be kept."""
        if key in self.answers or len(answer.body) > self.size // 8:
            return
        self.answers[key] = answer
        self.held += len(answer.body)
        while self.held > self.size:
            self.held -= len(self.answers.popitem(last=False)[1].body)

    def clear(self) -> None:
        """Forget all."""
        self.answers.clear()
        self.held = 0


class Refused(Exception):
    """A request that is not met: the status, and the error that says why."""

    def __init__(
        self, status: int, error: MinkgError, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status)
        self.status, self.error, self.headers = status, error, dict(headers or {})


class ClientGone(Exception):
    """Nobody waits for the answer any more."""
