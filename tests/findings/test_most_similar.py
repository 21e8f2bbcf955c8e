"""The most similar subjects are exactly those that a comparison of all pairs gives."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.findings import bounded_search as walk
from minkg.findings import most_similar as kernel
from minkg.findings.facets import FACETS, Evidence, Facets, Subject
from minkg.findings.most_similar import TopPairs, from_facets, top_pairs
from minkg.findings.pairs import candidates
from minkg.findings.similarity import figures, masses, shared_masses, weights_array
from minkg.words.errors import Unavailable

WEIGHTS = {"stage": 1.0, "topic": 1.5, "material": 1.0, "place": 0.8, "function": 0.0, "actor": 0.7}
Pair = tuple[int, list[float]]  # neighbour; what is shared by facet
SAID = (Evidence("a.1", "checked"),)
BROADER = {f"v{i}": [f"v{i // 3}"] for i in range(1, 12)}
VALUES = st.sets(st.integers(0, 11).map(lambda i: f"v{i}"), max_size=3)
STATED = st.dictionaries(st.sampled_from(list(FACETS)), VALUES, max_size=6)


def _subject(name: str, stated: dict[str, set[str]]) -> Subject:
    return Subject(
        name,
        "standard",
        "instrument",
        {f: dict.fromkeys(sorted(values), SAID) for f, values in stated.items()},
    )


def _facets(*rows: dict[str, set[str]]) -> Facets:
    subjects = [_subject(f"s{i:04}", row) for i, row in enumerate(rows)]
    return Facets({s.name: s for s in subjects}, BROADER, frozenset({"v0"}))


def _random(subjects: int, seed: int, values: int = 12) -> Facets:
    """Give a table with a skewed vocabulary; facets unknown, subjects empty or alike."""
    rng = np.random.default_rng(seed)
    rows: list[dict[str, set[str]]] = []
    for _ in range(subjects):
        if rows and rng.random() < 0.1:
            rows.append(rows[rng.integers(len(rows))])
            continue
        stated = [f for f in FACETS if rng.random() < rng.choice([0.1, 0.7, 1.0])]
        drawn = {f: rng.zipf(1.4, rng.integers(0, 4)) % values for f in stated}
        rows.append({f: {f"v{i}" for i in found} for f, found in drawn.items()})
    return _facets(*rows)


def _dense(facets: Facets, k: int, row: int) -> list[Pair]:
    """Compare one subject with all by `similarity`."""
    table, weights = masses(facets), weights_array(WEIGHTS)
    others = np.arange(len(table.names))
    first = np.full(len(others), row)
    shared = shared_masses(table, first, others)
    what = figures(table, first, others, shared, weights)
    some = [b for b in range(len(others)) if b != row and shared[b] @ weights > 0]
    best = sorted(some, key=lambda b: (-np.floor(what.expected[b] * 1e9 + 0.5), b))[:k]
    return [(int(b), shared[b].tolist()) for b in best]


def _same(found: TopPairs, row: int, wanted: list[Pair], k: int) -> None:
    width = len(wanted)
    assert found.neighbours.shape[1] == found.shared.shape[1] == k
    assert found.neighbours[row].tolist() == [b for b, _ in wanted] + [-1] * (k - width)
    for i, (_, shared) in enumerate(wanted):
        assert found.shared[row, i] == pytest.approx(shared, abs=1e-11)


def _check(facets: Facets, k: int) -> TopPairs:
    table = from_facets(facets, WEIGHTS)
    found = top_pairs(table, k)
    for row in range(len(facets.subjects)):
        _same(found, row, _dense(facets, k, row), k)
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(STATED, min_size=1, max_size=14), st.integers(1, 16))
def test_small_tables_are_exact(rows, k) -> None:
    _check(_facets(*rows), k)


@pytest.mark.ci
@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12), st.sampled_from([12, 400]))
def test_larger_tables_are_exact(seed, k, values) -> None:
    """Common and rare concepts; more than one block and one task."""
    _check(_random(150, seed, values), k)


@pytest.mark.parametrize("stop", [0.0, 0.3, 2.0, 100.0])
@pytest.mark.parametrize("guess", [0.0, 0.01, 1.0])
def test_where_the_walk_stops_changes_nothing(stop, guess) -> None:
    facets = _random(40, 7)
    index = kernel._index(from_facets(facets, WEIGHTS))
    total, largest = len(index.size), float(index.size.max())
    for a in range(total):
        own, sums = np.zeros(len(index.value)), np.zeros(total, np.float32)
        concepts = index.concepts[index.indptr[a] : index.indptr[a + 1]]
        own[concepts] = index.value[concepts]
        keys, best = np.zeros(4, np.int64), np.full(4, -1)
        rest = walk._walk(a, own, stop * index.size[a], index, sums)
        walk._bounded(a, guess, own, rest, sums, largest, index, keys, best)
        wanted = [b for b, _ in _dense(facets, 4, int(index.origin[a]))]
        assert index.origin[best[best >= 0]].tolist() == wanted


def test_the_bound_leaves_out_most_pairs() -> None:
    facets = _random(1500, 3)
    found = top_pairs(from_facets(facets, WEIGHTS), 3)
    assert found.compared < 1500 * 1499 / 4
    for row in range(0, 1500, 300):
        _same(found, row, _dense(facets, 3, row), 3)


def test_every_run_gives_the_same_bits() -> None:
    table = from_facets(_random(400, 1), WEIGHTS)
    first, second = top_pairs(table, 5), top_pairs(table, 5)
    assert [a.tobytes() for a in first[:2]] == [a.tobytes() for a in second[:2]]


def test_ties_go_by_index_whatever_is_unknown() -> None:
    """The same four subjects, among others that leave more unknown and are stored before them."""
    same, other = {"topic": {"v4"}, "stage": {"v5"}}, {"actor": {"v7"}}
    found = _check(_facets(same, other, same, {}, same, other, same), 2)
    assert found.neighbours[[0, 2, 4, 6]].tolist() == [[2, 4], [0, 4], [0, 2], [0, 2]]


def test_what_is_unknown_is_expected_of_others() -> None:
    found = _check(
        _facets(
            {"topic": {"v4"}, "place": {"v5"}},
            {"topic": {"v4"}},
            {"place": {"v5"}},
            {},
            {"place": {"v8"}},
        ),
        1,
    )
    assert found.neighbours[:, 0].tolist()[1:] == [0, 0, -1, -1]


@pytest.mark.parametrize(
    "rows", [[], [{}], [{"topic": {"v4"}}], [{}, {}], [{"topic": {"v4"}}] * 2], ids=str
)
def test_nothing_to_share(rows) -> None:
    """No subject, one, empty ones; a concept that everybody has is no information."""
    found = _check(_facets(*rows), 3)
    assert found.neighbours.shape == (len(rows), 3)
    assert (found.neighbours == -1).all()


def test_more_neighbours_than_subjects() -> None:
    facets = _random(6, 2)
    found = _check(facets, 50)
    assert found.neighbours.shape == (6, 50)


def test_no_neighbours_wanted() -> None:
    assert top_pairs(from_facets(_random(6, 2), WEIGHTS), 0).neighbours.shape == (6, 0)


def test_without_numba_few_are_compared_and_many_are_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facets = _random(30, 4)
    wanted = candidates(masses(facets), facets, WEIGHTS, (), 3)
    monkeypatch.setitem(sys.modules, "numba", None)
    for name in ("most_similar", "bounded_search"):
        monkeypatch.delitem(sys.modules, f"minkg.findings.{name}")
    again = candidates(masses(facets), facets, WEIGHTS, (), 3)
    assert [part.tolist() for part in again] == [part.tolist() for part in wanted]
    assert len(again[0]) > 30
    monkeypatch.setattr("minkg.findings.pairs.DENSE", 29)
    with pytest.raises(Unavailable, match="more than 29 entries") as caught:
        candidates(masses(facets), facets, WEIGHTS, (), 3)
    assert "pip install 'minkg[large]'" in str(caught.value)


def test_many_bring_the_nearest_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above DENSE the pairs are those of the search that share a topic, and the linked ones."""
    facets = _random(60, 9)
    monkeypatch.setattr("minkg.findings.pairs.DENSE", 59)
    first, second = candidates(masses(facets), facets, WEIGHTS, [(0, 1)], 4)
    topic = list(FACETS).index("topic")
    wanted = {(0, 1)} | {
        (min(row, other), max(row, other))
        for row in range(60)
        for other, shared in _dense(facets, 4, row)
        if shared[topic] > 0
    }
    assert set(zip(first.tolist(), second.tolist(), strict=True)) == wanted
