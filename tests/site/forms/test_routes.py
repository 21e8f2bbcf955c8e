"""Forms on the web: who may send them, and where a draft goes."""

import gzip
import html
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minkg.cli.main import main
from minkg.intake.drafting.validating import validate
from minkg.knowledge import open_graph
from minkg.site.forms import queue
from minkg.words.languages import LANGUAGES
from tests.tools.serving import serving
from tests.tools.submitting import ALL_RIGHT, review
from tests.tools.visiting import text_of


def test_a_form_can_be_filled_by_its_address(site):
    page = site.get("/submit/standard?prefLabel%20(en)=Sand%20code&lang=en").body.decode()
    assert 'value="Sand code"' in page


def test_a_curator_takes_in_what_waits_in_the_queue(queued, capsys):
    site, folder, home = queued
    before = {path: path.read_bytes() for path in home.data}
    reply, mark = review(site, ALL_RIGHT)
    assert reply.status == 200, text_of(reply)
    sent = site.submit("/submit/standard?lang=fr", {**ALL_RIGHT, "-do": "send", "-seen": mark})
    assert sent.status == 303
    (file,) = folder.iterdir()
    where = urlsplit(sent.headers["location"])
    assert parse_qs(where.query) == {"file": [file.name], "lang": ["fr"]}
    assert file.name in text_of(site.get(sent.headers["location"]))
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# Submitted at \d{8}T\d{6}Z through the form; .*", first)
    assert {path: path.read_bytes() for path in home.data} == before
    assert main(["--home", str(home.path), "add", str(file)]) == 0
    assert "data/standard/riverbed-dredging-code.trig" in capsys.readouterr().out.splitlines()
    entry = open_graph(home.path)["riverbed-dredging-code"]
    said = {fact.predicate: fact for fact in entry.facts if fact.passage}
    assert said["mk:coversStage"].passage == "unep-ea6-minerals-report.901"
    assert said["mk:coversStage"].state == "unchecked"


def test_a_full_queue_is_told(queued, monkeypatch):
    site, folder, _ = queued
    _, mark = review(site, ALL_RIGHT)
    monkeypatch.setattr(queue, "MOST_FILES", 0)
    reply = site.submit("/submit/standard", {**ALL_RIGHT, "-do": "send", "-seen": mark})
    assert reply.status == 507
    assert b"too many drafts wait for a curator" in reply.body
    assert not [*folder.iterdir()]


def test_a_server_takes_forms_and_files(tiny_home, tmp_path):
    folder = tmp_path / "queue"
    with serving(tiny_home.path, tmp_path / "log", "--queue", str(folder)) as served:
        ask, own = served.client, {"origin": served.url.rstrip("/")}
        wrong = ask.post("/submit/standard?lang=es", data={"-do": "check"}, headers=own)
        assert wrong.status_code == 422
        assert wrong.headers["content-encoding"] == "gzip"
        page = ask.post("/submit/standard", data={**ALL_RIGHT, "-do": "check"}, headers=own).text
        mark = re.findall(r'name="-seen" value="([0-9a-f]+)"', page)
        sent = {**ALL_RIGHT, "-do": "send", "-seen": mark[0]}
        assert ask.post("/submit/standard", data=sent).status_code == 303
        other = {"origin": "http://evil.example"}
        assert ask.post("/submit/standard", data=sent, headers=other).status_code == 403
        assert [queue.NAME.fullmatch(path.name) for path in folder.iterdir()] != [None]
        for name in ("validate", "whatif"):
            found = ask.post(f"/api/{name}", content=next(folder.iterdir()).read_bytes())
            assert found.status_code == 200
            assert found.json()["items" if name == "whatif" else "kind"]
        assert ask.get("/api/overlaps").json()["items"]
        assert not [entry for entry in served.entries() if entry.get("status") == 500]
    assert len([*folder.iterdir()]) == 1


def test_without_a_queue_the_file_is_taken_home(site, tiny_home, tmp_path):
    _, mark = review(site, ALL_RIGHT)
    reply = site.submit("/submit/standard", {**ALL_RIGHT, "-do": "send", "-seen": mark})
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/trig"
    assert "riverbed-dredging-code.trig" in reply.headers["content-disposition"]
    path = tmp_path / "riverbed-dredging-code.trig"
    path.write_bytes(reply.body)
    found = validate(path, home=tiny_home)
    assert not [problem for problem in found if problem.severity == "violation"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([], 422),
        ([("origin", "http://localhost")], 422),
        ([("sec-fetch-site", "same-origin"), ("origin", "null")], 422),
        ([("sec-fetch-site", "cross-site")], 403),
        ([("sec-fetch-site", "same-site")], 403),
        ([("origin", "http://localhost.evil.example")], 403),
        ([("origin", "http://evil.example")], 403),
        ([("origin", "http://localhost:81")], 403),
        ([("origin", "null")], 403),
    ],
)
def test_a_form_of_another_site_is_refused(site, headers, status):
    assert site.submit("/submit/standard", {}, *headers).status == status


HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE x", "{{7*7}}",
    "=cmd|' /C calc'!A0", "../../etc/passwd", "a\0b", "\u202eevil", "\ud7ff\U0010ffff", "%00",
    "{x}", "x> ?p ?o } #", "\r\nSet-Cookie: a=b", "٠١٢", "ﷺ" * 300, "a" * 40_000,
    "\u2066\u202e", "\\u0000", "<!--",
)  # fmt: skip


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_in_every_field_is_only_text(site, evil):
    names = set(re.findall(r'name="([^"-][^"]*)"', site.get("/submit/standard").body.decode()))
    reply = site.submit("/submit/standard", {**dict.fromkeys(names, evil), "-do": "check"})
    page = reply.body.decode()
    assert reply.status == (413 if len(evil) > 10_000 else 422)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert evil in html.unescape(page) or not evil.isprintable() or reply.status == 413
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize(
    ("path", "body", "kind", "status"),
    [
        ("/submit/standard", b"a=1&" * 10_000, "application/x-www-form-urlencoded", 400),
        ("/submit/standard", b"coversStage=x&" * 60, "application/x-www-form-urlencoded", 400),
        ("/submit/standard", b"a=" + b"x" * 1_100_000, "application/x-www-form-urlencoded", 413),
        ("/submit/standard", b"a=%ff%fe", "application/x-www-form-urlencoded", 400),
        ("/submit/standard", b"\xff", "application/x-www-form-urlencoded", 400),
        ("/submit/standard", b"{}", "application/json", 415),
        ("/submit/standard", b"--x\r\n", "multipart/form-data; boundary=x", 415),
        ("/submit/standard", b"", "", 415),
        ("/submit/passage", b"a=1", "application/x-www-form-urlencoded", 404),
        ("/submit/..%2f..%2fetc", b"a=1", "application/x-www-form-urlencoded", 405),
        ("/submit/%00", b"a=1", "application/x-www-form-urlencoded", 404),
        ("/submit/" + "x" * 500, b"a=1", "application/x-www-form-urlencoded", 404),
    ],
)
def test_what_is_no_form_is_refused(site, path, body, kind, status):
    assert site.post(path, body, kind).status == status


@pytest.mark.ci
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from([*ALL_RIGHT, "entry", "inForceFrom", "deprecated", "exactMatch", "x"]),
        st.lists(st.text(max_size=60), max_size=3),
        max_size=8,
    ),
    st.sampled_from(LANGUAGES),
)
def test_any_text_has_an_answer(site, fields, lang):
    clean = {k: [v.encode("utf-8", "replace").decode() for v in vs] for k, vs in fields.items()}
    reply = site.submit(f"/submit/standard?lang={lang}", {**ALL_RIGHT, **clean, "-do": "check"})
    assert reply.status in (200, 422)


def test_a_form_is_packed_for_who_takes_that(site):
    plain = site.get("/submit/standard")
    packed = site.get("/submit/standard", [("accept-encoding", "gzip")])
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert plain.headers["cache-control"] == packed.headers["cache-control"] == "no-store"


def test_only_names_of_drafts_are_repeated(site):
    name = "20261128T120000Z-sand-code-0123abcd.trig"
    assert name in site.get(f"/submitted?file={name}").body.decode()
    for evil in ("<script>", "../x.trig", f"{name}x", name.upper()):
        assert quote(evil) not in site.get(f"/submitted?file={quote(evil)}").body.decode()
        assert evil not in site.get(f"/submitted?file={quote(evil)}").body.decode()


def test_the_language_of_a_form_is_no_field(site):
    page = site.get("/submit/standard?lang=fr&languageRead=ru&prefLabel%20(en)=Sand").body.decode()
    assert 'value="Sand"' in page
    assert re.findall(r'<option value="(\w\w)" selected', page) == ["ru"]
