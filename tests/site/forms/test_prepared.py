"""What many answers need of a graph, made once."""

import pytest

from minkg.intake.drafting.validating import validate
from minkg.knowledge import open_graph
from minkg.site.forms.prepared import Ready, ready, warm
from minkg.site.forms.uploads import read_upload
from minkg.words.languages import LANGUAGES


@pytest.fixture
def known(tiny):
    return Ready(tiny)


def test_it_is_made_once_for_a_graph(tiny_home):
    graph = open_graph(tiny_home.path)
    assert ready(graph) is ready(graph)
    warm(graph)
    made = ready(graph)
    assert {"standing", "forms", "folders", "names", "compared"} <= made.__dict__.keys()
    assert [one.name for one in made.names] == sorted(one.name for one in made.names)


def test_every_class_but_the_passage_has_a_form(known):
    assert {"standard", "platform", "document"} <= set(known.folders)
    assert "passage" not in known.folders
    assert "passage" in known.forms.folders


@pytest.mark.parametrize("lang", LANGUAGES)
def test_classes_are_told_in_the_readers_language(known, lang):
    listed = list(known.classes(lang))
    assert tuple(folder for folder, _, _ in listed) == known.folders
    assert all(name and help_text for _, name, help_text in listed)
    english = {folder: name for folder, name, _ in known.classes("en")}
    assert lang == "en" or any(name != english[folder] for folder, name, _ in listed)


def test_columns_and_choices_are_kept(known):
    assert known.columns("standard") is known.columns("standard")
    assert known.columns("standard") is not known.columns("platform")
    assert known.choices("fr") is known.choices("fr") is not known.choices("en")


def test_work_that_fails_midway_is_undone(known):
    before = known.standing, known.forms, known.columns("standard"), known.choices("en")
    assert known.safely(lambda: 5) == 5
    assert known.standing is before[0]

    def fail():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        known.safely(fail)
    after = known.standing, known.forms, known.columns("standard"), known.choices("en")
    assert all(one is not other for one, other in zip(before, after, strict=True))


def test_problems_are_those_of_validate(known, tiny_home, tmp_path):
    path = tmp_path / "standard.csv"
    path.write_text("name (en),covers stage\nSand code,everywhere\n", encoding="utf-8")
    new = read_upload(known, path.read_bytes(), "standard.csv", "en")
    told = [problem.sentence("en") for problem in known.problems(new.source, "en")]
    assert told == [problem.sentence("en") for problem in validate(path, home=tiny_home)]
    assert told
