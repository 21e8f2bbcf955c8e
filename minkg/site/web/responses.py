"""Requests read and answers sent, the same way everywhere: limits, problems, caching."""

import asyncio
import hashlib
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from minkg.site.web.options import ClientGone, Refused, site_of
from minkg.site.workers.jobs import TooLarge, Written
from minkg.site.workers.media_types import MediaFormat, choose, quality, ranges
from minkg.site.workers.pool import Broken, Busy, TooLong
from minkg.site.workers.query_screen import NotAllowed
from minkg.words import LANGUAGES, BadInput, MinkgError, NotFound, Unavailable

FORM = "application/x-www-form-urlencoded"
T = TypeVar("T")
RETRY = 3  # seconds
_SLOWEST = 20_000  # bytes in a second that a client sends at least
_LISTEN = 16  # times what is allowed is heard out, for clients that listen only after speaking
_STATUS = (
    (TooLarge, 413), (NotAllowed, 403), (TooLong, 503), (Broken, 503), (Busy, 503), (NotFound, 404),
    (BadInput, 400), (Unavailable, 502),
)  # fmt: skip
_TEXT = MediaFormat("text", ("text/plain",), "")
_JSON = MediaFormat("problem", ("application/problem+json", "application/json"), "")
VARY = "Accept, Accept-Encoding, Accept-Language"


def language_of(request: Request) -> str:
    """Give the language that a request asks for, by `lang=` or by its header."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    accepted = [
        (kind.partition("-")[0], value)
        for kind, value in _languages(request.headers.get("accept-language", ""))
    ]
    known = [(value, kind) for kind, value in accepted if kind in LANGUAGES and value > 0]
    return max(known, key=lambda pair: pair[0])[1] if known else "en"


def _languages(header: str) -> list[tuple[str, float]]:
    """Read languages with their quality."""
    as_types = ",".join(f"x/{part.strip()}" for part in header[:1000].split(",") if part.strip())
    return [(kind.removeprefix("x/"), value) for kind, value in ranges(as_types)]


def refused(error: MinkgError) -> Refused:
    """Give the status that belongs to an error."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
    headers = {"Retry-After": str(RETRY)} if isinstance(error, Busy) else {}
    return Refused(status, error, headers)


def problem(request: Request, said: Refused) -> Response:
    """Write why a request is not met: as text, or as problem details (RFC 9457) if asked for."""
    lang, error = language_of(request), said.error
    headers = {**said.headers, "Cache-Control": "no-store", "Vary": VARY, "Content-Language": lang}
    choice = choose(request.headers.get("accept"), (_TEXT, _JSON))
    if choice is None or choice.form is _TEXT:
        return PlainTextResponse(error.text(lang) + "\n", said.status, headers)
    details: dict[str, object] = {
        "type": "about:blank",
        "title": error.sentence(lang).splitlines()[0],
        "status": said.status,
        "detail": error.text(lang),
    }
    if error.hint:
        details["hint"] = error.remedy(lang)
    details |= {key: error.values[key] for key in ("line", "column") if key in error.values}
    return JSONResponse(details, said.status, headers, "application/problem+json")


async def read_body(request: Request, most: int) -> bytes:
    """Read a request's body, not more than allowed and not longer than allowed."""
    limits = site_of(request).limits
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.idle) as clock:
            began = asyncio.get_running_loop().time()
            async for part in request.stream():
                size += len(part)
                clock.reschedule(began + limits.idle + size / _SLOWEST)
                if size > most * _LISTEN:
                    raise _too_much(most)
                if size <= most:
                    parts.append(part)
    except TimeoutError as error:
        late = BadInput("the request did not come in time", hint="send it without pauses")
        raise Refused(408, late, {"Connection": "close"}) from error
    except ClientDisconnect as error:
        raise ClientGone from error
    if size > most:
        raise _too_much(most)
    return b"".join(parts)


def _too_much(most: int) -> Refused:
    error = BadInput(
        "the request is larger than {size} kB", hint="ask for less at a time", size=most // 1000
    )
    return Refused(413, error, {"Connection": "close"})


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Give what work gives; stop it when the client goes away."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientGone
    finally:
        for one in (task, gone):
            one.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def tag(*parts: object) -> str:
    """Give the ETag of an answer to these; weak, because packed and plain are the same."""
    return (
        f'W/"{hashlib.blake2b(repr(parts).encode(errors="replace"), digest_size=12).hexdigest()}"'
    )


def is_known(request: Request, etag: str) -> bool:
    """Tell whether the client has the answer with this ETag already."""
    known = request.headers.get("if-none-match", "")
    return etag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in known.split(","))


def fresh(request: Request, etag: str) -> dict[str, str]:
    """Give the headers by which answers are kept and asked for again; others are not kept."""
    if not etag or request.method not in ("GET", "HEAD"):
        return {"Cache-Control": "no-store", "Vary": VARY}
    keep = "no-cache" if site_of(request).options.token else "max-age=60, must-revalidate"
    return {"Cache-Control": f"public, {keep}", "ETag": etag, "Vary": VARY}


def unchanged(request: Request, etag: str) -> Response | None:
    """Give the answer for a client that has it already."""
    if request.method in ("GET", "HEAD") and etag and is_known(request, etag):
        return Response(status_code=304, headers=fresh(request, etag))
    return None


def send(request: Request, written: Written, etag: str = "") -> Response:
    """Send what was written."""
    headers = fresh(request, etag) | {"Content-Type": written.content_type}
    if written.zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(written.body, headers=headers)


def wants_page(request: Request) -> bool:
    """Tell whether a request comes from somebody who reads pages."""
    accepted = ranges(request.headers.get("accept", ""))
    return quality("text/html", [pair for pair in accepted if pair[0] == "text/html"]) > 0


def options(*methods: str) -> Response:
    """Answer what can be done here."""
    return Response(status_code=204, headers={"Allow": ", ".join((*methods, "OPTIONS"))})
