"""The k most similar subjects of every subject, for tables too large to compare all pairs.

A pair counts when it shares information: a concept that not every subject has, in a facet
that has a weight. Subjects are ranked by expected similarity in steps of 10⁻⁹, ties by index.
`bounded_search` finds them, compiled by numba, which comes with the extra `large`.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from minkg.findings.bounded_search import SearchIndex, nearest
from minkg.findings.facets import FACETS, Facets
from minkg.findings.similarity import weights_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Shorts = NDArray[np.int32]

TASK = 128  # subjects that a thread takes at once


class ConceptTable(NamedTuple):
    """What N subjects state in F facets, with C concepts, the rarest first.

    Subject i has the concepts `concepts[indptr[i]:indptr[i + 1]]`, ascending. `facet` and
    `information` (nats) have shape C; `mass`, `expected` (nats) and `known` are N × F as in
    `similarity.Masses`; `weights` are not negative.
    """

    indptr: "Ints"
    concepts: "Shorts"
    facet: "Ints"
    information: "Floats"
    mass: "Floats"
    expected: "Floats"
    known: "Bools"
    weights: "Floats"


class TopPairs(NamedTuple):
    """The k most similar of each of N subjects, best first; −1 where there are fewer.

    `neighbours` has shape N × k, `shared` (nats, not weighted) N × k × facets. `compared`
    counts the pairs that were compared in full, each from both sides.
    """

    neighbours: "Ints"
    shared: "Floats"
    compared: int


def _sums(at: "Ints", values: "Floats", length: int) -> "Floats":
    """Add up values by their place."""
    return np.bincount(at, values, length).astype(float)


def build(
    indptr: "Ints", concepts: "Ints", facet: "Ints", known: "Bools", weights: "Floats"
) -> ConceptTable:
    """Give a table from closed concepts per subject, numbering the concepts rarest first.

    Shapes: `indptr` N + 1, `concepts` any order within a subject, each once, `facet` C,
    `known` N × F. A facet with a concept counts as known. Weights are not negative.
    """
    count, total = np.bincount(concepts, minlength=len(facet)), len(indptr) - 1
    order = np.argsort(count, kind="stable")
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    subject = np.repeat(np.arange(total), np.diff(indptr))
    renamed = number[concepts]
    renamed = renamed[np.lexsort((renamed, subject))]
    count, facet = count[order], facet[order]
    information = np.maximum(0.0, -np.log((count + 1) / (total + 1)))
    at, shape = subject * known.shape[1] + facet[renamed], known.shape
    known = known | (np.bincount(at, minlength=known.size).reshape(shape) > 0)
    rate = (count - 1) / np.maximum(1, known.sum(axis=0) - 1)[facet]
    mass, expected = (
        _sums(at, values[renamed], known.size).reshape(shape)
        for values in (information, information * rate)
    )
    return ConceptTable(
        indptr.astype(np.int64),
        renamed.astype(np.int32),
        facet,
        information,
        mass,
        expected,
        known,
        np.asarray(weights, dtype=float),
    )


def from_facets(facets: Facets, weights: Mapping[str, float]) -> ConceptTable:
    """Give the table of all subjects, in the order of their names, as `similarity.masses` does."""
    subjects = [facets.subjects[name] for name in sorted(facets.subjects)]
    names = tuple((facet, concept) for facet in FACETS for concept in sorted(facets.counts[facet]))
    at, place = {name: i for i, name in enumerate(names)}, {f: i for i, f in enumerate(FACETS)}
    rows = [
        [at[facet, c] for facet in FACETS for c in sorted(facets.concepts(subject, facet))]
        for subject in subjects
    ]
    known = [[facet in s.stated for facet in FACETS] for s in subjects]
    return build(
        np.cumsum([0, *map(len, rows)]),
        np.array([c for row in rows for c in row], dtype=np.int64),
        np.array([place[facet] for facet, _ in names], dtype=np.int64),
        np.array(known, dtype=bool).reshape(len(rows), len(FACETS)),
        weights_array(weights),
    )


def _index(table: ConceptTable) -> SearchIndex:
    """Group the subjects of a table, and list those of each concept."""
    total, unknown = len(table.mass), ~table.known
    mask = unknown @ (1 << np.arange(unknown.shape[1]))
    origin = np.argsort(mask, kind="stable")
    _, first, group = np.unique(mask[origin], return_index=True, return_inverse=True)
    gaps = unknown[origin][first].astype(float)
    lengths = np.diff(table.indptr)[origin]
    indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    moved = np.repeat(table.indptr[:-1][origin] - indptr[:-1], lengths)
    concepts = table.concepts[np.arange(len(moved)) + moved]
    subject = np.repeat(np.arange(total, dtype=np.int32), lengths)
    order = np.argsort(concepts, kind="stable")
    heads = np.searchsorted(concepts[order], np.arange(len(table.facet) + 1))
    size, likely = (table.mass @ table.weights)[origin], (table.expected * table.weights)[origin]
    return SearchIndex(
        origin,
        indptr,
        concepts,
        table.facet,
        table.information,
        table.information * table.weights[table.facet],
        heads,
        subject[order],
        size,
        size.astype(np.float32),
        likely,
        group,
        np.append(first, total),
        gaps,
        (gaps @ likely.T).astype(np.float32),
    )


def top_pairs(table: ConceptTable, k: int) -> TopPairs:
    """Give the k most similar of every subject; the same on every machine and number of cores."""
    total, facets = table.mass.shape
    width = max(1, min(k, total - 1))
    keys, best = np.zeros((total, width), np.int64), np.full((total, width), -1, np.int64)
    shared, index = np.zeros((total, width, facets)), _index(table)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        tasks = [
            threads.submit(nearest, at, min(at + TASK, total), index, keys, best, shared)
            for at in range(0, total, TASK)
        ]
        compared = sum(task.result() for task in tasks)
    back = np.argsort(index.origin)
    neighbours = np.where(best >= 0, index.origin[best], -1)[back] if total else best
    return TopPairs(_widened(neighbours, k), _widened(shared[back], k), compared)


def _widened(table: "NDArray[Any]", k: int) -> "NDArray[Any]":
    """Give a table of N × anything with k columns; −1 where there were fewer."""
    rest = [(0, 0)] * (table.ndim - 2)
    missing = max(0, k - table.shape[1])
    return np.pad(table, ((0, 0), (0, missing), *rest), constant_values=-1)[:, :k]
