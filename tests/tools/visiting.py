"""The whole site in this process, for tests: one answer at a time."""

import asyncio
import html
import re
import threading
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.types import Message

from minkg.knowledge import KnowledgeGraph
from minkg.site.web.one_answer import Reply, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.whole_site import application
from minkg.site.workers.media_types import FORM

if TYPE_CHECKING:
    from playwright.sync_api import Page

Fields = Mapping[str, str | list[str]]


@cache
def loop() -> asyncio.AbstractEventLoop:
    """Give the loop in which all sites of the tests answer, in a thread of its own."""
    made = asyncio.new_event_loop()
    threading.Thread(target=made.run_forever, daemon=True).start()
    return made


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
        return self._wait(ask_once(self.app, path, headers))

    def _wait(self, asked: Coroutine[Any, Any, Reply]) -> Reply:
        return asyncio.run_coroutine_threadsafe(asked, loop()).result()

    def post(
        self, path: str, body: bytes, kind: str = "", headers: Iterable[tuple[str, str]] = ()
    ) -> Reply:
        """Send something."""
        kinds = [("content-type", kind)] if kind else []
        return self._wait(ask_once(self.app, path, [*kinds, *headers], "POST", body))

    def submit(self, path: str, fields: Fields, *headers: tuple[str, str]) -> Reply:
        """Send a form."""
        return self.post(path, urlencode(fields, doseq=True).encode(), FORM, headers)


def request_of(
    query: str = "",
    *,
    method: str = "GET",
    parts: Iterable[bytes] = (),
    options: ServerOptions | None = None,
    **headers: str,
) -> Request:
    """Give a request as an endpoint gets it; `parts` of its body come one after the other."""
    named = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()]
    site = SimpleNamespace(options=options or ServerOptions())
    site.limits = site.options.limits
    scope = {
        "type": "http",
        "method": method,
        "path": "/",
        "query_string": query.encode(),
        "headers": named,
        "app": SimpleNamespace(state=SimpleNamespace(site=site)),
    }
    left = [*parts]

    async def receive() -> Message:
        if not left:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    return Request(scope, receive)


def text_of(reply: Reply) -> str:
    """Give what a reader sees of a page."""
    page = re.sub(r"<(script|style|datalist)\b.*?</\1>", " ", reply.body.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def walk(tab: "Page", address: str, lang: str) -> Iterator[str]:
    """Go from the search to the evidence, to a pair, to a comparison, to a question."""
    tab.goto(f"{address}?lang={lang}")
    tab.fill("#q", "песок" if lang == "ar" else "sand watch")
    tab.press("#q", "Enter")
    yield "search"
    tab.goto(f"{address}search?q=Marine+Sand+Watch&lang={lang}")
    tab.click(".results a[href*='/marine-sand-watch?']")
    yield "entry"
    tab.click("article.passage .cite a")
    assert "unep-ea6-minerals-report" in tab.url
    yield "passage"
    tab.go_back()
    tab.click("aside .cards a[href*='/pair/']")
    yield "pair"
    tab.click("a.button[href*='/compare']")
    assert tab.locator("table.comparison thead th").count() == 2
    yield "compare"
    tab.click("nav.sections a[href*='/questions']")
    tab.click("main a[href*='/questions/overlaps?']")
    tab.select_option("select[name=stage]", "extraction")
    tab.click("form.choices button")
    assert "stage=extraction" in tab.url
    assert tab.locator("table.answer tbody tr").count() > 0
    yield "question"
