"""Files that are sent to be looked at: read, and forgotten."""

import tempfile

import pytest

from minkg.site.forms.prepared import ready
from minkg.site.forms.uploads import ENDINGS, read_upload, shown_name
from minkg.site.workers.media_types import FORM
from tests.conftest import TESTS
from tests.tools.told import reading


@pytest.mark.parametrize(
    ("name", "ending", "shown"),
    [
        ("standard.csv", "", "standard.csv"), ("../../etc/pass wd", "", "pass wd"),
        ("C:\\\\x\\\\a.xlsx", ".csv", "a.xlsx"), ("", ".csv", "draft.csv"),
        ("...", ".trig", "draft.trig"),
        ("a\0b.csv", "", "ab.csv"), ("/", "", "draft"), ("é.csv", "", "csv"),
        ("x" * 200, "", "x" * 80),
        (".hidden", ".nt", "hidden"), ("a\nb.csv", "", "ab.csv"), ("<script>", "", "script"),
    ],
)  # fmt: skip
def test_what_a_file_is_called_is_never_a_path(name, ending, shown):
    assert shown_name(name, ending) == shown


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"name (en),covers stage\nSand code,extraction\n", "standard.csv"),
        (b'[{"class": "standard", "name (en)": "Sand code"}]', "standard.json"),
        ((TESTS / "tiny/data/platform/marine-sand-watch.trig").read_bytes(), "draft.trig"),
    ],
)
def test_a_file_is_read_as_on_the_command_line(tiny, body, name, tmp_path):
    (tmp_path / name).write_bytes(body)
    found = read_upload(ready(tiny), body, name, "en")
    expected = reading(tmp_path / name)
    assert sorted(map(str, found.quads())) == sorted(map(str, expected.quads()))
    assert list(found.quads())


def test_nothing_of_a_file_stays(tiny, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = read_upload(ready(tiny), b":a :b", "x.trig", "en")
    assert not [*tmp_path.iterdir()]
    assert "x.trig" not in found.source.paths
    assert found.source.texts["x.trig"] == ":a :b"
    assert not [problem for problem in found.problems if str(tmp_path) in problem.sentence()]


def test_bytes_that_are_no_text_are_read_with_a_mark(tiny):
    assert (
        read_upload(ready(tiny), b"\xef\xbb\xbfa\xff", "x.csv", "en").source.texts["x.csv"]
        == "a\ufffd"
    )


def test_every_kind_of_file_has_an_ending():
    assert all(ending == "" or ending.startswith(".") for ending in ENDINGS.values())
    assert FORM not in ENDINGS
