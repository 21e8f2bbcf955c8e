"""Changes of the facts, for whoever has the token.

They hold for the facts that this server holds: in its memory, or in the folder of
`--store`. The files of home stay as they are.
"""

import hmac
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from minkg.graph.store import Embedded
from minkg.home import parse_facts
from minkg.knowledge import KnowledgeGraph
from minkg.site.web.options import Refused, site_of
from minkg.site.workers.media_types import MediaFormat
from minkg.site.workers.query_errors import PAD, bad_query
from minkg.site.workers.query_screen import Rules, refuse
from minkg.site.workers.store_writer import write
from minkg.words import BadInput, MinkgError
from minkg.words.names import PREFIXES


class StoreChange(NamedTuple):
    """An update, or a graph that shall have other facts (with `keep`: more facts)."""

    text: str = ""
    graph: str = ""
    content: bytes = b""
    form: MediaFormat | None = None
    keep: bool = False
    rules: Rules = Rules()

    def apply(self, store: ox.Store) -> None:
        """Change a store."""
        if self.graph:
            return self._put(store, ox.NamedNode(self.graph))
        refuse(self.text, self.rules, update=True)
        try:
            store.update(self.text + PAD, prefixes=PREFIXES)
        except SyntaxError as error:
            raise bad_query(self.text, error.msg) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise bad_query(self.text, str(error)) from error

    def _put(self, store: ox.Store, name: ox.NamedNode) -> None:
        quads = parse_facts(self.content, self.form.graph, "request") if self.form else []
        if any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
            raise BadInput("what is sent names graphs", hint="send the facts of one graph")
        if not self.keep:
            store.remove_graph(name)
        store.extend(ox.Quad(q.subject, q.predicate, q.object, name) for q in quads)


def in_memory(graph: KnowledgeGraph, change: StoreChange) -> KnowledgeGraph:
    """Change the facts in memory; give the graph as it is then."""
    assert isinstance(graph.store, Embedded)
    change.apply(graph.store.store)
    return KnowledgeGraph(graph.home, graph.store, states=graph.states)


def opened_again(graph: KnowledgeGraph, folder: Path) -> KnowledgeGraph:
    """Give the graph as the folder holds it now."""
    store = Embedded(ox.Store.read_only(str(folder)))
    return KnowledgeGraph(graph.home, store, states=graph.states)


def authorize(request: Request) -> None:
    """Refuse whoever has not the token."""
    token = site_of(request).options.token
    if not token:
        error = MinkgError(
            "facts cannot be changed here",
            hint="whoever runs it may allow it: `minkg serve --token`",
        )
        raise Refused(403, error)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    right = hmac.compare_digest(given.strip().encode("latin-1"), token.encode())
    if scheme.lower() != "bearer" or not right:
        error = MinkgError(
            "changing facts needs the token", hint="send the header `Authorization: Bearer TOKEN`"
        )
        raise Refused(401, error, {"WWW-Authenticate": 'Bearer realm="minkg"'})


async def apply(request: Request, text: str, using: tuple[str, ...]) -> Response:
    """Do an update."""
    authorize(request)
    if using:
        error = BadInput(
            "graphs of an update are not given beside it", hint="write USING <…> into the update"
        )
        raise Refused(400, error)
    if not text.strip():
        raise Refused(400, BadInput("there is no update", hint="send it as `update=…`"))
    options = site_of(request).options
    rules = Rules(options.services, options.limits.depth)
    await change(request, StoreChange(text, rules=rules))
    return Response(status_code=204)


async def change(request: Request, what: StoreChange) -> None:
    """Change the facts and forget the answers that are kept."""
    site = site_of(request)
    folder = site.options.folder
    if not isinstance(site.runner.graph.store, Embedded):
        error = MinkgError(
            "the facts of this server are kept elsewhere", hint="change them at that endpoint"
        )
        raise Refused(403, error)
    if folder is None:
        await site.runner.change(in_memory, what)
    else:
        async with site.writing:
            await write(folder, what, site.limits.seconds)
            await site.runner.change(opened_again, folder)
    site.cache.clear()
