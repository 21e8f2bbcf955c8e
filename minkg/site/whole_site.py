"""The whole site: the endpoint, the forms, the API, the console and the explorer."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from minkg.knowledge import KnowledgeGraph
from minkg.site.api import console
from minkg.site.api import routes as api_routes
from minkg.site.explorer import page_facts
from minkg.site.explorer import routes as page_routes
from minkg.site.forms import prepared
from minkg.site.forms import routes as form_routes
from minkg.site.sparql.app import app
from minkg.site.web.options import ServerOptions


def application(
    graph: KnowledgeGraph, options: ServerOptions | None = None, *, inline: bool = False
) -> Starlette:
    """Give the application with everything that there is; the explorer takes what is left."""
    rooms = (form_routes, api_routes, console, page_routes)
    routes = [one for room in rooms for one in room.routes()]
    return app(
        graph, options, routes=routes, front=front, inline=inline, warm=None if inline else warm
    )


async def front(request: Request) -> Response:
    """Send a browser that comes to the endpoint without a query to the console."""
    prefix = request.scope.get("root_path", "")
    return RedirectResponse(f"{prefix}/console", 303, {"Vary": "Accept"})


def warm(graph: KnowledgeGraph) -> None:
    """Make ready what all answers share."""
    prepared.warm(graph)
    page_facts.warm(graph)
