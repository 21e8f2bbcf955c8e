"""The explorer, the endpoint, the forms and the web API.

Read in this order: workers, web, sparql, explorer, forms, api, whole_site.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "LOOPBACK",
    "MEGABYTE",
    "Limits",
    "ServerOptions",
    "answer_waited",
    "application",
    "ask_once",
    "bound",
    "prepare",
    "serve",
    "serve_mcp",
    "write_site",
]

if TYPE_CHECKING:
    from minkg.site.api.mcp import serve_mcp
    from minkg.site.explorer.static_site import write_site
    from minkg.site.forms.queue import prepare
    from minkg.site.web.listening import bound, serve
    from minkg.site.web.one_answer import answer_waited, ask_once
    from minkg.site.web.options import LOOPBACK, ServerOptions
    from minkg.site.whole_site import application
    from minkg.site.workers.limits import MEGABYTE, Limits

__getattr__ = face(
    __name__,
    {
        "LOOPBACK": "web.options",
        "Limits": "workers.limits",
        "MEGABYTE": "workers.limits",
        "ServerOptions": "web.options",
        "answer_waited": "web.one_answer",
        "application": "whole_site",
        "ask_once": "web.one_answer",
        "bound": "web.listening",
        "prepare": "forms.queue",
        "serve": "web.listening",
        "serve_mcp": "api.mcp",
        "write_site": "explorer.static_site",
    },
)
