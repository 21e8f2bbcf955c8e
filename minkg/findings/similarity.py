"""How much subjects have in common: the measures of the overlap model, for many pairs at once.

Similarity is the information-weighted Jaccard of what both state, closed over broader
concepts ("simGIC"). A facet that one side does not state is unknown: it gives an interval
(it matches nothing … it matches all), and an expectation in between: what a random subject
that states the facet shares with the other side. Coverage is asymmetric: how much of what
one states the other covers.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from minkg.findings.facets import FACETS, Facets
from minkg.findings.judgements import usable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED, DRAWS, CONCENTRATION = 512, 200, 30.0
DIGITS = 12  # what is beyond them depends on the order of a sum


class Masses(NamedTuple):
    """What N subjects state, as arrays of shape N × facets (information, in nats).

    `mass` is the information stated, `expected` what a random other subject that states the
    facet shares with it, `known` whether the facet is stated at all; `incidence` holds, per
    facet, an N × concepts matrix of 0 and 1, and `information` the weight of its columns.
    """

    names: tuple[str, ...]
    mass: "Floats"
    expected: "Floats"
    known: "NDArray[np.bool_]"
    incidence: tuple["Floats", ...]
    information: tuple["Floats", ...]


class Figures(NamedTuple):
    """Similarity low ≤ expected ≤ high (0…1) and coverage both ways (nan: nothing stated)."""

    low: "Floats"
    expected: "Floats"
    high: "Floats"
    first_covered: "Floats"
    second_covered: "Floats"


def masses(facets: Facets) -> Masses:
    """Turn a facet table into arrays."""
    import numpy as np

    subjects = [facets.subjects[name] for name in sorted(facets.subjects)]
    incidence, information = [], []
    for facet in FACETS:
        columns = {concept: at for at, concept in enumerate(sorted(facets.counts[facet]))}
        table = np.zeros((len(subjects), len(columns)))
        for row, subject in enumerate(subjects):
            for concept in facets.concepts(subject, facet):
                table[row, columns[concept]] = 1.0
        incidence.append(table)
        information.append(np.array([facets.information(facet, c) for c in columns]))
    known = np.array([[f in s.stated for f in FACETS] for s in subjects], dtype=bool)
    known = known.reshape(len(subjects), len(FACETS))
    mass = np.stack([t @ i for t, i in zip(incidence, information, strict=True)], axis=1)
    others = [max(1, facets.stating[facet] - 1) for facet in FACETS]
    rate = [(t.sum(axis=0) - 1) / n for t, n in zip(incidence, others, strict=True)]
    likely = [t @ (i * r) for t, i, r in zip(incidence, information, rate, strict=True)]
    names = tuple(subject.name for subject in subjects)
    expected = np.stack(likely, axis=1)
    return Masses(names, mass, expected, known, tuple(incidence), tuple(information))


def shared_masses(table: Masses, first: "NDArray[np.intp]", second: "NDArray[np.intp]") -> "Floats":
    """Give the information that pairs share, shape pairs × facets."""
    import numpy as np

    parts = [
        ((one * information) @ one.T)[first, second]
        for one, information in zip(table.incidence, table.information, strict=True)
    ]
    return np.stack(parts, axis=1)


def weights_array(weights: Mapping[str, float]) -> "Floats":
    """Give weights in the order of the facets; one at least must count."""
    import numpy as np

    return np.array([usable(weights).get(facet, 0.0) for facet in FACETS])


def figures(
    table: Masses,
    first: "NDArray[np.intp]",
    second: "NDArray[np.intp]",
    shared: "Floats",
    weights: "Floats",
) -> Figures:
    """Give the figures of pairs; `weights` has shape facets, or draws × facets for many at once.

    Where neither side states anything that counts, all is possible: from 0 to 1.
    """
    import numpy as np

    def weigh(parts: "Floats") -> "Floats":
        return np.asarray(weights @ parts.T)

    one, other = weigh(table.mass[first]), weigh(table.mass[second])
    common = weigh(shared)
    unknown = (~table.known[first]).astype(float), (~table.known[second]).astype(float)
    likely = weigh(table.expected[second] * unknown[0] + table.expected[first] * unknown[1])
    most = weigh(table.mass[second] * unknown[0] + table.mass[first] * unknown[1])
    union = one + other - common
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = np.where(union > 0, union, np.inf)
        low, middle = common / whole, (common + likely) / whole
        high = np.where(union > 0, (common + most) / whole, 1.0)
        every = (low, middle, high, common / one, common / other)
        return Figures(*(np.round(np.clip(part, 0, 1), DIGITS) for part in every))


def stability(
    table: Masses,
    first: "NDArray[np.intp]",
    second: "NDArray[np.intp]",
    shared: "Floats",
    weights: "Floats",
    top: int,
) -> "Floats":
    """Give the share of weight draws in which each pair stays among the `top` most similar.

    The draws are Dirichlet around the weights, with a fixed seed.
    """
    import numpy as np

    if not len(first):
        return np.zeros(0)
    alpha = np.maximum(weights / weights.sum() * CONCENTRATION, 1e-3)
    drawn = np.random.default_rng(SEED).dirichlet(alpha, size=DRAWS)
    if len(first) <= top:
        return np.ones(len(first))
    stays = np.zeros(len(first))
    for one in drawn:  # one draw at a time: memory does not grow with their number
        scores = figures(table, first, second, shared, one).expected
        stays += scores >= np.partition(scores, -top)[-top]
    return stays / DRAWS
