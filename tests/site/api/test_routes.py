"""The web API: every answer is what its description says, and what is wrong is told as such."""

import importlib
import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.cli.main import main
from minkg.site.api.openapi import description
from minkg.site.api.operations import OPERATIONS
from minkg.site.forms.uploads import ENDINGS
from minkg.site.web.one_answer import answer_waited, ask_once
from minkg.site.web.options import ServerOptions
from minkg.site.workers.limits import Limits
from tests.conftest import TESTS
from tests.tools.visiting import Site

jsonschema = importlib.import_module("jsonschema")


DRAFT = (TESTS / "tiny/data/platform/marine-sand-watch.trig").read_bytes()


GOOD = {
    "entries": "/api/entries?class=topic&limit=2&offset=1",
    "entry": "/api/entries/marine-sand-watch",
    "search": "/api/search?q=песок",
    "overlaps": "/api/overlaps?entry=marine-sand-watch&kind=overlap&kind=alignment&min_score=0.1",
    "pair": "/api/overlaps/global-sand-observatory/marine-sand-watch",
    "gaps": "/api/gaps?topic=tailings-management&kind=gap&kind=covered",
    "whatif": "/api/whatif?name=draft.trig&limit=3",
    "validate": "/api/validate?name=standard.csv",
    "questions": "/api/questions?limit=3",
    "answer": "/api/questions/overlaps?stage=extraction&stage=use&limit=1",
}


BODIES = {"whatif": DRAFT, "validate": b"name (en),covers stage\nSand code,everywhere\n"}


WRONG = {
    "/api/entries?limit=0": 400, "/api/entries?limit=501": 400, "/api/entries?limit=1e2": 400,
    "/api/entries?limit=٣": 400, "/api/entries?limit=1&limit=2": 400, "/api/entries?nope=1": 400,
    "/api/entries?class=nope": 404, "/api/entries?offset=-1": 400, "/api/entries?lang=xx": 400,
    "/api/entries/nope": 404, "/api/entries/..%2f..%2fetc%2fpasswd": 404,
    "/api/entries/x.%3E%20%7D%20SERVICE%20%3Chttp:%2f%2f127.0.0.1%3E%20%7B": 404,
    "/api/entries/a%00": 400, "/api/entries/" + "x" * 201: 400, "/api/search": 400,
    "/api/search?q=": 400, "/api/search?q=%ff": 400, "/api/search?q=" + "x" * 40_000: 414,
    "/api/overlaps?min_score=2": 400, "/api/overlaps?min_score=nan": 400,
    "/api/overlaps?kind=nope": 400, "/api/overlaps?" + "kind=overlap&" * 21: 400,
    "/api/overlaps?entry=sand": 404, "/api/overlaps/unep/unep": 400,
    "/api/gaps?stage=unep": 404, "/api/questions/nope": 404,
    "/api/questions/overlaps?nope=1": 404, "/api/questions/overlaps?stage=nope": 404,
    "/api/questions/overlaps?stage=%3Cx%3E": 400, "/api/entries?" + "a=1&" * 300: 400,
}  # fmt: skip


def ask(site, name):
    path = quote(GOOD[name], safe="/?=&")
    return site.post(path, BODIES[name], "text/plain") if name in BODIES else site.get(path)


def check(reply, operation):
    """Check an answer against the description."""
    whole = description()
    said = whole["paths"][operation.path][operation.method.lower()]["responses"]
    assert str(reply.status) in said, reply
    kind = reply.headers["content-type"]
    schema = {**said[str(reply.status)]["content"][kind]["schema"], **whole}
    made = json.loads(reply.body)
    jsonschema.Draft202012Validator(schema).validate(made)
    return made


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_answer_is_as_described(site, operation):
    reply = ask(site, operation.name)
    made = check(reply, operation)
    assert reply.status == 200
    assert made["items"]
    assert made["kind"] == operation.name


@pytest.mark.parametrize(("path", "status"), WRONG.items())
def test_what_is_wrong_is_told_as_problem_details(site, path, status):
    reply = site.get(path.replace("٣", quote("٣")), [("accept", "application/json")])
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    details = json.loads(reply.body)
    assert details["status"] == status
    assert details["title"]
    assert "Traceback" not in details["detail"]


def test_problem_details_are_told_in_the_readers_language(site):
    one, other = (json.loads(site.get(f"/api/entries/nope?lang={x}").body) for x in ("en", "fr"))
    assert one["title"] == "no entry is called 'nope'"
    assert other["title"] != one["title"]


def test_pages_of_a_list_hold_every_item_once(site):
    whole = json.loads(site.get("/api/entries?limit=500").body)
    assert whole["next"] is None
    path, found = "/api/entries?limit=7", []
    while path:
        page = json.loads(site.get(path).body)
        assert page["total"] == len(whole["items"])
        found += page["items"]
        path = page["next"]
    assert found == whole["items"]
    assert len({one["name"] for one in found}) == len(found)


def test_the_rest_of_an_answer_keeps_its_parameters(site):
    first = json.loads(site.get("/api/questions/concepts?limit=1&lang=fr").body)
    assert first["next"] == "/api/questions/concepts?limit=1&lang=fr&offset=1"
    second = json.loads(site.get(first["next"]).body)
    assert second["offset"] == 1
    assert second["items"] != first["items"]


def test_the_same_items_as_on_the_command_line(site, tiny_home, capsys):

    main(["--home", str(tiny_home.path), "overlaps", "--format", "json", "--top", "50"])
    printed = json.loads(capsys.readouterr().out)["items"]
    assert json.loads(site.get("/api/overlaps").body)["items"] == printed
    main(["--home", str(tiny_home.path), "gaps", "--format", "json"])
    printed = json.loads(capsys.readouterr().out)["items"]
    assert json.loads(site.get("/api/gaps?limit=500").body)["items"] == printed


def test_validate_tells_places_and_never_a_path_of_the_server(site):
    reply = site.post("/api/validate?name=../../x/standard.csv", BODIES["validate"], "text/csv")
    (*_, last) = json.loads(reply.body)["items"]
    assert last["file"] == "standard.csv"
    assert b"/tmp" not in reply.body
    broken = site.post("/api/validate", b":a :b", "application/trig")
    assert json.loads(broken.body)["items"][0]["line"] == 1
    assert b"/tmp" not in broken.body


def test_a_draft_is_not_kept(site, tiny):
    new = DRAFT.replace(b"marine-sand-watch", b"sand-from-space").replace(
        b"Marine Sand Watch", b"Sand from space"
    )
    made = json.loads(site.post("/api/whatif", new, "application/trig").body)
    assert [item["draft"] for item in made["items"]] == ["sand-from-space"]
    assert made["items"][0]["findings"][0]["parts"]["topic"]["shared"][0]["second"]
    assert site.get("/api/entries/sand-from-space").status == 404
    again = json.loads(ask(site, "validate").body)
    assert again == json.loads(ask(site, "validate").body)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "", 400), (b" ", "", 200), (b"\0" * 100, "", 200), (b"PK\x03\x04 no zip", "", 200),
        (b"\xff\xfe\x00", "text/csv", 200), (b"[" * 5_000, "application/json", 200),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
         "application/rdf+xml", 200),
        (b"name (en)\n=cmd|' /C calc'!A0\n", "text/csv", 200),
        (b"a: &a [*a]\n", "application/yaml", 200), (b"<script>", "text/markdown", 200),
        (b"a=1", "application/x-www-form-urlencoded", 415), (b"x", "multipart/form-data", 415),
        (b"x", "nonsense", 415), (b"x" * 8_000_001, "text/csv", 413),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["validate", "whatif"])
def test_any_body_has_an_answer(site, name, body, kind, status):
    reply = site.post(f"/api/{name}", body, kind)
    operation = next(one for one in OPERATIONS if one.name == name)
    made = check(reply, operation)
    assert reply.status == status
    assert b"root:" not in reply.body
    assert status != 200 or made["kind"] == name


def test_answers_are_kept_and_asked_for_again(site):
    first = site.get("/api/entries/unep")
    again = site.get("/api/entries/unep", [("if-none-match", first.headers["etag"])])
    assert again.status == 304
    assert site.get("/api/entries/unep?lang=fr").headers["etag"] != first.headers["etag"]
    packed = site.get("/api/entries/unep", [("accept-encoding", "gzip")])
    assert packed.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_other_methods_are_refused(site, operation):
    path = quote(GOOD[operation.name], safe="/?=&")
    reply = site.get(path) if operation.method == "POST" else site.post(path, b"x", "text/csv")
    assert reply.status == 405
    assert operation.method in reply.headers["allow"]


TEXTS = st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace").decode())


def values(schema):
    """Give values that fit a schema, and others."""
    if schema.get("type") == "array":
        return st.lists(values(schema["items"]), max_size=3)
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | TEXTS
    if schema.get("type") == "integer":
        return st.integers(-5, schema["maximum"] + 5).map(str) | TEXTS
    if schema.get("type") == "number":
        return st.floats(0, 1).map(str) | TEXTS
    return st.sampled_from(["sand", "extraction", "unep", "GISTM", "overlaps", "stage"]) | TEXTS


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_request_has_the_answer_that_is_described(tiny, data):
    site = Site(tiny)
    operation = data.draw(st.sampled_from(OPERATIONS))
    drawn = [
        (parameter, data.draw(values(parameter.schema)))
        for parameter in operation.every
        if parameter.required or data.draw(st.booleans())
    ]
    inside = {p.name: quote(v, safe="") or "%20" for p, v in drawn if p.inside == "path"}
    query = urlencode({p.name: v for p, v in drawn if p.inside == "query"}, doseq=True)
    path = f"{operation.path.format(**inside)}?{query}"
    if operation.method == "POST":
        body = data.draw(st.binary(max_size=80) | st.sampled_from([DRAFT, *BODIES.values()]))
        reply = site.post(path, body, data.draw(st.sampled_from([*ENDINGS, "text/html"])))
    else:
        reply = site.get(path)
    if "%2F" not in "".join(inside.values()):
        check(reply, operation)
    assert reply.status < 500


def test_what_a_method_cannot_do_is_told_as_problem_details(site):
    reply = site.post("/api/entries", b"x", "text/csv", [("accept", "text/html")])
    assert (reply.status, reply.headers["content-type"]) == (405, "application/problem+json")
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS"
    told = answer_waited(ask_once(site.app, "/api/whatif", method="OPTIONS"))
    assert (told.status, told.headers["allow"]) == (204, "POST, OPTIONS")


def test_a_kind_of_file_that_is_not_read_is_told_with_those_that_are(site):
    reply = site.post("/api/validate", b"x", "multipart/form-data; boundary=x")
    assert reply.status == 415
    assert reply.headers["accept-post"] == ", ".join(ENDINGS)
    assert "send the file itself as one of" in json.loads(reply.body)["hint"]


def test_an_answer_that_is_too_large_is_refused(tiny):
    small = Site(tiny, ServerOptions(limits=Limits(answer=2_000_000)))
    assert small.get("/api/entries?limit=500").status == 200
    smaller = Site(tiny, ServerOptions(limits=Limits(answer=1_000)))
    reply = smaller.get("/api/entries?limit=500")
    assert reply.status == 413
    assert json.loads(reply.body)["hint"] == "ask for less: limit=10"


def test_answers_to_files_are_never_kept(site):
    metrics = site.app.state.site.metrics
    before = metrics.hits
    replies = [ask(site, "validate") for _ in range(2)]
    assert [reply.headers["cache-control"] for reply in replies] == ["no-store"] * 2
    assert metrics.hits == before
