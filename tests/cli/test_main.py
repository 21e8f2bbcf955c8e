"""The command line: every case in tests/cli/*.txt, help, completion, and what must never happen."""

import contextlib
import importlib
import io
import os
import pkgutil
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import minkg.cli
from minkg.cli.commands import COMMANDS
from minkg.cli.main import help_text, main
from minkg.words import LANGUAGES

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cli"
EVERY = [name for group in COMMANDS.values() for name in group]
PARTS = ("commands", "__init__", "common", "complete", "main")


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


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path, run, home, expect):
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [told(run, home, line) for line in lines if line.startswith("$ ")]
    expect(path, "\n".join(parts))
    for part in parts:
        assert "Traceback" not in part
        if "\n[2]" in part or "\n! error" in part:
            assert "\n! hint: " in part or "cannot be" in part, part
    assert not list(home.rglob("*.part"))


def test_what_fails_leaves_no_file_and_no_half_file(run, home):
    old = home / "old.csv"
    old.write_text("old")
    for words in (["find", "sand", "--format", "nonsense"], ["query", "missing"], ["show", "qqqq"]):
        assert run([*words, "-o", "old.csv"])[2] == 2
        assert run([*words, "-o", "new.csv"])[2] == 2
    assert old.read_text() == "old"
    assert not (home / "new.csv").exists()
    assert not (home / "x.gif").exists()


def test_a_link_stays_a_link_and_a_device_a_device(run, home):
    (home / "real.csv").write_text("old")
    (home / "link.csv").symlink_to("real.csv")
    assert run(["find", "sand", "--format", "csv", "-o", "link.csv"])[2] == 0
    assert (home / "link.csv").is_symlink()
    assert (home / "real.csv").read_text().startswith("entry,class")
    assert Path(os.devnull).is_char_device()


def test_options_may_stand_before_and_after_the_command(run):
    several = [
        run(["--format", "csv", "--lang", "fr", "find", "sand"]),
        run(["find", "--format=csv", "sand", "--lang", "fr"]),
        run(["--lang=fr", "find", "sand", "--format", "csv"]),
    ]
    assert several[0][2] == 0
    assert several[0] == several[1] == several[2]


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


@pytest.mark.parametrize("name", EVERY)
def test_every_command_has_help_that_ends_with_an_example(run, name):
    out, err, code = run([name, "--help"])
    assert (err, code) == ("", 0)
    doc = importlib.import_module(f"minkg.cli.{name}").__doc__
    assert doc.strip().splitlines()[-1].startswith("Example: ")
    assert "Example: " in out.decode()
    assert f"minkg {name}" in doc.strip().splitlines()[-1]


def test_commands_are_modules_and_modules_are_commands():
    modules = {module.name for module in pkgutil.iter_modules(minkg.cli.__path__)}
    assert modules - set(PARTS) == set(EVERY)


def test_a_shell_that_is_not_known_is_told(run):
    out, err, code = run(["completion", "tcsh"])  # the wording is that of Python
    assert (out, code) == (b"", 2)
    assert err.startswith("error: argument shell: invalid choice: 'tcsh'")


def test_help(run):
    assert run(["--help"]) == run([]) == run(["help"]) == (help_text().encode(), "", 0)
    assert run(["--help", "--lang", "fr"])[0].decode() == help_text("fr")
    assert run(["--lang", "fr", "--help"])[0].decode() == help_text("fr")


def test_the_help_in_the_readme_is_the_help():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    if "\nLook\n" in readme:
        assert help_text().strip() in readme


def loaded(*words):
    """Give the modules that a command line loads which Python had not loaded before."""
    code = "import sys; before = {*sys.modules}; from minkg.cli.main import main; "
    code += f"main({words!r}); print(*sys.modules.keys() - before)"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(out.stdout.splitlines()[-1].split())


def test_the_help_needs_nothing_heavy():
    heavy = {"rdflib", "pyshacl", "owlready2", "networkx", "SPARQLWrapper", "babel", "pyoxigraph"}
    english = loaded("--help")
    assert not english & {*heavy, "argparse", "pathlib", "typing"}
    for lang in LANGUAGES[1:]:
        help_text(lang)  # compiles what has changed
        gettext = {"gettext", "struct", "_struct", "minkg.words.catalogues"}
        assert loaded("--help", "--lang", lang) - english <= gettext


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
