"""The explorer beside the endpoint: routes for its pages and for the files that they use."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from minkg.site.explorer.dispatch import answer
from minkg.site.explorer.frame import PageQuery
from minkg.site.web.answering import answered, route
from minkg.site.web.reading import Pairs, address_pairs, language_of
from minkg.site.web.responses import fixed

STATIC = Path(__file__).parents[1] / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_ACCEPT = 1_000  # signs of the header that count


def routes() -> list[Route]:
    """Give the routes of the explorer; they take every path that is left."""
    return [route("/static/{name}", _static), route("/{path:path}", _page)]


def asked_by(request: Request, path: str, pairs: Pairs = ()) -> PageQuery:
    """Give what a page is asked for."""
    lang = language_of(request)
    chosen = request.query_params.get("lang") == lang
    return PageQuery(path, pairs, lang, chosen, prefix=request.scope.get("root_path", ""))


async def _page(request: Request) -> Response:
    return await _explored(request, request.path_params["path"])


async def _explored(request: Request, path: str) -> Response:
    """Answer with a page, or with the same for machines."""
    pairs = tuple(pair for pair in address_pairs(request) if pair[1])
    asked = asked_by(request, path, pairs)
    accept = request.headers.get("accept", "")[:_ACCEPT]
    return await answered(request, answer, asked, accept, headers={"Content-Language": asked.lang})


async def _static(request: Request) -> Response:
    """Give a style or a script."""
    name = request.path_params["name"]
    if name not in {path.name for path in STATIC.iterdir()}:
        return await _explored(request, f"static/{name}")
    return fixed(request, (STATIC / name).read_bytes(), TYPES[Path(name).suffix])
