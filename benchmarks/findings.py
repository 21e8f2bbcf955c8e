"""Who is most like whom, side by side: minkg, scipy, sparse_dot_topn, networkx, SPARQL.

All get the same generated subjects: 15 values over 6 facets, of a skewed vocabulary of 200
concepts in three levels, every fifth facet unknown, nothing correlated (the hardest case: no
subject has near relatives that would let the others be ruled out). Each method runs in its own
process and is killed after LIMIT seconds. The time (wall, and of all processors) is that of the
comparison from the table on; the memory is the most that the process took; pairs are those
looked at in full. The last column compares the answer with that of minkg, outside the time.

Run: .venv/bin/python benchmarks/findings.py [SUBJECTS …]    (default: 1000 10000 100000)
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from minkg.findings.most_similar import ConceptTable, build, top_pairs

SIZES, TOP, VALUES, LIMIT = (12, 72, 36, 48, 16, 16), 10, 15, 150
WEIGHTS = np.array([1.0, 1.5, 1.0, 0.8, 1.0, 0.7])
BLOCK = 25_000_000  # cells of one block of rows × subjects: 200 MB


class Done(NamedTuple):
    """What a method found: pairs considered, and how to compare it with minkg."""

    pairs: int
    check: Callable[[], str]
    share: float = 1.0  # of the subjects that were done


def generate(
    subjects: int, seed: int = 0, values: int = VALUES, unknown: float = 0.2
) -> ConceptTable:
    """Give a table of subjects with so many values each, closed over broader concepts."""
    rng = np.random.default_rng(seed)
    sizes, first = np.array(SIZES), np.cumsum([0, *SIZES])
    facet, width = np.repeat(np.arange(len(sizes)), sizes), len(sizes)
    broader = np.concatenate(
        [_broader(rng, size, at) for size, at in zip(SIZES, first, strict=False)]
    )
    known = rng.random((subjects, width)) >= unknown
    known[np.arange(subjects), rng.integers(0, width, subjects)] = True
    odds = known * np.sqrt(sizes)
    limits = np.cumsum(odds / odds.sum(axis=1, keepdims=True), axis=1)
    drawn = (rng.random((subjects, values, 1)) > limits[:, None]).sum(axis=2).clip(0, width - 1)
    has = np.zeros((subjects, len(facet)), dtype=bool)
    for at, size in enumerate(SIZES):
        skewed = 1 / rng.permutation(np.arange(1, size + 1))
        rows, _ = np.nonzero(drawn == at)
        has[rows, first[at] + rng.choice(size, len(rows), p=skewed / skewed.sum())] = True
    for _ in range(3):
        rows, columns = np.nonzero(has[:, broader >= 0])
        has[rows, broader[broader >= 0][columns]] = True
    stated = np.stack([has[:, facet == at].any(axis=1) for at in range(width)], axis=1)
    indptr = np.concatenate([[0], np.cumsum(has.sum(axis=1))])
    return build(indptr, np.nonzero(has)[1], facet, stated, WEIGHTS)


def _broader(rng: np.random.Generator, size: int, at: int) -> Any:
    """Give the broader concept of each of a facet: an eighth are roots, half have narrower ones."""
    roots = max(3, size // 8)
    above = [rng.integers(0, roots if i < size // 2 else size // 2) for i in range(roots, size)]
    return np.array([-1] * roots + [at + i for i in above])


def _matrix(table: ConceptTable) -> tuple[Any, Any]:
    """Give subjects × concepts with ones, and the same with weighted information."""
    from scipy import sparse

    shape = len(table.mass), len(table.facet)
    value = (table.information * table.weights[table.facet])[table.concepts]
    parts = table.concepts, table.indptr
    ones = np.ones(len(value))
    return sparse.csr_matrix((ones, *parts), shape), sparse.csr_matrix((value, *parts), shape)


def _best(table: ConceptTable, common: Any, start: int) -> Any:
    """Rank the subjects for each of a block of rows, from what they share (dense)."""
    size, likely, unknown = table.mass @ WEIGHTS, table.expected * WEIGHTS, (~table.known) * 1.0
    rows = slice(start, start + len(common))
    similar = unknown[rows] @ likely.T + likely[rows] @ unknown.T + common
    similar /= size[rows, None] + size - common
    similar[common <= 0] = -1
    similar[np.arange(len(common)), np.arange(rows.start, rows.stop)] = -1
    keys = np.floor(similar * 1e9 + 0.5)
    least = np.partition(keys, -TOP, axis=1)[:, -TOP]
    best = np.empty((len(common), TOP), dtype=int)
    for at, row in enumerate(keys):
        some = np.flatnonzero(row >= least[at])
        best[at] = some[np.lexsort((some, -row[some]))[:TOP]]
    return best


def _agrees(table: ConceptTable, best: Any) -> str:
    wanted = top_pairs(table, TOP).neighbours[: len(best)]
    return "the same" if (wanted == best).all() else f"{(wanted == best).mean():.3%} the same"


def minkg(table: ConceptTable) -> Done:
    """Rank all with what they share per facet; bounded, compiled."""
    found = top_pairs(table, TOP)
    return Done(found.compared, lambda: "")


def product(table: ConceptTable) -> Done:
    """Multiply the whole sparse matrix, then rank."""
    ones, values = _matrix(table)
    whole = values @ ones.T
    step = max(1, BLOCK // len(table.mass))
    best = [
        _best(table, whole[at : at + step].toarray(), at) for at in range(0, len(table.mass), step)
    ]
    return Done(whole.nnz, lambda: _agrees(table, np.concatenate(best)))


def blocks(table: ConceptTable) -> Done:
    """Multiply and rank block by block; above 10,000 subjects only the first 1,000 rows."""
    ones, values = _matrix(table)
    total, pairs, best, turned = len(table.mass), 0, [], ones.T.tocsr()
    rows = total if total <= 10_000 else 1_000
    step = min(rows, max(1, BLOCK // total))
    for at in range(0, rows, step):
        common = values[at : min(at + step, rows)] @ turned
        pairs += common.nnz
        best.append(_best(table, common.toarray(), at))
    return Done(pairs, lambda: _agrees(table, np.concatenate(best)), rows / total)


def topn(table: ConceptTable) -> Done:
    """Keep the 10 that share most by sparse_dot_topn: another ranking, without the sizes."""
    from sparse_dot_topn import sp_matmul_topn

    ones, values = _matrix(table)
    kept = sp_matmul_topn(values, ones.T.tocsr(), top_n=TOP + 1, n_threads=os.cpu_count())

    def check() -> str:
        wanted = top_pairs(table, TOP).neighbours
        rows = np.split(kept.indices, kept.indptr[1:-1])
        hits = sum(np.isin(one, row).sum() for one, row in zip(wanted, rows, strict=True))
        return f"{hits / wanted.size:.0%} of minkg's neighbours among them"

    return Done(kept.nnz, check)


def networkx(table: ConceptTable) -> Done:
    """Project the bipartite graph onto the subjects, weighted by what they share."""
    import networkx as nx

    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    value = table.information * table.weights[table.facet]
    lists = np.split(table.concepts, table.indptr[1:-1])
    graph.add_edges_from((("s", at), ("c", int(c))) for at, row in enumerate(lists) for c in row)

    def weigh(both: Any, one: Any, other: Any) -> float:
        return float(sum(value[c] for _, c in both.adj[one].keys() & both.adj[other].keys()))

    subjects = [("s", at) for at in range(len(lists))]
    found = nx.bipartite.generic_weighted_projected_graph(graph, subjects, weight_function=weigh)
    edges: Any = found.edges(data="weight")
    pairs = {(one[1], other[1]): weight for one, other, weight in edges}
    return Done(len(pairs), lambda: _shares(table, pairs))


def sparql(table: ConceptTable) -> Done:
    """Join the facets with themselves in pyoxigraph; broader concepts are already there."""
    import pyoxigraph as ox

    store, base = ox.Store(), "https://w3id.org/minkg/"
    says, tells = ox.NamedNode(base + "states"), ox.NamedNode(base + "information")
    value = table.information * table.weights[table.facet]
    concept = [ox.NamedNode(f"{base}c{at}") for at in range(len(value))]
    quads = [ox.Quad(c, tells, ox.Literal(float(v))) for c, v in zip(concept, value, strict=True)]
    for at, row in enumerate(np.split(table.concepts, table.indptr[1:-1])):
        quads += [ox.Quad(ox.NamedNode(f"{base}s{at}"), says, concept[c]) for c in row]
    store.bulk_extend(quads)
    start = time.perf_counter()
    rows: Any = store.query(
        f"SELECT ?a ?b (SUM(?i) AS ?shared) WHERE {{ ?a {says} ?v . ?b {says} ?v ."
        f" ?v {tells} ?i FILTER(STR(?a) < STR(?b)) }} GROUP BY ?a ?b"
    )
    skip = len(base) + 1
    pairs: dict[tuple[int, int], float] = {}
    for one, other, shared in rows:
        key = (int(one.value[skip:]), int(other.value[skip:]))
        pairs[key] = float(shared.value)
    print(f"the question alone took {time.perf_counter() - start:.1f} s", file=sys.stderr)
    return Done(len(pairs), lambda: _shares(table, pairs))


def _shares(table: ConceptTable, pairs: dict[tuple[int, int], float]) -> str:
    ones, values = _matrix(table)
    whole = (values @ ones.T).toarray()
    worst = max(abs(whole[pair] - shared) for pair, shared in pairs.items())
    complete = len(pairs) == np.count_nonzero(np.triu(whole, 1))
    return "shares the same" if worst < 1e-9 and complete else f"shares differ by {worst:.2g}"


METHODS: dict[str, tuple[Callable[[ConceptTable], Done], int, int]] = {  # most subjects, rounds
    "minkg": (minkg, 10**6, 3),
    "product": (product, 10_000, 1),
    "blocks": (blocks, 10**6, 1),
    "topn": (topn, 10**6, 1),
    "networkx": (networkx, 1_000, 1),
    "sparql": (sparql, 1_000, 1),
}


def one(name: str, subjects: int) -> None:
    """Measure one method in this process; print the figures as JSON."""
    method, _, rounds = METHODS[name]
    if name == "minkg":
        minkg(generate(200))  # what it takes to load the compiled code is not counted
    table, times = generate(subjects), []
    for _ in range(rounds if subjects < 50_000 else 1):
        cpu, start = time.process_time(), time.perf_counter()
        done = method(table)
        times.append((time.perf_counter() - start, time.process_time() - cpu))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds, cpu = min(times)
    figures = [seconds / done.share, cpu / done.share, memory, done.pairs / done.share]
    print(json.dumps([*figures, done.share < 1, done.check()]))


def measure(name: str, subjects: int) -> list[Any] | None:
    """Measure one method in a process of its own; nothing if it takes too long."""
    words = [sys.executable, __file__, "--one", name, str(subjects)]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=LIMIT, check=True)
    except subprocess.TimeoutExpired:
        return None
    figures: list[Any] = json.loads(done.stdout)
    return figures


def main(words: list[str]) -> None:
    """Print one table for all sizes."""
    print(
        f"{'method':<10}{'subjects':>9}{'seconds':>10}{'cpu s':>9}{'MB':>7}{'pairs':>14}"
        f"{'growth':>8}  answer"
    )
    before: dict[str, float] = {}
    for subjects in [int(word) for word in words] or [1_000, 10_000, 100_000]:
        for name, (_, most, _) in METHODS.items():
            figures = measure(name, subjects) if subjects <= most else None
            if figures is None:
                why = f"gave up after {LIMIT} s" if subjects <= most else "not tried: too large"
                print(f"{name:<10}{subjects:>9}  {why}", flush=True)
                continue
            seconds, cpu, memory, pairs, part, answer = figures
            growth = f"{seconds / before[name]:.1f}×" if name in before else ""
            before[name] = seconds
            print(
                f"{name:<10}{subjects:>9}{'≈' if part else '':>2}{seconds:>8.4f}{cpu:>9.3f}"
                f"{memory:>7.0f}{pairs:>14.0f}{growth:>8}  {answer}",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main(sys.argv[1:])
