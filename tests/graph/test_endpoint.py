"""Whatever an endpoint answers, the user reads one sentence; and nobody reads a password."""

import socket
import threading
import urllib.request
from contextlib import contextmanager

import pyoxigraph as ox
import pytest

from minkg.graph import endpoint as module
from minkg.graph.endpoint import Endpoint, Said
from minkg.graph.remote import Remote
from minkg.graph.store import Embedded
from minkg.words import BadInput, MinkgError, NotFound, Unavailable
from tests.tools.endpoints import Bytes, endpoint, free_port, oxigraph

NOTHING = Embedded(ox.Store())
ROWS = b'{"head": {"vars": ["a"]}, "results": {"bindings": [%s]}}'
ASKED = "SELECT ?kind { ?passage a ?kind }"
ANSWERS = {
    "nothing": b"",
    "page": b"<!DOCTYPE html><title>Welcome</title>",
    "XML": b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"/>',
    "object": b"{}",
    "list": b"[]",
    "null": b"null",
    "no text": b"\xff\xfe",
    "truth": b'{"head": {}, "boolean": true}',
    "cut": ROWS[:-2] % b"",
    "more": ROWS % b"" + b" and more",
    "no term": ROWS % b'{"a": null}',
    "odd term": ROWS % b'{"a": {"type": "x", "value": "y"}}',
    "odd IRI": ROWS % b'{"a": {"type": "uri", "value": "not an iri"}}',
    "odd blank node": ROWS % b'{"a": {"type": "bnode", "value": "nodeID://b1"}}',
    "no head": b'{"results": {"bindings": []}}',
}


def sentence(error, kind=Unavailable):
    """Give the sentence; there is a way out, and all is on one line."""
    assert type(error.value) is kind
    said, hint = str(error.value).split("\n\nhint: ")
    assert "\n" not in said + hint
    return said


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_no_answer_is_told(name):
    with endpoint(NOTHING, Bytes(ANSWERS[name])) as server, pytest.raises(MinkgError) as error:
        Remote(server.url)
    assert f"'{server.url}' gives an answer that cannot be read: " in sentence(error)


def test_what_are_no_triples_is_told():
    with endpoint(NOTHING) as server:
        store = Remote(server.url)
        server.lie = Bytes(b"<html>")
        for question in ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <urn:x>"):
            with pytest.raises(Unavailable) as error:
                store.ask(question)
            assert "cannot be read" in sentence(error)


def test_a_blank_node_is_no_mistake():
    answer = ROWS % b'{"a": {"type": "bnode", "value": "b1"}}'
    with endpoint(NOTHING, Bytes(answer)) as server:
        assert list(Remote(server.url).ask(ASKED)) == [(ox.BlankNode("b1"),)]


@pytest.mark.parametrize(
    ("status", "content", "told"),
    [
        (401, b"", "401 Unauthorized"),
        (403, b"<html>no</html>", "403 Forbidden"),
        (404, b"", "404 Not Found"),
        (429, b"slower, please\n", "429 Too Many Requests: slower, please"),
        (
            500,
            b"Virtuoso 37000 Error TR...: transitive start not given\n\nSPARQL",
            "start not given",
        ),
        (503, b"", "503 Service Unavailable"),
    ],
)
def test_a_status_is_told_with_the_server_s_own_reason(status, content, told):
    with endpoint(NOTHING, Bytes(content, status)) as server, pytest.raises(Unavailable) as error:
        Remote(server.url)
    assert "does not answer: " in sentence(error)
    assert told in sentence(error)
    assert "<html>" not in sentence(error)


def test_a_wrong_question_is_told():
    with endpoint(NOTHING) as server:
        store = Remote(server.url)
        with pytest.raises(BadInput) as error:
            store.ask("SELECT ?x WHERE { ?x")
    said = sentence(error, BadInput)
    assert said.startswith("error: the query cannot be answered: error at 1:")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_endpoint_that_has_moved_is_not_followed(status):
    away = Bytes(b"", status, {"Location": "https://me:secret@example.org/sparql?key=hidden"})
    with endpoint(NOTHING, away) as server, pytest.raises(Unavailable) as error:
        Remote(server.url)
    assert sentence(error).endswith("has moved to 'https://example.org/sparql'")
    assert len(server.seen) == 1


def test_an_answer_that_is_shorter_than_promised():
    short = Bytes(ROWS % b"", headers={"Content-Length": "999"})
    with endpoint(NOTHING, short) as server, pytest.raises(Unavailable) as error:
        Remote(server.url)
    assert "bytes came" in sentence(error)


def test_rows_that_were_cut_are_no_answer():
    rows = ROWS % b", ".join([b'{"a": {"type": "literal", "value": "x"}}'] * 3)
    for most, whole in (("3", False), ("4", True), ("many", True)):
        cut = Bytes(rows, headers={"X-SPARQL-MaxRows": most})
        with endpoint(NOTHING, cut) as server:
            if whole:
                assert len(Remote(server.url).ask(ASKED)) == 3
                continue
            with pytest.raises(Unavailable) as error:
                Remote(server.url)
            assert sentence(error).endswith("cuts its answers after 3 rows")


@contextmanager
def line(*parts):
    """Listen, answer the first question with these bytes one by one, and hang up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            talk, _ = server.accept()
            with talk:
                talk.recv(1 << 16)
                for part in parts:
                    try:
                        talk.sendall(part)
                    except OSError:
                        return
                    done.wait(0.02)

        done = threading.Event()
        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        done.set()
        thread.join()


def test_an_answer_that_drips_is_ended(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    head = b"HTTP/1.0 200 OK\r\n\r\n"
    with line(head, *[b"x"] * 50) as url, pytest.raises(Unavailable) as error:
        Endpoint(url).post(ASKED, "*/*")
    assert sentence(error).endswith("does not answer: timed out")


def test_silence_is_ended(monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.05)
    with line(b"", *[b""] * 20) as url, pytest.raises(Unavailable) as error:
        Endpoint(url).post(ASKED, "*/*")
    assert "timed out" in sentence(error)


@pytest.mark.parametrize(
    "parts",
    [
        [b""],
        [b"hello\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"9\r\nabc"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"],
        [b"HTTP/1.1 abc OK\r\n\r\n"],
    ],
    ids=["hangs up", "no HTTP", "cut in a chunk", "cut", "odd status"],
)
def test_a_line_that_breaks_is_told(parts):
    with line(*parts) as url, pytest.raises(Unavailable) as error:
        Endpoint(url).post(ASKED, "*/*")
    assert "does not answer: " in sentence(error)


def test_nobody_is_there():
    url = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(Unavailable) as error:
        Remote(url)
    assert sentence(error) == f"error: the endpoint '{url}' does not answer: Connection refused"


def test_an_address_that_is_no_endpoint(tmp_path):
    with oxigraph(tmp_path / "facts", "") as url:
        for wrong in (url.replace("/query", "/nothing"), url.replace("/query", "/")):
            with pytest.raises(Unavailable) as error:
                Remote(wrong)
            sentence(error)


@pytest.mark.parametrize(
    "url",
    [
        *("http://[::1", "http://\x01/", "http://", "http://:80/", "http:///sparql"),
        *("http://me:secret@/sparql", "http://host:secret/", "http://me:sec/ret@host:x/"),
        *("http://a b/", "http://me:secret@[::1/"),
    ],
)
def test_what_is_no_address_is_told(url):
    with pytest.raises(NotFound) as error:
        Remote(url)
    assert "is not the address of an endpoint" in sentence(error, NotFound)
    assert "me:" not in str(error.value)
    assert "ret@" not in str(error.value)


def test_a_login_is_sent_and_never_shown():
    with endpoint(NOTHING, Bytes(b"who are you", 401)) as server:
        secret = server.url.replace("://", "://m%40e:sec:%2Fret@") + "?key=hidden#part"
        with pytest.raises(Unavailable) as error:
            Remote(secret)
        assert server.seen[0]["Authorization"] == "Basic bUBlOnNlYzovcmV0"
    for word in ("ret", "hidden", "m%40e", "part"):
        assert word not in sentence(error)
    assert server.url in sentence(error)


def test_a_login_is_nowhere_in_what_cannot_be_reached():
    with pytest.raises(Unavailable) as error:
        Remote(f"http://me:secret@127.0.0.1:{free_port()}/query")
    assert "secret" not in str(error.value) + repr(error.value)


def test_letters_of_all_scripts_may_stand_in_an_address():
    with endpoint(NOTHING, Bytes(ROWS % b"")) as server:
        said = Endpoint(f"{server.url}/песок?q=砂").post(ASKED, "*/*")
    assert said == Said(ROWS % b"")


def test_redirects_are_the_only_thing_left_out_of_the_usual_opener():
    ours = {type(one).__name__ for one in urllib.request.build_opener(module._Stay).handlers}
    usual = {type(one).__name__ for one in urllib.request.build_opener().handlers}
    assert usual - ours == {"HTTPRedirectHandler"}
