"""The long lists of a report: each whole, in order, in the language."""

import pytest

from minkg.briefing.blocks import text_of
from minkg.briefing.lists import Lists
from minkg.words import natural

LISTS = ("timeline", "passages", "facts", "links")


def lists(content, lang="en"):
    return Lists(content, lang)


def column(sheet, at):
    return [text_of(row[at]) for row in sheet.rows]


def test_the_timeline_has_each_event_once_with_its_passages(content):
    every, steps = (lists(content).timeline(steps=only) for only in (False, True))
    assert len(every.rows) == len({(e.date, e.event, e.entry) for e in content.timeline})
    assert column(every, 0) == sorted(column(every, 0))
    assert 0 < len(steps.rows) < len(every.rows)
    assert all(text_of(row[3]) for row in every.rows)


def test_answers_have_titles_and_rows_of_the_question(graph, content):
    for name in content.tables:
        sheet = lists(content, "fr").answer(name)
        table = graph.query(name)
        assert sheet.heads == tuple(graph.titles(table.columns, "fr"))
        assert len(sheet.rows) == sheet.total == len(table)


def test_passages_stand_in_their_natural_order(content):
    sheet = lists(content).passages()
    names = column(sheet, 0)
    assert set(names) == content.passages.keys()
    assert names == sorted(names, key=natural)
    assert column(sheet, 3)[names.index("unep-ea6-minerals-report.19")] == (
        content.passages["unep-ea6-minerals-report.19"].summary
    )


def test_every_fact_that_a_passage_states(content):
    sheet = lists(content).facts()
    assert len(sheet.rows) == content.numbers.facts
    rows = {tuple(map(text_of, row)) for row in sheet.rows}
    assert ("marine-sand-watch", "Marine Sand Watch", "was launched in", "2023-09",
            "unep-ea6-minerals-report.19", "checked") in rows  # fmt: skip


def test_links_are_told_by_label(content):
    sheet = lists(content).links()
    assert len(sheet.rows) == len(content.links)
    assert "Marine Sand Watch" in column(sheet, 0)


def test_passages_cited_by_number_keep_that_order(content):
    names = ["unep-ea6-minerals-report.19", "unep-ea6-minerals-report.1"]
    sheet = lists(content).cited({name: at for at, name in enumerate(names, 1)})
    assert column(sheet, 0) == ["[1]", "[2]"]
    assert [row[0][0].passage for row in sheet.rows] == names
    assert "19" in column(sheet, 1)[0]


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_heads_are_in_the_language_and_as_many_as_cells(content, lang):
    made = lists(content, lang)
    sheets = [made.timeline(steps=False), made.passages(), made.facts(), made.links()]
    for sheet in sheets:
        assert {len(row) for row in sheet.rows} == {len(sheet.heads)} == {len(sheet.widths)}
    if lang != "en":
        english = [lists(content).passages().title, lists(content).facts().title]
        assert [made.passages().title, made.facts().title] != english
