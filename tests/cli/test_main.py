"""The command line: every case in tests/cli/*.txt, help, completion, and what must never happen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minkg.cli.main import help_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("words", [["find", "\udcff"], ["show", "\udcff"], ["\udcff"], ["find", ""], [""],  # noqa: E501
                                   ["query", "overlaps", "--stage", "\udcff"], ["show", ""],
                                   ["find", "{x}"], ["show", "{x}"], ["query", "{x}"], ["{x}"],
                                   ["query", "overlaps", "--stage", "a b"], ["export", "{}"],
                                   ["query", "overlaps", "--stage", "<>"], ["draw", "{0}", "-o", "x.svg"],  # noqa: E501
                                   ["sparql", "{x}"], ["validate", "{x}.trig"], ["find", "x" * 10_000]])  # fmt: skip  # noqa: E501
def test_odd_words_are_no_bugs(run, words):
    _, err, code = run(words)
    assert code in (0, 1, 2)
    assert bool(err) == (code != 0)


def test_help(run):
    assert run(["--help"]) == run([]) == run(["help"]) == (help_text().encode(), "", 0)
    assert run(["--help", "--lang", "fr"])[0].decode() == help_text("fr")
    assert run(["--lang", "fr", "--help"])[0].decode() == help_text("fr")


def test_the_help_needs_nothing_heavy():
    code = "import sys; from minkg.cli.main import main; main(['--help']); print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    loaded = set(out.stdout.splitlines()[-1].split())
    heavy = {"rdflib", "pyshacl", "owlready2", "networkx", "SPARQLWrapper", "babel", "pyoxigraph"}
    assert not loaded & heavy


def test_a_reader_that_goes_away_is_no_error(home):
    script = [sys.executable, "-m", "minkg", "query", "concepts", "--format", "json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        script, stdout=write, stderr=subprocess.PIPE, cwd=home, env=environment, check=False
    )
    os.close(write)
    assert (done.stderr, done.returncode) == (b"", 0)


def test_cases(cases) -> None:
    cases("main")
