"""Forms for GitHub issues ask what the shapes demand; an issue says what a row would say."""

import argparse
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from minkg.checking.standing import read_shapes
from minkg.cli.common import CommonOptions, Context
from minkg.cli.template import arguments, run
from minkg.home.folder import find_home
from minkg.home.turtle import read_facts
from minkg.intake.drafting.drafter import Drafter
from minkg.intake.drafting.reading import read_new
from minkg.intake.forms.issue_form import issue_form, issue_workflow
from minkg.intake.forms.templates import Templates, TemplateSheet
from minkg.intake.readers.csv_tables import read_csv
from minkg.intake.readers.issues import read_issue
from minkg.words.errors import MinkgError
from minkg.words.languages import LANGUAGES

HERE = Path(__file__).parents[2]
HOME = find_home(HERE.parent)
SHAPES = read_shapes(HOME)
TINY = sorted((HERE / "tiny" / "data").glob("*/*.trig"))
QUADS = [quad for path in (*HOME.ontology, *TINY) for quad in read_facts(path)]


@cache
def made(lang: str = "en") -> Templates:
    return Templates(SHAPES, QUADS, lang)


@cache
def sheets(lang: str = "en") -> dict[str, TemplateSheet]:
    return {s.columns.form.folder: s for s in made(lang).sheets(list(made(lang).forms.folders))}


@pytest.mark.ci
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_is_one_that_github_takes(lang):
    for folder, sheet in sheets(lang).items():
        whole = yaml.safe_load(issue_form(sheet, lang))
        assert whole.keys() == {"name", "description", "title", "labels", "body"}
        asked = [element for element in whole["body"] if element["type"] != "markdown"]
        for key in ("id", "label"):
            found = [e.get(key) or e["attributes"][key] for e in asked]
            assert len({text.casefold() for text in found}) == len(found), folder
        for element in asked:
            assert element.keys() <= {"type", "id", "attributes", "validations"}
            assert re.fullmatch(r"[A-Za-z0-9_-]+", element["id"])
            assert element["type"] in ("input", "textarea", "dropdown")
            texts = {k: v for k, v in element["attributes"].items() if isinstance(v, str)}
            assert {"label", "description"} <= texts.keys() <= {*texts, "placeholder"}
            assert all(text.strip() for text in texts.values())
            options = element["attributes"].get("options", ["x"])
            assert all(isinstance(o, str) and o.strip() for o in options)
            assert len(set(options)) == len(options) > 0
            assert "none" not in {option.casefold() for option in options}


def test_what_a_form_requires_is_what_the_shapes_require():
    for folder, sheet in sheets().items():
        whole = yaml.safe_load(issue_form(sheet, "en"))
        required = {e["id"] for e in whole["body"] if e.get("validations", {}).get("required")}
        fields = {f.key for f in made().forms[folder].fields if f.required}
        bare = {re.sub(r"-(en|ar|zh|fr|ru|es)$", "", one) for one in required}
        assert bare - {"class", "document", "paragraph"} == fields
        sourced = any(
            f.sourced and (f.required or not f.general) for f in made().forms[folder].fields
        )
        assert ("paragraph" in required) is (sourced and folder != "passage")


@pytest.mark.parametrize(("folder", "lang"), [("standard", "en"), ("meeting", "ar")])
def test_a_form(folder, lang, expect):
    expect(HERE / "template" / f"issue-{folder}.{lang}.yml", issue_form(sheets(lang)[folder], lang))


def issue(sheet: TemplateSheet, values: dict[str, str]) -> str:
    """Write an issue as GitHub does, with all that was left empty."""
    labels = ["class", *(slot.header for slot in sheet.slots if slot.group != "rare")]
    values = {"class": sheet.columns.form.folder, **values}
    parts = [f"### {label}\r\n\r\n{values.get(label) or '_No response_'}" for label in labels]
    return "\r\n\r\n".join(parts)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", ["standard", "meeting", "passage"])
def test_an_issue_says_what_a_row_says(folder, lang):
    """Send the example of the form, which is an entry that is there, under another name."""
    sheet = sheets(lang)[folder]
    headers = [slot.header for slot in sheet.slots]
    kept = [slot.group not in ("rare", "entry") for slot in sheet.slots]
    cells = [text if keep else "" for text, keep in zip(sheet.example, kept, strict=True)]
    cells[0] = "new-one.5" if folder == "passage" else "new-one"
    values = dict(zip(headers, cells, strict=True))
    table = "\n".join(
        ",".join('"' + text.replace('"', '""') + '"' for text in row) for row in (headers, cells)
    )
    drafts = [
        Drafter(made(lang).forms, made(lang).facts, lang).drafts([gathered])[0]
        for gathered in (
            read_issue(issue(sheet, values), "1.md"),
            read_csv(table.encode(), "x.csv", folder),
        )
    ]
    assert [draft.problems for draft in drafts] == [[], []]
    said, row = ({quad for quad, _ in draft.facts} for draft in drafts)
    assert said == row
    assert len(said) > 3


def test_every_value_has_its_line(tmp_path):
    sheet = sheets()["standard"]
    values = {
        "name (en)": "Sand Standard",
        "performs function": "auditting",
        "paragraph": "7",
        "document": "minkg-reading-notes",
        "says that (en)": "It is new.\n\n- and a list",
    }
    text = issue(sheet, values) + "\n\n### colour\n\nred"
    (tmp_path / "1.md").write_bytes(text.encode())
    lines = text.splitlines()
    new = read_new([tmp_path / "1.md"], HOME, known=lambda: (SHAPES, made().facts))
    (piece,) = new.pieces
    places = {quad.object.value: place for quad, place in piece.facts}
    assert lines[places["Sand Standard"].line - 1] == "Sand Standard"
    assert lines[places["It is new.\n\n- and a list"].line - 1] == "It is new."
    (problem,) = new.problems
    assert problem.sentence() == "no column of 'standard' is called 'colour'"
    assert lines[problem.line - 1] == "### colour"
    entry = ox.NamedNode("https://w3id.org/minkg/sand-standard")
    blank = next(iter(new.source.blanks))
    topic = blank(entry, "https://w3id.org/minkg/ontology#addressesTopic")
    assert lines[topic.line - 1] == "### addresses topic"


def script() -> tuple[str, dict[str, str]]:
    steps = yaml.safe_load(issue_workflow("en"))["jobs"]["check"]["steps"]
    step = next(
        step for step in steps if step["name" if "name" in step else "uses"].endswith("entry")
    )
    return step["run"], step["env"]


def test_the_workflow_lets_nothing_into_the_shell(expect):
    expect(HERE / "template" / "issue-workflow.yml", issue_workflow("en"))
    whole = yaml.safe_load(issue_workflow("en"))
    assert whole["permissions"] == {"contents": "read", "issues": "write"}
    steps = whole["jobs"]["check"]["steps"]
    assert not any("${{" in step.get("run", "") for step in steps)
    assert "issue.body" not in issue_workflow("en")
    for step in steps:
        checked = subprocess.run(["bash", "-n", "-c", step.get("run", "")], check=False)
        assert checked.returncode == 0


STUB = """#!/bin/sh
echo "$@" > words
cat entry.md
grep -q '@all' entry.md && exit 1
exit 0
"""


@pytest.mark.parametrize(
    ("value", "answer"), [("auditing", "GOOD"), ("$(touch x)\n@all\r@all\n```\n### <b>\r\n", "BAD")]
)
def test_the_workflow_answers_with_what_is_wrong(value, answer, tmp_path):
    """Run its script with a program that repeats everything that people wrote."""
    body = issue(
        sheets()["standard"], {"name (en)": "«Sand» `id` ${{ x }}", "says that (en)": value}
    )
    event = {"issue": {"body": body}}
    (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")
    (tmp_path / "minkg").write_text(STUB, "utf-8")
    (tmp_path / "minkg").chmod(0o755)
    text, env = script()
    path = f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    known = {"PATH": path, "GITHUB_EVENT_PATH": str(tmp_path / "event.json")}
    done = subprocess.run(
        ["bash", "-e", "-c", text], cwd=tmp_path, check=False, env={**os.environ, **env, **known}
    )
    assert done.returncode == 0
    assert (tmp_path / "entry.md").read_bytes().decode() == body
    assert (tmp_path / "words").read_text() == "validate entry.md --lang en\n"
    first, *rest = (tmp_path / "answer.md").read_text("utf-8").splitlines()
    assert first == env[answer]
    assert all(not line or line.startswith("    ") for line in rest)
    assert not (tmp_path / "x").exists()


def command(*words: str, output: str | None = None) -> int:
    parser = argparse.ArgumentParser()
    arguments(parser)
    return run(Context(CommonOptions(home=str(HOME.path), output=output)), parser.parse_args(words))


def test_the_command_writes_forms_and_workflow(tmp_path, capsys):
    assert command("standard", "meeting", "--issue-form", output=str(tmp_path / ".github")) == 0
    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.yml"))
    assert found == [
        ".github/ISSUE_TEMPLATE/meeting.yml",
        ".github/ISSUE_TEMPLATE/standard.yml",
        ".github/workflows/minkg-entries.yml",
    ]
    told = capsys.readouterr().err.split()
    assert [Path(name).relative_to(tmp_path).as_posix() for name in told] == found
    with pytest.raises(MinkgError, match=r"forms need a folder\n\nhint: add `-o .github`"):
        command("standard", "--issue-form")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(MinkgError, match="cannot be written"):
        command("standard", "--issue-form", output=str(tmp_path / "file"))
