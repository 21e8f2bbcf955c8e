"""Which names are near each other, without comparing all with all.

Names are near when they share a key (the same words in any order, the same letters, an acronym
and the initials it may stand for, …) or many rare sequences of three letters.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from minkg.duplicates.name_forms import NameForm

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MANY = 100  # who shares a key with more than these is compared with the first of them only
TOP = 12
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


class Trigrams:
    """Names as weighted sets of three letters: a sequence that few names have weighs more.

    Of many names, sequences that more than a small share of them have are left out.
    """

    def __init__(self, forms: Sequence[NameForm]) -> None:
        self.rows = _matrix(forms, _COMMON if len(forms) > _MANY_NAMES else 1.0)

    def cosine(self, first: int, second: int) -> float:
        """Give the cosine of two names, by number: 0 for nothing in common, 1 for all."""
        import numpy

        rows, pointers = self.rows, self.rows.indptr
        one = slice(pointers[first], pointers[first + 1])
        two = slice(pointers[second], pointers[second + 1])
        _, left, right = numpy.intersect1d(
            rows.indices[one], rows.indices[two], assume_unique=True, return_indices=True
        )
        return min(1.0, float(rows.data[one][left] @ rows.data[two][right]))

    def nearest(self, wanted: Sequence[int] | None = None) -> Iterator[tuple[int, int]]:
        """Give every name, or every wanted one, with those nearest to it, by number."""
        from sparse_dot_topn import sp_matmul_topn

        lines = range(self.rows.shape[0]) if wanted is None else wanted
        if not len(lines) or not self.rows.shape[1]:
            return
        left = self.rows if wanted is None else self.rows[list(wanted)]
        found = sp_matmul_topn(
            left,
            self.rows.T.tocsr(),
            top_n=TOP if wanted is None else 10 * TOP,
            threshold=_LEAST_COSINE,
            n_threads=2,
        ).tocoo()
        for row, column in zip(found.row.tolist(), found.col.tolist(), strict=True):
            yield lines[row], column


def _matrix(forms: Sequence[NameForm], common: float) -> "csr_matrix":
    """Give one line per name and one column per sequence of three letters; lines of length 1."""
    import numpy
    from scipy.sparse import csr_matrix

    columns: dict[str, int] = {}
    indices: list[int] = []
    pointers = [0]
    for form in forms:
        seen = {f" {word} "[at : at + 3] for word in form.latin for at in range(len(word))}
        indices.extend(columns.setdefault(gram, len(columns)) for gram in sorted(seen))
        pointers.append(len(indices))
    held = numpy.bincount(indices, minlength=len(columns)) if indices else numpy.zeros(0)
    weights = numpy.log((len(forms) + 1) / (held + 1)) + 1
    weights[held > common * len(forms)] = 0
    data = weights[numpy.array(indices, dtype=int)]
    matrix = csr_matrix((data, indices, pointers), shape=(len(forms), len(columns)))
    matrix.eliminate_zeros()
    matrix.sort_indices()
    squares = numpy.sqrt(numpy.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    matrix.data /= numpy.repeat(numpy.maximum(squares, 1e-12), numpy.diff(matrix.indptr))
    return matrix
