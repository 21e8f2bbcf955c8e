"""The SPARQL 1.1 Graph Store Protocol at /graphs: read a graph; put, add, delete with the token."""

from starlette.requests import Request
from starlette.responses import Response

from minkg.site.sparql.update import StoreChange, authorize, change
from minkg.site.web.answering import answered, done
from minkg.site.web.options import Refused, site_of
from minkg.site.web.reading import Pairs, address_pairs, media_type, not_read, read_body
from minkg.site.web.refusals import check_format, check_iri
from minkg.site.workers import jobs
from minkg.site.workers.jobs import QueryJob
from minkg.site.workers.media_types import DATASETS, GRAPHS, choose, not_acceptable
from minkg.words import BadInput

READ, WRITE = ("GET", "HEAD"), ("PUT", "POST", "DELETE")


async def endpoint(request: Request) -> Response:
    """Answer at /graphs: `?graph=IRI` one graph, `?default` all as one, neither: all graphs."""
    pairs = address_pairs(request)
    names = [value for key, value in pairs if key == "graph"]
    default = any(key == "default" for key, _ in pairs)
    if len(names) + default > 1:
        raise Refused(400, BadInput("a request is for one graph", hint="send one at a time"))
    for name in names:
        check_iri(name)
    if request.method in READ:
        return await _give(request, pairs, (*names,) if names or default else None)
    return await _change(request, names[0] if names else "")


async def _give(request: Request, pairs: Pairs, graph: tuple[str, ...] | None) -> Response:
    name = dict(pairs).get("format")
    forms = DATASETS if graph is None else GRAPHS
    check_format(name, forms)
    choice = choose(request.headers.get("accept"), forms, name)
    if choice is None:
        raise not_acceptable(forms)
    most = site_of(request).limits.answer
    job = QueryJob("", graph, None, None, choice, rows=1 << 60, size=most)
    return await answered(request, jobs.facts, job)


async def _change(request: Request, name: str) -> Response:
    authorize(request)
    if not name:
        error = BadInput("only a graph with a name can be changed", hint="add ?graph=IRI")
        raise Refused(400, error)
    if request.method == "DELETE":
        await done(request, jobs.graph_exists, name)
        await change(request, StoreChange(graph=name))
        return Response(status_code=204)
    kind = media_type(request)
    form = next((form for form in GRAPHS if kind in form.types), None)
    if form is None:
        raise not_read(kind, [form.types[0] for form in GRAPHS])
    content = await read_body(request, site_of(request).limits.upload)
    await change(request, StoreChange("", name, content, form, request.method == "POST"))
    return Response(status_code=204)
