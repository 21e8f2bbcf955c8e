"""The parts of the folder and of the page: each is a question, and speaks six languages."""

import pytest

from minkg.briefing.sections import SECTIONS
from minkg.words.languages import LANGUAGES, translate


@pytest.mark.parametrize(("name", "title", "note"), SECTIONS)
def test_a_section_is_a_question_with_title_and_note(tiny, name, title, note):
    assert tiny.question(name).name == name
    assert note.endswith(".")
    for lang in LANGUAGES:
        if lang != "en":
            assert translate(title, lang) != title
            assert translate(note, lang) != note


def test_each_stands_once():
    names = [name for name, *_ in SECTIONS]
    assert len(set(names)) == len(names)
