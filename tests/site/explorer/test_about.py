"""About the data: the method, its quality, and what changed."""

import csv
import io
import json

import pyoxigraph as ox

from minkg.findings import FACETS, Overlaps
from minkg.graph.terms import REVIEW_STATES
from minkg.knowledge import open_graph
from minkg.site.explorer import about
from minkg.site.explorer.about import log, to_mend
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


def test_ten_things_to_fix_are_those_on_which_most_rests(doubted):
    found = to_mend(page_facts(doubted))
    assert [m.findings for m in found] == sorted((m.findings for m in found), reverse=True)
    assert {m.passage for m in found} == set(doubted.unchecked)
    assert found[0].findings > 0


def test_a_list_of_changes_is_read():
    assert log("## 1\n- a\n  b\n\ntext\n### X\n* c") == [(2, "1"), (0, "a b"), (3, "X"), (0, "c")]


def test_the_method_is_told_with_its_own_figures(tiny):
    values = about.about(frame_of(tiny, "about")).values
    assert values["weights"] == {f: tiny.findings.weights[f] for f in FACETS}
    assert values["overlap"] == Overlaps.THRESHOLDS["overlap"]
    assert values["total"] == len(tiny.store)
    assert values["passages"] == len(page_facts(tiny).passages)


def test_quality_counts_facts_passages_and_names(doubted):
    shelf = page_facts(doubted)
    values = about.quality(frame_of(doubted, "quality")).values
    assert values["total"] == sum(values["facts"].values()) > 100
    assert values["passages"]["unchecked"] == 2
    assert values["facts"]["unchecked"] == sum(
        len(shelf.supports[n]) for n, p in shelf.passages.items() if p.state == "unchecked"
    )
    assert values["coverage"]["proposal"]["ru"] == (1, 0)
    assert values["coverage"]["proposal"]["fr"] == (0, 1)
    assert values["documents"][0] == ("unep-ea6-minerals-report", {
        s: sum(p.state == s for p in shelf.of_document["unep-ea6-minerals-report"])
        for s in REVIEW_STATES
    })  # fmt: skip
    assert values["unread"] == len(doubted.unchecked)


def test_changes_are_read_from_the_list_of_the_home(tiny_home, changed_home):
    home = changed_home(True)
    graph = open_graph(home.path)
    assert about.changes(frame_of(graph, "changes")).values["log"] == []
    (home.path / "CHANGELOG.md").write_text("# Changelog\n\n## 1\n- One\n", encoding="utf-8")
    assert about.changes(frame_of(graph, "changes")).values["log"] == [(2, "1"), (0, "One")]


def test_what_is_newest_stands_first(tiny):
    made = about.changes(frame_of(tiny, "changes"))
    items = json.loads(made.forms["json"]())["items"]
    dates = [item["date"] for item in items]
    assert dates == sorted(dates, reverse=True)
    assert len({(i["entry"], i["property"]) for i in items}) == len(items) > 3
    rows = list(csv.DictReader(io.StringIO(made.forms["csv"]())))
    assert [row["date"] for row in rows] == dates


def test_what_is_no_longer_used_is_told(tiny_home):
    graph = open_graph(tiny_home.path)
    name = ox.NamedNode("https://w3id.org/minkg/unep")
    terms = (
        "http://www.w3.org/2002/07/owl#deprecated",
        "http://www.w3.org/2004/02/skos/core#changeNote",
    )
    where = ox.NamedNode("https://w3id.org/minkg/entries")
    graph.store.extend([ox.Quad(name, ox.NamedNode(p), ox.Literal("true"), where) for p in terms])
    values = about.changes(frame_of(graph, "changes")).values
    assert values["gone"] == ["unep"]
    assert [note.subject for note in values["notes"]] == ["unep"]
