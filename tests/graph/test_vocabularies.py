"""Vocabularies as trees: each concept once, narrower ones below, stages as life goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.graph.vocabularies import STAGES, tree


@pytest.mark.parametrize(
    ("broader", "rows"),
    [
        ({}, []),
        ({"b": [], "a": []}, [("a", 0), ("b", 0)]),
        ({"b": [], "a": ["b"], "c": []}, [("b", 0), ("a", 1), ("c", 0)]),
        ({"use": [], "design": [], "closure": []}, [("design", 0), ("use", 0), ("closure", 0)]),
        ({"unknown": [], "closure": []}, [("closure", 0), ("unknown", 0)]),
        ({"x": ["use", "design"], "use": [], "design": []}, [("design", 0), ("x", 1), ("use", 0)]),
        ({"a": ["b"], "b": ["a"], "c": []}, [("c", 0)]),
    ],
    ids=str,
)
def test_trees(broader, rows):
    assert tree(broader) == rows


@given(st.permutations(STAGES))
def test_stages_stand_as_life_goes(stages):
    assert tree(dict.fromkeys(stages, ())) == [(stage, 0) for stage in STAGES]


@given(st.lists(st.integers(0, 20), max_size=20))
def test_every_concept_comes_once_behind_the_one_it_is_under(parents):
    """Concept n is under one with a smaller number, so that there is no circle."""
    broader = {f"c{n:02}": [f"c{p % n:02}"] if n and p else [] for n, p in enumerate(parents)}
    rows = tree(broader)
    assert sorted(concept for concept, _ in rows) == sorted(broader)
    above: list[str] = []
    for concept, depth in rows:
        assert broader[concept] == above[depth - 1 : depth]
        above[depth:] = [concept]


def test_the_vocabularies_of_a_graph(tiny):
    topics = tiny.vocabulary("topic")
    assert dict(topics)["sustainable-sand-management"] == 0
    assert sorted(name for name, _ in topics) == sorted(e.name for e in tiny.entries("topic"))
    stages = tiny.vocabulary("lifecycle-stage")
    top = [stage for stage, depth in stages if depth == 0]
    assert top == [*filter(top.__contains__, STAGES), *sorted({*top} - {*STAGES})]
    assert {stage for stage, depth in stages if depth} == {*tiny.broader} & {*dict(stages)} != set()
