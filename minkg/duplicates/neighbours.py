"""Which names are near each other, without comparing all with all.

Names are near when they share a key (the same words in any order, the same letters, an acronym
and the initials it may stand for, …) or many rare sequences of three letters.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from minkg.duplicates.name_forms import NameForm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANY = 100  # who shares a key with more than these is compared with the first of them only
TOP = 12
FEW = 50  # names that are compared with all others one by one
_LEAST_COSINE = 0.25
_COMMON, _MANY_NAMES = 0.05, 20_000


def sharing(keys: Iterable[tuple[Hashable, int]]) -> Iterator[tuple[int, int]]:
    """Give the pairs of things, by number, that have a key in common; the smaller number first."""
    groups: defaultdict[Hashable, set[int]] = defaultdict(set)
    for key, thing in keys:
        groups[key].add(thing)
    for group in groups.values():
        members = sorted(group)
        firsts = members[:1] if len(members) > MANY else members
        for at, first in enumerate(firsts):
            yield from ((first, second) for second in members[at + 1 :])


class _SparseRows(NamedTuple):
    """One line per name, of length 1: the columns that are not 0, sorted, and their values."""

    data: "NDArray[np.float64]"
    indices: "NDArray[np.int64]"
    pointers: "NDArray[np.int64]"
    columns: int

    def line(self, row: int) -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
        """Give columns and values of one line."""
        there = slice(self.pointers[row], self.pointers[row + 1])
        return self.indices[there], self.data[there]


class Trigrams:
    """Names as weighted sets of three letters: a sequence that few names have weighs more.

    Of many names, sequences that more than a small share of them have are left out.
    """

    def __init__(self, forms: Sequence[NameForm]) -> None:
        self.rows = _rows(forms, _COMMON if len(forms) > _MANY_NAMES else 1.0)

    def cosine(self, first: int, second: int) -> float:
        """Give the cosine of two names, by number: 0 for nothing in common, 1 for all."""
        import numpy as np

        (one, ones), (two, twos) = self.rows.line(first), self.rows.line(second)
        _, left, right = np.intersect1d(one, two, assume_unique=True, return_indices=True)
        return min(1.0, float(ones[left] @ twos[right]))

    def nearest(self, wanted: Sequence[int] | None = None) -> Iterator[tuple[int, int]]:
        """Give every name, or every wanted one, with those nearest to it, by number."""
        if not len(self.rows.data):
            return
        if wanted is not None and len(wanted) <= FEW:
            yield from self._nearest_of_few(wanted)
        else:
            yield from self._nearest_of_many(wanted)

    def _nearest_of_few(self, wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Compare each with all; without the packages for many, which take long to import."""
        import numpy as np

        data, indices, pointers, columns = self.rows
        filled = np.flatnonzero(np.diff(pointers))
        for name in wanted:
            whole = np.zeros(columns)
            own, values = self.rows.line(name)
            whole[own] = values
            cosines = np.add.reduceat(data * whole[indices], pointers[filled])
            near = np.flatnonzero(cosines > _LEAST_COSINE)
            best = near[np.argsort(-cosines[near], kind="stable")][: 10 * TOP]
            yield from ((name, other) for other in filled[best].tolist())

    def _nearest_of_many(self, wanted: Sequence[int] | None) -> Iterator[tuple[int, int]]:
        from scipy.sparse import csr_matrix
        from sparse_dot_topn import sp_matmul_topn

        data, indices, pointers, columns = self.rows
        rows = csr_matrix((data, indices, pointers), shape=(len(pointers) - 1, columns))
        lines = range(len(pointers) - 1) if wanted is None else wanted
        found = sp_matmul_topn(
            rows if wanted is None else rows[list(wanted)],
            rows.T.tocsr(),
            top_n=TOP if wanted is None else 10 * TOP,
            threshold=_LEAST_COSINE,
            n_threads=2,
        ).tocoo()
        for row, column in zip(found.row.tolist(), found.col.tolist(), strict=True):
            yield lines[row], column


def _rows(forms: Sequence[NameForm], common: float) -> _SparseRows:
    """Give a line for each name and a column for each sequence of three letters."""
    import numpy as np

    numbers: dict[str, int] = {}
    known: dict[str, list[int]] = {}
    found: list[int] = []
    lengths: list[int] = []
    for form in forms:
        for word in form.latin:
            if word not in known:
                grams = (f" {word} "[at : at + 3] for at in range(len(word)))
                known[word] = [numbers.setdefault(gram, len(numbers)) for gram in grams]
        seen = sorted({number for word in form.latin for number in known[word]})
        found += seen
        lengths.append(len(seen))
    indices = np.array(found, dtype=np.int64)
    held = np.bincount(indices, minlength=len(numbers))
    weights = np.log((len(forms) + 1) / (held + 1)) + 1
    weights[held > common * len(forms)] = 0
    data, lines = weights[indices], np.repeat(np.arange(len(forms)), lengths)
    kept = data != 0
    data, indices, lines = data[kept], indices[kept], lines[kept]
    sums = np.sqrt(np.bincount(lines, data * data, minlength=len(forms)))
    data = data / np.maximum(sums, 1e-12)[lines]
    counts = np.bincount(lines, minlength=len(forms))
    pointers = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    return _SparseRows(data, indices, pointers, len(numbers))
