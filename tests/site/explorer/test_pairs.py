"""Findings about pairs: the list with its filters, and one pair."""

import csv
import io
import json

import pytest

from minkg.findings import Finding
from minkg.site.explorer import pairs
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.errors import NotFound
from tests.tools.pages import PAIR, page
from tests.tools.visiting import text_of


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


def test_the_table_of_findings_has_them_all(site, tiny):
    found = page_facts(tiny).findings
    rows = list(csv.DictReader(io.StringIO(site.get("/findings.csv").body.decode("utf-8-sig"))))
    assert len(rows) == len(found)
    kinds = {f.kind for f in found}
    split = [json.loads(site.get(f"/findings.json?kind={k}").body)["items"] for k in kinds]
    assert sum(map(len, split)) == len(found)
    assert [i["kind"] for i in split[0]] == [split[0][0]["kind"]] * len(split[0])


def listed(graph, **asked):
    made = pairs.findings(frame_of(graph, "findings", **asked))
    return [(i["first"], i["second"]) for i in json.loads(made.forms["json"]())["items"]], made


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        ({"kind": "alignment"}, lambda f, shelf: f.kind == "alignment"),
        ({"kind": ["overlap", "alignment"]}, lambda f, shelf: f.kind in ("overlap", "alignment")),
        ({"entry": "unep"}, lambda f, shelf: "unep" in (f.first, f.second)),
        ({"stage": "extraction"}, lambda f, shelf: "extraction" in f.parts["stage"].shared),
        (
            {"topic": "tailings-management"},
            lambda f, _: "tailings-management" in f.parts["topic"].shared,
        ),
        (
            {"class": "proposal"},
            lambda f, shelf: "proposal" in map(shelf.kinds.get, (f.first, f.second)),
        ),
        ({"least": "0.2"}, lambda f, _: f.expected >= 0.2),
        ({"least": "nonsense"}, lambda *_: True),
        ({"evidence": "checked"}, lambda f, shelf: pairs.checked(f)),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "passes",
)
def test_a_filter_leaves_what_passes_it(doubted, asked, passes):
    shelf = page_facts(doubted)
    found, made = listed(doubted, **asked)
    wanted = [(f.first, f.second) for f in shelf.findings if passes(f, shelf)]
    assert found == wanted
    assert (made.values["total"], made.values["all"]) == (len(wanted), len(shelf.findings))


def test_some_findings_rest_on_what_nobody_checked(doubted):
    states = {pairs.checked(finding) for finding in page_facts(doubted).findings}
    assert states == {True, False}


def test_values_of_filters_are_counted_among_what_is_left(tiny):
    found, made = listed(tiny, kind="alignment")
    facets = made.values["facets"]
    assert [(c.value, c.count, c.chosen) for c in facets["kind"]] == [
        ("alignment", len(found), True)
    ]
    both = json.loads(pairs.findings(frame_of(tiny, "x")).forms["json"]())["items"]
    kinds = [c.value for c in pairs.findings(frame_of(tiny, "x")).values["facets"]["kind"]]
    assert kinds == [k for k in Finding.KINDS if k in {i["kind"] for i in both}]


def test_a_long_list_comes_in_pages(tiny, monkeypatch):
    monkeypatch.setattr(pairs, "ON_A_PAGE", 3)
    every = page_facts(tiny).findings
    pages = [pairs.findings(frame_of(tiny, "x", page=str(n))).values["found"] for n in (1, 2)]
    assert [*pages[0], *pages[1]] == every[:6]


def test_a_pair_is_the_same_from_both_sides(tiny):
    one, other = (
        pairs.pair(frame_of(tiny, "x"), *names).forms["json"]()
        for names in (
            ("global-sand-observatory", "marine-sand-watch"),
            ("GISTM", "Marine Sand Watch"),
        )
    )
    back = pairs.pair(frame_of(tiny, "x"), "marine-sand-watch", "global-sand-observatory")
    assert back.forms["json"]() == one != other
    assert back.title == "Global sand observatory ↔ Marine Sand Watch"


def test_a_pair_is_of_two_that_can_be_compared(tiny):
    with pytest.raises(NotFound, match="a pair is of two entries"):
        pairs.pair(frame_of(tiny, "x"), "unep", "unep")
    for names in (("nope", "unep"), ("unep", "nope"), ("sand", "unep")):
        with pytest.raises(NotFound):
            pairs.pair(frame_of(tiny, "x"), *names)


def test_a_judgement_stands_on_the_page_of_its_pair(site):
    text = text_of(page(site, PAIR))
    assert "What people judged" in text
