"""The SPARQL 1.1 Graph Store Protocol at /graphs: read a graph; put, add, delete with the token."""

from starlette.requests import Request
from starlette.responses import Response

from minkg.site.sparql.update import StoreChange, authorize, change
from minkg.site.web import responses as answers
from minkg.site.web.options import Refused, site_of
from minkg.site.web.refusals import check_iri, not_acceptable
from minkg.site.workers import jobs
from minkg.site.workers.media_types import (
    DATASETS,
    GRAPHS,
    NAMES,
    MediaFormat,
    accepts_gzip,
    choose,
)
from minkg.words import BadInput
from minkg.words.lookup import unknown

READ, WRITE = ("GET", "HEAD"), ("PUT", "POST", "DELETE")


async def endpoint(request: Request) -> Response:
    """Answer at /graphs: `?graph=IRI` one graph, `?default` all as one, neither: all graphs."""
    if request.method == "OPTIONS":
        return answers.options(*READ, *WRITE)
    names = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(names) + default > 1:
        raise Refused(400, BadInput("a request is for one graph", hint="send one at a time"))
    for name in names:
        check_iri(name)
    if request.method in READ:
        return await _give(request, (names[0],) if names else () if default else None)
    return await _change(request, names[0] if names else "")


async def _give(request: Request, graph: tuple[str, ...] | None) -> Response:
    site, name = site_of(request), request.query_params.get("format")
    forms = DATASETS if graph is None else GRAPHS
    if name is not None and NAMES.get(name) not in forms:
        choices = [form.name for form in forms]
        raise Refused(400, unknown("'{name}' is not a format", name, choices))
    choice = choose(request.headers.get("accept"), forms, name)
    if choice is None:
        raise not_acceptable(forms)
    zipped = accepts_gzip(request.headers.get("accept-encoding"))
    limits = site.limits
    job = jobs.QueryJob("", graph, None, None, choice, zipped, 1 << 60, limits.answer)
    etag = answers.tag("graphs", site.runner.generation, job)
    known = answers.unchanged(request, etag)
    if known is not None:
        return known
    written = site.cache.get(etag)
    if written is None:
        work = site.runner.run(jobs.facts, job)
        written = await answers.while_connected(request, work)
        site.cache.put(etag, written)
    return answers.send(request, written, etag)


async def _change(request: Request, name: str) -> Response:
    authorize(request)
    if not name:
        error = BadInput("only a graph with a name can be changed", hint="add ?graph=IRI")
        raise Refused(400, error)
    if request.method == "DELETE":
        await answers.while_connected(request, site_of(request).runner.run(jobs.graph_exists, name))
        await change(request, StoreChange(graph=name))
        return Response(status_code=204)
    form = _form(request)
    content = await answers.read_body(request, site_of(request).limits.upload)
    await change(request, StoreChange("", name, content, form, request.method == "POST"))
    return Response(status_code=204)


def _form(request: Request) -> MediaFormat:
    kind = request.headers.get("content-type", "").lower().partition(";")[0].strip()
    found = next((form for form in GRAPHS if kind in form.types), None)
    if found is None:
        error = BadInput(
            "'{kind}' is not a form of request that is read here",
            kind=kind[:100] or "…",
            hint="send one of these as UTF-8: {choices}",
            choices=", ".join(form.types[0] for form in GRAPHS),
        )
        raise Refused(415, error)
    return found
