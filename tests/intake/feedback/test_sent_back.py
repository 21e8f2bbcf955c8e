"""What was turned back comes as a file to mend and send again, in the form that it came in."""

import io
import json

import openpyxl
import pytest

from minkg.checking import Problem
from minkg.intake.feedback.sent_back import free_path, sent_back_files
from tests.tools.told import COLUMNS, GOOD, reading, workbook


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sent(source):
    new = reading(source)
    wrong = [Problem("it is wrong", place=piece.place) for piece in new.pieces]
    ((file, ending, content),) = sent_back_files(new.pieces, wrong)
    assert file == str(source)
    return ending, content


def test_a_workbook_has_notes_on_its_cells(here):
    ending, content = sent(workbook(here / "x.xlsx", standard=[list(COLUMNS), list(GOOD)]))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["standard"]
    assert ending == ".xlsx"
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert [cell.value for cell in sheet[2]] == list(GOOD)
    assert "it is wrong" in sheet["A2"].comment.text


def test_a_table_has_comments_above(here):
    (here / "x.csv").write_text(
        ",".join((*COLUMNS, "class")) + "\n" + ",".join((*GOOD, "standard"))
    )
    ending, content = sent(here / "x.csv")
    text = content.decode("utf-8-sig")
    assert ending == ".csv"
    assert "it is wrong" in text
    assert "Sand rules" in text


def test_json_is_json_again(here):
    (here / "x.json").write_text(json.dumps({"standard": [{"name": {"en": "Sand rules"}}]}))
    ending, content = sent(here / "x.json")
    assert ending == ".json"
    assert "Sand rules" in json.dumps(json.loads(content))


def test_facts_have_the_problems_as_comments(here):
    (here / "x.trig").write_text(
        "PREFIX : <https://w3id.org/minkg/>\nPREFIX mk: <https://w3id.org/minkg/ontology#>\n"
        ":a-b.1 { :new mk:coversStage :extraction }"
    )
    ending, content = sent(here / "x.trig")
    assert ending == ".trig"
    assert content.startswith(b"# ")
    assert b":new" in content


def test_a_path_that_nobody_has(here):
    first = free_path("a/new.xlsx", ".xlsx", here)
    assert first.name == "new-rejected.xlsx"
    first.write_text("")
    assert free_path("a/new.xlsx", ".xlsx", here).name == "new-rejected-2.xlsx"
    assert free_path("-", ".csv", here).name == "new-rejected.csv"
