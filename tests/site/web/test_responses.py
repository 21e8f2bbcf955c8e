"""Answers are sent in one way: problems, ETags, and what may be kept."""

import json
import re

import pytest

from minkg.site.web.options import Refused, ServerOptions
from minkg.site.web.responses import fixed, fresh, options, problem, refused, send, tag, unchanged
from minkg.site.workers.jobs import TooLarge, Written
from minkg.site.workers.media_types import NotAcceptable
from minkg.site.workers.pool import Broken, Busy, TooLong
from minkg.site.workers.query_screen import NotAllowed
from minkg.words.errors import BadInput, MinkgError, NotFound, Unavailable
from tests.tools.visiting import request_of

ERROR = MinkgError("line {line} is wrong", hint="mend {line}", line=3, column=4)
KEPT = "public, max-age=60, must-revalidate"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (TooLarge("x"), 413), (NotAllowed("x"), 403), (NotAcceptable("x"), 406),
        (TooLong("x"), 503),
        (Broken("x"), 503), (Busy("x"), 503), (NotFound("x"), 404), (BadInput("x"), 400),
        (Unavailable("x"), 502), (MinkgError("x"), 400),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_every_error_has_its_status(error, status):
    said = refused(error)
    assert (said.status, said.error) == (status, error)
    assert said.headers == ({"Retry-After": "3"} if isinstance(error, Busy) else {})


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/html", "text/plain", "image/png", "text/turtle"]
)
def test_a_problem_is_text(accept):
    reply = problem(request_of("lang=en", accept=accept), Refused(400, ERROR, {"Allow": "GET"}))
    assert reply.body == b"error: line 3 is wrong\n\nhint: mend 3\n"
    told = {name: reply.headers[name] for name in ("content-type", "allow", "content-language")}
    assert told == {
        "content-type": "text/plain; charset=utf-8", "allow": "GET", "content-language": "en"
    }  # fmt: skip
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json, */*;q=0.1"])
def test_a_problem_has_details_for_programs(accept):
    reply = problem(request_of(accept=accept), Refused(422, ERROR))
    assert reply.headers["content-type"] == "application/problem+json"
    assert json.loads(reply.body) == {
        "type": "about:blank", "title": "line 3 is wrong", "status": 422, "hint": "mend 3",
        "detail": "error: line 3 is wrong\n\nhint: mend 3", "line": 3, "column": 4,
    }  # fmt: skip


def test_a_problem_is_told_in_the_readers_language():
    error = NotFound("there is nothing at this address", hint="see /sparql")
    reply = problem(request_of(accept_language="fr"), Refused(404, error))
    assert reply.body.decode() == error.text("fr") + "\n" != error.text("en") + "\n"
    assert reply.headers["content-language"] == "fr"
    assert "Accept-Language" in reply.headers["vary"]


def test_an_etag_is_that_of_its_parts():
    assert tag("a", 1) == tag("a", 1)
    assert len({tag("a", 1), tag("a", "1"), tag("a1"), tag("\ud83d")}) == 4
    assert re.fullmatch(r'W/"[0-9a-f]{24}"', tag())


@pytest.mark.parametrize(
    ("method", "header", "known"),
    [
        ("GET", 'W/"a"', True), ("GET", '"a"', True), ("HEAD", '"x", W/"a"', True),
        ("POST", '"a"', False), ("GET", '"b"', False), ("GET", "", False), ("GET", "a", False),
    ],
)  # fmt: skip
def test_who_has_the_answer_gets_none(method, header, known):
    request = request_of(method=method, if_none_match=header)
    reply = unchanged(request, 'W/"a"', {"X-Own": "1"})
    assert (reply is not None) is known
    if reply is not None:
        assert (reply.status_code, reply.body) == (304, b"")
        assert (reply.headers["etag"], reply.headers["x-own"]) == ('W/"a"', "1")
        assert reply.headers["cache-control"] == KEPT


def test_what_has_no_etag_is_never_the_same():
    assert unchanged(request_of(if_none_match='"", *'), "", {}) is None


@pytest.mark.parametrize(
    ("method", "token", "etag", "expected"),
    [
        ("GET", "", "x", KEPT), ("HEAD", "", "x", KEPT), ("GET", "secret", "x", "public, no-cache"),
        ("POST", "", "x", "no-store"), ("GET", "", "", "no-store"),
    ],
)  # fmt: skip
def test_how_long_an_answer_may_be_kept(method, token, etag, expected):
    headers = fresh(request_of(method=method, options=ServerOptions(token=token)), etag)
    assert headers["Cache-Control"] == expected
    assert headers["Vary"] == "Accept, Accept-Encoding, Accept-Language"
    assert ("ETag" in headers) is (expected != "no-store")


def test_an_answer_is_sent_with_its_headers():
    written = Written(b"\x1f", "text/csv", zipped=True)
    reply = send(request_of(), written, "x", {"Content-Language": "ar"})
    told = {name: reply.headers[name] for name in ("content-type", "content-encoding", "etag")}
    assert told == {"content-type": "text/csv", "content-encoding": "gzip", "etag": "x"}
    assert reply.headers["content-language"] == "ar"


def test_what_went_wrong_has_no_etag():
    reply = send(request_of(), Written(b"", "text/html", 404), "x", {})
    assert (reply.status_code, reply.headers["cache-control"]) == (404, "no-store")
    assert "etag" not in reply.headers


def test_what_is_the_same_for_all_is_sent_once():
    first = fixed(request_of(), b"{}", "text/css")
    again = fixed(request_of(if_none_match=first.headers["etag"]), b"{}", "text/css")
    other = fixed(request_of(if_none_match=first.headers["etag"]), b"{ }", "text/css")
    assert [reply.status_code for reply in (first, again, other)] == [200, 304, 200]
    assert first.headers["content-type"].startswith("text/css")


def test_what_can_be_done_is_told():
    reply = options("GET", "PUT")
    assert (reply.status_code, reply.headers["allow"]) == (204, "GET, PUT, OPTIONS")
