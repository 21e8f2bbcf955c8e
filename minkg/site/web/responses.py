"""Answers sent, the same way everywhere: problems, ETags, and how long an answer is kept."""

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from minkg.site.web.options import Refused, site_of
from minkg.site.web.reading import language_of
from minkg.site.workers.jobs import TooLarge, Written
from minkg.site.workers.media_types import MediaFormat, NotAcceptable, choose
from minkg.site.workers.pool import Broken, Busy, TooLong
from minkg.site.workers.query_screen import NotAllowed
from minkg.words import BadInput, MinkgError, NotFound, Unavailable

RETRY = 3  # seconds
_STATUS = (
    (TooLarge, 413), (NotAllowed, 403), (NotAcceptable, 406), (TooLong, 503), (Broken, 503),
    (Busy, 503), (NotFound, 404), (BadInput, 400), (Unavailable, 502),
)  # fmt: skip
_TEXT = MediaFormat("text", ("text/plain",), "")
_JSON = MediaFormat("problem", ("application/problem+json", "application/json"), "")
VARY = "Accept, Accept-Encoding, Accept-Language"


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


def unchanged(request: Request, etag: str, headers: Mapping[str, str]) -> Response | None:
    """Give the answer for a client that has it already."""
    if request.method in ("GET", "HEAD") and etag and is_known(request, etag):
        return Response(status_code=304, headers={**fresh(request, etag), **headers})
    return None


def send(request: Request, written: Written, etag: str, headers: Mapping[str, str]) -> Response:
    """Send what was written; only what is right has an ETag."""
    every = fresh(request, etag if written.status == 200 else "")
    every |= {"Content-Type": written.content_type, **headers}
    if written.zipped:
        every["Content-Encoding"] = "gzip"
    return Response(written.body, written.status, every)


def fixed(request: Request, body: bytes, content_type: str) -> Response:
    """Send what is the same for everybody as long as the server runs."""
    etag = tag(body)
    return unchanged(request, etag, {}) or send(request, Written(body, content_type), etag, {})


def options(*methods: str) -> Response:
    """Answer what can be done here."""
    return Response(status_code=204, headers={"Allow": ", ".join((*methods, "OPTIONS"))})
