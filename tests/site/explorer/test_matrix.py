"""Stages and topics: who acts where, one cell, and gaps."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pytest

from minkg.findings import Wording
from minkg.site.explorer import matrix
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.errors import NotFound
from minkg.words.languages import translate


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


CELL = ("extraction", "sustainable-sand-management")


def test_the_matrix_shows_what_is_broadest_unless_more_is_wanted(tiny):
    shelf = page_facts(tiny)
    every = {show: matrix.matrix(frame_of(tiny, "matrix", show=show)).values["g"]
             for show in ("", "topics", "stages", "all")}  # fmt: skip
    top = shelf.top(shelf.topics), shelf.top(shelf.stages)
    assert (every[""].topics, every[""].stages) == top
    assert (every["topics"].topics, every["topics"].stages) == (shelf.topics, top[1])
    assert (every["stages"].topics, every["stages"].stages) == (top[0], shelf.stages)
    assert (every["all"].topics, every["all"].stages) == (shelf.topics, shelf.stages)
    assert every["all"].most == max(len(cell.subjects) for cell in shelf.cells.values())


def test_the_look_of_a_cell_tells_how_many_act_there(tiny):
    drawn = matrix.PageMatrix(frame_of(tiny, "x"), [], [])
    drawn.most = 10
    names = [f"n{n}" for n in range(10)]
    looks = [drawn.look(cell(subjects=names[:n])) for n in (0, 1, 2, 5, 10)]
    assert looks == ["gap", "tone1", "tone2", "tone4", "tone5"]
    assert drawn.look(cell(subjects=["a"], thin=("voluntary",))) == "tone1 thin"
    assert drawn.look(cell(subjects=["a"], thin=("only-proposals",))) == "planned thin"
    drawn.most = 1
    assert drawn.look(cell(subjects=["a"])) == "tone1"


def cell(subjects=(), thin=()):
    return SimpleNamespace(subjects=subjects, thin=thin)


def test_a_cell_is_told_in_words(tiny):
    shelf = page_facts(tiny)
    for lang in ("en", "fr"):
        drawn = matrix.PageMatrix(frame_of(tiny, "x", lang), [], [])
        for one in shelf.cells.values():
            said = drawn.word(one)
            assert translate(Wording.KINDS[one.kind], lang) in said
            assert all(translate(Wording.THIN[reason], lang) in said for reason in one.thin)


def test_narrower_topics_stand_in(tiny):
    drawn = matrix.PageMatrix(frame_of(tiny, "x"), [], [])
    assert drawn.depth("artisanal-and-small-scale-mining") == 0
    assert drawn.depth("artisanal-gold-mining") == 1


def test_one_cell_says_who_acts_there_and_which_passage_says_so(tiny):
    made = matrix.cell(frame_of(tiny, "x"), *CELL)
    said = dict(made.values["said"])
    assert "marine-sand-watch" in said
    assert all(said.values())
    assert {*said} == set(made.values["one"].subjects)
    rows = list(csv.DictReader(io.StringIO(made.forms["csv"]())))
    assert (rows[0]["stage"], rows[0]["topic"]) == CELL
    assert int(rows[0]["count"]) == len(said)
    with pytest.raises(NotFound):
        matrix.cell(frame_of(tiny, "x"), "use", "nope")


def test_narrower_cells_are_those_within(tiny):
    broader = tiny.broader
    found = matrix.cell(frame_of(tiny, "x"), *CELL).values["narrower"]
    for one in found:
        assert (one.stage, one.topic) != CELL
        assert CELL[0] in (one.stage, *broader.get(one.stage, ()))
        assert CELL[1] in (one.topic, *broader.get(one.topic, ()))
    assert ("marine-extraction", CELL[1]) in {(one.stage, one.topic) for one in found}


@pytest.mark.parametrize("kind", matrix.KINDS)
def test_gaps_are_those_that_the_graph_has(tiny, kind):
    made = matrix.gaps(frame_of(tiny, "gaps", kind=kind, show="all"))
    items = json.loads(made.forms["json"]())["items"]
    cells = [c for c in page_facts(tiny).cells.values() if c.kind == kind]
    assert {(i["stage"], i["topic"]) for i in items} == {(c.stage, c.topic) for c in cells}
    assert made.values["counts"][kind] == len(cells)
    assert sum(map(len, made.values["by_topic"].values())) == len(cells)


def test_stages_at_which_nobody_acts_are_named(tiny):
    made = matrix.gaps(frame_of(tiny, "gaps", show="all"))
    cells = page_facts(tiny).cells
    idle = {s for s, _ in cells} - {s for (s, _), c in cells.items() if c.subjects}
    assert set(made.values["unstaged"]) == idle


def test_the_matrix_is_drawn_for_machines(tiny):
    drawn = matrix.matrix(frame_of(tiny, "matrix", "ar")).forms["svg"]()
    assert ET.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
