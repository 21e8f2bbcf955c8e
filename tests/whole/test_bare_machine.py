"""A machine with Python, make and the basic commands is enough: no npm, git, tar or apt."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COREUTILS = (
    "basename", "cat", "chmod", "cp", "cut", "date", "dirname", "echo", "env", "expr", "false",
    "head", "id", "ln", "ls", "mkdir", "mktemp", "mv", "printf", "pwd", "readlink", "realpath",
    "rm", "rmdir", "sha256sum", "sleep", "sort", "tail", "tee", "test", "touch", "tr", "true",
    "uname", "wc",
)  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Give a copy of what is under version control, as it is now."""
    words = ["git", "ls-files", "-z"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            target = tmp_path / "clone" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return tmp_path / "clone"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Give an environment with Python, make and coreutils, and nothing else to be found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in (*COREUTILS, "make"):
        program = shutil.which(name)
        assert program, f"{name} is not there"
        (folder / name).symlink_to(program)
    python = folder / "python3"
    python.write_text(f'#!/bin/sh\nexec "{sys._base_executable}" "$@"\n')  # type: ignore[attr-defined]
    python.chmod(0o755)
    ours = ("VIRTUAL_ENV", "PYTHON", "PYTEST", "COV", "MAKE", "npm_")
    rest = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return {**rest, "PATH": str(folder)}


@pytest.mark.ci
def test_the_briefing_is_made(clone: Path, bare: dict[str, str]) -> None:
    for name in ("npm", "node", "git", "tar", "apt-get"):
        assert shutil.which(name, path=bare["PATH"]) is None
    words = ["make", "briefing"]
    done = subprocess.run(words, cwd=clone, env=bare, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (clone / "out" / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (clone / "minkg" / "vendor" / "oxigraph" / "web_bg.wasm").stat().st_size > 1_000_000
    page = [clone / ".venv/bin/minkg", "briefing", "-o", "page.html"]
    subprocess.run(page, cwd=clone, env=bare, check=True)
    assert (clone / "page.html").stat().st_size > 1_000_000
