"""What a briefing says: counted, ranked and dated as the graph tells it by other ways."""

from collections import Counter

import pyoxigraph as ox

from minkg.briefing.content import TABLES, is_entry
from minkg.words.names import expand


def test_numbers_are_those_of_the_graph(graph, content):
    numbers = content.numbers
    assert numbers.entries == len(graph.names)
    facts = [fact for entry in graph.entries() for fact in entry.facts if fact.state]
    assert numbers.facts == len(facts)
    assert Counter(fact.state for fact in facts) == numbers.states
    assert numbers.passages == len(content.passages)
    assert numbers.documents == len({p.document for p in content.passages.values()})


def test_facts_are_those_of_the_entries(graph, content):
    for name in ("marine-sand-watch", "unep", "sand"):
        assert set(content.facts[name]) == set(graph[name].facts)
    assert set(content.facts_of("mk:launchedIn")) == {
        f for e in graph.entries() for f in e.facts if f.predicate == "mk:launchedIn"
    }


def test_findings_are_ranked_and_all_of_proposals_are_there(content):
    found = content.findings
    assert [f.expected for f in found] == sorted((f.expected for f in found), reverse=True)
    pairs = {(f.first, f.second) for f in found}
    assert len(pairs) == len(found)
    for name, one in content.facets.subjects.items():
        if one.group == "proposal":
            assert {(f.first, f.second) for f in content.overlaps.findings(entry=name)} <= pairs


def test_every_proposal_has_its_statements_and_what_if(graph, content):
    known = {one.name: one for one in content.proposals}
    assert known.keys() == {entry.name for entry in graph.entries("proposal")}
    hostile = known["hostile"]
    (said,) = hostile.statements
    assert (said.support, said.passage) == ("general-support", "unep-ea6-minerals-report.19")
    assert said.text.startswith("-1+1")
    covered = [f.first_covered if f.first == "hostile" else f.second_covered
               for f in hostile.whatif.findings]  # fmt: skip
    assert covered == sorted(covered, key=lambda value: -(value or 0))


def test_the_matrix_has_every_cell(content):
    shown = content.matrix
    assert len(shown.cells) == len(shown.stages) * len(shown.topics)
    depth = dict(shown.topics)
    assert depth["artisanal-gold-mining"] == 1
    order = [topic for topic, _ in shown.topics]
    assert order.index("artisanal-gold-mining") == (
        order.index("artisanal-and-small-scale-mining") + 1
    )
    gaps = [cell for cell in shown.cells.values() if cell.kind == "gap"]
    assert gaps
    assert not any(cell.subjects for cell in gaps)


def test_dates_come_in_order_and_steps_of_processes_are_marked(content):
    dates = [event.date for event in content.timeline]
    assert dates == sorted(dates)
    steps = {event.entry for event in content.timeline if event.process}
    assert "marine-sand-watch" not in steps
    assert steps & {"unea-6", "regional-consultation-asia-pacific"}


def test_links_are_between_subjects_each_with_its_best_state(content):
    assert {name for s, _, o, _ in content.links for name in (s, o)} <= (
        content.facets.subjects.keys()
    )
    assert len({link[:3] for link in content.links}) == len(content.links) > 0


def test_answers_are_those_of_the_questions(graph, content):
    assert tuple(content.tables) == TABLES
    for name, table in content.tables.items():
        assert table.json() == graph.query(name).json()


def test_what_is_an_entry():
    assert is_entry(ox.NamedNode(expand("sand")))
    assert not is_entry(ox.NamedNode("http://e/sand"))
    assert not is_entry(ox.Literal(expand("sand")))
    assert not is_entry(None)
