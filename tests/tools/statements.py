"""The triples that quads state, counted: what a shape sees of facts in passages."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from minkg.checking.sourced_facts import SUPPORTS
from minkg.shacl.fact_index import Triple, triple_of


class Statements:
    """What quads state without their graphs, and how often; a passage supports its subjects.

    >>> a, p, g = (ox.NamedNode(f"http://e/{name}") for name in "apg")
    >>> quads = [ox.Quad(a, p, a, g), ox.Quad(a, p, g, g)]
    >>> known = Statements(quads)
    >>> added, removed = known.change([], quads[:1])
    >>> added, len(removed)
    ([], 1)
    """

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._times: Counter[Triple] = Counter(stated(quads))

    def __iter__(self) -> Iterator[Triple]:
        """Give every fact once."""
        return iter(self._times)

    def change(
        self, added: Iterable[ox.Quad], removed: Iterable[ox.Quad]
    ) -> tuple[list[Triple], list[Triple]]:
        """Add quads that are not there, remove some that are: give the facts that come and go."""
        difference = Counter(stated(added))
        difference.subtract(stated(removed))
        come, gone = [], []
        for fact, more in difference.items():
            times = self._times[fact]
            if times + more > 0:
                self._times[fact] = times + more
            else:
                self._times.pop(fact, None)
            if times <= 0 < times + more:
                come.append(fact)
            elif times + more <= 0 < times:
                gone.append(fact)
        return come, gone


def stated(quads: Iterable[ox.Quad]) -> Iterator[Triple]:
    """Give the fact of each quad, and that the passage it stands in supports its subject."""
    for quad in quads:
        fact = triple_of(quad)
        yield fact
        if isinstance(quad.graph_name, ox.NamedNode):
            yield quad.graph_name, SUPPORTS, fact[0]
