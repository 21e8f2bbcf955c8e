"""Completion: what a shell is offered for the beginning of a word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def completions(home, line):
    """Ask as a shell asks: the line and its point in the environment, the answer in a file."""
    answer = home / "completions"
    answer.unlink(missing_ok=True)
    environment = os.environ | {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line.encode())),
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "PYTHONPATH": str(ROOT),
    }
    script = [sys.executable, "-m", "minkg"]
    done = subprocess.run(script, env=environment, cwd=home, capture_output=True, check=False)
    assert (done.stdout, done.returncode) == (b"", 0)
    return {word.strip() for word in answer.read_text().split("\n")}


@pytest.mark.ci
@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("minkg sho", {"show"}),
        ("minkg show marine-sand-", {"marine-sand-watch"}),
        ("minkg overlaps marine-sand-", {"marine-sand-watch"}),
        ("minkg draw entry marine-sand-", {"marine-sand-watch"}),
        ("minkg query over", {"overlaps", "overlaps-of-entry"}),
        ("minkg query overlaps --st", {"--stage", "--store"}),
        ("minkg query overlaps --stage marine-ext", {"marine-extraction"}),
        ("minkg gaps --stage marine-ext", {"marine-extraction"}),
        ("minkg draw sta", {"stage-topic"}),
        ("minkg export g", {"graphml", "gexf"}),
        ("minkg show sand --lang ", {"en", "ar", "zh", "fr", "ru", "es"}),
        ("minkg --format x", {"xlsx"}),
        ("minkg completion ", {"bash", "zsh", "fish"}),
        ("minkg sparql mat", {"materials.rq"}),
        ("minkg --home lat", {"latin-home/"}),
        ("minkg --home latin-home show ", {"wrong"}),
        ("minkg --home nowhere show x", set()),
    ],
)
def test_completion(home, line, some):
    assert some <= completions(home, line)


def test_completion_without_a_file_answers_on_descriptor_8(home):
    code = (
        "import os; r, w = os.pipe(); os.dup2(w, 8); os.dup2(os.open(os.devnull, 1), 9); os.close(w)\n"  # noqa: E501
        "if not os.fork():\n"
        "    from minkg.cli.main import main; main()\n"
        "os.close(8); os.wait(); print(os.read(r, 9999).decode())"
    )
    environment = os.environ | {
        "_ARGCOMPLETE": "1",
        "COMP_LINE": "minkg sho",
        "COMP_POINT": "9",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "show", done.stderr
