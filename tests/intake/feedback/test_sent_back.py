"""What was turned back comes as a file to mend and send again, in the form that it came in."""

import contextlib
import io
import json

import openpyxl
import pytest

from minkg.checking import Problem
from minkg.intake.feedback.sent_back import free_path, sent_back_files
from minkg.words.place import Place
from tests.tools.told import COLUMNS, GOOD, reading, workbook

TRIG = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
:a-b.1 { :new mk:coversStage :extraction . :old mk:coversStage :use }
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sent(*sources, wrong=(), lang="en", keep=()):
    """Send back all that these files say, except of the entries to keep; give endings and files."""
    new = reading(*sources)
    turned = [piece for piece in new.pieces if piece.entry not in keep]
    return {
        file: (ending, content) for file, ending, content in sent_back_files(turned, wrong, lang)
    }


def at(place, text="it is wrong"):
    return Problem(text, "mend it", place)


def sheets(content):
    """Give the cells of each sheet with their values, colours and notes."""
    found = {}
    for page in openpyxl.load_workbook(io.BytesIO(content)):
        for row in page.iter_rows():
            for cell in row:
                note = cell.comment.text if cell.comment else ""
                colour = cell.fill.fgColor.rgb if cell.fill.fill_type else ""
                if cell.value or note or colour:
                    found[f"{page.title}!{cell.coordinate}"] = (cell.value, colour, note)
    return found


NOTE = "it is wrong\nhint: mend it"
RED = "FFFFC7CE"


def test_a_workbook_has_notes_on_its_wrong_cells_and_no_others(here):
    again = ["Beach rules", *GOOD[1:]]
    workbook(here / "x.xlsx", standard=[list(COLUMNS), list(GOOD), again])
    wrong = [
        at(Place("x.xlsx", sheet="standard", row=3, column=4)),
        at(Place("x.xlsx", sheet="standard", row=3, column=1)),
        at(Place("x.xlsx", sheet="standard", row=2, column=4), "of a row that is taken"),
        at(Place("other.xlsx", sheet="standard", row=3, column=2)),
    ]
    ((ending, content),) = sent("x.xlsx", wrong=wrong, keep=["sand-rules"]).values()
    assert ending == ".xlsx"
    heads = {
        f"standard!{column}1": (head, "", "") for column, head in zip("ABCD", COLUMNS, strict=True)
    }
    assert sheets(content) == heads | {
        "standard!A2": (again[0], RED, NOTE),
        "standard!B2": (again[1], "", ""),
        "standard!C2": (again[2], "", ""),
        "standard!D2": (again[3], RED, NOTE),
    }


def test_an_empty_cell_that_lacks_something_has_a_note_and_a_formula_is_a_text(here):
    workbook(here / "x.xlsx", standard=[list(COLUMNS), ["=1+1", GOOD[1], None, GOOD[3]]])
    wrong = [at(Place("x.xlsx", sheet="standard", row=2, column=3))]
    ((_, content),) = sent("x.xlsx", wrong=wrong).values()
    assert sheets(content)["standard!C2"] == (None, RED, NOTE)
    cell = openpyxl.load_workbook(io.BytesIO(content))["standard"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_arabic_reads_from_the_right(here):
    workbook(here / "x.xlsx", standard=[list(COLUMNS), list(GOOD)])
    for lang, right in (("ar", True), ("en", None)):
        ((_, content),) = sent("x.xlsx", lang=lang).values()
        assert (
            openpyxl.load_workbook(io.BytesIO(content))["standard"].sheet_view.rightToLeft == right
        )


def test_names_of_sheets_that_not_all_programs_take_are_mended(here):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("x" * 31 + "a", "x" * 31 + "b", "'standard"):
        page = book.create_sheet()
        warned = pytest.warns(match="31") if len(name) > 31 else contextlib.nullcontext()
        with warned:
            page.title = name
        page.append(["name"])
        page.append([f"of {name[-1]}"])
    book.save("x.xlsx")
    ((_, content),) = sent("x.xlsx").values()
    assert {name: cell[0] for name, cell in sheets(content).items() if name.endswith("2")} == {
        "x" * 31 + "!A2": "of a", "x" * 29 + "-2!A2": "of b", "standard!A2": "of d",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "mark"), [("standard.csv", ","), ("standard.tsv", "\t")])
def test_a_table_has_each_problem_above_its_row(here, name, mark):
    rows = [COLUMNS, GOOD, ("Beach rules", *GOOD[1:]), ("=1+1", *GOOD[1:])]
    (here / name).write_text("\n".join(mark.join(row) for row in rows))
    wrong = [
        at(Place(name, row=4, column=2)), at(Place(name, row=3)), at(Place(name, row=4, column=2)),
    ]  # fmt: skip
    ((ending, content),) = sent(name, wrong=wrong[:2], keep=["sand-rules"]).values()
    assert ending == name[-4:]
    assert content.decode("utf-8-sig").splitlines() == [
        mark.join(COLUMNS),
        f"# {name}:A3: it is wrong", "# hint: mend it",
        mark.join(rows[2]),
        f"# {name}:B4: it is wrong", "# hint: mend it",
        mark.join(("'=1+1", *GOOD[1:])),
    ]  # fmt: skip
    (here / "again").mkdir()
    (here / "again" / name).write_bytes(content)
    again = reading(here / "again" / name)
    assert [[one.text for one in piece.record.given] for piece in again.pieces] == [
        list(row) for row in rows[2:]
    ]


def test_json_is_json_again_with_all_languages_and_what_was_wrong_in_itself(here):
    given = {
        "standard": [{"name": {"en": "Sand rules", "fr": "Sable"}, "topic": ["sand", "gold"]}],
        "meeting": [{"name": "Talks", "document": "x"}],
    }
    (here / "x.json").write_text(json.dumps(given))
    ((ending, content),) = sent("x.json").values()
    assert (ending, json.loads(content)) == (".json", given)
    (here / "x.json").write_text('{"standard": [{"name": "Sand", "paragraph": {"zz": 7}}]}')
    ((_, content),) = sent("x.json").values()
    assert json.loads(content)["standard"][0]["name"] == "Sand"
    assert "7" in str(json.loads(content)["standard"][0]["paragraph"])


def test_facts_have_the_problems_as_comments(here):
    (here / "x.trig").write_text(TRIG)
    ((ending, content),) = sent("x.trig", wrong=[at(Place("x.trig", 3))], keep=["old"]).values()
    assert ending == ".trig"
    text = content.decode()
    assert text.startswith("# x.trig:3: it is wrong\n# hint: mend it\nPREFIX ")
    (here / "y.trig").write_text(text)
    assert {str(quad) for quad in reading("y.trig").quads()} == {
        str(quad) for quad in reading("x.trig").quads() if ":old" not in str(quad.subject)
        and "/old>" not in str(quad.subject)
    }  # fmt: skip


def test_each_file_comes_back_by_itself(here):
    (here / "x.trig").write_text(TRIG)
    (here / "standard.csv").write_text("name\nSand\n")
    found = sent("x.trig", "standard.csv")
    assert {file: ending for file, (ending, _) in found.items()} == {
        "x.trig": ".trig", "standard.csv": ".csv",
    }  # fmt: skip
    assert sent("x.trig", keep=["new", "old"]) == {}


def test_a_path_that_nobody_has(here):
    first = free_path("a/new.xlsx", ".xlsx", here)
    assert first.name == "new-rejected.xlsx"
    first.write_text("")
    assert free_path("a/new.xlsx", ".xlsx", here).name == "new-rejected-2.xlsx"
    assert free_path("-", ".csv", here).name == "new-rejected.csv"
