"""`minkg draw`: a picture of any view in any format."""

from pathlib import Path

import pytest

from minkg.cli.main import main
from tests.conftest import ROOT


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "html"])
def test_the_command_draws(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"picture.{suffix}"
    words = ["draw", "coverage", "--class", "standard", "--stage", "extraction", "--size", "a4"]
    more = ["--palette", "grey", "--most", "9", "--title", "Standards", "--lang", "fr"]
    assert main([*words, *more, "--home", str(ROOT), "-o", str(target)]) == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["draw", "sets"], "a picture needs a file"),
        (["draw", "sets", "-o", "no/where/x.svg"], "cannot be written"),
        (["draw", "sets", "-o", "x.gif"], "is not a format of pictures"),
        (["draw", "setz", "-o", "x.svg"], "did you mean `sets`"),
    ],
)
def test_the_command_says_what_is_wrong(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--home", str(ROOT)]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_cases(cases) -> None:
    cases("draw")
