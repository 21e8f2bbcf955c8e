"""The one way to answer a request: each answer is made once, where it can be stopped, and kept.

    async def _page(request: Request) -> Response:
        return await answered(request, write_page, asked_by(request))

`write_page` is a function of a module; it gets the graph, then the arguments, and gives a
`Written`. What is not right (another status than 200) is sent but never kept.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from minkg.knowledge import KnowledgeGraph
from minkg.site.web.options import ClientGone, site_of
from minkg.site.web.responses import options, send, tag, unchanged
from minkg.site.workers import jobs
from minkg.site.workers.jobs import Written
from minkg.site.workers.media_types import accepts_gzip

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[KnowledgeGraph, P], T]
NOTHING: Mapping[str, str] = MappingProxyType({})
Endpoint = Callable[[Request], Awaitable[Response]]


async def answered(
    request: Request,
    work: "Work[..., Written]",
    *arguments: object,
    kept: bool = True,
    sealed: bool = False,
    headers: Mapping[str, str] = NOTHING,
) -> Response:
    """Answer with what a function writes of the graph and these arguments.

    The same question has the same ETag as long as the graph is the same. With `kept` false the
    answer is made anew each time; when `sealed` the function can open nothing.
    """
    site = site_of(request)
    zipped = accepts_gzip(request.headers.get("accept-encoding"))
    generation = site.runner.generation
    etag = tag(generation, work.__module__, work.__name__, arguments, zipped) if kept else ""
    known = unchanged(request, etag, headers)
    if known is not None:
        return known
    written = site.cache.get(etag) if etag else None
    if written is not None:
        site.metrics.hits += 1
    else:
        written = await done(request, jobs.written, work, zipped, *arguments, sealed=sealed)
        if etag and written.status == 200 and generation == site.runner.generation:
            site.cache.put(etag, written)
    return send(request, written, etag, headers)


async def done(
    request: Request, work: "Work[..., T]", *arguments: object, sealed: bool = False
) -> T:
    """Give what a function makes of the graph and these arguments; stop when the client leaves."""
    task = asyncio.ensure_future(site_of(request).runner.run(work, *arguments, sealed=sealed))
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


def route(path: str, endpoint: Endpoint, *can: str) -> Route:
    """Give a route that tells by itself what can be done there; unless said, it can be read."""
    methods = can or ("GET", "HEAD")

    async def asked(request: Request) -> Response:
        if request.method == "OPTIONS":
            return options(*methods)
        return await endpoint(request)

    return Route(path, asked, methods=[*methods, "OPTIONS"])
