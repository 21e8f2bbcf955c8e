"""The SPARQL 1.1 Protocol: queries by GET and POST, with their dataset and format."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from minkg.graph.store import Embedded
from minkg.site.sparql import service, update
from minkg.site.web import responses as answers
from minkg.site.web.options import Refused, site_of
from minkg.site.web.refusals import check_iri, formats, not_acceptable
from minkg.site.workers import jobs
from minkg.site.workers.media_types import GRAPHS, TABLES, accepts_gzip
from minkg.site.workers.query_screen import Rules, is_steady
from minkg.words import BadInput

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
ACCEPT_POST = {"Accept-Post": f"{answers.FORM}, {QUERY}, {UPDATE}"}
_MOST = 200  # parameters


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
    if request.method == "OPTIONS":
        return answers.options("GET", "HEAD", "POST")
    asked = await read(request)
    if asked.update is not None:
        return await update.apply(request, asked.update, asked.using)
    if asked.query is not None:
        return await answer(request, asked)
    if request.method == "POST":
        raise Refused(400, BadInput("there is no query", hint="send it as `query=…`"))
    front = site_of(request).front
    if front is not None and answers.wants_page(request) and asked.form is None:
        return await front(request)
    return await service.description(request)


async def update_only(request: Request) -> Response:
    """Answer at /update, where nothing else is done."""
    if request.method == "OPTIONS":
        return answers.options("POST")
    asked = await read(request)
    if asked.update is None or asked.query is not None:
        raise Refused(400, BadInput("there is no update", hint="send it as `update=…`"))
    return await update.apply(request, asked.update, asked.using)


async def read(request: Request) -> SparqlOperation:
    """Read a request by the rules of the protocol."""
    pairs = _pairs(request.scope["query_string"])
    query = update_text = None
    if request.method == "POST":
        kind = _content_type(request)
        body = await answers.read_body(request, site_of(request).limits.request)
        if kind == answers.FORM:
            pairs += _pairs(body)
        else:
            if any(name in ("query", "update") for name, _ in pairs):
                raise _twice()
            text = _decoded(body)
            query, update_text = (text, None) if kind == QUERY else (None, text)
    elif any(name == "update" for name, _ in pairs):
        error = BadInput("an update is not sent by GET", hint="send it by POST")
        raise Refused(405, error, {"Allow": "POST, OPTIONS"})
    return _operation(pairs, query, update_text)


def _operation(
    pairs: list[tuple[str, str]], query: str | None, text: str | None
) -> SparqlOperation:
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


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST
        )
    except UnicodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        few = BadInput("there are too many parameters", hint="send not more than {n}", n=_MOST)
        raise Refused(400, few) from error


def _content_type(request: Request) -> str:
    kind, *parameters = request.headers.get("content-type", "").lower().split(";")
    charset = next(
        (p.split("=", 1)[1].strip(' "') for p in parameters if p.strip().startswith("charset=")),
        "utf-8",
    )
    if kind.strip() not in (answers.FORM, QUERY, UPDATE) or charset not in (
        "utf-8",
        "utf8",
        "us-ascii",
    ):
        error = BadInput(
            "'{kind}' is not a form of request that is read here",
            kind=kind.strip()[:100] or "…",
            hint="send one of these as UTF-8: {choices}",
            choices=", ".join((answers.FORM, QUERY, UPDATE)),
        )
        raise Refused(415, error, ACCEPT_POST)
    return kind.strip()


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> Refused:
    return Refused(400, BadInput("is not UTF-8 text", hint="send the query as UTF-8"))


async def answer(request: Request, asked: SparqlOperation) -> Response:
    """Answer a query, from what is kept if the same was asked before."""
    site, text = site_of(request), asked.query or ""
    steady, services = is_steady(text), site.options.services
    table, graph = formats(request, asked.form)
    default, named = (asked.default, asked.named) if asked.default or asked.named else (None, None)
    zipped = accepts_gzip(request.headers.get("accept-encoding"))
    limits = site.limits
    rules = Rules(services, limits.depth)
    job = jobs.QueryJob(
        text, default, named, table, graph, zipped, limits.rows, limits.answer, rules
    )
    generation = site.runner.generation
    etag = answers.tag(generation, job) if steady else ""
    known = answers.unchanged(request, etag)
    if known is not None:
        return known
    written = site.cache.get(etag) if etag else None
    if written is None:
        sealed = not services and isinstance(site.runner.graph.store, Embedded)
        work = site.runner.run(jobs.query, job, sealed=sealed)
        written = await answers.while_connected(request, work)
        if etag and generation == site.runner.generation:
            site.cache.put(etag, written)
    else:
        site.metrics.hits += 1
    if not written.content_type:
        raise not_acceptable(GRAPHS if table is not None else TABLES)
    return answers.send(request, written, etag)
