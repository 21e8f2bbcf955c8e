"""Submission forms made from the shapes: /submit lists classes, /submit/CLASS is the form.

What is sent is judged as `minkg validate` does; what is right is shown with what it is like
and what covers it already, and only then put into the queue, or given as a file to take home.
"""

import asyncio
import gzip
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from minkg.site.explorer.frame import PageQuery
from minkg.site.forms import queue
from minkg.site.forms.form_pages import FormOutcome, Sent, form_page, list_page, thanks_page
from minkg.site.web import responses as answers
from minkg.site.web.options import Refused, site_of
from minkg.site.web.responses import FORM
from minkg.site.workers.jobs import Written
from minkg.site.workers.media_types import accepts_gzip
from minkg.words import BadInput, MinkgError, Unavailable

HTML = "text/html; charset=utf-8"
_LEVEL = 4
_MOST = 3_000  # fields of a form
_DO, _MORE, _SEEN, _DISTINCT = "-do", "-more", "-seen", "-distinct"  # no property is called so
_HEADERS = {"Referrer-Policy": "same-origin"}  # or browsers hide where a form comes from


def routes() -> list[Route]:
    """Give the routes of the forms."""
    return [
        Route("/submit", _list, methods=["GET", "OPTIONS"]),
        Route("/submit/{folder}", _form, methods=["GET", "POST", "OPTIONS"]),
        Route("/submitted", _thanks, methods=["GET", "OPTIONS"]),
    ]


def asked_by(request: Request, path: str, pairs: tuple[tuple[str, str], ...] = ()) -> PageQuery:
    """Give what a page of this module is asked for."""
    lang = answers.language_of(request)
    chosen = request.query_params.get("lang") == lang
    return PageQuery(path, pairs, lang, chosen, prefix=request.scope.get("root_path", ""))


async def _list(request: Request) -> Response:
    if request.method == "OPTIONS":
        return answers.options("GET", "HEAD")
    return await kept(request, list_page, asked_by(request, "submit"))


async def _thanks(request: Request) -> Response:
    if request.method == "OPTIONS":
        return answers.options("GET", "HEAD")
    file = request.query_params.get("file", "")
    known = file if queue.NAME.fullmatch(file) else ""
    pairs = (("file", known),) if known else ()
    return await kept(request, thanks_page, asked_by(request, "submitted", pairs), known)


async def kept(request: Request, work: Any, *arguments: object) -> Response:
    """Answer with a page that is the same for all who ask for it."""
    site = site_of(request)
    generation = site.runner.generation
    zipped = accepts_gzip(request.headers.get("accept-encoding"))
    etag = answers.tag("page", work.__name__, generation, arguments, zipped)
    known = answers.unchanged(request, etag)
    if known is not None:
        return known
    written = site.cache.get(etag)
    if written is None:
        made = await answers.while_connected(request, site.runner.run(work, *arguments))
        written = packed(request, made)
        site.cache.put(etag, written)
    sent = answers.send(request, written, etag)
    sent.headers.update({**_HEADERS, "Content-Language": answers.language_of(request)})
    return sent


async def _form(request: Request) -> Response:
    if request.method == "OPTIONS":
        return answers.options("GET", "HEAD", "POST")
    folder, sent = request.path_params["folder"], Sent({})
    if request.method == "POST":
        check_origin(request)
        sent = await _read(request)
    asked = asked_by(request, f"submit/{folder[:60]}")
    if request.method != "POST":
        pairs = _pairs(request.scope["query_string"])
        sent = Sent(_grouped([pair for pair in pairs if pair[0] != "lang"]))
    site = site_of(request)
    work = site.runner.run(form_page, asked, folder, sent, bool(site.options.queue))
    made = await answers.while_connected(request, work)
    if made.trig:
        return await _accepted(request, asked, made)
    return page_response(request, made.page, made.status, asked.lang)


def packed(request: Request, page: bytes) -> Written:
    """Give a page as it is sent: packed where the client takes that."""
    if accepts_gzip(request.headers.get("accept-encoding")):
        return Written(gzip.compress(page, _LEVEL, mtime=0), HTML, zipped=True)
    return Written(page, HTML)


def page_response(request: Request, page: bytes, status: int, lang: str) -> Response:
    """Send a page that is not kept."""
    written = packed(request, page)
    headers = _HEADERS | {
        "Cache-Control": "no-store",
        "Vary": answers.VARY,
        "Content-Type": HTML,
        "Content-Language": lang,
    }
    if written.zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(written.body, status, headers)


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
        return RedirectResponse(f"{asked.prefix}/submitted?{pairs}", 303, _HEADERS)
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
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Refused(
            415,
            BadInput(
                "'{kind}' is not a form of request that is read here",
                kind=kind[:100] or "…",
                hint="send one of these as UTF-8: {choices}",
                choices=FORM,
            ),
            {"Accept-Post": FORM},
        )
    pairs = _pairs(await answers.read_body(request, site_of(request).limits.request))
    own = dict(pair for pair in pairs if pair[0] in (_DO, _MORE, _SEEN, _DISTINCT))
    values = _grouped([pair for pair in pairs if pair[0] not in own])
    return Sent(
        values,
        own.get(_DO, "check")[:10],
        own.get(_MORE, "")[:100],
        own.get(_SEEN, "")[:100],
        _DISTINCT in own,
    )


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST
        )
    except UnicodeError as error:
        text = BadInput("is not UTF-8 text", hint="send the form as UTF-8")
        raise Refused(400, text) from error
    except ValueError as error:
        few = BadInput("there are too many parameters", hint="send not more than {n}", n=_MOST)
        raise Refused(400, few) from error


def _grouped(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, text in pairs:
        values.setdefault(name, []).append(text)
    return values
