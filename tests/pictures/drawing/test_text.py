"""Texts that fit: measured, broken into lines, cut."""

from hypothesis import given
from hypothesis import strategies as st

from minkg.pictures.drawing.text import (
    Style,
    height,
    measure,
    name_lines,
    shorten,
    widest_part,
    width,
    wrap,
)


def test_lines_fit_and_break_where_they_may() -> None:
    style = Style(13)
    for text in (
        "关于尾矿管理所涉环境方面知识差距的报告（2023年）。",
        "well-known 5/12 risks",
        "w" * 99,
    ):
        lines = wrap(text, 90, style)
        assert len(lines) <= 3
        assert all(measure(line, 13) <= 90 for line in lines)
    assert wrap("resolution 5/12", 75, style) == ["resolution", "5/12"]
    assert wrap("开采。", 27, style) == ["开", "采。"]


TEXTS = st.text(st.sampled_from("abc /-沙石。، الرمل0"), max_size=60)


@given(TEXTS, st.integers(40, 200), st.integers(1, 4))
def test_lines_are_few_and_fit(text: str, room: int, lines: int) -> None:
    found = wrap(text, room, Style(13), lines)
    assert len(found) <= lines
    assert all(measure(line, 13) <= room for line in found)
    if not any("…" in line for line in found):
        assert "".join("".join(found).split()) == "".join(text.split())


@given(TEXTS, st.integers(20, 200))
def test_what_is_cut_begins_as_it_did(text: str, room: int) -> None:
    cut = shorten(text, room, Style(13))
    if cut != text:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
        assert width(text, Style(13)) > room


def test_the_star_of_an_unofficial_name_stays() -> None:
    lines = name_lines("A very long name of an observatory *", 60, Style(13), 2)
    assert len(lines) == 2
    assert lines[-1].endswith("… *")
    assert name_lines("Short *", 100, Style(13)) == ["Short *"]


def test_sizes() -> None:
    assert height(["a", "b"], Style(10)) == 26
    assert width("ab", Style(20)) == measure("ab", 20) == 2 * measure("ab", 10)
    assert widest_part(["a bb", "ccc-ddd"], Style(10)) == width("ccc-", Style(10))
    assert widest_part([], Style(10)) == 0
