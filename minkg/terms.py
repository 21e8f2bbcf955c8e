"""Facts as Python dictionaries, one per predicate, ready for shapes to look at.

Terms keep the spelling of the text they were read from: a store may keep
`"01"^^xsd:integer` as `1`, but a shape must see what the author wrote.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import cast

import pyoxigraph as ox

from minkg.names import PREFIXES
from minkg.table import Term

Values = dict[Term, list[Term]]
Triple = tuple[Term, ox.NamedNode, Term]
_EMPTY: Values = {}
RDF, RDFS, SH = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["sh"]


def triple_of(quad: ox.Quad) -> Triple:
    """Give the fact without its graph."""
    return cast("Triple", (quad.subject, quad.predicate, quad.object))


def store_of(triples: Iterable[Triple]) -> ox.Store:
    """Put facts into a store that can be asked SPARQL."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(s, p, o) for s, p, o in triples if not isinstance(s, ox.Literal))
    return store


class Terms:
    """The union of all graphs: predicate → subject → objects, each fact once, in reading order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._out: dict[str, Values] = defaultdict(lambda: defaultdict(list))
        self._in: dict[str, Values] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            self._out[predicate.value][subject].append(value)

    def predicates(self) -> Iterable[str]:
        """Give all predicates."""
        return self._out.keys()

    def by_subject(self, predicate: str) -> Values:
        """Give subject → objects of a predicate."""
        return self._out.get(predicate, _EMPTY)

    def by_object(self, predicate: str) -> Values:
        """Give object → subjects of a predicate."""
        if predicate not in self._in:
            turned: Values = defaultdict(list)
            for subject, values in self.by_subject(predicate).items():
                for value in values:
                    turned[value].append(subject)
            self._in[predicate] = dict(turned)
        return self._in[predicate]

    def values(self, subject: Term, predicate: str) -> Sequence[Term]:
        """Give the objects of one subject and predicate."""
        return self.by_subject(predicate).get(subject, ())

    def value(self, subject: Term, predicate: str) -> Term | None:
        """Give the only object, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def items(self, head: Term | None) -> list[Term]:
        """Give the members of an RDF list."""
        found: list[Term] = []
        while head is not None and (first := self.value(head, f"{RDF}first")) is not None:
            found.append(first)
            head = self.value(head, f"{RDF}rest")
        return found

    @cached_property
    def _narrower(self) -> dict[Term, set[Term]]:
        return {}

    def subclasses(self, kind: Term) -> set[Term]:
        """Give a class and all classes below it."""
        if kind not in self._narrower:
            found, todo = {kind}, [kind]
            while todo:
                for below in self.by_object(f"{RDFS}subClassOf").get(todo.pop(), ()):
                    if below not in found:
                        found.add(below)
                        todo.append(below)
            self._narrower[kind] = found
        return self._narrower[kind]

    def instances(self, kind: Term) -> dict[Term, None]:
        """Give the things of a class or a class below it, in reading order."""
        typed = self.by_object(f"{RDF}type")
        return dict.fromkeys(
            thing for below in self.subclasses(kind) for thing in typed.get(below, ())
        )

    def is_a(self, thing: Term, kind: Term) -> bool:
        """Tell whether a thing is of a class or a class below it."""
        below = self.subclasses(kind)
        return any(stated in below for stated in self.values(thing, f"{RDF}type"))
