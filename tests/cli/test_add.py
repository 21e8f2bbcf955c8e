"""Adding: what is right is taken, what is wrong comes back to be mended, and no row is lost."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minkg.checking.standing import StandingHome
from minkg.cli.main import main
from minkg.duplicates.known_names import read_names
from minkg.home.changes import read_steadily
from minkg.home.folder import Home
from minkg.intake.drafting.planning import Plan, plan
from minkg.intake.drafting.reading import read_new
from minkg.intake.drafting.validating import validate
from minkg.intake.feedback.sent_back import sent_back_files
from minkg.knowledge import open_graph

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "tests" / "add"
RIGHT = {
    "name (en)": "Gravel Code", "performs function": "norm-setting",
    "says that (en)": "It asks for a plan.", "addresses topic": "sustainable sand management",
    "covers life-cycle stage": "marine extraction", "applies to material": "sand",
    "has legal force": "intergovernmental decision", "is in force from": "2021-05",
    "addresses actor group": "Member States", "document": "unep-ea6-minerals-report",
    "paragraph": "19",
}  # fmt: skip
HEADERS = [*RIGHT, "name (fr)", "is administered by"]


@pytest.fixture
def home(tmp_path: Path, tiny_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Give a small home that may be written to, and stand in its folder."""
    for folder in ("ontology", "shapes", "queries"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "tests" / "tiny" / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Home(tmp_path)


def book(path: Path, *rows: dict[str, str], sheet: str = "standard") -> Path:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.title = sheet
    page.append(HEADERS)
    for row in rows:
        page.append([row.get(header) for header in HEADERS])
    made.save(path)
    return path


def cells(path: Path) -> dict[str, str]:
    """Give what stands in the cells below the header, and what their notes say."""
    found = {}
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2):
        for cell in row:
            if cell.value is not None or cell.comment:
                note = f" [{cell.comment.text}]" if cell.comment else ""
                found[cell.coordinate] = f"{cell.value or ''}{note}"
    return found


def data(home: Home) -> dict[str, bytes]:
    return {str(path.relative_to(home.path)): path.read_bytes() for path in home.data}


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["add", *words])
    sys.stdout.flush()
    out, err = capsys.readouterr()
    return code, out, err


def planned(home: Home, *files: str | Path, accepted: list[str] | None = None) -> Plan:
    known = read_names(open_graph(home.path))
    return plan(read_new(files, home), StandingHome(home), known, accepted)


def test_from_a_workbook_with_mistakes_to_an_entry_that_is_found(home, capfd, expect) -> None:
    wrong = {
        **RIGHT,
        "name (en)": "Pebble Code",
        "name (fr)": "Code du galet",
        "performs function": "norm-seting",
        "is in force from": "soon",
    }
    again = {**RIGHT, "name (en)": "The Marine Sand Watch"}
    book(Path("new.xlsx"), RIGHT, wrong, again)
    before = data(home)
    code, out, err = run("new.xlsx", "--dry-run", capsys=capfd)
    assert (code, data(home)) == (1, before)
    assert not list(home.path.glob("*-rejected*"))
    told = run("new.xlsx", capsys=capfd)
    assert told == (
        1,
        out,
        err.replace(
            "3 rows", "turned back, to be mended and sent again: new-rejected.xlsx\n3 rows"
        ),
    )
    expect(EXPECTED / "workbook.txt", f"{out}\n{err}")
    name = "data/standard/gravel-code.trig"
    assert {path for path, text in data(home).items() if before.get(path) != text} == {
        name,
        "data/document/unep-ea6-minerals-report.trig",
    }
    expect(EXPECTED / "gravel-code.trig", Path(name).read_text())
    expect(
        EXPECTED / "rejected.txt",
        "".join(f"{at}: {text}\n" for at, text in cells(Path("new-rejected.xlsx")).items()),
    )
    mended = openpyxl.load_workbook("new-rejected.xlsx")
    page = mended.worksheets[0]
    assert [cell.value for cell in page[1]] == HEADERS
    page["B2"], page["H2"], page["A3"] = "norm-setting", "2022", "Beach Guide"
    mended.save("mended.xlsx")
    code, out, err = run("mended.xlsx", capsys=capfd)
    assert (code, out.splitlines()[-2:]) == (
        0,
        ["data/standard/beach-guide.trig", "data/standard/pebble-code.trig"],
    )
    assert err.endswith("2 rows: 2 taken, 0 turned back\n")
    assert not [p for p in validate(home=home) if p.severity == "violation"]
    kg = open_graph(home.path)
    assert kg["pebble-code"].label("fr") == "Code du galet"
    assert {"gravel-code", "pebble-code"} <= {
        name for f in kg.overlaps("pebble-code") for name in (f.first, f.second)
    }


def test_an_entry_that_may_be_there_already_is_taken_when_told_so(home, capfd) -> None:
    book(Path("new.xlsx"), {**RIGHT, "name (en)": "The Marine Sand Watch"})
    assert run("new.xlsx", capsys=capfd)[0] == 1
    code, out, _ = run("new.xlsx", "--accept-new", capsys=capfd)
    assert (code, out.splitlines()[-1]) == (0, "data/standard/the-marine-sand-watch.trig")


class Terminal(io.StringIO):
    """A person at a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_a_person_is_asked(home, monkeypatch, answer, code) -> None:
    book(Path("new.xlsx"), {**RIGHT, "name (en)": "The Marine Sand Watch"})
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", asked := Terminal())
    assert main(["add", "new.xlsx"]) == code
    assert "add 'the-marine-sand-watch' all the same? (y/n)" in asked.getvalue()
    assert Path("data/standard/the-marine-sand-watch.trig").exists() is (code == 0)


def test_an_entry_gets_further_facts(home, capfd) -> None:
    Path("more.csv").write_text(
        "entry,class,performs function,document,paragraph\n"
        "marine-sand-watch,platform,auditing,unep-ea6-minerals-report,20\n"
    )
    before = data(home)
    code, out, _ = run("more.csv", "--format", "json", capsys=capfd)
    (item,) = json.loads(out)["items"]
    assert (code, item["rows"], item["taken"], item["turned"], item["new"]) == (0, 1, 1, 0, [])
    assert item["extended"] == ["marine-sand-watch"]
    path = "data/platform/marine-sand-watch.trig"
    assert item["files"] == ["data/document/unep-ea6-minerals-report.trig", path]
    added = set(data(home)[path].decode().splitlines()) - set(before[path].decode().splitlines())
    assert "        mk:performsFunction :auditing ;" in added
    there = data(home)
    _, out, _ = run("more.csv", capsys=capfd)
    assert "waits in 'unep-ea6-minerals-report.20.to-confirm'" in out
    assert data(home) == there


def test_what_is_added_to_a_checked_passage_is_told(home) -> None:
    made = planned(home, book(Path("new.xlsx"), RIGHT))
    (told,) = [p for p in made.problems if p.rule == "to-confirm"]
    assert told.severity == "warning"
    assert told.values["companion"] == "unep-ea6-minerals-report.19.to-confirm"


FORMS = {
    "bad.csv": "name,document,paragraph\nNo Facts Code,unep-ea6-minerals-report,19\n",
    "bad.tsv": "name\tdocument\tparagraph\nNo Facts Code\tunep-ea6-minerals-report\t19\n",
    "bad.json": json.dumps([{"class": "standard", "name": {"en": "No Facts Code", "fr": "Rien"},
                             "document": "unep-ea6-minerals-report", "paragraph": "19"}]),
    "bad.yaml": "- class: standard\n  name: No Facts Code\n"
                "  document: unep-ea6-minerals-report\n  paragraph: '19'\n",
    "bad.trig": "PREFIX : <https://w3id.org/minkg/>\nPREFIX mk: <https://w3id.org/minkg/ontology#>\n"
                "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
                ':no-facts-code a mk:Standard ; skos:prefLabel "No Facts Code"@en .\n',
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_what_comes_back_says_the_same_when_it_is_sent_again(home, name) -> None:
    Path(name).write_text(FORMS[name])
    if name.endswith("sv"):
        (home.path / "standard").mkdir()
        name = f"standard{Path(name).suffix}"
        Path(name).write_text(FORMS[f"bad{Path(name).suffix}"])
    made = planned(home, name)
    assert (len(made.taken), len(made.turned), made.contents) == (0, 1, {})
    ((file, ending, content),) = sent_back_files(made.turned, made.problems)
    assert file == name
    (home.path / "again").mkdir()
    second = home.path / "again" / f"standard{ending}"
    second.write_bytes(content)
    again = planned(home, second)
    assert len(again.turned) == 1
    assert facts(again) == facts(made)
    assert [p.rule for p in again.problems] == [p.rule for p in made.problems]


def facts(made: Plan) -> set[str]:
    return {str(quad) for piece in [*made.turned, *made.taken] for quad, _ in piece.facts}


SPOIL = [
    {}, {"performs function": "nonsense"}, {"is in force from": "soon"}, {"document": ""},
    {"document": "no-such-document"}, {"name (en)": ""}, {"says that (en)": ""},
    {"is administered by": "Gravel Code 0"}, {"has legal force": "=1+1"}, {"name (fr)": "x" * 9},
]  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt=st.lists(st.sampled_from(SPOIL), min_size=1, max_size=6))
def test_rows_in_are_rows_taken_and_rows_turned_back(home, spoilt) -> None:
    rows = [{**RIGHT, "name (en)": f"Gravel Code {at}", **bad} for at, bad in enumerate(spoilt)]
    made = planned(home, book(Path("many.xlsx"), *rows))
    assert len(made.taken) + len(made.turned) == len(rows)
    right = sum(not bad or "name (fr)" in bad for bad in spoilt)
    assert len(made.taken) <= right + sum("is administered by" in bad for bad in spoilt)
    before = {path: path.read_bytes() for path in made.contents if path.exists()}
    for path, content in made.contents.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    try:
        assert not [p for p in validate(home=home) if p.severity == "violation"]
    finally:
        for path in made.contents:
            if path in before:
                path.write_bytes(before[path])
            else:
                path.unlink()


def test_what_breaks_a_rule_elsewhere_is_turned_back(home) -> None:
    """Two entries with one identifier: the problem may stand at the one that was there."""
    Path("twin.trig").write_text(
        "PREFIX : <https://w3id.org/minkg/>\nPREFIX mk: <https://w3id.org/minkg/ontology#>\n"
        "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n:marine-sand-watch owl:deprecated true .\n"
    )
    made = planned(home, "twin.trig")
    assert made.contents == {}
    assert {p.severity for p in made.problems} >= {"violation"}
    assert len(made.turned) == 1


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_taken(home, capfd) -> None:
    Path("broken.trig").write_text(":x a ")
    book(Path("new.xlsx"), RIGHT)
    code, out, _ = run("broken.trig", "new.xlsx", capsys=capfd)
    assert code == 1
    assert "broken.trig:1: " in out
    assert "data/standard/gravel-code.trig" in out


def test_nothing_to_add_is_an_error(home, capfd) -> None:
    book(Path("empty.xlsx"))
    assert main(["add", "empty.xlsx"]) == 1
    assert "there is nothing to add in empty.xlsx" in capfd.readouterr().err


@pytest.mark.ci
def test_killed_at_any_moment_the_home_is_as_before_or_as_after(home) -> None:
    """The process is killed from outside, at moments all over its life."""
    book(Path("new.xlsx"), *({**RIGHT, "name (en)": f"Gravel Code {at}"} for at in range(5)))
    call = [
        sys.executable,
        "-m",
        "minkg",
        "--home",
        str(home.path),
        "add",
        "new.xlsx",
        "--accept-new",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = data(home)
    begun = time.monotonic()
    subprocess.run(call, env=environment, check=True, capture_output=True)
    life = time.monotonic() - begun
    after = data(home)
    assert len(after) == len(before) + 5
    for at in (0.3, 0.6, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1.0):
        for path in after.keys() - before.keys():
            (home.path / path).unlink(missing_ok=True)
        for path, content in before.items():
            (home.path / path).write_bytes(content)
        process = subprocess.Popen(call, env=environment, stdout=-3, stderr=-3)
        time.sleep(life * at)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = read_steadily(
            home, lambda: data(home)
        )  # whoever reads next finishes what was decided
        assert now in (before, after)
