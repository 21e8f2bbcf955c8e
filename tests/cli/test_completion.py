"""`minkg completion`: the script for a shell."""

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_shell_that_is_not_known_is_told(run):
    out, err, code = run(["completion", "tcsh"])  # the wording is that of Python
    assert (out, code) == (b"", 2)
    assert err.startswith("error: argument shell: invalid choice: 'tcsh'")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_for_minkg(run, home, shell):
    out, err, code = run(["completion", shell])
    assert (err, code) == ("", 0)
    assert b"minkg" in out
    if shutil.which(shell):
        with contextlib.suppress(FileNotFoundError):
            subprocess.run([shell, "-n"], input=out, check=True)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes_names(run, home, tmp_path):
    script = tmp_path / "minkg"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {sys.executable} -m minkg "$@"\n'
    )
    script.chmod(0o755)
    ask = (
        "COMP_WORDS=(minkg show marine-sand-); COMP_CWORD=2; COMP_LINE='minkg show marine-sand-';"
        'COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; _python_argcomplete minkg; echo "${COMPREPLY[@]}"'
    )
    code = run(["completion", "bash"])[0].decode()
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", f"compopt() {{ :; }}\n{code}\n{ask}"],
        capture_output=True,
        text=True,
        cwd=home,
        env=os.environ | {"PATH": path},
        check=False,
    )
    assert done.stdout.split() == ["marine-sand-watch"], done.stderr


def test_cases(cases) -> None:
    cases("completion")
