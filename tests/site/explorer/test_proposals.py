"""Proposals: their support, and what each would add."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from minkg.graph import Fact
from minkg.site.explorer import proposals
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.errors import NotFound


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


NAME = "global-sand-observatory"


def test_every_proposal_is_listed_with_what_covers_it_best(tiny):
    items = json.loads(proposals.every(frame_of(tiny, "x")).forms["json"]())["items"]
    kinds = page_facts(tiny).kinds
    assert {i["name"] for i in items} == {n for n, kind in kinds.items() if kind == "proposal"}
    (one,) = [i for i in items if i["name"] == NAME]
    found = [f for f in page_facts(tiny).of(NAME) if f.first == NAME]
    assert one["covered"] == max(f.first_covered or 0 for f in found)
    assert kinds[one["coveredBy"]] != "proposal"
    assert one["support"] == ["not-stated"]


def test_levels_of_support_are_told_once_the_checked_ones_first(tiny):
    level = ox.NamedNode
    facts = [
        Fact("x", "mk:supportLevel", level("https://w3id.org/minkg/b"), "p.1", "unchecked"),
        Fact("x", "mk:supportLevel", level("https://w3id.org/minkg/a"), "p.2", "checked"),
        Fact("x", "mk:supportLevel", level("https://w3id.org/minkg/b"), "p.3", "secondary"),
        Fact("x", "mk:coversStage", level("https://w3id.org/minkg/c"), "p.4", "checked"),
    ]
    assert [fact.passage for fact in proposals._support(facts)] == ["p.2", "p.3"]


def test_what_a_proposal_would_add_is_what_the_graph_says(tiny):
    made = proposals.one(frame_of(tiny, "x"), NAME)
    (item,) = json.loads(made.forms["json"]())["items"]
    new, closes = tiny.findings.additions(page_facts(tiny).compared.facets.subjects[NAME])
    assert item["new"] == {facet: list(values) for facet, values in new.items()}
    assert [(c["stage"], c["topic"]) for c in item["closes"]] == list(closes)
    covers = [made.values["covered"](f) or 0.0 for f in made.values["answer"].findings]
    assert covers == sorted(covers, reverse=True)


def test_a_table_names_the_other_side(tiny):
    rows = list(
        csv.DictReader(io.StringIO(proposals.one(frame_of(tiny, "x"), NAME).forms["csv"]()))
    )
    assert len(rows) == len(page_facts(tiny).of(NAME))
    assert NAME not in {row["entry"] for row in rows}
    assert all(0 <= float(row["covered"]) <= 1 for row in rows)


@pytest.mark.parametrize("name", ["unep", "nope", "global-sand-observatry"])
def test_what_is_no_proposal_is_told(tiny, name):
    with pytest.raises(NotFound, match="no proposal is called"):
        proposals.one(frame_of(tiny, "x"), name)
