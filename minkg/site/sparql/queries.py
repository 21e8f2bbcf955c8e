"""The SPARQL 1.1 Protocol: queries by GET and POST, with their dataset and format."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from minkg.graph.store import Embedded
from minkg.site.sparql import service, update
from minkg.site.web.answering import answered
from minkg.site.web.options import Refused, site_of
from minkg.site.web.reading import (
    Pairs,
    address_pairs,
    media_type,
    not_read,
    not_utf8,
    parameters,
    read_body,
    wants_page,
)
from minkg.site.web.refusals import check_iri, formats
from minkg.site.workers import jobs
from minkg.site.workers.jobs import QueryJob
from minkg.site.workers.media_types import FORM
from minkg.site.workers.query_screen import Rules, is_steady
from minkg.words import BadInput

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
KINDS = (FORM, QUERY, UPDATE)


class SparqlOperation(NamedTuple):
    """What a request asks for: a query or an update, its graphs, and the parameters."""

    query: str | None
    update: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    form: str | None
    using: tuple[str, ...] = ()


async def endpoint(request: Request) -> Response:
    """Answer at /sparql: a query, an update, or without both what can be asked here."""
    asked = await read(request)
    if asked.update is not None:
        return await update.apply(request, asked.update, asked.using)
    if asked.query is not None:
        return await answer(request, asked)
    if request.method == "POST":
        raise Refused(400, BadInput("there is no query", hint="send it as `query=…`"))
    front = site_of(request).front
    if front is not None and wants_page(request) and asked.form is None:
        return await front(request)
    return await service.description(request)


async def update_only(request: Request) -> Response:
    """Answer at /update, where nothing else is done."""
    asked = await read(request)
    if asked.update is None or asked.query is not None:
        raise Refused(400, BadInput("there is no update", hint="send it as `update=…`"))
    return await update.apply(request, asked.update, asked.using)


async def read(request: Request) -> SparqlOperation:
    """Read a request by the rules of the protocol."""
    pairs = address_pairs(request)
    query = update_text = None
    if request.method == "POST":
        kind = _content_type(request)
        body = await read_body(request, site_of(request).limits.request)
        if kind == FORM:
            pairs += parameters(body)
        else:
            if any(name in ("query", "update") for name, _ in pairs):
                raise _twice()
            text = _decoded(body)
            query, update_text = (text, None) if kind == QUERY else (None, text)
    elif any(name == "update" for name, _ in pairs):
        error = BadInput("an update is not sent by GET", hint="send it by POST")
        raise Refused(405, error, {"Allow": "POST, OPTIONS"})
    return _operation(pairs, query, update_text)


def _operation(pairs: Pairs, query: str | None, text: str | None) -> SparqlOperation:
    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for key, value in pairs if key == name))

    def one(name: str) -> str | None:
        found = [value for key, value in pairs if key == name]
        if len(found) > 1:
            raise _twice()
        return found[0] if found else None

    query = query if query is not None else one("query")
    text = text if text is not None else one("update")
    if query is not None and text is not None:
        raise _twice()
    using = (*every("using-graph-uri"), *every("using-named-graph-uri"))
    default, named = every("default-graph-uri"), every("named-graph-uri")
    for iri in (*using, *default, *named):
        check_iri(iri)
    return SparqlOperation(query, text, default, named, one("format") or one("output"), using)


def _twice() -> Refused:
    return Refused(
        400, BadInput("a request has one query or one update", hint="send one at a time")
    )


def _content_type(request: Request) -> str:
    kind, whole = media_type(request), request.headers.get("content-type", "").lower()
    charset = whole.partition("charset=")[2].partition(";")[0].strip(' "')
    if kind not in KINDS or charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise not_read(kind, KINDS)
    return kind


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise not_utf8() from error


async def answer(request: Request, asked: SparqlOperation) -> Response:
    """Answer a query, from what is kept if the same was asked before."""
    site, text = site_of(request), asked.query or ""
    limits, services = site.limits, site.options.services
    table, graph = formats(request, asked.form)
    default, named = (asked.default, asked.named) if asked.default or asked.named else (None, None)
    job = QueryJob(
        text,
        default,
        named,
        table,
        graph,
        limits.rows,
        limits.answer,
        Rules(services, limits.depth),
    )
    sealed = not services and isinstance(site.runner.graph.store, Embedded)
    return await answered(request, jobs.query, job, kept=is_steady(text), sealed=sealed)
