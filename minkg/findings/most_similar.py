"""The k most similar subjects of every subject, for tables too large to compare all pairs.

A pair counts when it shares information: a concept that not every subject has, in a facet
that has a weight. Subjects are ranked by expected similarity in steps of 10⁻⁹, ties by index.
The figures are those of `score.figures`; `walk` finds the pairs.
"""

import math
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minkg.findings.bounded_search import SCALE, SearchIndex, nearest
from minkg.findings.facets import FACETS, Facets, Subject
from minkg.findings.similarity import Figures, Masses, figures, weights_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Shorts = NDArray[np.int32]

TASK = 128  # subjects that a thread takes at once
PAIRS = 1 << 16  # pairs that get their figures at once


class ConceptTable(NamedTuple):
    """What N subjects state in F facets, with C concepts, the rarest first.

    Subject i has the concepts `concepts[indptr[i]:indptr[i + 1]]`, ascending. `facet`, `having`
    (how many subjects have it) and `information` (nats) have shape C; `mass`, `expected`
    (nats) and `known` are N × F as in `score.Masses`; `weights` are not negative. `columns`
    maps (facet, concept) to the number of the concept; it may be empty.
    """

    indptr: "Ints"
    concepts: "Shorts"
    facet: "Ints"
    having: "Ints"
    information: "Floats"
    mass: "Floats"
    expected: "Floats"
    known: "Bools"
    weights: "Floats"
    columns: Mapping[tuple[str, str], int]


class TopPairs(NamedTuple):
    """The k most similar of each of N subjects, best first; index −1 where there are fewer.

    `neighbours` and the similarities low ≤ expected ≤ high (0…1; 0 where there is none)
    have shape N × k, `shared` (nats, not weighted) N × k × facets. `compared` counts the
    pairs that were compared in full, each from both sides.
    """

    neighbours: "Ints"
    low: "Floats"
    expected: "Floats"
    high: "Floats"
    shared: "Floats"
    compared: int


class Row(NamedTuple):
    """One subject to compare with a table: its concepts (ascending), and per facet as there."""

    concepts: "Shorts"
    mass: "Floats"
    expected: "Floats"
    known: "Bools"


def _sums(at: "Ints", values: "Floats", length: int) -> "Floats":
    """Add up values by their place."""
    return np.bincount(at, values, length).astype(float)


def build(
    indptr: "Ints",
    concepts: "Ints",
    facet: "Ints",
    known: "Bools",
    weights: "Floats",
    names: tuple[tuple[str, str], ...] = (),
) -> ConceptTable:
    """Give a table from closed concepts per subject, numbering the concepts rarest first.

    Shapes: `indptr` N + 1, `concepts` any order within a subject, each once, `facet` C,
    `known` N × F; `names` are (facet, concept), C of them or none. A facet with a concept
    counts as known. Weights are not negative.
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
    columns = {names[old]: new for new, old in enumerate(order)} if names else {}
    return ConceptTable(
        indptr.astype(np.int64),
        renamed.astype(np.int32),
        facet,
        count,
        information,
        mass,
        expected,
        known,
        np.asarray(weights, dtype=float),
        columns,
    )


def from_facets(facets: Facets, weights: Mapping[str, float]) -> ConceptTable:
    """Give the table of all subjects, in the order of their names, as `score.masses` does."""
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
        names,
    )


def row_of(table: ConceptTable, index: int) -> Row:
    """Give one subject of a table."""
    concepts = table.concepts[table.indptr[index] : table.indptr[index + 1]]
    return Row(concepts, table.mass[index], table.expected[index], table.known[index])


def draft_row(table: ConceptTable, facets: Facets, draft: Subject) -> Row:
    """Give a draft to compare with a table from `from_facets`, which it does not change.

    A concept that no subject of the table has is as rare as can be, and expected of nobody.
    """
    found, shape = [], len(FACETS)
    mass, expected = np.zeros(shape), np.zeros(shape)
    rarest, stating = math.log(len(table.mass) + 1), np.maximum(1, table.known.sum(axis=0))
    for place, facet in enumerate(FACETS):
        for concept in sorted(facets.concepts(draft, facet)):
            column = table.columns.get((facet, concept))
            if column is None:
                mass[place] += rarest
                continue
            found.append(column)
            mass[place] += table.information[column]
            expected[place] += table.information[column] * table.having[column] / stating[place]
    known = np.array([facet in draft.stated for facet in FACETS], dtype=bool)
    return Row(np.array(sorted(found), dtype=np.int32), mass, expected, known)


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
    return _pairs(table, neighbours, shared[back], compared, k)


def _pairs(table: ConceptTable, best: "Ints", shared: "Floats", compared: int, k: int) -> TopPairs:
    """Give the pairs with their figures, made k wide."""
    missing = max(0, k - best.shape[1])
    best = np.pad(best, ((0, 0), (0, missing)), constant_values=-1)[:, :k]
    shared = np.pad(shared, ((0, 0), (0, missing), (0, 0)))[:, :k]
    low, expected, high = (np.zeros(best.shape) for _ in range(3))
    first, place = np.nonzero(best >= 0)
    for at in range(0, len(first), PAIRS):
        part = first[at : at + PAIRS], place[at : at + PAIRS]
        what = _figures(table, part[0], best[part], shared[part])
        low[part], expected[part], high[part] = what.low, what.expected, what.high
    return TopPairs(best, low, expected, high, shared, compared)


def _figures(table: ConceptTable, first: "Ints", second: "Ints", shared: "Floats") -> Figures:
    """Give the figures of pairs that share `shared` (pairs × facets)."""
    stated = Masses((), table.mass, table.expected, table.known, (), ())
    return figures(stated, first, second, shared, table.weights)


def one_against_all(table: ConceptTable, row: int | Row, k: int) -> TopPairs:
    """Give the k most similar of one subject of the table, by index, or of a draft; N is 1."""
    one = row if isinstance(row, Row) else row_of(table, row)
    total, facets = table.mass.shape
    own = np.zeros(len(table.facet))
    own[one.concepts] = table.information[one.concepts]
    at = np.repeat(np.arange(total) * facets, np.diff(table.indptr)) + table.facet[table.concepts]
    shared = _sums(at, own[table.concepts], total * facets).reshape(total, facets)
    (found,) = np.nonzero(shared @ table.weights > 0)
    if not isinstance(row, Row):
        found = found[found != row]
    both = table._replace(
        mass=np.vstack([table.mass, one.mass]),
        known=np.vstack([table.known, one.known]),
        expected=np.vstack([table.expected, one.expected]),
    )
    what = _figures(both, np.full(len(found), total), found, shared[found])
    order = np.lexsort((found, -np.floor(what.expected * SCALE + 0.5)))[:k]

    def wide(values: "Floats") -> "Floats":
        best = values[order]
        return np.concatenate([best, np.zeros((max(0, k - len(best)), *best.shape[1:]))])[None]

    neighbours = np.full((1, max(0, k)), -1)
    neighbours[0, : len(order)] = found[order]
    low, expected, high = wide(what.low), wide(what.expected), wide(what.high)
    return TopPairs(neighbours, low, expected, high, wide(shared[found]), len(found))
