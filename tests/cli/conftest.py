"""A small home for every command, and the cases of a command as it was typed."""

import io
import shlex
import shutil
import sys
from pathlib import Path

import pytest

import minkg.cli
from minkg.cli.main import main

ROOT = Path(__file__).parents[2]

CASES = ROOT / "tests" / "cli"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Give a folder that is a small home, with files that are right and files that are wrong."""
    path = tmp_path_factory.mktemp("home")
    shutil.copytree(CASES / "files", path, dirs_exist_ok=True)
    for folder in ("ontology", "shapes", "queries"):
        shutil.copytree(ROOT / folder, path / folder)
    shutil.copytree(ROOT / "tests" / "tiny" / "data", path / "data")
    for name, wrong in (("broken-home", "broken.trig"), ("latin-home", "latin.trig")):
        for folder in ("ontology", "shapes", "queries", "data/material"):
            (path / name / folder).mkdir(parents=True)
        shutil.copy(path / wrong, path / name / "data" / "material" / "wrong.trig")
    return path


@pytest.fixture
def run(home, capfdbinary, monkeypatch):
    """Run one command line in this process: give standard output, error and exit code."""
    monkeypatch.chdir(home)

    def call(words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = 0
        try:
            code = main(words)
        except SystemExit as end:
            code = end.code or 0
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return out, err.decode(), code

    return call


def told(run, home, line):
    """Run a line of a case file: give it with all that it says."""
    command, _, given = line.partition(" < ")
    stdin = (home / given).read_bytes() if given else b""
    out, err, code = run(shlex.split(command)[2:], stdin)
    text = out.decode().replace("\r\n", "␍\n")
    lines = [line, *text.splitlines(), *(f"! {said}".rstrip() for said in err.splitlines())]
    return (
        "\n".join([*lines, *([f"[{code}]"] if code else []), ""])
        .replace(str(home), "HOME")
        .replace(minkg.__version__, "VERSION")
    )


@pytest.fixture
def cases(run, home, expect):
    """Run the lines of a command's case file, and compare all that they say."""

    def check(name):
        path = CASES / f"{name}.txt"
        lines = path.read_text(encoding="utf-8").splitlines()
        parts = [told(run, home, line) for line in lines if line.startswith("$ ")]
        assert parts
        expect(path, "\n".join(parts))
        for part in parts:
            assert "Traceback" not in part
            if "\n[2]" in part or "\n! error" in part:
                assert "\n! hint: " in part or "cannot be" in part, part
        assert not list(home.rglob("*.part"))

    return check
