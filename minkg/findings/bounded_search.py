"""The nearest subjects of each subject, found without comparing all pairs; exact.

For a subject a, let m(b) be the weighted information of b, x(b) what it shares with a, and
l(b) what is expected of facets that one of the two does not state. Then

    expected(b) = (x(b) + l(b)) / (m(a) + m(b) − x(b))

grows with x(b). The concepts of a are walked from the rarest on, and the information of each
is added up for all subjects that have it: s(b). The walk may stop early; let r(b) be the
information of the concepts not walked in facets that b states. As b shares no more than it
has, x(b) ≤ u(b) = min(s(b) + r(b), m(b)). So b is not better than t, the worst of k subjects
compared in full, unless

    u(b) · (1 + t) + l(b) ≥ t · (m(a) + m(b)).

Only subjects that pass are compared in full. Where the walk stops decides about time, never
about the answer. A subject whose concepts have little company is compared with all of that
company, and with nothing else: work grows with the pairs that share a concept. The bound is
computed in single precision, with a margin above its rounding error; the full comparison in
double precision, in the order of the concepts.
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Shorts = NDArray[np.int32]
    Singles = NDArray[np.float32]

SCALE = 1e9  # similarities are compared in steps of 1 / SCALE
BLOCK = 256  # subjects that are bounded at once
GUESS, STOP = 0.4, 0.6  # first guess of t; the walk ends where r · (1 + t) ≤ STOP · t · m(a)
AIM = 0.95  # where the first bar is set, as part of the guess
DONE = np.float32(-1e30)  # the sum of a subject that was compared
Function = TypeVar("Function", bound=Callable[..., object])


def _compiled(function: Function) -> Function:
    """Compile a function that runs outside Python's lock; the result is kept on disk."""
    return cast("Function", numba.njit(nogil=True, cache=True)(function))


class SearchIndex(NamedTuple):
    """A table made ready to be walked: its subjects grouped by what they leave unknown.

    `origin` gives the index in the table of each place here; all arrays per subject are in
    this order. `company[heads[c]:heads[c + 1]]` are the subjects with concept c, `value` is
    its weighted information; `size` (also as `small`) and `likely` (N × F) are weighted mass
    and expectation; group g stands from `starts[g]` to `starts[g + 1]` and leaves unknown
    the facets `gaps[g]` (1 or 0); `hoped` (groups × N) is what it may expect of each subject.
    """

    origin: "Ints"
    indptr: "Ints"
    concepts: "Shorts"
    facet: "Ints"
    information: "Floats"
    value: "Floats"
    heads: "Ints"
    company: "Shorts"
    size: "Floats"
    small: "Singles"
    likely: "Floats"
    group: "Ints"
    starts: "Ints"
    gaps: "Floats"
    hoped: "Singles"


@_compiled
def _expected(a: int, b: int, x: float, index: SearchIndex) -> int:
    """Give the expected similarity of two subjects that share x, in steps of 1 / SCALE."""
    ours, theirs = index.gaps[index.group[a]], index.gaps[index.group[b]]
    hoped = 0.0
    for f in range(len(ours)):
        hoped += index.likely[b, f] * ours[f] + index.likely[a, f] * theirs[f]
    union = index.size[a] + index.size[b] - x
    return math.floor(min(1.0, (x + hoped) / union) * SCALE + 0.5)  # type: ignore[no-any-return]


@_compiled
def _keep(b: int, key: int, origin: "Ints", keys: "Ints", best: "Ints") -> None:
    """Put a subject in its place among the best so far, if it has one."""
    at = len(keys)
    while at > 0 and (
        best[at - 1] < 0
        or keys[at - 1] < key
        or (keys[at - 1] == key and origin[best[at - 1]] > origin[b])
    ):
        at -= 1
        if at + 1 < len(keys):
            keys[at + 1], best[at + 1] = keys[at], best[at]
    if at < len(keys):
        keys[at], best[at] = key, b


@_compiled
def _compare(a: int, b: int, own: "Floats", index: SearchIndex, keys: "Ints", best: "Ints") -> None:
    """Compare two subjects in full; `own` has the values of the concepts of the first."""
    x = 0.0
    for at in range(index.indptr[b], index.indptr[b + 1]):
        x += own[index.concepts[at]]
    if x > 0 and a != b:
        _keep(b, _expected(a, b, x, index), index.origin, keys, best)


@_compiled
def _company(
    a: int, own: "Floats", seen: "Bools", index: SearchIndex, keys: "Ints", best: "Ints"
) -> int:
    """Compare a subject with all that share a concept with it; give how many they are."""
    found = [a]
    seen[a] = True
    for at in range(index.indptr[a], index.indptr[a + 1]):
        c = index.concepts[at]
        if own[c] > 0:
            for b in index.company[index.heads[c] : index.heads[c + 1]]:
                if not seen[b]:
                    seen[b] = True
                    found.append(b)
    for b in found:
        seen[b] = False
        _compare(a, b, own, index, keys, best)
    return len(found) - 1


@_compiled
def _walk(a: int, own: "Floats", stop: float, index: SearchIndex, sums: "Singles") -> "Floats":
    """Add up what the rarest concepts of a subject give to others, until `stop` is left.

    Gives the information that is left, by facet.
    """
    rest, left = np.zeros(index.gaps.shape[1]), index.size[a]
    for at in range(index.indptr[a], index.indptr[a + 1]):
        c = index.concepts[at]
        if left > stop:
            left -= own[c]
            value = np.float32(own[c])
            if value > 0:
                for i in range(index.heads[c], index.heads[c + 1]):
                    sums[index.company[i]] += value
        else:
            rest[index.facet[c]] += own[c]
    return rest


@_compiled
def _passing(
    rest: float,
    t: float,
    least: float,
    sums: "Singles",
    small: "Singles",
    hoped: "Singles",
    passing: "Bools",
) -> int:
    """Mark which of a few subjects may be as good as t; give how many they are."""
    left, worst, more, bar = np.float32(rest), np.float32(t), np.float32(1 + t), np.float32(least)
    count = 0
    for b in range(len(sums)):
        u = sums[b] + left
        u = u if u < small[b] else small[b]
        passes = u * more + hoped[b] - worst * small[b] >= bar
        passing[b] = passes
        count += passes
    return count


@_compiled
def _scan(
    a: int,
    bar: float,
    own: "Floats",
    rest: "Floats",
    sums: "Singles",
    largest: float,
    index: SearchIndex,
    keys: "Ints",
    best: "Ints",
) -> int:
    """Compare a subject with all that may be as good as the bar; give how many they are.

    The bar rises with the worst of the best. What was compared is not looked at again.
    """
    compared, passing = 0, np.empty(BLOCK, np.bool_)
    hoped, small, size = index.hoped[index.group[a]], index.small, index.size[a]
    margin = 2.4e-7 * (index.indptr[a + 1] - index.indptr[a] + 16) * (size + largest)
    for g in range(len(index.gaps)):
        left = (rest * (1 - index.gaps[g])).sum()
        theirs = (index.likely[a] * index.gaps[g]).sum()
        for start in range(index.starts[g], index.starts[g + 1], BLOCK):
            end = min(start + BLOCK, index.starts[g + 1])
            part = slice(start, end)
            t = max(bar, _worst(keys, best))
            least = t * size - theirs - margin
            count = _passing(left, t, least, sums[part], small[part], hoped[part], passing)
            compared += count
            for b in range(start, end if count else start):
                if passing[b - start]:
                    sums[b] = DONE
                    _compare(a, b, own, index, keys, best)
    return compared


@_compiled
def _worst(keys: "Ints", best: "Ints") -> float:
    """Give the similarity that the next must have at least, 0 while there are too few."""
    return max(0.0, (keys[-1] - 1) / SCALE) if best[-1] >= 0 else 0.0


@_compiled
def _bounded(
    a: int,
    guess: float,
    own: "Floats",
    rest: "Floats",
    sums: "Singles",
    largest: float,
    index: SearchIndex,
    keys: "Ints",
    best: "Ints",
) -> int:
    """Compare a subject with all that the bound does not rule out; give how many they are.

    The first bar is a guess; if the worst of the best does not reach it, it was too high.
    """
    compared = _scan(a, guess, own, rest, sums, largest, index, keys, best)
    while _worst(keys, best) < guess:
        guess = _worst(keys, best) if best[-1] >= 0 or guess < 0.05 else guess / 2
        compared += _scan(a, guess, own, rest, sums, largest, index, keys, best)
    return compared


@_compiled
def _share(a: int, b: int, index: SearchIndex, shared: "Floats") -> None:
    """Add up by facet what two subjects share."""
    i, j = index.indptr[a], index.indptr[b]
    while i < index.indptr[a + 1] and j < index.indptr[b + 1]:
        c, d = index.concepts[i], index.concepts[j]
        if c == d:
            shared[index.facet[c]] += index.information[c]
        i, j = i + (c <= d), j + (d <= c)


@_compiled
def nearest(
    first: int, last: int, index: SearchIndex, keys: "Ints", best: "Ints", shared: "Floats"
) -> int:
    """Find the best of the subjects from first to last; give how many pairs were compared."""
    total, compared, guess = len(index.size), 0, GUESS
    sums, seen, own = (
        np.zeros(total, np.float32),
        np.zeros(total, np.bool_),
        np.zeros(len(index.value)),
    )
    largest = index.size.max()
    for a in range(first, last):
        concepts = index.concepts[index.indptr[a] : index.indptr[a + 1]]
        own[concepts] = index.value[concepts]
        pairs = 0
        for c in concepts:
            pairs += (index.heads[c + 1] - index.heads[c]) * (own[c] > 0)
        if pairs <= total // 4:
            compared += _company(a, own, seen, index, keys[a], best[a])
        else:
            stop = STOP * guess / (1 + guess) * index.size[a]
            rest = _walk(a, own, stop, index, sums)
            compared += _bounded(a, AIM * guess, own, rest, sums, largest, index, keys[a], best[a])
            guess += 0.2 * (keys[a, -1] / SCALE - guess)
            sums[:] = 0
        own[concepts] = 0
        for i in range(len(best[a])):
            if best[a, i] >= 0:
                _share(a, best[a, i], index, shared[a, i])
    return compared
