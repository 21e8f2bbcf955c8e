"""Ruff and mypy are part of the tests: one command is the whole quality gate."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command", ["ruff check", "ruff format --check", "mypy"], ids=["check", "format", "types"]
)
def test_lint(command: str) -> None:
    call = [sys.executable, "-m", *command.split()]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"`{command}` says:\n{done.stdout}{done.stderr}"
