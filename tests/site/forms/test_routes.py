"""Forms made from the shapes: what they ask, what they tell, and where a draft goes."""

import csv
import html
import io
import os
import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minkg.cli.main import main
from minkg.home.folder import Home
from minkg.intake.drafting.validating import validate
from minkg.knowledge import open_graph
from minkg.site.forms import queue
from minkg.site.forms.prepared import ready
from minkg.site.forms.submission import judge, known_values
from minkg.site.web.options import ServerOptions
from minkg.words.errors import BadInput, MinkgError, Unavailable
from minkg.words.languages import LANGUAGES, translate
from tests.tools.serving import serving
from tests.tools.visiting import Site, text_of

ALL_RIGHT = {
    "prefLabel (en)": "Riverbed dredging code", "performsFunction": "auditing",
    "statesThat (en)": "It sets limits for dredging.", "addressesTopic": "tailings-management",
    "coversStage": "extraction", "document": "unep-ea6-minerals-report", "paragraph": "901",
    "summary (en)": "A paragraph in our own words.", "languageRead": "en",
}  # fmt: skip
WRONG = {
    "empty": {},
    "name only": {"prefLabel (en)": "Sand standard"},
    "no document": {"prefLabel (en)": "Sand standard", "statesThat (en)": "Something."},
    "not a choice": {**ALL_RIGHT, "performsFunction": "guidanse", "coversStage": "everywhere"},
    "not a date": {**ALL_RIGHT, "inForceFrom": "yesterday"},
    "two names": {**ALL_RIGHT, "prefLabel (en)": ["One name", "Another name"]},
    "no such document": {**ALL_RIGHT, "document": "a-book-that-is-not-there"},
    "taken": {**ALL_RIGHT, "prefLabel (en)": "Marine Sand Watch"},
    "control sign": {**ALL_RIGHT, "statesThat (en)": "un\0seen"},
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tiny):
    return Site(tiny)


@pytest.fixture
def queued(tiny_home, tmp_path):
    """Give a site with a queue on a home of its own, and both."""
    home = Home(tmp_path / "home")
    shutil.copytree(tiny_home.path, home.path, symlinks=False)
    folder = queue.prepare(tmp_path / "queue", home)
    return Site(open_graph(home.path), ServerOptions(queue=folder)), folder, home


def review(site, fields, path="/submit/standard?lang=en"):
    """Have a form checked; give the page and the mark that says that it was seen."""
    reply = site.submit(path, {**fields, "-do": "check"})
    mark = re.search(r'name="-seen" value="([0-9a-f]+)"', reply.body.decode())
    return reply, mark[1] if mark else ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_class_has_a_form_in_every_language(tiny, site, lang):
    known = ready(tiny)
    listed = site.get(f"/submit?lang={lang}").body.decode()
    side = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{side}">' in listed
    for folder in known.folders:
        assert f"/submit/{folder}?lang={lang}" in listed
        page = site.get(f"/submit/{folder}?lang={lang}").body.decode()
        assert html.escape(known.forms[folder].name(lang), quote=False) in html.unescape(page)
        assert page.count("<legend>") == page.count("<fieldset") > 1
        needed = [field for field in known.forms[folder].fields if field.required]
        assert len(re.findall(r"<(?:input|select|textarea)[^>]* required", page)) >= len(needed)


def test_every_control_has_a_label_and_an_identifier_of_its_own(site):
    page = site.get("/submit/standard").body.decode()
    controls = re.findall(r"<(?:input type=\"text\"|select|textarea) [^>]*>", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(controls) > 50
    assert all("aria-label=" in control for control in controls if "field-" in control)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'list="([^"]+)"', page):
        assert f'<datalist id="{name}">' in page


@pytest.mark.parametrize("case", [case for case in WRONG if case not in ("empty", "control sign")])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_form_tells_what_validate_tells(tiny, tiny_home, tmp_path, case, lang):
    fields = {name: [v] if isinstance(v, str) else v for name, v in WRONG[case].items()}
    out = io.StringIO()
    headers = [
        f"{name} {n + 1}" if n else name for name, v in fields.items() for n in range(len(v))
    ]
    csv.writer(out).writerows([headers, [one for values in fields.values() for one in values]])
    path = tmp_path / "standard.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    told = {problem.sentence(lang) for problem in validate(path, home=tiny_home, lang=lang)}
    known = ready(tiny)
    problems = judge(known, "standard", known_values(known, "standard", fields), lang).problems
    assert told
    assert {problem.sentence(lang) for problem in problems} == told


@pytest.mark.parametrize("case", WRONG)
def test_problems_are_told_at_their_fields_and_what_was_typed_stays(site, case):
    reply, mark = review(site, WRONG[case])
    page = reply.body.decode()
    assert reply.status == 422
    assert not mark
    summary = re.search(r'<section class="summary" role="alert".*?</section>', page, re.DOTALL)
    assert summary
    targets = re.findall(r'<a href="#([^"]+)">', summary[0])
    assert targets
    for target in targets:
        control = re.search(rf'<(?:input|select|textarea)[^>]* id="{target}"[^>]*>', page)
        assert control
        assert f'id="{target}-wrong"' not in page or 'aria-invalid="true"' in control[0]
    assert 'aria-invalid="true"' in page
    for values in WRONG[case].values():
        for value in [values] if isinstance(values, str) else values:
            assert html.escape(value).replace("\0", "") in page.replace("\0", "")


def test_problems_are_told_in_the_readers_language(site):
    said = text_of(review(site, WRONG["name only"], "/submit/standard?lang=fr")[0])
    assert translate("'{entry}' lacks '{name}'", "fr").partition("{")[0] in said
    assert "lacks" not in said


def test_another_value_is_a_round_trip_that_judges_nothing(site):
    before = site.get("/submit/standard").body.decode().count('name="coversStage"')
    sent = {"coversStage": ["extraction"] * before, "-more": "coversStage"}
    reply = site.submit("/submit/standard", sent)
    page = reply.body.decode()
    assert reply.status == 200
    assert page.count('name="coversStage"') == before + 1
    assert page.count('<option value="extraction" selected>') == before
    assert 'class="summary"' not in page


def test_a_form_can_be_filled_by_its_address(site):
    page = site.get("/submit/standard?prefLabel%20(en)=Sand%20code&lang=en").body.decode()
    assert 'value="Sand code"' in page


def test_what_is_alike_is_shown_before_anything_is_accepted(queued):
    site, folder, _ = queued
    fields = {**ALL_RIGHT, "prefLabel (en)": "Sand Watch, Marine"}
    reply, mark = review(site, fields)
    said = text_of(reply)
    assert reply.status == 200
    assert mark
    assert "Marine Sand Watch" in said
    assert "It may be here already" in said
    assert "Who covers the same ground" in said
    send = {**fields, "-do": "send"}
    for more in ({}, {"-seen": "0" * 24}, {"-seen": mark}):  # not seen, not this, not said distinct
        assert site.submit("/submit/standard", {**send, **more}).status == 200
    changed = {**send, "-seen": mark, "-distinct": "yes", "statesThat (en)": "Something else."}
    assert site.submit("/submit/standard", changed).status == 200
    assert not [*folder.iterdir()]
    taken = site.submit("/submit/standard", {**send, "-seen": mark, "-distinct": "yes"})
    assert taken.status == 303
    (file,) = folder.iterdir()
    assert "# May be the same as :marine-sand-watch" in file.read_text(encoding="utf-8")


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
    with serving(tiny_home.path, tmp_path / "log", "--queue", str(folder)) as server:
        ask, own = server.client, {"origin": server.url.rstrip("/")}
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
        assert not [entry for entry in server.entries() if entry.get("status") == 500]
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


def test_more_can_be_said_of_an_entry_that_is_there(site):
    fields = {"entry": "marine-sand-watch", "coversStage": "disposal"}
    source = {key: ALL_RIGHT[key] for key in ("document", "paragraph", "summary (en)")}
    said = {**fields, **source, "languageRead": "en"}
    reply, mark = review(site, said, "/submit/platform")
    assert mark, text_of(reply)
    assert "This adds to an entry that is there" in text_of(reply)


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


def test_browsers_may_say_where_the_form_comes_from(site):
    assert site.get("/submit/standard").headers["referrer-policy"] == "same-origin"


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


def test_the_queue_takes_only_names_and_not_everything(tmp_path, monkeypatch):
    for name in ("../x", "a/b", "", "A", "x" * 80, ".hidden", "a\0"):
        with pytest.raises(BadInput):
            queue.store(tmp_path, name, b"")
    with pytest.raises(BadInput, match="larger"):
        queue.store(tmp_path, "x", b"x" * (queue.MOST_BYTES + 1))
    monkeypatch.setattr(queue, "MOST_FILES", 2)
    files = {queue.store(tmp_path, "sand-code", b":a a :b .") for _ in range(2)}
    assert files == {path.name for path in tmp_path.iterdir()}
    assert all(queue.NAME.fullmatch(file) for file in files)
    with pytest.raises(Unavailable, match="too many drafts"):
        queue.store(tmp_path, "sand-code", b"")


def test_a_draft_is_in_the_queue_wholly_or_not_at_all(tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Unavailable, match="No space left"):
        queue.store(tmp_path, "sand-code", b":a a :b .")
    assert not [*tmp_path.iterdir()]


def test_nothing_said_above_a_draft_leaves_the_comment():
    content = queue.headed(b":a a :b .", "now", ["x\n:evil a :b .", "y\r:evil\u2028z"])
    assert content.partition(b"\n\n")[2] == b":a a :b ."
    assert all(
        line.startswith("# ") for line in content.partition(b"\n\n")[0].decode().splitlines()
    )


def test_a_queue_is_no_part_of_the_graph(tiny_home, tmp_path):
    with pytest.raises(MinkgError, match="part of the graph"):
        queue.prepare(tiny_home.path / "data" / "queue", tiny_home)
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        queue.prepare(tmp_path / "file" / "queue", tiny_home)
