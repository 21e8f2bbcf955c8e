"""Requests are read in one way: language, parameters, kind of content, body."""

import contextlib

import httpx
import pytest

from minkg.site.web.one_answer import answer_waited
from minkg.site.web.options import ClientGone, Refused, ServerOptions
from minkg.site.web.reading import (
    MOST,
    language_of,
    media_type,
    not_read,
    parameters,
    read_body,
    wants_page,
)
from minkg.site.workers.limits import Limits
from tests.tools.visiting import request_of


@pytest.mark.parametrize(
    ("query", "header", "lang"),
    [
        ("", "", "en"), ("", "fr", "fr"), ("", "fr-CH, fr;q=0.9", "fr"), ("lang=ar", "fr", "ar"),
        ("lang=xx", "ru", "ru"), ("lang=", "ru", "ru"), ("lang=fr&lang=ar", "", "ar"),
        ("", "tlh, fr;q=0.8, en;q=0.3", "fr"), ("", "en;q=0.3, zh-CN;q=0.4", "zh"),
        ("", "ar;q=0", "en"), ("", "es;q=x, ru;q=0.1", "ru"), ("", "*", "en"), ("", "ES", "es"),
        ("", "ar, fr", "ar"), ("", "x/fr", "en"), ("", ",;q=1,", "en"),
        ("", "de," * 900 + "fr", "en"),
        ("lang=%ff", "fr", "fr"),
    ],
)  # fmt: skip
def test_the_language_of_a_request(query, header, lang):
    assert language_of(request_of(query, accept_language=header)) == lang


def test_parameters_are_read_with_empty_ones():
    assert parameters(b"a=1&b=&c&a=%D9%A3+x") == (("a", "1"), ("b", ""), ("c", ""), ("a", "٣ x"))
    assert parameters(b"") == ()


@pytest.mark.parametrize("encoded", [b"a=%ff", b"a=\xff", b"%c3%28=1", "a=é".encode()])
def test_what_is_not_utf8_is_refused(encoded):
    with pytest.raises(Refused) as told:
        parameters(encoded)
    assert told.value.status == 400
    assert (
        told.value.error.text() == "error: the request is not UTF-8 text\n\nhint: write it in UTF-8"
    )


def test_too_many_parameters_are_refused():
    assert len(parameters(b"&".join([b"a"] * MOST))) == MOST
    with pytest.raises(Refused) as told:
        parameters(b"&".join([b"a"] * (MOST + 1)))
    assert "send not more than 200" in told.value.error.text()
    assert len(parameters(b"&".join([b"a"] * (MOST + 1)), MOST + 1)) == MOST + 1


@pytest.mark.parametrize("path", [
    "/sparql?{}", "/graphs?{}", "/api/entries?{}", "/console?{}", "/submit/standard?{}", "/unep?{}",
    "/submitted?{}",
])  # fmt: skip
def test_every_address_is_read_in_the_same_way(site, path):
    replies = [site.get(path.format(x)) for x in ("x=%ff", "&".join(["x"] * (MOST + 1)))]
    told = [(reply.status, reply.headers["content-type"].partition(";")[0]) for reply in replies]
    assert {status for status, _ in told} == {400}
    assert b"the request is not UTF-8 text" in replies[0].body
    assert b"there are too many parameters" in replies[1].body


@pytest.mark.parametrize(
    ("header", "kind"), [("text/CSV; charset=x", "text/csv"), ("", ""), (" a/b ", "a/b"), (";", "")]
)
def test_the_kind_of_content(header, kind):
    assert media_type(request_of(content_type=header)) == kind


def test_a_kind_that_is_not_read_is_told_with_those_that_are():
    said = not_read("text/html" + "x" * 200, ["a/b", "c/d"])
    assert said.status == 415
    assert said.headers == {"Accept-Post": "a/b, c/d"}
    assert "send one of these as UTF-8: a/b, c/d" in said.error.text()
    assert len(said.error.values["kind"]) == 100
    assert "send the file itself as one of: a/b" in not_read("", ["a/b"], whole=True).error.text()


@pytest.mark.parametrize(
    ("accept", "page"),
    [("text/html", True), ("text/html;q=0", False), ("*/*", False), ("", False),
     ("text/turtle, text/html;q=0.1", True), ("text/*", False)],
)  # fmt: skip
def test_who_reads_pages(accept, page):
    assert wants_page(request_of(accept=accept)) is page


def body_of(*parts, idle=5.0):
    options = ServerOptions(limits=Limits(idle=idle))
    return answer_waited(read_body(request_of(method="POST", parts=parts, options=options), 10))


def test_a_body_is_read_whole():
    assert body_of(b"abc", b"", b"defghij") == b"abcdefghij"


def test_a_body_that_is_too_large_is_heard_out_and_refused():
    for parts in ([b"abcdefghijk"], [b"abcdefghij"] * 16, [b"x" * 1000]):
        with pytest.raises(Refused) as told:
            body_of(*parts)
        assert (told.value.status, told.value.headers) == (413, {"Connection": "close"})


def test_a_body_that_does_not_come_is_refused():
    with pytest.raises(Refused) as told:
        body_of(idle=0.05)
    assert told.value.status == 408


def test_a_client_that_leaves_while_it_sends_is_gone():
    request = request_of(method="POST")

    async def receive():
        return {"type": "http.disconnect"}

    request._receive = receive
    with pytest.raises(ClientGone):
        answer_waited(read_body(request, 10))


def test_large_requests(limited):
    ten = "ASK { ?s ?p '" + "x" * 10_000_000 + "' }"
    for kind, body in (
        ("application/sparql-query", ten),
        ("application/x-www-form-urlencoded", f"query={ten}"),
    ):
        reply = limited.client.post("/sparql", content=body, headers={"Content-Type": kind})
        assert reply.status_code == 413

    def pieces():
        for _ in range(200):
            yield b"x" * 10_000

    headers = {"Content-Type": "application/sparql-query"}
    with contextlib.suppress(httpx.WriteError, httpx.RemoteProtocolError):
        assert limited.client.post("/sparql", content=pieces(), headers=headers).status_code == 413
    long = limited.client.get("/sparql", params={"query": ten[:40_000] + "' }"})
    assert long.status_code == 414
    assert "POST" in long.text
    assert limited.client.get("/health").status_code == 200
