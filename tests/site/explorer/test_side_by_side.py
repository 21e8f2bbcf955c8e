"""Entries side by side."""

import json

from minkg.site.explorer import side_by_side
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from tests.tools.pages import page
from tests.tools.visiting import text_of


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


TWO = ["marine-sand-watch", "global-sand-observatory"]


def test_lines_are_those_of_the_graph(tiny):
    made = side_by_side.compared(frame_of(tiny, "compare", entry=TWO))
    lines = tiny.compare(*TWO)
    items = json.loads(made.forms["json"]())["items"]
    assert [(i["facet"], i["value"], i["differs"]) for i in items] == [
        (line.facet, line.value, line.differs) for line in lines
    ]
    assert [*made.values["lines"]] == list(dict.fromkeys(line.facet for line in lines))
    assert {*items[0]["stated"]} == set(TWO)


def test_only_differences_are_shown_where_that_is_wanted(tiny):
    every, some = (
        json.loads(
            side_by_side.compared(frame_of(tiny, "compare", entry=TWO, show=show)).forms["json"]()
        )
        for show in ("", "differences")
    )
    assert some["items"] == [item for item in every["items"] if item["differs"]]
    assert 0 < len(some["items"]) < len(every["items"])


def test_what_is_no_entry_is_told_and_the_others_are_compared(site, tiny):
    asked = [*TWO, "marine-sand-wach", "Marine Sand Watch"]
    made = side_by_side.compared(frame_of(tiny, "compare", entry=asked))
    assert made.values["names"] == TWO
    assert len(made.values["wrong"]) == 1
    text = text_of(page(site, "compare?entry=unep&entry=marine-sand-wach"))
    assert "no entry is called 'marine-sand-wach'" in text
    assert "Did you mean Marine Sand Watch" in text


def test_not_more_than_ten_are_compared(tiny):
    names = sorted(page_facts(tiny).compared.at)
    names += [n for n in sorted(tiny.names) if n not in names]
    made = side_by_side.compared(frame_of(tiny, "compare", entry=names))
    assert made.values["names"] == names[: side_by_side.MOST]


def test_without_entries_there_is_a_choice(tiny):
    made = side_by_side.compared(frame_of(tiny, "compare"))
    assert (made.values["names"], made.values["lines"]) == ([], {})
    assert set(made.values["addable"]) == set(page_facts(tiny).compared.at)
