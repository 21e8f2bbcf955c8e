"""`minkg serve`: what its options mean, and the one answer of `--get`."""

import json
import os

import pytest

import minkg.site
from minkg.cli import serve
from minkg.cli.main import main
from minkg.site.explorer import static_site
from minkg.site.web.options import LOOPBACK


def test_cases(cases):
    cases("serve")


@pytest.fixture
def started(tiny_home, monkeypatch):
    """Give what starts a server that does not serve, and tells with what it was started."""
    told = {}

    class Line:
        """A socket."""

        def getsockname(self):
            """Give an address."""
            return (*told["bound"], 0)

    def bind(host, port):
        told["bound"] = (host, port)
        return Line()

    monkeypatch.setattr(minkg.site, "bound", bind, raising=False)
    monkeypatch.setattr(
        minkg.site, "application", lambda graph, options: told.update(options=options)
    )
    monkeypatch.setattr(
        minkg.site, "serve", lambda made, line, limits, log, ready: ready(), raising=False
    )

    def start(*words):
        assert main(["--home", str(tiny_home.path), "serve", *words]) == 0
        return told["options"], told["bound"]

    return start


def test_without_options_only_this_machine_is_served_and_nothing_is_changed(started, capsys):
    options, where = started()
    assert where == ("127.0.0.1", 8000)
    assert (options.hosts, options.public, options.token, options.queue) == (
        LOOPBACK,
        False,
        "",
        None,
    )
    assert options.limits == minkg.site.Limits()
    address = "http://127.0.0.1:8000/"
    assert json.loads(capsys.readouterr().err) == {"serving": address, "sparql": f"{address}sparql"}


def test_elsewhere_clients_are_counted_and_any_name_will_do(started, capsys):
    options, where = started("--host", "::", "--port", "0")
    assert where == ("::", 0)
    assert (options.hosts, options.public, options.limits.rate) == (frozenset(), True, 20.0)
    assert json.loads(capsys.readouterr().err)["serving"] == "http://[::]:0/"


def test_a_name_that_is_allowed_is_added_to_those_of_this_machine(started):
    options, _ = started("--allow-host", "minkg.example.org")
    assert options.hosts == LOOPBACK | {"minkg.example.org"}
    assert options.public


def test_limits_are_those_that_were_given(started, tmp_path, monkeypatch):
    monkeypatch.setenv("MINKG_TOKEN", "from the environment")
    words = {
        "timeout": "2.5", "workers": "3", "max-rows": "10", "max-memory": "7", "rate": "0",
        "cache": "0", "queue": str(tmp_path / "queue"), "allow-service": "http://example.org/",
    }  # fmt: skip
    options, _ = started(*(word for k, v in words.items() for word in (f"--{k}", v)))
    limits = options.limits
    assert (limits.seconds, limits.workers, limits.rows) == (2.5, 3, 10)
    assert (limits.memory, limits.rate, limits.cache) == (7_000_000, 0.0, 0)
    assert options.token == "from the environment"
    assert options.queue == tmp_path / "queue"
    assert options.services == {"http://example.org/"}


@pytest.mark.parametrize(
    "option", ["timeout", "workers", "max-rows", "max-memory", "rate", "cache"]
)
@pytest.mark.parametrize("value", ["-1", "nan", "-inf", "inf", "1e400"])
def test_a_limit_is_a_number_with_an_end(tiny_home, capsys, option, value):
    assert main(["--home", str(tiny_home.path), "serve", f"--{option}={value}"]) == 2
    assert (
        "a limit is a number above 0" in (said := capsys.readouterr().err) or "invalid int" in said
    )


def test_where_processes_cannot_be_stopped_nothing_is_served(started, monkeypatch, capsys):
    monkeypatch.delattr(os, "fork")
    with pytest.raises(AssertionError):
        started()
    assert "serve on Linux" in capsys.readouterr().err


@pytest.fixture
def get(tiny_home, capfd):
    """Give what asks for one answer."""

    def ask(path, *words):
        code = main([*words, "--home", str(tiny_home.path), "serve", "--get", path])
        said = capfd.readouterr()
        return said.out, said.err, code

    return ask


def test_one_answer_is_printed(get):
    out, err, code = get("health")
    assert (json.loads(out)["status"], err, code) == ("ok", "", 0)


def test_an_answer_is_in_the_readers_language(get):
    assert '<html lang="fr"' in get("/unep", "--lang", "fr")[0]
    assert '<html lang="ru"' in get("/unep?lang=ru", "--lang", "fr")[0]


ODD = (b"/\xff", b"/search?q=\xff", b"\xff", b"/api/search?q=\xff", b"/%ff?\xff")


@pytest.mark.parametrize("path", ODD)
def test_bytes_that_are_no_text_are_told(get, path):
    out, err, code = get(os.fsdecode(path))
    assert (out, code) == ("", 2)
    assert err.startswith("error: ")
    assert "\n\nhint: " in err


def test_details_are_told_as_any_error(get):
    assert get("/api/entries?limit=0")[1].startswith(
        "error: '0' does not fit the parameter 'limit'"
    )
    assert get("/api/entries?limit=0", "--lang", "fr")[1].startswith("erreur: « 0 »")


def test_a_page_that_says_what_is_wrong_is_printed_and_fails(get):
    out, err, code = get("/console?query=SELEC")
    assert (err, code) == ("", 2)
    assert 'role="alert"' in out


def test_an_error_without_a_hint_has_none():
    error = serve._told("error: no\n", "text/plain", "en")
    assert error.text().strip() == "error: no"


def test_pages_are_written_in_some_languages(tiny_home, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(static_site, "paths", lambda shelf: iter(["", "unep"]))
    out = tmp_path / "out"
    words = ["--out", str(out), "--languages", "en,ar", "--base", "https://example.org"]
    assert main(["--home", str(tiny_home.path), "serve", *words]) == 0
    assert (out / "ar" / "unep.html").is_file()
    assert not (out / "fr").exists()
    assert "https://example.org/ar/unep.html" in (out / "unep.html").read_text("utf-8")
    assert "files, " in capsys.readouterr().err
