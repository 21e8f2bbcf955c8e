"""Findings about pairs: every kind planted once, what silences them, and the shipped graph."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from minkg.findings.facets import FACETS, Evidence, Facets, read_facets
from minkg.findings.finding import Finding
from minkg.findings.findings import Findings
from minkg.findings.judgements import VERDICTS, read_weights
from minkg.findings.links import EXPLAINING, ExplainingLink
from minkg.findings.overlaps import SAME_BODY, Overlaps
from minkg.findings.wording import Wording
from minkg.knowledge import KnowledgeGraph
from minkg.words.errors import NotFound
from minkg.words.languages import LANGUAGES
from minkg.words.names import ENTRY, expand
from tests.findings.test_similarity import EMBRACING, VALUES, rename, tables
from tests.tools.planted import EQUAL, FULL, overlaps, subject, table

LESS = {"stage": "mining", "topic": "sand-topic", "material": "sand"}
SAID = Evidence("report.1", "checked")
RARE = math.log(9 / 3)  # two of eight subjects state it


def only(found: Overlaps) -> Finding:
    (finding,) = found.findings()
    return finding


def test_overlap() -> None:
    found = only(
        overlaps(
            subject("one", **LESS, function="watching"),
            subject("two", document="other", **LESS, function="training"),
        )
    )
    assert (found.kind, found.first, found.second) == ("overlap", "one", "two")
    assert (
        found.low
        == found.expected
        == found.high
        == pytest.approx(3 * RARE / (3 * RARE + 2 * math.log(9 / 2)))
    )
    assert found.first_covered == found.second_covered
    assert found.links == found.judgements == found.states_nothing == ()
    for facet, value in LESS.items():
        part = found.parts[facet]
        assert part.shared == {value: pytest.approx(RARE)}
        assert part.only_first == part.only_second == {}
        assert part.evidence == {value: ((SAID,), (Evidence("other.1", "checked"),))}
    function = found.parts["function"]
    assert function.shared == function.evidence == {}
    assert function.only_first == {"watching": pytest.approx(math.log(9 / 2))}
    assert list(function.only_second) == ["training"]


def test_an_unknown_facet_is_unknown() -> None:
    found = only(overlaps(subject("one", **LESS, actor="states"), subject("two", **LESS)))
    assert (found.parts["actor"].first_states, found.parts["actor"].second_states) == (True, False)
    assert (found.parts["place"].first_states, found.parts["place"].second_states) == (False,) * 2
    assert found.low < found.high == 1


def test_a_narrower_concept_overlaps_with_its_broader_one() -> None:
    found = only(
        overlaps(
            subject("one", **{**LESS, "stage": "marine-mining"}),
            subject("two", document="other", **LESS),
        )
    )
    stage = found.parts["stage"]
    assert found.kind == "overlap"
    assert list(stage.shared) == ["mining"]  # the life cycle embraces all stages
    assert list(stage.only_first) == ["marine-mining"]
    assert stage.evidence["mining"] == ((SAID,), (Evidence("other.1", "checked"),))


def test_possible_duplication() -> None:
    found = only(overlaps(subject("one", **FULL), subject("two", document="other", **FULL)))
    assert found.kind == "possible-duplication"
    assert (found.low, found.expected, found.high) == (1, 1, 1)
    assert (found.first_covered, found.second_covered) == (1, 1)
    assert {f: list(p.shared) for f, p in found.parts.items()} == {f: [v] for f, v in FULL.items()}
    assert all(
        sides == ((SAID,), (Evidence("other.1", "checked"),))
        for part in found.parts.values()
        for sides in part.evidence.values()
    )


@pytest.mark.parametrize(
    "change",
    [
        {"function": "training"},
        {"actor": "companies"},
        {"state": "unchecked"},
        {"state": "secondary"},
        {"force": "voluntary-standard"},
        {"topic": "sand-topic air water", "material": "sand clay", "actor": "states b c d e"},
    ],
)
def test_one_doubt_makes_it_an_overlap_only(change) -> None:
    """Function, actors, places, review, legal force and coverage must all speak for it."""
    found = overlaps(
        subject("one", force="law", **FULL), subject("two", **{"force": "law", **FULL, **change})
    )
    assert only(found).kind == "overlap"


@pytest.mark.parametrize(("facet", "value"), [("place", "land"), ("material", "clay")])
def test_the_same_elsewhere_or_for_another_material_is_no_overlap(facet, value) -> None:
    found = only(overlaps(subject("one", **FULL), subject("two", **{**FULL, facet: value})))
    assert (found.kind, found.differs) == ("complementarity", (facet,))


@pytest.mark.parametrize("value", ["world", "sea land", "bay", "coast"])
def test_places_that_touch_are_not_apart(value) -> None:
    """All-embracing, one in common, inside the other, related."""
    facets = table(subject("one", **FULL), subject("two", **{**FULL, "place": value}))
    facets.broader = {**facets.broader, "bay": ["sea"]}
    facets.related = frozenset({frozenset(("coast", "sea"))})
    one, two = facets.subjects["one"], facets.subjects["two"]
    assert not facets.apart(one, two, "place")
    assert not facets.apart(two, one, "place")


def test_siblings_are_apart() -> None:
    facets = table(subject("one", place="bay"), subject("two", place="gulf"))
    facets.broader = {"bay": ["sea"], "gulf": ["sea"]}
    assert facets.apart(facets.subjects["one"], facets.subjects["two"], "place")


def test_comparable_legal_force_includes_broader_force() -> None:
    found = overlaps(subject("one", force="law", **FULL), subject("two", force="treaty", **FULL))
    assert only(found).kind == "possible-duplication"


def test_covered_proposal_stands_first_and_lists_the_rest() -> None:
    proposal = subject("z-plan", "proposal", topic="sand-topic", material="sand", function="new")
    found = only(
        overlaps(
            subject("body", "organization", topic="sand-topic sand-trade air", material="sand"),
            proposal,
        )
    )
    assert (found.kind, found.first, found.second) == ("covered-proposal", "z-plan", "body")
    assert found.first_covered == pytest.approx(2 * RARE / (2 * RARE + math.log(9 / 2)))
    assert found.second_covered == pytest.approx(2 * RARE / (2 * RARE + 2 * math.log(9 / 2)))
    assert list(found.parts["function"].only_first) == ["new"]
    assert list(found.parts["topic"].only_second) == ["air", "sand-trade"]
    assert not found.parts["function"].second_states


def test_a_body_is_no_covered_proposal() -> None:
    found = overlaps(
        subject("one", topic="sand-topic", material="sand"),
        subject("two", topic="sand-topic", material="sand", function="new"),
    )
    assert found.findings() == []
    assert found.pair("one", "two").kind == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"stage": "mining"}, {"stage": "use"}),
        ({"function": "watching"}, {"function": "training"}),
        ({"force": "law"}, {"force": "voluntary-standard"}),
    ],
)
def test_complementarity(first, second) -> None:
    found = only(
        overlaps(
            subject("one", topic="sand-topic", **first),
            subject("two", topic="sand-topic", **second),
        )
    )
    assert found.kind == "complementarity"
    assert [f for f, p in found.parts.items() if p.shared] == ["topic"]
    assert found.parts["topic"].evidence == {"sand-topic": ((SAID,), (SAID,))}


def test_another_unknown_stage_is_no_complementarity() -> None:
    found = overlaps(
        subject("one", topic="sand-topic", stage="mining"), subject("two", topic="sand-topic")
    )
    assert found.findings() == []


@pytest.mark.parametrize("predicate", EXPLAINING)
def test_alignment_by_an_explaining_link(predicate: str) -> None:
    for link in (("one", predicate, "two"), ("two", predicate, "one")):
        found = only(overlaps(subject("one", **FULL), subject("two", **FULL), links=[link]))
        assert found.kind == "alignment"
        assert found.links == (ExplainingLink(*link, "report.9"),)


@pytest.mark.parametrize("predicate", EXPLAINING)
def test_alignment_by_the_same_body(predicate: str) -> None:
    links = [("one", predicate, "body"), ("two", predicate, "body")]
    found = only(overlaps(subject("one", **FULL), subject("two", **FULL), links=links))
    if predicate in SAME_BODY:
        assert found.kind == "alignment"
        assert found.links == tuple(ExplainingLink(*link, "report.9") for link in links)
    else:
        assert (found.kind, found.links) == ("possible-duplication", ())


def test_alignment_without_a_shared_topic() -> None:
    """Direct links and the same body are treated alike."""
    pair = subject("one", material="sand"), subject("two", material="sand")
    links = [("one", "administeredBy", "body"), ("two", "operatedBy", "body")]
    assert only(overlaps(*pair, links=[("one", "implements", "two")])).kind == "alignment"
    assert only(overlaps(*pair, links=links)).kind == "alignment"
    assert overlaps(*pair).findings() == []


def test_the_same_place_alone_is_no_alignment() -> None:
    pair = subject("one", place="sea"), subject("two", place="sea")
    assert overlaps(*pair, links=[("one", "partOf", "two")]).findings() == []


def test_a_link_without_shared_ground_is_no_finding() -> None:
    pair = subject("one", material="sand"), subject("two", topic="air")
    assert overlaps(*pair, links=[("one", "implements", "two")]).findings() == []


def test_other_links_explain_nothing() -> None:
    found = overlaps(
        subject("one", **FULL),
        subject("two", **FULL),
        links=[("one", "implements", "elsewhere"), ("one", "amends", "one")],
    )
    assert only(found).kind == "possible-duplication"


def test_topic_and_stage_must_stand_together() -> None:
    apart = subject("one", said={"stage": "2"}, **LESS)
    found = overlaps(apart, subject("two", **LESS))
    assert found.findings() == []
    assert list(found.pair("one", "two").parts["stage"].shared) == ["mining"]


def test_a_small_overlap_stays_below_the_threshold() -> None:
    rest = {"function": "a b c d", "actor": "a b c d", "place": "a b c d"}
    found = overlaps(
        subject("one", topic="sand-topic", stage="mining", **rest),
        subject("two", topic="sand-topic", stage="mining", material="a b c d"),
    )
    assert found.findings() == []


@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_judged_different_is_silenced(verdict: str) -> None:
    found = overlaps(
        subject("one", **FULL), subject("two", **FULL), judged={("two", "one"): verdict}
    )
    kinds = [f.kind for f in found.findings()]
    assert kinds == ([] if verdict == "different" else ["possible-duplication"])
    (judgement,) = found.pair("one", "two").judgements
    assert (judgement.verdict, judgement.by, judgement.reason) == (verdict, "unep", "planted")


def test_nothing_is_inferred_from_judgements() -> None:
    """A is not B, and B is C: that says nothing here of A and C."""
    found = overlaps(
        *(subject(name, **FULL) for name in "abc"),
        judged={("a", "b"): "different", ("b", "c"): "same"},
    )
    pairs = {(f.first, f.second): f.judgements for f in found.findings()}
    assert set(pairs) == {("a", "c"), ("b", "c")}
    assert pairs["a", "c"] == ()


def test_nothing_stated_is_told() -> None:
    found = overlaps(subject("one"), subject("two", **FULL))
    finding = found.pair("one", "two")
    assert finding.states_nothing == ("one",)
    assert (finding.kind, finding.low, finding.high) == ("", 0, 1)
    assert finding.first_covered is None
    assert finding.second_covered == 0
    assert found.findings(entry="one") == []


def test_the_most_similar_come_first_and_ties_by_name() -> None:
    found = overlaps(
        *(subject(name, **FULL) for name in ("c", "a", "b")),
        subject("d", **LESS, function="training"),
    )
    assert [(f.first, f.second) for f in found.findings()] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
        ("a", "d"),
        ("b", "d"),
        ("c", "d"),
    ]
    assert [f.second for f in found.findings(entry="a")] == ["b", "c", "d"]
    assert len(list(found.ranked(least=0.9))) == 3


def test_stability_of_one_entry_is_its_place_among_all_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("minkg.findings.overlaps.TOP", 3)
    found = overlaps(
        *(subject(name, **FULL) for name in "abc"), subject("d", **LESS, function="training")
    )
    every = {(f.first, f.second): f.stability for f in found.ranked(top=3)}
    assert every["a", "b"] == 1
    assert every["a", "d"] < 1
    for finding in found.ranked(entry="d", top=3):
        assert finding.stability == every[finding.first, finding.second]
    assert found.pair("d", "a").stability == every["a", "d"]
    assert found.pair("other-1", "a").stability == 0


def test_what_is_no_subject_is_told() -> None:
    with pytest.raises(NotFound, match="'unea-6' is not an instrument"):
        overlaps(subject("one", **FULL)).subject("unea-6")


@settings(max_examples=30, deadline=None)
@given(tables())
def test_findings_do_not_depend_on_names_or_order(facets: Facets) -> None:
    names = {f"s{at}": f"t{at}" for at in range(6)}
    values = {value: f"v-{value}" for value in VALUES}
    other = Overlaps(rename(facets, names, values), EQUAL)
    found = [
        replace(f, parts={}, first=names[f.first], second=names[f.second])
        for f in Overlaps(facets, EQUAL).ranked(top=3)
    ]
    assert [replace(f, parts={}) for f in other.ranked(top=3)] == found
    assert facets.embracing == EMBRACING


def test_kinds_are_described() -> None:
    assert set(Finding.KINDS) <= set(Wording.KINDS)
    assert set(Finding.KINDS) <= set(Wording.SENTENCES)


# The shipped graph


@pytest.fixture(scope="module")
def compared(kg: KnowledgeGraph) -> Overlaps:
    return Findings(kg, read_weights(kg)).overlaps


def every_pair(found: Overlaps) -> list[Finding]:
    names = sorted(found.facets.subjects)
    return [found.pair(one, two) for at, one in enumerate(names[:12]) for two in names[at + 1 :]]


def test_sand_observatory_and_marine_sand_watch(compared: Overlaps) -> None:
    (found,) = [
        f
        for f in compared.findings(entry="global-sand-observatory")
        if f.second == "marine-sand-watch"
    ]
    assert (found.kind, found.first) == ("overlap", "global-sand-observatory")
    shared = {facet: set(part.shared) for facet, part in found.parts.items()}
    assert "extraction" in shared["stage"]
    assert "sustainable-sand-management" in shared["topic"]
    assert "sand" in shared["material"]
    assert {"monitoring-and-data", "knowledge"} <= shared["function"]
    assert found.links == ()
    sides = found.parts["stage"].evidence["extraction"]
    first, second = ({e.passage for e in side} for side in sides)
    assert "unep-ea6-minerals-report.heading-ii-b" in first
    assert "unep-ea6-minerals-report.19" in second
    assert {f: set(p.only_first) for f, p in found.parts.items() if p.only_first} == {
        "stage": {"use"}
    }
    assert 0 < found.low <= found.expected <= found.high < 1
    assert found.first_covered
    assert found.second_covered
    assert found.first_covered > found.second_covered


@pytest.mark.ci
def test_every_evidence_passage_really_says_it(kg: KnowledgeGraph, compared: Overlaps) -> None:
    table = kg.select("SELECT ?g ?x ?p ?y WHERE { GRAPH ?g { ?x ?p ?y } }")
    facts = {tuple(getattr(term, "value", "") for term in row) for row in table}
    states = {g: y for _, g, p, y in facts if p == expand("mk:reviewState")}
    values = {y.removeprefix(ENTRY) for _, _, _, y in facts if y.startswith(ENTRY)}
    narrower = {
        value: {v for v in values if value in compared.facets.closure(v)}
        for facet in FACETS
        for value in compared.facets.counts[facet]
    }
    found = compared.findings()
    assert found
    told = set()
    for finding in found:
        for facet, part in finding.parts.items():
            assert set(part.evidence) == set(part.shared)
            for value, sides in part.evidence.items():
                assert all(sides)
                for name, side in zip((finding.first, finding.second), sides, strict=True):
                    told |= {(name, facet, value, *said) for said in side}
    for name, facet, value, passage, state in told:
        start = expand(passage), expand(name), expand(f"mk:{FACETS[facet]}")
        assert any((*start, expand(v)) in facts for v in narrower[value])
        assert states[expand(passage)] == state
    for finding in found:
        for link in finding.links:
            passage, one, other = map(expand, (link.passage, link.subject, link.object))
            assert (passage, one, expand(f"mk:{link.predicate}"), other) in facts


@pytest.mark.ci
def test_nothing_is_called_a_duplicate_without_possible(
    kg: KnowledgeGraph, compared: Overlaps
) -> None:
    words = Wording(kg)
    texts = [words.sentence(finding) for finding in compared.findings()]
    texts += [*Wording.SENTENCES.values(), *Wording.KINDS.values()]
    for text in texts:
        for before in re.findall(r"(\w*) ?duplic", text.lower()):
            assert before == "possible"
    first = next(compared.ranked())
    assert all(Wording(kg, lang).sentence(first) for lang in LANGUAGES)


@pytest.mark.ci
def test_the_interval_holds_for_all_pairs(compared: Overlaps) -> None:
    for finding in compared.findings():
        assert 0 <= finding.low <= finding.expected <= finding.high <= 1
        assert 0 <= finding.stability <= 1
        assert finding.kind in Finding.KINDS


@pytest.mark.ci
def test_the_same_is_found_again(kg: KnowledgeGraph, compared: Overlaps) -> None:
    assert Findings(kg, read_weights(kg)).overlaps.findings() == compared.findings()


def test_checked_only_leaves_other_evidence_out(kg: KnowledgeGraph) -> None:
    every, checked = read_facets(kg), read_facets(kg.checked())
    assert set(checked.subjects) == set(every.subjects)
    assert checked.broader == every.broader
    assert checked.embracing == every.embracing == {"world", "minerals-and-metals"}

    def states(facets: Facets) -> set[str]:
        return {
            said.state
            for one in facets.subjects.values()
            for values in one.stated.values()
            for passages in values.values()
            for said in passages
        }

    assert states(every) > states(checked) == {"checked"}
    assert read_weights(kg.checked()) == read_weights(kg)
    findings = Findings(kg.checked(), read_weights(kg)).overlaps.findings()
    assert all(
        said.state == "checked"
        for finding in findings
        for part in finding.parts.values()
        for sides in part.evidence.values()
        for side in sides
        for said in side
    )


def test_judgements_label_findings_of_the_frozen_graph(tiny: KnowledgeGraph) -> None:
    found = Findings(tiny, read_weights(tiny)).overlaps.pair(
        "marine-sand-watch", "global-sand-observatory"
    )
    assert found.first == "global-sand-observatory"
    assert [j.verdict for j in found.judgements] == ["recognized-overlap"]


def test_deprecated_entries_are_not_compared(kg: KnowledgeGraph) -> None:
    gone = kg.select(
        "SELECT ?x WHERE { ?x <http://www.w3.org/2002/07/owl#deprecated> true }"
    ).column("x")
    assert not {getattr(x, "value", "") for x in gone} & set(map(expand, read_facets(kg).subjects))
