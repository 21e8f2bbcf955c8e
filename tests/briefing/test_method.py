"""What a report says of its method, of what would be new, and of pictures."""

import pytest

from minkg.briefing.blocks import Bullets, Heading, text_of
from minkg.briefing.method import alt, method, method_lines, new_in
from minkg.briefing.tables import Tables
from minkg.pictures.drawing.picture import Picture


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_the_method_is_told_in_chapters_and_sentences(content, lang):
    tables = Tables(content, lang)
    blocks = list(method(tables))
    assert [type(block) for block in blocks] == [Heading, Bullets] * (len(blocks) // 2)
    lines = [line for _, those in method_lines(tables) for line in those]
    assert len(lines) >= 10
    assert len(set(lines)) == len(lines)
    assert not any("{" in line for line in lines)
    if lang != "en":
        english = {line for _, those in method_lines(Tables(content, "en")) for line in those}
        assert not english & set(lines)


def test_weights_are_told_as_shares(content):
    last = method_lines(Tables(content, "en"))[-1][1][-1]
    assert "stage 40%, topic 60%" in last


def test_what_would_be_new_and_which_gaps_it_would_close(content):
    tables = Tables(content, "en")
    for one in content.proposals:
        new, gaps = map(text_of, new_in(tables, one))
        assert new.startswith("what would be new: ")
        for names in one.whatif.new.values():
            assert all(text_of(tables.words.entry(name)) in new for name in names)
        assert ("nothing that another one does not state" in new) == (not one.whatif.new)
        assert gaps.count(" × ") == len(one.whatif.closes)
        assert gaps.endswith("none") == (not one.whatif.closes)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("stage-topic", "cells of topic and stage"),
        ("timeline", "the same dates"),
        ("pair", "the same"),
    ],
)
def test_pictures_are_told_in_words(content, view, said):
    told = alt(Tables(content, "en"), view, Picture("<svg/>", "A title\x07"))
    assert told.startswith("A title. ")
    assert said in told
    if view == "stage-topic":
        cells = content.matrix.cells.values()
        assert f"Of {len(cells)} cells" in told
        assert f"{sum(cell.kind == 'gap' for cell in cells)} have no entry" in told
