"""The first page: what is here and what stands out."""

import json

from minkg.graph.terms import REVIEW_STATES
from minkg.site.explorer import first_page
from minkg.site.explorer.first_page import BEST, home
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


def test_everything_is_counted(tiny):
    shelf = page_facts(tiny)
    values = home(frame_of(tiny, "")).values
    assert sum(values["kinds"].values()) == len(tiny.names)
    assert sorted(k for kinds in values["groups"].values() for k in kinds) == sorted(
        values["kinds"]
    )
    assert sum(values["states"].values()) == values["passages"] == len(shelf.passages)
    assert values["facts"] == sum(bool(f.passage) for fs in shelf.facts.values() for f in fs)
    assert sum(values["findings"].values()) == len(shelf.findings)


def test_classes_of_a_group_stand_by_their_size(tiny):
    values = home(frame_of(tiny, "")).values
    for kinds in values["groups"].values():
        sizes = [values["kinds"][kind] for kind in kinds]
        assert sizes == sorted(sizes, reverse=True)


def test_what_stands_out_are_the_strongest_findings_for_people_to_judge(tiny, monkeypatch):
    shelf = page_facts(tiny)
    kinds = ("possible-duplication", "overlap")
    wanted = [f for f in shelf.findings if f.kind in kinds]
    assert len(wanted) > 1
    assert home(frame_of(tiny, "")).values["best"] == wanted[:BEST]
    monkeypatch.setattr(first_page, "BEST", 1)
    assert home(frame_of(tiny, "")).values["best"] == wanted[:1]


def test_gaps_are_the_empty_cells_of_the_picture(tiny):
    values = home(frame_of(tiny, "")).values
    g = values["g"]
    empty = [
        c
        for c in g.cells.values()
        if not c.subjects and c.stage in g.stages and c.topic in g.topics
    ]
    assert values["grid_gaps"] == len(empty)


def test_the_counts_are_there_for_machines(tiny):
    (item,) = json.loads(home(frame_of(tiny, "index")).forms["json"]())["items"]
    assert item["entries"]["platform"] == 1
    assert set(item["passages"]) == set(REVIEW_STATES)
