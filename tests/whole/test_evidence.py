"""Whoever looks up the passage of a row finds in it what the row shows.

By default a row claims that its `passage` says every other column. A column that another passage
says, and one that no passage says, are in the tables below, with the reason.
"""

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
import pytest

from minkg.graph.terms import Term, plain
from minkg.knowledge import KnowledgeGraph
from minkg.words.names import expand
from tests.home.test_questions import NAMES, OTHER, QUESTIONS

BOTH = ("passage", "otherPassage")
# Which passages of a row say a column; without an entry, the one in the column `passage`.
SAID_IN: dict[tuple[str, str], tuple[str, ...]] = {
    ("certifiers", "exactly"): ("materialIn",),
    ("certifiers", "body"): ("bodyIn",),
    ("conflicts", "entry"): BOTH,
    ("conflicts", "property"): BOTH,
    ("conflicts", "otherValue"): ("otherPassage",),
    ("corrections", "entry"): ("note",),
    ("corrections", "property"): ("note",),
    ("corrections", "corrected"): ("note",),
    ("outcomes", "starts"): ("datedIn",),
    ("outcomes", "ends"): ("datedIn",),
    ("overlaps", "other"): ("otherPassage",),
    ("overlaps", "sharedStage"): BOTH,
    ("overlaps", "sharedTopic"): BOTH,
    ("overlaps-of-entry", "other"): ("otherPassage",),
    ("overlaps-of-entry", "facet"): BOTH,
    ("overlaps-of-entry", "shared"): BOTH,
    ("proposal-clusters", "proposal"): ("placedIn",),
    ("proposals", "proposedAt"): ("proposedIn",),
    ("proposals-and-existing-work", "existing"): ("otherPassage",),
    ("proposals-and-existing-work", "sharedTopic"): BOTH,
    ("recommendations", "addressee"): ("addressedIn",),
    ("recommendations", "modality"): ("modalityIn",),
    ("requests-and-implementation", "doer"): ("doneIn",),
    ("requests-and-implementation", "request"): ("askedIn",),
    ("requests-and-implementation", "resolution"): ("askedIn",),
    ("requests-to-an-actor", "modality"): ("modalityIn",),
    ("requests-to-an-actor", "resolution"): ("askedIn",),
}
# What a row shows, and no passage has to say.
ITSELF = "tells of the passage itself, in the file of its document"
A_CLASS = "the class of an entry is in its own file, without a passage"
NOT_SAID = {
    ("ambiguities", "ambiguity"): ITSELF,
    ("corrections", "reason"): ITSELF,
    ("entries-by-material", "kind"): A_CLASS,
    ("facts-compared-with-text", "comparedBy"): ITSELF,
    ("facts-compared-with-text", "comparedOn"): ITSELF,
    ("facts-compared-with-text", "locator"): ITSELF,
    ("facts-not-checked", "state"): ITSELF,
    ("links-of-entry", "direction"): "a word of the question: out or in",
    ("passages-of-document", "language"): ITSELF,
    ("passages-of-document", "locator"): ITSELF,
    ("passages-of-document", "section"): ITSELF,
    ("passages-of-document", "state"): ITSELF,
    ("passages-of-document", "summary"): ITSELF,
    ("proposals-and-existing-work", "kind"): A_CLASS,
}
# Concepts that are said when a narrower one is.
WIDER = {
    ("overlaps", "sharedStage"),
    ("overlaps", "sharedTopic"),
    ("overlaps-of-entry", "shared"),
    ("proposals-and-existing-work", "sharedTopic"),
}
# What ties the columns together is not shown: they belong to one subject of the passage.
BY_SUBJECT = {"participation-numbers"}
# Questions whose rows name no passage.
A_COUNT = "counts, and shows no fact"
VOCABULARY = "shows terms and names, which need no passage"
ABSENCE = "shows what no passage says"
MANY = "one row gathers an entry from many passages; links-of-entry and show name them"
WITHOUT = {
    "broader-concepts": VOCABULARY,
    "class-sizes": A_COUNT,
    "concepts": VOCABULARY,
    "documents": MANY,
    "entries-of-class": VOCABULARY,
    "entries-without-facets": ABSENCE,
    "gaps": ABSENCE,
    "instruments": MANY,
    "meetings": MANY,
    "missing-names": ABSENCE,
    "names-by-language": A_COUNT,
    "names-of-entry": VOCABULARY,
    "oldest-news": A_COUNT,
    "origins-of-an-entry": MANY,
    "passages-per-entry": A_COUNT,
    "quality-by-entry": A_COUNT,
    "review-states": A_COUNT,
    "single-source-entries": A_COUNT,
    "stages-without-instrument": ABSENCE,
    "topics-only-proposed": ABSENCE,
}
PASSAGES = f"SELECT ?passage WHERE {{ ?passage a <{expand('mk:Passage')}> }}"
Row = dict[str, Term]
Values = dict[str, str]
CASES: list[tuple[str, Values]] = [(name, {}) for name in NAMES if name not in WITHOUT]
CASES += [(name, {key: value}) for (name, key), value in OTHER.items() if name not in WITHOUT]


@cache
def passages(kg: KnowledgeGraph) -> frozenset[Term]:
    return frozenset(term for (term,) in kg.select(PASSAGES) if term is not None)


@cache
def facts(kg: KnowledgeGraph) -> dict[Term, list[frozenset[Term]]]:
    """Give the facts of each passage, each as its three terms."""
    found: dict[Term, list[frozenset[Term]]] = {}
    for q in kg.store.quads():
        found.setdefault(q.graph_name, []).append(frozenset((q.subject, q.predicate, q.object)))
    return found


@cache
def subjects(kg: KnowledgeGraph) -> dict[Term, list[frozenset[Term]]]:
    """Give the facts of each passage, those about one subject together."""
    found: dict[Term, dict[Term, set[Term]]] = {}
    for q in kg.store.quads():
        terms = found.setdefault(q.graph_name, {}).setdefault(q.subject, set())
        terms.update((q.subject, q.predicate, q.object))
    return {passage: [*map(frozenset, each.values())] for passage, each in found.items()}


@cache
def narrower(kg: KnowledgeGraph) -> dict[Term, frozenset[Term]]:
    """Give a concept and all below it."""
    below: dict[Term, set[Term]] = {}
    for narrow, wide in ((n, w) for n, wider in kg.broader.items() for w in wider):
        terms = (ox.NamedNode(expand(wide)), ox.NamedNode(expand(narrow)))
        below.setdefault(terms[0], {terms[0]}).add(terms[1])
    return {wide: frozenset(terms) for wide, terms in below.items()}


def rows_of(name: str, kg: KnowledgeGraph, values: Values) -> tuple[set[str], list[Row]]:
    """Give the columns with passages, and the rows without their empty cells."""
    answer = kg.query(name, **values)
    rows = [
        {column: term for column, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer
    ]
    cited = {
        column
        for column in answer.columns
        if (terms := {row[column] for row in rows if column in row}) and terms <= passages(kg)
    }
    return cited, rows


def meant(name: str, column: str, term: Term, kg: KnowledgeGraph) -> frozenset[Term]:
    """Give the terms that say what a cell shows."""
    alone = frozenset((term,))
    return narrower(kg).get(term, alone) if (name, column) in WIDER else alone


def unsaid(name: str, kg: KnowledgeGraph, cited: set[str], row: Row) -> Iterator[str]:
    """Tell which cells of a row their passage does not say, in a fact with another cell."""
    said_by = subjects(kg) if name in BY_SUBJECT else facts(kg)
    shown = {
        column: meant(name, column, term, kg) for column, term in row.items() if column not in cited
    }
    for column, terms in shown.items():
        if (name, column) in NOT_SAID:
            continue
        others = frozenset().union(*(one for key, one in shown.items() if key != column))
        for place in SAID_IN.get((name, column), ("passage",)):
            held = said_by.get(row[place], []) if place in row else []
            if not any(fact & terms and fact & (others - terms) for fact in held):
                yield f"{column} {plain(row[column])} is not in {place} {plain(row.get(place))}"


@pytest.mark.ci
@pytest.mark.parametrize(("name", "values"), CASES, ids=lambda value: str(value))
def test_a_passage_says_what_its_row_shows(name: str, values: Values, kg: KnowledgeGraph) -> None:
    cited, rows = rows_of(name, kg, values)
    assert [text for row in rows for text in unsaid(name, kg, cited, row)][:5] == []


@pytest.mark.ci
@pytest.mark.parametrize("name", NAMES)
def test_a_question_cites_passages_or_says_why_not(name: str, kg: KnowledgeGraph) -> None:
    cited, rows = rows_of(name, kg, {})
    columns = {column for row in rows for column in row} - cited
    claims = [SAID_IN.get((name, c), ("passage",)) for c in columns if (name, c) not in NOT_SAID]
    used = {place for places in claims for place in places}
    if name in WITHOUT:
        assert cited == set(), "take it out of WITHOUT"
    else:
        assert cited == (used or {"passage"}), "a passage that says nothing of its row"


def test_the_tables_name_columns_that_there_are(kg: KnowledgeGraph) -> None:
    assert set(WITHOUT) <= set(NAMES)
    assert SAID_IN.keys().isdisjoint(NOT_SAID)
    for name, column in {*SAID_IN, *NOT_SAID, *WIDER}:
        assert f"?{column}" in QUESTIONS[name].text.partition("WHERE")[0], (name, column)
