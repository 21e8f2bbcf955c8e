"""The explorer beside the endpoint: routes for its pages and for the files that they use."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from minkg.site.explorer.dispatch import Answer, NoForm, answer
from minkg.site.explorer.frame import PageQuery
from minkg.site.web import responses as answers
from minkg.site.web.options import Refused, site_of
from minkg.site.workers.jobs import Written
from minkg.site.workers.media_types import accepts_gzip
from minkg.words import LANGUAGES, BadInput

if TYPE_CHECKING:
    from minkg.knowledge import KnowledgeGraph

STATIC = Path(__file__).parents[1] / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_MOST = 100  # parameters


def routes() -> list[Route]:
    """Give the routes of the explorer; they take every path that is left."""
    return [
        Route("/static/{name}", _static, methods=["GET", "OPTIONS"]),
        Route("/{path:path}", _page, methods=["GET", "OPTIONS"]),
    ]


def asked_by(request: Request) -> PageQuery:
    """Read what a request asks for."""
    try:
        pairs = parse_qsl(
            request.scope["query_string"].decode("ascii"), errors="strict", max_num_fields=_MOST
        )
    except (UnicodeError, ValueError) as error:
        unread = BadInput("the address cannot be read", hint="write it in UTF-8")
        raise Refused(400, unread) from error
    chosen = request.query_params.get("lang") in LANGUAGES
    return PageQuery(
        request.path_params["path"],
        tuple(pairs),
        answers.language_of(request),
        chosen,
        prefix=request.scope.get("root_path", ""),
    )


async def _page(request: Request) -> Response:
    """Answer with a page, from what is kept if the same was asked before."""
    if request.method == "OPTIONS":
        return answers.options("GET", "HEAD")
    site, asked = site_of(request), asked_by(request)
    accept = request.headers.get("accept", "")[:1000]
    zipped = accepts_gzip(request.headers.get("accept-encoding"))
    generation = site.runner.generation
    etag = answers.tag(generation, "page", asked, accept, zipped)
    known = answers.unchanged(request, etag)
    if known is not None:
        return known
    written = site.cache.get(etag)
    if written is None:
        work = site.runner.run(_run, asked, accept, zipped)
        try:
            made = await answers.while_connected(request, work)
        except NoForm as error:
            raise Refused(406, error) from error
        written = Written(made.body, made.content_type, made.zipped)
        if made.status != 200:
            return _sent(request, asked, written, "", made.status)
        if generation == site.runner.generation:
            site.cache.put(etag, written)
    else:
        site.metrics.hits += 1
    return _sent(request, asked, written, etag)


def _run(graph: "KnowledgeGraph", asked: PageQuery, accept: str, zipped: bool) -> Answer:
    return answer(graph, asked, accept, zipped=zipped)


def _sent(
    request: Request, asked: PageQuery, written: Written, etag: str, status: int = 200
) -> Response:
    sent = answers.send(request, written, etag)
    sent.status_code = status
    sent.headers["Content-Language"] = asked.lang
    return sent


async def _static(request: Request) -> Response:
    """Give a style or a script."""
    name = request.path_params["name"]
    if name not in {path.name for path in STATIC.iterdir()}:
        return await _page_for_static(request)
    body = (STATIC / name).read_bytes()
    etag = answers.tag(body)
    known = answers.unchanged(request, etag)
    if known is not None:
        return known
    return answers.send(request, Written(body, TYPES[Path(name).suffix]), etag)


async def _page_for_static(request: Request) -> Response:
    request.path_params["path"] = f"static/{request.path_params['name']}"
    return await _page(request)
