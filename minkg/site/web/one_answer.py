"""One answer of the application, without a socket."""

import asyncio
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, unquote_to_bytes

from starlette.types import ASGIApp, Message

T = TypeVar("T")
_ASCII = "".join(map(chr, range(128)))


def answer_waited(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run something to its end, in a thread of its own: this one may have a loop already."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


class Reply(NamedTuple):
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes


async def ask_once(
    app: ASGIApp,
    path: str,
    headers: Iterable[tuple[str, str]] = (),
    method: str = "GET",
    body: bytes = b"",
) -> Reply:
    """Give the answer to a request for a path, such as `/sparql?query=ASK{}`."""
    whole = quote(path.encode("utf-8", "surrogateescape"), safe=_ASCII)
    where, _, query = whole.partition("?")
    named = [("host", "localhost"), *headers]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(where).decode("utf-8", "replace"),
        "raw_path": where.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
        "headers": [(name.lower().encode(), value.encode()) for name, value in named],
    }
    inbox, sent, over = [body], [], asyncio.Event()

    async def receive() -> Message:
        if inbox:
            return {"type": "http.request", "body": inbox.pop(), "more_body": False}
        await over.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    over.set()
    start = sent[0]
    said = {k.decode("latin-1"): v.decode("latin-1") for k, v in start["headers"]}
    return Reply(start["status"], said, b"".join(m.get("body", b"") for m in sent[1:]))
