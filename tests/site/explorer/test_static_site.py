"""The explorer as files for any web host."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest

from minkg.site.explorer import static_site
from minkg.site.explorer.page_facts import page_facts
from minkg.site.explorer.paths import FIXED, has_file
from minkg.words.errors import Unavailable
from tests.tools.pages import PAIR, RDF, Reader


@pytest.fixture(scope="module")
def written(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("still") / "site"
    made = static_site.write_site(tiny, folder, ("en", "ar"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert made.files == len(files) - 1
    assert made.size == sum(path.stat().st_size for path in files)
    return folder


def test_files_lead_to_files(written):
    pages = {path: Reader(path.read_text("utf-8")) for path in written.rglob("*.html")}
    assert len(pages) > 200
    for path, told in pages.items():
        assert told.wrong == [], path
        for link in told.links:
            if link.startswith(("http", "data:")):
                continue
            whole = urlsplit(link)
            assert not link.startswith("/"), (path, link)
            assert not whole.query, (path, link)
            target = (
                Path(os.path.normpath(path.parent / unquote(whole.path))) if whole.path else path
            )
            assert target.is_file(), (path, link)
            if whole.fragment and target in pages:
                assert whole.fragment in pages[target].ids, (path, link)


def test_files_have_their_siblings(written):
    for suffix, form in RDF.items():
        assert list(ox.parse((written / f"unep.{suffix}").read_bytes(), format=form))
    assert 'lang="ar" dir="rtl"' in (written / "ar" / "unep.html").read_text("utf-8")
    assert not (written / "ar" / "unep.ttl").exists()
    assert (written / "questions" / "overlaps.csv").read_bytes().startswith(b"\xef\xbb\xbfentry,")


def test_a_folder_with_other_things_is_left_alone(tiny, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Exception, match="holds something else"):
        static_site.write_site(tiny, tmp_path, ("en",))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_links_of_files_can_begin_with_an_address(tiny, monkeypatch, tmp_path):
    monkeypatch.setattr(static_site, "paths", lambda shelf: iter(["", "unep", PAIR]))
    static_site.write_site(tiny, tmp_path / "out", ("en", "fr"), "https://example.org/kg/")
    text = (tmp_path / "out" / "fr" / f"{PAIR}.html").read_text("utf-8")
    assert 'href="https://example.org/kg/fr/index.html"' in text
    assert 'href="https://example.org/kg/static/site.css"' in text


def test_a_folder_is_written_again(tiny, monkeypatch, tmp_path):
    monkeypatch.setattr(static_site, "paths", lambda shelf: iter(["", "unep"]))
    first = static_site.write_site(tiny, tmp_path / "out", ("en",))
    assert static_site.write_site(tiny, tmp_path / "out", ("en",)) == first
    assert (tmp_path / "out" / "unep.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize("path", ["/dev/null", "/dev/null/x", "file", "file/x", "loop", "x" * 300])
def test_a_folder_that_cannot_be_made_is_told(tiny, tmp_path, path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Unavailable, match="cannot be made"):
        static_site.write_site(tiny, tmp_path / path, ("en",))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_disk_that_is_full_is_told(tiny, monkeypatch, tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(static_site, "paths", lambda shelf: iter([""]))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Unavailable, match="No space left on device"):
        static_site.write_site(tiny, tmp_path / "out", ("en",))


def test_every_page_becomes_a_file_once(tiny):
    every = list(static_site.paths(page_facts(tiny)))
    assert len(every) == len(set(every))
    assert [path for path in every if not has_file(page_facts(tiny), path)] == []
    assert set(tiny.names) | FIXED <= set(every)
    assert PAIR in every


def test_where_nothing_is_there_is_a_page_too(written):
    text = (written / "ar" / "404.html").read_text("utf-8")
    assert 'lang="ar" dir="rtl"' in text
    assert Reader(text).wrong == []


@pytest.mark.ci
def test_files_open_from_a_disk(written, browser):
    context = browser.new_context()
    opened = context.new_page()
    said = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("requestfailed", lambda request: said.append(request.url))
    opened.goto((written / "ar" / "index.html").as_uri())
    opened.click("nav.sections a[href*='findings']")
    opened.click("a.pair")
    assert "/ar/pair/" in opened.url
    opened.click("nav.languages a[lang=en]")
    assert opened.locator("html").get_attribute("lang") == "en"
    assert said == []
    context.close()
