"""Office files are the same bytes whenever they are written."""

import io
import zipfile

from minkg.briefing.formats.steady_zip import MOMENT, steady


def archive(year, names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in names:
            new.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), name * 99)
    return out.getvalue()


def test_the_moment_of_writing_leaves_no_trace():
    assert archive(2001, ["a", "b/c"]) != archive(2026, ["a", "b/c"])
    assert steady(archive(2001, ["a", "b/c"])) == steady(archive(2026, ["a", "b/c"]))


def test_everything_is_kept_in_its_order():
    with zipfile.ZipFile(io.BytesIO(steady(archive(2001, ["b", "a"])))) as read:
        assert [(i.filename, i.date_time) for i in read.infolist()] == [
            (name, MOMENT.timetuple()[:6]) for name in ("b", "a")
        ]
        assert read.read("a") == b"a" * 99
        assert read.testzip() is None
