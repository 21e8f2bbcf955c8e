"""The whole site in this process, for tests: one answer at a time."""

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from minkg.knowledge import KnowledgeGraph
from minkg.site.web.one_answer import Reply, answer_waited, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.whole_site import application
from minkg.site.workers.media_types import FORM

Fields = Mapping[str, str | list[str]]


class Site:
    """An application without a socket; a mistake of the server fails the test."""

    def __init__(self, graph: KnowledgeGraph, options: ServerOptions | None = None) -> None:
        self.app = application(
            graph, (options or ServerOptions())._replace(log=self._log), inline=True
        )

    def _log(self, entry: Mapping[str, object]) -> None:
        assert entry.get("status", 0) != 500, entry

    def get(self, path: str, headers: Iterable[tuple[str, str]] = ()) -> Reply:
        """Ask for a page."""
        return answer_waited(ask_once(self.app, path, headers))

    def post(
        self, path: str, body: bytes, kind: str = "", headers: Iterable[tuple[str, str]] = ()
    ) -> Reply:
        """Send something."""
        kinds = [("content-type", kind)] if kind else []
        return answer_waited(ask_once(self.app, path, [*kinds, *headers], "POST", body))

    def submit(self, path: str, fields: Fields, *headers: tuple[str, str]) -> Reply:
        """Send a form."""
        return self.post(path, urlencode(fields, doseq=True).encode(), FORM, headers)


def text_of(reply: Reply) -> str:
    """Give what a reader sees of a page."""
    page = re.sub(r"<(script|style|datalist)\b.*?</\1>", " ", reply.body.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
