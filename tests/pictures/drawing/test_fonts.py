"""Fonts: which file has which signs, how wide they are, and what is told where none has."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing import fonts
from minkg.words.errors import Unavailable

if TYPE_CHECKING:
    pass


@pytest.mark.parametrize("text", ["سلسلة الإمداد (UNEP)", "горнодобыча «UNEP» ¶ …", "× – “a”", ""])
def test_our_fonts_have_the_signs_of_five_languages(text: str) -> None:
    assert fonts.files_for(text) == fonts.own_files()
    assert all(path.is_file() for path in fonts.own_files())


@pytest.mark.needs("han")
def test_chinese_is_drawn_with_a_font_of_the_machine() -> None:
    first, second, other = fonts.files_for("开采")
    assert [first, second] == fonts.own_files()
    assert "开" in fonts._signs(other)


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])


@pytest.mark.usefixtures("without_fonts")
def test_missing_font_is_told_and_svg_still_works(kg: KnowledgeGraph, tmp_path: Path) -> None:
    picture = draw(kg, "entry", "gold", lang="zh")
    for suffix in (".png", ".pdf"):
        with pytest.raises(Unavailable, match="no font on this machine has the signs of 'zh'"):
            picture.save(tmp_path / f"gold{suffix}")
    assert list(tmp_path.iterdir()) == []
    picture.save(tmp_path / "gold.svg")
    picture.save(tmp_path / "gold.html")
    assert draw(kg, "entry", "gold", lang="ru").png(0.2).startswith(b"\x89PNG")


def test_arabic_is_measured_as_it_is_joined() -> None:
    assert fonts._forms("\u0628\u0627\u0628") == ["init", "fina", ""]
    assert fonts._forms("\u0633\u064e\u0645\u0643") == ["init", "", "medi", "fina"]
    assert fonts._forms("\u0645\u0627\u0621 5") == ["init", "fina", "", "", ""]
    word = "التقييم"
    assert fonts.advance(word) < 0.7 * sum(fonts.advance(sign) for sign in word)


def test_the_family_follows_the_script() -> None:
    assert fonts.families("sand").startswith("FiraGO, 'Fira Sans'")
    assert "Noto Sans CJK SC" in fonts.families("sand 沙")
    assert "Noto Naskh Arabic" in fonts.families("رمل")


def test_fonts_are_written_once_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, _ = fonts.own_files()
    first.write_bytes(b"broken")
    assert [path.stat().st_size > 100_000 for path in fonts.own_files()] == [True, True]


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    with pytest.raises(Unavailable, match="the fonts of pictures cannot be written to"):
        fonts.own_files()


def test_known_chinese_fonts_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.ttf", "wqy-microhei.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "readme.txt").write_bytes(b"")
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path, tmp_path / "none"])
    assert [path.name for path in fonts._system_fonts()] == [
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJK-Bold.ttc",
        "wqy-microhei.ttc",
        "a.ttf",
    ]
    assert fonts._signs(tmp_path / "a.ttf") == frozenset()


@pytest.mark.parametrize(
    ("platform", "folder"),
    [("win32", "Windows"), ("darwin", "/System/Library/Fonts"), ("linux", "/usr/share/fonts")],
)
def test_every_system_has_its_folders(
    platform: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.delenv("XDG_DATA_DIRS", raising=False)
    assert any(folder in str(path) for path in fonts.folders())


def test_signs_without_a_width_are_estimated() -> None:
    assert fonts.advance("沙") == 1
    assert fonts.advance("\u2067a\u2069") == fonts.advance("a")
    assert fonts.advance("a", bold=True) > fonts.advance("a")
