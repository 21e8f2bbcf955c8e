"""One answer of the application, without a socket."""

import asyncio
import os
from urllib.parse import unquote

import pytest
from starlette.responses import Response

from minkg.site.sparql.app import app
from minkg.site.web.answering import answered, route
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.web.reading import address_pairs
from minkg.site.workers.jobs import Written


def echo(graph, text):
    """Write what was asked for."""
    return Written(text.encode("utf-8", "surrogateescape"), "text/plain")


@pytest.fixture
def made(tiny):
    async def one(request):
        said = "&".join(f"{k}={v}" for k, v in address_pairs(request))
        return await answered(request, echo, f"{request.url.path} {said}", kept=False)

    return app(tiny, routes=[route("/{path:path}", one, "GET", "POST")], inline=True)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/x", "/x "), ("/%73and?a=%C3%A9", "/sand a=é"), ("/песок?q=песок", "/песок q=песок"),
        ("/a b?c d", "/a b c d="), ("/x?a=1?b=2", "/x a=1?b=2"),
    ],
)  # fmt: skip
def test_a_path_may_be_written_as_people_write_it(made, path, said):
    reply = answer_waited(ask_once(made, path))
    assert (reply.status, unquote(reply.body.decode())) == (200, said)


def test_bytes_that_are_no_text_are_told(made):
    reply = answer_waited(ask_once(made, os.fsdecode(b"/x?q=\xff")))
    assert (reply.status, reply.body.partition(b"\n")[0]) == (
        400,
        b"error: the request is not UTF-8 text",
    )
    assert answer_waited(ask_once(made, os.fsdecode(b"/\xff"))).status == 200


def test_headers_method_and_body_are_given(tiny):
    async def one(request):
        body = await request.body()
        return Response(body + request.headers["x-own"].encode(), 201, {"X-Method": request.method})

    made = app(tiny, routes=[route("/x", one, "POST")], inline=True)
    reply = answer_waited(ask_once(made, "/x", [("X-Own", "x")], "POST", b"body "))
    assert (reply.status, reply.body.decode(), reply.headers["x-method"]) == (201, "body x", "POST")


def test_an_answer_can_be_waited_for_where_a_loop_runs_already():
    async def inner():
        return 1

    async def outer():
        return answer_waited(inner()) + 1

    assert asyncio.run(outer()) == 2
