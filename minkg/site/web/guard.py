"""What holds for every request, whatever it is for: who may ask, how often, how it is logged."""

import asyncio
import time
import traceback
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from minkg.site.web.options import LOOPBACK, ClientGone, Refused, ServerOptions, Site
from minkg.site.web.responses import problem, refused
from minkg.site.workers.limits import client_of
from minkg.site.workers.pool import Busy
from minkg.words import MinkgError

PIECE = 65_536  # bytes that are given to a client at a time
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_EXPOSED = "ETag, Retry-After, Content-Language"


class ClientTooSlow(Exception):
    """A client does not take its answer."""


class Guard:
    """Stands before the site: checks each request, adds headers to each answer, logs both."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app, self.site = app, site
        self.held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1003})
        seen = Exchange(scope, send, self)
        self.site.metrics.open += 1
        try:
            said = self._refusal(scope)
            if said is not None:
                await self._tell(scope, receive, seen, said)
            else:
                await self.app(scope, receive, seen.send)
        except (ClientGone, ClientTooSlow) as gone:
            seen.end(499, gone=type(gone).__name__)
        except asyncio.CancelledError:
            if seen.status:
                raise
            busy = Busy("the server is busy", hint="come again in a few seconds")
            await self._tell(scope, receive, seen, refused(busy))  # it ends, and has no more time
        except Exception:
            seen.end(500, error=traceback.format_exc(limit=20))
            if not seen.status:
                error = MinkgError("this is a mistake of the server", hint="it is in its log")
                await self._tell(scope, receive, seen, Refused(500, error))
        finally:
            self.site.metrics.open -= 1
            seen.end(seen.status or 499)

    async def _tell(self, scope: Scope, receive: Receive, seen: "Exchange", said: Refused) -> None:
        await problem(Request(scope, receive), said)(scope, receive, seen.send)

    def _refusal(self, scope: Scope) -> Refused | None:
        """Tell why a request is refused before anybody reads it."""
        options: ServerOptions = self.site.options
        host = Headers(scope=scope).get("host", "").rsplit("@", 1)[-1].lower()
        name = host if host.endswith("]") else host.rsplit(":", 1)[0] if ":" in host else host
        if options.hosts and name not in options.hosts:
            return Refused(
                421,
                MinkgError(
                    "this server is not '{host}'",
                    host=host[:100],
                    hint="whoever runs it may allow the name: `minkg serve --allow-host NAME`",
                ),
            )
        if len(scope["query_string"]) > options.limits.url:
            return Refused(
                414,
                MinkgError(
                    "the address is longer than {n} characters",
                    hint="send the query by POST",
                    n=options.limits.url,
                ),
            )
        client = client_of(scope["client"][0] if scope.get("client") else "")
        wait = self.site.rate.wait(client, time.monotonic())
        if wait:
            seconds = {"Retry-After": str(int(wait) + 1)}
            return Refused(
                429,
                MinkgError(
                    "these are too many requests", hint="come again in {n} seconds", n=int(wait) + 1
                ),
                seconds,
            )
        return None

    def cross(self, scope: Scope, headers: MutableHeaders) -> None:
        """Let pages of other sites read, where that is wanted."""
        origin = Headers(scope=scope).get("origin", "")
        here = origin.partition("://")[2]
        name = here if here.endswith("]") else here.rsplit(":", 1)[0] if ":" in here else here
        if not (self.site.options.public or (origin and name in LOOPBACK)):
            return
        headers["Access-Control-Allow-Origin"] = "*" if self.site.options.public else origin
        headers["Access-Control-Expose-Headers"] = _EXPOSED
        if not self.site.options.public:
            headers.add_vary_header("Origin")
        if scope["method"] == "OPTIONS":
            headers.update(_PREFLIGHT)


class Exchange:
    """One request as it is answered: what was sent so far, and how long it took."""

    def __init__(self, scope: Scope, send: Send, guard: Guard) -> None:
        self.scope, self.out, self.guard = scope, send, guard
        self.began, self.status, self.size, self.ended = time.perf_counter(), 0, 0, False

    async def send(self, message: Message) -> None:
        """Send a message: the start with more headers, the body in pieces."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            self.guard.cross(self.scope, headers)
            return await self._out(message)
        body, more = message.get("body", b""), message.get("more_body", False)
        if self.scope["method"] == "HEAD":
            body = b""
        if self.guard.held + len(body) > self.guard.site.limits.held:
            raise ClientTooSlow
        self.guard.held += len(body)
        try:
            await self._pieces(body, more)
        finally:
            self.guard.held -= len(body)

    async def _pieces(self, body: bytes, more: bool) -> None:
        view = memoryview(body)
        for at in range(0, max(1, len(body)), PIECE):
            piece = bytes(view[at : at + PIECE])
            last = at + PIECE >= len(body)
            self.size += len(piece)
            await self._out(
                {"type": "http.response.body", "body": piece, "more_body": more or not last}
            )

    async def _out(self, message: MutableMapping[str, Any]) -> None:
        try:
            async with asyncio.timeout(self.guard.site.limits.idle):
                await self.out(message)
        except TimeoutError as error:
            raise ClientTooSlow from error

    def end(self, status: int, **more: object) -> None:
        """Count and log the request, once."""
        if self.ended:
            return
        self.ended = True
        seconds = time.perf_counter() - self.began
        scope, site = self.scope, self.guard.site
        route = getattr(scope.get("route"), "path", "") or "other"
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        site.metrics.count(route, method, status, seconds, self.size)
        site.options.log(
            {
                "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "client": scope["client"][0] if scope.get("client") else "",
                "method": scope["method"][:20],
                "path": scope["path"][:200],
                "query": len(scope["query_string"]),
                "status": status,
                "ms": round(seconds * 1000, 1),
                "bytes": self.size,
                "agent": Headers(scope=scope).get("user-agent", "")[:100],
                **more,
            }
        )


_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")


async def refusal(request: Request, error: Exception) -> Response:
    """Answer what a page or an endpoint refused."""
    if isinstance(error, MinkgError):
        error = refused(error)
    assert isinstance(error, Refused)
    return problem(request, error)
