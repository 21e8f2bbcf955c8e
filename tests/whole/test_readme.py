"""The README is run: every console block's answer is compared, every Python block is executed."""

import io
import os
import re
import shlex
from pathlib import Path

import pytest

from minkg.cli.main import help_text, main

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = [m for m in BLOCK.finditer(README.read_text("utf-8")) if m[1] == "console"]
PYTHON = [m for m in BLOCK.finditer(README.read_text("utf-8")) if m[1] == "python"]


def run(line: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Run `$ minkg …` or `$ echo … | minkg …` and give its standard output."""
    words = shlex.split(line.removeprefix("$ "))
    if words[0] == "echo":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(words[1].encode())))
        words = words[3:]
    assert words[0] == "minkg"
    assert main(words[1:]) == 0
    return capfd.readouterr().out


@pytest.mark.parametrize("block", CONSOLE, ids=lambda m: m[2].splitlines()[0])
def test_console_blocks_answer_as_written(
    block: re.Match[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line, _, expected = block[2].partition("\n")
    answer = run(line, capfd, monkeypatch)
    if os.environ.get("UPDATE"):
        text = README.read_text("utf-8")
        README.write_text(text.replace(block[0], f"```console\n{line}\n{answer}```"), "utf-8")
        return
    assert answer == expected


@pytest.mark.ci
@pytest.mark.parametrize("block", PYTHON, ids=lambda m: m[2].splitlines()[0])
def test_python_blocks_run(block: re.Match[str]) -> None:
    exec(compile(block[2], str(README), "exec"), {})


def test_what_the_readme_calls_a_command_is_one() -> None:
    readme = README.read_text("utf-8")
    assert "minkg --help" in readme
    commands = set(re.findall(r"`minkg (\w+)", readme))
    assert len(commands) > 10
    for command in commands:
        assert f"\n  {command} " in help_text(), command
