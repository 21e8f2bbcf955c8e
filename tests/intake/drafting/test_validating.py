"""What `minkg validate` tells of files, together with a home."""

from minkg.intake.drafting.validating import validate

GOOD = (
    "class,name (en),document,paragraph,covers life-cycle stage,says that (en),"
    "performs function,addresses topic\n"
    "standard,Gravel Code,unep-ea6-minerals-report,19,{},It is said of it.,"
    "norm-setting,sustainable-sand-management\n"
)


def told(tiny_home, tmp_path, stage, **more):
    (tmp_path / "x.csv").write_text(GOOD.format(stage))
    return validate(tmp_path / "x.csv", home=tiny_home, **more)


def test_a_good_file_has_nothing_that_blocks(tiny_home, tmp_path):
    found = told(tiny_home, tmp_path, "extraction")
    assert {problem.severity for problem in found} <= {"warning", "info"}
    assert "to-confirm" in {problem.rule for problem in found}


def test_a_wrong_value_is_told_at_its_cell_in_the_language(tiny_home, tmp_path):
    found = told(tiny_home, tmp_path, "extracton", lang="fr")
    (problem,) = [one for one in found if one.severity == "violation"]
    assert problem.place.cell == "E2"
    assert "extracton" in problem.sentence("fr")


def test_without_files_the_home_is_told(tiny_home):
    assert all(
        problem.file.startswith(("data/", "ontology/")) for problem in validate(home=tiny_home)
    )
