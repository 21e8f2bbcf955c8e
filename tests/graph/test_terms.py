"""Terms as people read them."""

import pyoxigraph as ox
import pytest

from minkg.graph.terms import REVIEW_STATES, passage_of, plain, width
from minkg.words.names import ENTRIES_GRAPH, ENTRY, ONTOLOGY_GRAPH


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("sand", 4),
        ("沙子", 4),
        ("e\u0301", 1),
        ("الرِّمال", 6),
        ("ｱ", 1),
        ("（", 2),
        ("\u200b\u200fa", 1),
        ("", 0),
    ],
)
def test_width_on_a_terminal(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, ""),
        (ox.NamedNode("https://w3id.org/minkg/unep"), "unep"),
        (ox.NamedNode("https://w3id.org/minkg/ontology#Topic"), "mk:Topic"),
        (ox.NamedNode("http://e/x"), "http://e/x"),
        (ox.Literal("sable", language="fr"), "sable"),
        (ox.Literal(5), "5"),
        (ox.BlankNode("b"), "b"),
    ],
)
def test_a_term_is_written_for_people(term, text):
    assert plain(term) == text


def test_review_states_run_from_best_to_worst(kg):
    found = kg.select("SELECT DISTINCT ?s { ?p <https://w3id.org/minkg/ontology#reviewState> ?s }")
    assert {plain(state) for (state,) in found} == set(REVIEW_STATES)
    assert REVIEW_STATES[0] == "checked"


@pytest.mark.parametrize(
    ("graph", "passage"),
    [
        (None, ""),
        (ox.DefaultGraph(), ""),
        (ox.NamedNode(ENTRIES_GRAPH), ""),
        (ox.NamedNode(ONTOLOGY_GRAPH), ""),
        (ox.NamedNode(f"{ENTRY}unep-ea6-minerals-report.19"), "unep-ea6-minerals-report.19"),
        (ox.BlankNode("b"), ""),
    ],
    ids=str,
)
def test_only_passages_are_named(graph, passage):
    assert passage_of(graph) == passage
