"""Submission forms made from the shapes: /submit lists classes, /submit/CLASS is the form.

What is sent is judged as `minkg validate` does; what is right is shown with what it is like
and what covers it already, and only then put into the queue, or given as a file to take home.
"""

import asyncio
from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from minkg.site.explorer.frame import PageQuery
from minkg.site.explorer.routes import asked_by
from minkg.site.forms import queue
from minkg.site.forms.form_pages import FormOutcome, Sent, form_page, list_page, thanks_page
from minkg.site.web.answering import answered, done, route
from minkg.site.web.options import Refused, site_of
from minkg.site.web.reading import address_pairs, media_type, not_read, parameters, read_body
from minkg.site.web.responses import send
from minkg.site.workers.media_types import FORM, accepts_gzip
from minkg.words import MinkgError, Unavailable

_MOST = 3_000  # fields of a form
_DO, _MORE, _SEEN, _DISTINCT = "-do", "-more", "-seen", "-distinct"  # no property is called so


def routes() -> list[Route]:
    """Give the routes of the forms."""
    return [
        route("/submit", _list),
        route("/submit/{folder}", _form, "GET", "HEAD", "POST"),
        route("/submitted", _thanks),
    ]


def _headers(asked: PageQuery) -> dict[str, str]:
    """Give the headers of a page; without the first one browsers hide where a form comes from."""
    return {"Referrer-Policy": "same-origin", "Content-Language": asked.lang}


async def _list(request: Request) -> Response:
    asked = asked_by(request, "submit")
    return await answered(request, list_page, asked, headers=_headers(asked))


async def _thanks(request: Request) -> Response:
    file = dict(address_pairs(request)).get("file", "")
    known = file if queue.NAME.fullmatch(file) else ""
    asked = asked_by(request, "submitted", (("file", known),) if known else ())
    return await answered(request, thanks_page, asked, known, headers=_headers(asked))


async def _form(request: Request) -> Response:
    folder = request.path_params["folder"]
    if request.method == "POST":
        check_origin(request)
        sent = await _read(request)
    else:
        pairs = address_pairs(request)
        sent = Sent(_grouped(pair for pair in pairs if pair[0] != "lang"))
    asked = asked_by(request, f"submit/{folder[:60]}")
    has_queue = site_of(request).options.queue is not None
    made = await done(request, form_page, asked, folder, sent, has_queue)
    if made.trig:
        return await _accepted(request, asked, made)
    zipped = accepts_gzip(request.headers.get("accept-encoding"))
    page = made.page.packed() if zipped else made.page
    return send(request, page, "", _headers(asked))


async def _accepted(request: Request, asked: PageQuery, made: FormOutcome) -> Response:
    """Put a draft into the queue, or give the file."""
    site = site_of(request)
    if site.options.queue is not None:
        async with site.writing:
            try:
                file = await asyncio.to_thread(
                    queue.store, site.options.queue, made.name, made.trig, made.about
                )
            except Unavailable as error:
                raise Refused(507, error) from error
        pairs = urlencode({"file": file, "lang": asked.lang})
        where = f"{asked.prefix}/submitted?{pairs}"
        return RedirectResponse(where, 303, {"Referrer-Policy": "same-origin"})
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(made.name)}.trig",
        "Cache-Control": "no-store",
        "Content-Type": "application/trig",
    }
    return Response(made.trig, headers=headers)


def check_origin(request: Request) -> None:
    """Refuse a form that a page of another site sends."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    here = request.headers.get("host", "").lower()
    same = site in (None, "same-origin", "none")
    if origin is not None and urlsplit(origin).netloc.lower() != here:
        same = same and origin == "null" and site == "same-origin"
    if not same:
        raise Refused(
            403,
            MinkgError(
                "this form was sent from another site", hint="open the form here and send it again"
            ),
        )


async def _read(request: Request) -> Sent:
    """Read what a form sends."""
    kind = media_type(request)
    if kind != FORM:
        raise not_read(kind, [FORM])
    pairs = parameters(await read_body(request, site_of(request).limits.request), _MOST)
    own = dict(pair for pair in pairs if pair[0] in (_DO, _MORE, _SEEN, _DISTINCT))
    return Sent(
        _grouped(pair for pair in pairs if pair[0] not in own),
        own.get(_DO, "check")[:10],
        own.get(_MORE, "")[:100],
        own.get(_SEEN, "")[:100],
        _DISTINCT in own,
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, text in pairs:
        values.setdefault(name, []).append(text)
    return values
