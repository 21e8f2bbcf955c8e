"""What `minkg validate` tells of files, together with a home."""

import shutil
from pathlib import Path

import pytest

from minkg.home.folder import FOLDERS
from minkg.intake.drafting.validating import validate
from minkg.words import NotFound
from tests.tools.told import COLUMNS, DOCUMENT, GOOD, workbook

HEAD = "class,name (en),document,paragraph,covers life-cycle stage,says that (en),"
ROW = f"standard,Gravel Code,{DOCUMENT},19,{{}},It is said of it.,norm-setting,{{}}"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(home, stage, **more):
    row = ROW.format(stage, "sustainable-sand-management")
    Path("x.csv").write_text(f"{HEAD}performs function,addresses topic\n{row}\n")
    return validate("x.csv", home=home, **more)


def test_a_good_file_has_nothing_that_blocks(tiny_home):
    found = told(tiny_home, "extraction")
    assert {(problem.rule, problem.severity) for problem in found} == {("to-confirm", "warning")}


def test_a_wrong_value_is_told_at_its_cell_in_the_language(tiny_home):
    found = told(tiny_home, "extracton", lang="fr", languages=("en", "fr", "ru"))
    (problem,) = [one for one in found if one.severity == "violation"]
    assert (str(problem.place), problem.rule) == ("x.csv:E2", "Faceted-coversStage")
    assert "«étape du cycle de vie»" in problem.sentence("fr")
    assert "extracton" in problem.sentence("fr")
    assert set(problem.elsewhere) == {"en", "ru"}
    assert problem.elsewhere["en"].sentence() == "'extracton' is not a life-cycle stage"


def test_every_file_and_folder_is_told_and_what_is_not_there_too(tiny_home, here):
    (here / "empty").mkdir()
    (here / "broken.trig").write_text(":a :b")
    found = validate("empty", "none.csv", here / "broken.trig", home=str(tiny_home.path))
    assert [(problem.file, problem.rule) for problem in found] == [
        (str(here / "broken.trig"), "syntax"), ("empty", "syntax"), ("none.csv", "syntax"),
    ]  # fmt: skip


def test_rows_are_counted_while_they_are_read(tiny_home, here):
    (here / "x.csv").write_text("class,name\n" + "topic,\n" * 1000)
    said = []
    validate("x.csv", home=tiny_home, progress=said.append)
    assert said == [1000]


def test_without_files_the_home_is_told(tiny_home, here):
    for name in FOLDERS:
        shutil.copytree(tiny_home.path / name, here / name)
    before = validate(home=here)
    path = here / "data" / "platform" / "marine-sand-watch.trig"
    path.write_text(path.read_text().replace("mk:coversStage :", "mk:coversStage :no-such-"))
    fresh = [problem for problem in validate(home=here) if problem not in before]
    assert fresh != []
    assert {(problem.file, problem.rule) for problem in fresh} == {
        ("data/platform/marine-sand-watch.trig", "Faceted-coversStage"),
        ("data/document/unep-ea6-minerals-report.trig", "Passage-seal"),
    }


def test_what_is_no_home_is_refused(here):
    with pytest.raises(NotFound, match="is not a home"):
        validate("x.csv", home=here / "none")


def test_problems_of_shapes_stand_at_the_cells(tiny_home, here):
    workbook(
        here / "book.xlsx",
        standard=[
            [*COLUMNS, "performs function", "is in force from", "applies to material"],
            [*GOOD, "auditing", "soon", "sand"],
            ["", DOCUMENT, "19", "x"],
            ["Gravel rules", DOCUMENT, "19", "x", None, "2023", "gravle"],
        ],
    )
    found = validate("book.xlsx", home=tiny_home)
    assert {(str(p.place), p.rule) for p in found if p.severity == "violation"} == {
        ("book.xlsx:standard!F2", "Instrument-inForceFrom"),
        ("book.xlsx:standard!A3", "name"),
        ("book.xlsx:standard!E4", "Standard-performsFunction"),
        ("book.xlsx:standard!G4", "Faceted-appliesToMaterial"),
    }
