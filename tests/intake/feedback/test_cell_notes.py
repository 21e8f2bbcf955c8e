"""Comments on cells: ours are added and taken away, those of others stay."""

from html import unescape

from minkg.intake.feedback.cell_notes import (
    BEGIN,
    NEW_BOXES,
    NEW_NOTES,
    with_boxes,
    with_ours,
    without_ours,
)

EMPTY = NEW_NOTES % b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THEIRS = EMPTY.replace(
    b"<commentList/>",
    b'<commentList><comment ref="B2" authorId="0"><text><t>mine</t></text></comment></commentList>',
)


def test_what_is_added_can_be_taken_away():
    told = with_ours(EMPTY, {"A1": "it is wrong\nreally"})
    assert "&#9472;&#9472; minkg &#9472;&#9472;" in told.decode("ascii")
    assert unescape("&#9472;&#9472; minkg &#9472;&#9472;") == BEGIN
    assert b"<author>minkg</author>" in told
    content, cut = without_ours(told)
    assert cut == {"A1": None}
    assert b"<comment " not in content


def test_the_words_of_others_stay():
    told = with_ours(THEIRS, {"B2": "it is wrong"})
    assert told.count(b"<comment ") == 1
    content, cut = without_ours(told)
    assert cut == {"B2": 2}
    assert b"mine" in content
    assert b"it is wrong" not in content
    assert without_ours(THEIRS) == (THEIRS, {})


def test_boxes_come_grow_and_go():
    one = with_boxes(NEW_BOXES, {"C7": "it is wrong"}, {}, right=True)
    assert b"<x:Row>6</x:Row><x:Column>2</x:Column>" in one
    assert b"direction:rtl" in one
    assert with_boxes(one, {"C7": "more"}, {}, right=True).count(b"<v:shape ") == 1
    assert b"<v:shape " not in with_boxes(one, {}, {"C7": None}, right=True)
