"""Which pairs of subjects are worth looking at: those that share a topic, or that a link explains.

Up to DENSE subjects all pairs are considered; above that the exact nearest of each subject
are searched for, and the work grows with the pairs that share something.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from minkg.findings.facets import FACETS, Facets
from minkg.findings.similarity import Masses
from minkg.words import Unavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]

DENSE = 2_000


def candidates(
    table: Masses,
    facets: Facets,
    weights: Mapping[str, float],
    joined: Iterable[tuple[int, int]],
    top: int,
    of: int | None = None,
) -> "Pairs":
    """Give the pairs as two arrays of row numbers, first < second, in order; all or those `of` one.

    Above DENSE subjects every subject brings its `top` most similar ones, so that the
    `top` most similar pairs of all are among them.
    """
    import numpy as np

    if len(table.names) <= DENSE:
        topics = table.incidence[list(FACETS).index("topic")]
        if of is None:
            first, second = np.nonzero(np.triu(topics @ topics.T > 0, 1))
        else:
            others = np.flatnonzero(topics @ topics[of])
            others = others[others != of]
            first, second = np.minimum(others, of), np.maximum(others, of)
    else:
        first, second = _nearest(facets, weights, top)
    links = np.array(sorted(joined), dtype=np.intp).reshape(-1, 2)
    every = np.concatenate([np.stack([first, second], axis=1), links])
    if of is not None:
        every = every[(every == of).any(axis=1)]
    unique = np.unique(every, axis=0)
    return unique[:, 0], unique[:, 1]


def _nearest(facets: Facets, weights: Mapping[str, float], top: int) -> "Pairs":
    import numpy as np

    try:
        from minkg.findings.most_similar import from_facets, top_pairs
    except ModuleNotFoundError as problem:
        if problem.name != "numba":
            raise
        raise Unavailable(
            "more than {count} entries can only be compared with the package numba",
            hint="pip install 'minkg[large]'",
            count=DENSE,
        ) from problem
    found = top_pairs(from_facets(facets, weights), top)
    rows = np.repeat(np.arange(len(found.neighbours)), found.neighbours.shape[1])
    others = found.neighbours.ravel()
    topic = list(FACETS).index("topic")
    kept = (others >= 0) & (found.shared[..., topic].ravel() > 0)
    low, high = np.minimum(rows, others)[kept], np.maximum(rows, others)[kept]
    return low.astype(np.intp), high.astype(np.intp)
