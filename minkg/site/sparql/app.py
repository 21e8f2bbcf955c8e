"""The web service as an ASGI application: the endpoint, and whatever pages are put beside it.

    site = app(kg, Options(), routes=[Route("/", home)])

A page answers by `web.answering.answered`, and so has the limits of the endpoint.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from minkg.knowledge import KnowledgeGraph
from minkg.site.sparql import graph_store, queries, service
from minkg.site.web.answering import Endpoint, done, route
from minkg.site.web.guard import Guard, refusal
from minkg.site.web.metrics import Metrics, resident
from minkg.site.web.options import Cache, Refused, ServerOptions, Site, site_of
from minkg.site.web.responses import problem, refused
from minkg.site.workers import jobs
from minkg.site.workers.in_process import Inline
from minkg.site.workers.limits import Rate
from minkg.site.workers.pool import Pool
from minkg.words import VERSION, MinkgError, NotFound, Unavailable


def app(
    graph: KnowledgeGraph,
    options: ServerOptions | None = None,
    *,
    routes: Iterable[BaseRoute] = (),
    front: Endpoint | None = None,
    warm: Callable[[KnowledgeGraph], object] | None = None,
    inline: bool = False,
) -> Starlette:
    """Give the application for a graph.

    `routes` are pages beside the endpoint; `front` answers a browser that comes to
    /sparql without a query; `warm` is called with the graph in the process that holds
    it, so that all workers have what it computes. With `inline` work is done in this
    process and cannot be stopped: for one answer, not for a server.
    """
    options = options or ServerOptions()
    runner = (
        Inline(graph, options.limits)
        if inline
        else Pool(graph, options.limits, warm, _told(options))
    )
    site = Site(
        runner,
        options,
        Metrics(),
        Cache(options.limits.cache),
        Rate(options.limits.rate),
        asyncio.Lock(),
        front,
    )

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        await runner.close()

    made = Starlette(
        routes=[*own_routes(), *routes],
        lifespan=life,
        middleware=[Middleware(Guard, site=site)],
        exception_handlers={Refused: refusal, MinkgError: refusal, HTTPException: _plain},
    )
    made.state.site = site
    return made


def _told(options: ServerOptions) -> Callable[[int], object]:
    """Give what tells the log that a busy machine needs long."""
    return lambda seconds: options.log({"waiting": "the facts are made ready", "seconds": seconds})


def own_routes() -> list[Route]:
    """Give the routes of the service itself."""
    return [
        route("/sparql", queries.endpoint, "GET", "HEAD", "POST"),
        route("/update", queries.update_only, "POST"),
        route("/graphs", graph_store.endpoint, *graph_store.READ, *graph_store.WRITE),
        route("/.well-known/void", service.dataset),
        route("/health", health),
        route("/metrics", metrics),
    ]


async def _plain(request: Request, error: Exception) -> Response:
    """Answer what the routes refuse: no such page, no such method."""
    assert isinstance(error, HTTPException)
    said: MinkgError = NotFound("there is nothing at this address", hint="see /sparql")
    if error.status_code == 405:
        said = MinkgError("this cannot be done here", hint="see the header Allow")
    elif error.status_code != 404:
        said = MinkgError("{reason}", hint="see /sparql", reason=error.detail)
    return problem(request, Refused(error.status_code, said, error.headers))


async def health(request: Request) -> Response:
    """Tell whether a worker answers."""
    try:
        facts = await done(request, jobs.size)
    except Unavailable as error:
        said = refused(error)
        return problem(request, Refused(503, said.error, said.headers))
    told = {"status": "ok", "minkg": VERSION, "facts": facts}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


async def metrics(request: Request) -> Response:
    """Give the counts of what was done."""
    site = site_of(request)
    more = [
        ("tasks_total", "counter", f'end="{end}"', float(number))
        for end, number in site.runner.counts.items()
    ]
    if isinstance(site.runner, Pool):
        pool = site.runner
        more += [
            ("tasks_running", "gauge", "", pool.active),
            ("tasks_waiting", "gauge", "", pool.waiting),
            ("workers_idle", "gauge", "", len(pool.free)),
            ("keeper_resident_bytes", "gauge", "", resident(pool.keeper.number)),
        ]
    more.append(("cache_bytes", "gauge", "", site.cache.held))
    text = site.metrics.text(more)
    return PlainTextResponse(
        text, headers={"Cache-Control": "no-store"}, media_type="text/plain; version=0.0.4"
    )
