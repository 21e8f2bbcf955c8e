"""The application behind a socket: uvicorn, with clients that dawdle shown the door."""

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from minkg.site.web.options import Log, Site
from minkg.site.workers.limits import Limits
from minkg.words import MinkgError, Unavailable

CONNECTIONS = 1_000
_USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", None)


class Patient(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """Uvicorn's protocol with a limit on the time that the head of a request may take."""

    idle = 30.0
    waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        line = transport.get_extra_info("socket")
        if line is not None and _USER_TIMEOUT is not None:
            line.setsockopt(socket.IPPROTO_TCP, _USER_TIMEOUT, int(self.idle * 1000))
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what comes; wait for the rest of the head."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        self._stop()

    def _busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._busy():
            self._stop()
        elif self.waits is None:
            self.waits = self.loop.call_later(self.idle, self._over)

    def _stop(self) -> None:
        if self.waits is not None:
            self.waits.cancel()
            self.waits = None

    def _over(self) -> None:
        self.waits = None
        if not self._busy():
            self.transport.abort()


def patient(limits: Limits) -> type[asyncio.Protocol]:
    """Give the protocol with the time of these limits."""
    return type("Patient", (Patient,), {"idle": limits.idle})


class LogLines(logging.Handler):
    """Puts what uvicorn says into the log of the server."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.INFO)
        self.log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Log one record."""
        entry: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "says": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = logging.Formatter().formatException(record.exc_info)
        self.log(entry)


class Server(uvicorn.Server):
    """Uvicorn that tells when it is ready, and when it is about to end."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self.ready, self.ending = ready, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets)
        if self.started:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what runs finish, and nothing begin."""
        self.ending()
        await super().shutdown(sockets)


def bound(host: str, port: int) -> socket.socket:
    """Take a port, 0 for any; raise Unavailable where it cannot be had."""
    if not 0 <= port < 1 << 16:
        raise MinkgError(
            "a port is a number from 0 to 65535, not {value}",
            hint="name another: `minkg serve --port 0` takes any",
            value=port,
        )
    line = None
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        line = socket.socket(*family[:3])  # with its protocol, or asyncio leaves Nagle's pauses on
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind(family[4])
    except (OSError, UnicodeError) as error:
        if line is not None:
            line.close()
        raise Unavailable(
            "the address {host}, port {port} cannot be used: {reason}",
            hint="name another: `minkg serve --port 0` takes any",
            host=host,
            port=port,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return line


def serve(
    app: Starlette, line: socket.socket, limits: Limits, log: Log, ready: Callable[[], None]
) -> None:
    """Serve until the process is asked to end; requests that are running may finish."""
    logger = logging.getLogger("uvicorn")
    logger.handlers, logger.propagate = [LogLines(log)], False
    logger.setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        http=patient(limits),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=int(limits.seconds) + 1,
    )
    site: Site = app.state.site
    Server(config, ready, site.runner.wind_down).run(sockets=[line])
