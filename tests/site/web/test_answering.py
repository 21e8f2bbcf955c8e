"""The one way to answer: an answer is made once, kept as long as it is true, and counted."""

import asyncio
import gzip

import pytest

from minkg.site.sparql.app import app
from minkg.site.web.answering import answered, done, route
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.web.options import ClientGone, ServerOptions
from minkg.site.workers.jobs import Written
from tests.tools.visiting import Site, request_of

MADE: list[str] = []
GENERATION: list[object] = []


def write_text(graph, text, status=200):
    """Write a text; note that it was made."""
    MADE.append(text)
    return Written(text.encode(), "text/plain", status)


def write_while_facts_change(graph, text):
    """Write a text while somebody changes the facts."""
    GENERATION[0].generation = "another"
    return write_text(graph, text)


def serving_one(graph, *arguments, work=write_text, **how):
    """Give an application that answers at /one with what a function writes."""
    MADE.clear()

    async def one(request):
        return await answered(request, work, *arguments, **how)

    made = app(graph, ServerOptions(), routes=[route("/one", one)], inline=True)
    GENERATION[:] = [made.state.site.runner]
    return made


def ask(made, path="/one", method="GET", **headers):
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return answer_waited(ask_once(made, path, named, method))


def test_an_answer_is_made_once_and_counted(tiny):
    made = serving_one(tiny, "text")
    first, second = ask(made), ask(made)
    assert MADE == ["text"]
    assert (first.body, first.headers) == (second.body, second.headers)
    assert made.state.site.metrics.hits == 1
    assert made.state.site.cache.held == 4


def test_who_has_the_answer_makes_no_work(tiny):
    made = serving_one(tiny, "text", headers={"Content-Language": "ar"})
    etag = ask(made).headers["etag"]
    again = ask(made, if_none_match=etag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert again.headers["content-language"] == "ar"
    assert MADE == ["text"]
    assert made.state.site.metrics.hits == 0, "nothing was looked up"


def test_other_arguments_are_another_answer(tiny):
    first, second = ask(serving_one(tiny, "a")), ask(serving_one(tiny, "b"))
    assert first.headers["etag"] != second.headers["etag"]


def test_an_answer_is_packed_for_who_takes_that(tiny):
    made = serving_one(tiny, "text" * 1_000)
    plain, packed = ask(made), ask(made, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert len(MADE) == 2
    assert "content-encoding" not in ask(serving_one(tiny, "x"), accept_encoding="gzip").headers


def test_what_was_made_of_old_facts_is_not_kept(tiny):
    made = serving_one(tiny, "text", work=write_while_facts_change)
    assert ask(made).status == 200
    assert made.state.site.cache.held == 0
    ask(made)
    assert len(MADE) == 2
    ask(made)
    assert len(MADE) == 2, "now the facts stay as they are"


def test_new_facts_are_another_answer(tiny):
    made = serving_one(tiny, "text")
    etag = ask(made).headers["etag"]
    made.state.site.runner.generation = "another"
    assert ask(made, if_none_match=etag).status == 200
    assert MADE == ["text", "text"]


def test_what_went_wrong_is_not_kept(tiny):
    made = serving_one(tiny, "lost", 404)
    replies = [ask(made), ask(made)]
    assert [reply.status for reply in replies] == [404, 404]
    assert "etag" not in replies[0].headers
    assert MADE == ["lost", "lost"]


def test_what_shall_not_be_kept_is_made_anew(tiny):
    made = serving_one(tiny, "text", kept=False)
    replies = [ask(made), ask(made)]
    assert [reply.headers["cache-control"] for reply in replies] == ["no-store"] * 2
    assert MADE == ["text", "text"]


def test_what_is_sent_is_kept_for_who_asks_but_a_client_does_not_keep_it(tiny):
    async def one(request):
        return await answered(request, write_text, "text")

    MADE.clear()
    made = app(tiny, routes=[route("/one", one, "POST")], inline=True)
    replies = [ask(made, method="POST"), ask(made, method="POST")]
    assert [reply.headers["cache-control"] for reply in replies] == ["no-store"] * 2
    assert MADE == ["text"]


def test_work_is_given_up_when_the_client_leaves(tiny):
    request = request_of()
    stopped = []

    class Runner:
        async def run(self, work, *arguments, sealed):
            try:
                await asyncio.sleep(60)
            finally:
                stopped.append(work)

    request.app.state.site.runner = Runner()

    async def receive():
        return {"type": "http.disconnect"}

    request._receive = receive
    with pytest.raises(ClientGone):
        answer_waited(done(request, write_text))
    assert stopped == [write_text]


def test_a_route_tells_what_can_be_done(tiny):
    made = serving_one(tiny, "text")
    told = ask(made, method="OPTIONS")
    assert (told.status, told.headers["allow"], MADE) == (204, "GET, HEAD, OPTIONS", [])
    assert ask(made, method="HEAD").status == 200
    assert ask(made, method="POST").status == 405


KEPT = (
    "/sparql?query=ASK{}", "/sparql", "/.well-known/void", "/graphs?default", "/graphs",
    "/api/entries", "/api/questions/overlaps?limit=1", "/api", "/submit", "/submitted", "/unep",
    "/unep.csv", "/", "/findings?lang=ar",
)  # fmt: skip


@pytest.mark.parametrize("path", KEPT)
def test_every_answer_that_is_kept_counts_as_a_hit(tiny, path):
    made = Site(tiny)
    metrics = made.app.state.site.metrics
    first = made.get(path)
    assert (first.status, metrics.hits) == (200, 0)
    assert made.get(path) == first
    assert metrics.hits == 1
    assert "minkg_cache_hits_total 1\n" in made.get("/metrics").body.decode()
    again = made.get(path, [("if-none-match", first.headers["etag"])])
    assert (again.status, metrics.hits) == (304, 1)


@pytest.mark.parametrize(
    "path", ["/console", "/submit/standard", "/health", "/metrics", "/nothing"]
)
def test_other_answers_are_never_kept(site, path):
    reply = site.get(path, [("accept", "text/html")])
    assert reply.headers["cache-control"] == "no-store"
    assert "etag" not in reply.headers
