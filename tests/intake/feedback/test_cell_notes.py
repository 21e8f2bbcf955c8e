"""Comments on cells: ours are added and taken away, those of others stay."""

from html import unescape
from xml.etree import ElementTree

import pytest

from minkg.intake.feedback.cell_notes import (
    BEGIN,
    NEW_BOXES,
    NEW_NOTES,
    SIZE,
    with_boxes,
    with_ours,
    without_ours,
)

EMPTY = NEW_NOTES % b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THEIRS = EMPTY.replace(
    b"<commentList/>",
    b'<commentList><comment ref="B2" authorId="0"><text><t>mine</t></text></comment></commentList>',
)
NOTES = (
    "<comments><authors><author>Li</author></authors><commentList>"
    '<comment ref="B2" authorId="0"><text>{}</text></comment></commentList></comments>'
)


def texts(content: bytes) -> dict[str, str]:
    """Give the words of each comment, as a reader of XML reads them."""
    return {
        comment.attrib["ref"]: "".join(text.text or "" for text in comment.iter("t"))
        for comment in ElementTree.fromstring(content).iter("comment")
    }


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


JOINED = "<t>Mine &amp; yours.</t>"  # as each program writes the words of somebody else
RUNS = "<r><t>Mine &amp; </t></r><r><rPr><b/></rPr><t>yours.</t></r>"


@pytest.mark.parametrize("words", [JOINED, RUNS])
def test_the_words_of_others_are_as_before_when_ours_have_gone(words):
    before = NOTES.format(words).encode()
    told = with_ours(before, {"B2": "it is <wrong>"})
    assert texts(told) == {"B2": f"Mine & yours.\n\n{BEGIN}\nit is <wrong>"}
    content, cut = without_ours(told)
    assert (texts(content), cut) == ({"B2": "Mine & yours."}, {"B2": 2})
    assert texts(with_ours(content, {"B2": "again"})) == {"B2": f"Mine & yours.\n\n{BEGIN}\nagain"}


def test_ours_are_found_where_a_program_has_joined_all_words():
    joined = f"<t>Mine\n\n{BEGIN}\nit is wrong\nhint: x</t>"
    content, cut = without_ours(NOTES.format(joined).encode())
    assert (texts(content), cut) == ({"B2": "Mine"}, {"B2": 3})


def test_the_lines_that_only_part_ours_from_theirs_go_too():
    parted = f"<r><t>Mine\n\n</t></r><r><t>{BEGIN}\n</t></r><r><t>wrong</t></r>"
    content, cut = without_ours(NOTES.format(parted).encode())
    assert (texts(content), cut) == ({"B2": "Mine"}, {"B2": 2})


def test_the_author_is_named_once_and_the_prefix_is_kept():
    once = with_ours(EMPTY, {"A1": "x"})
    assert with_ours(once, {"A2": "y"}).count(b"<author>minkg</author>") == 1
    bare = b"<x:comments xmlns:x='urn:x'><x:authors><x:author>Li</x:author></x:authors>"
    told = with_ours(bare + b"<x:commentList/></x:comments>", {"C3": "x"})
    assert b"<x:author>Li</x:author><x:author>minkg</x:author>" in told
    assert b'<x:comment ref="C3" authorId="1"><x:text><x:r>' in told
    assert with_ours(EMPTY, {}) == EMPTY


def test_a_box_grows_by_the_lines_that_come_and_shrinks_by_those_that_go():
    box = (
        b'<xml><v:shape id="_x0000_s1030" style="x"><x:ClientData><x:Anchor>1, 15, 2, 10, 3, 31, '
        b"9, 4</x:Anchor><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>"
    )
    grown = with_boxes(box, {"B2": "w" * (SIZE + 1)}, {}, right=False)
    assert grown == box.replace(b" 9, 4", b" 12, 4")
    assert with_boxes(grown, {}, {"B2": 3}, right=False) == box
    assert with_boxes(grown, {"B2": "one"}, {"B2": 3}, right=False) == box.replace(b" 9,", b" 11,")
    added = with_boxes(box, {"A1": "x"}, {}, right=False)
    assert b'id="_x0000_s1031"' in added
    assert added.count(b'<v:shapetype id="_x0000_t202"') == 1
    assert b"text-align:left" in added


@pytest.mark.parametrize("content", [b"<comments><authors/></comments>", b"<comments/>"])
def test_a_part_without_a_list_is_no_part_of_comments(content):
    with pytest.raises(LookupError):  # who marks the workbook says that it is damaged
        with_ours(content, {"A1": "x"})
