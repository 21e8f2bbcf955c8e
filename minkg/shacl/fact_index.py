"""Facts as Python dictionaries, one per predicate, ready for shapes to look at.

Terms keep the spelling of the text they were read from: a store may keep
`"01"^^xsd:integer` as `1`, but a shape must see what the author wrote.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.words.names import PREFIXES

Values = dict[Term, list[Term]]
Triple = tuple[Term, ox.NamedNode, Term]
Ask = Callable[[str], Iterable[dict[str, Term | None]]]
_EMPTY: Values = {}
MANY = 16  # values of one subject that are looked through one by one
RDF, RDFS, SH = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["sh"]


def triple_of(quad: ox.Quad) -> Triple:
    """Give the fact without its graph."""
    return cast("Triple", (quad.subject, quad.predicate, quad.object))


def store_of(triples: Iterable[Triple]) -> ox.Store:
    """Put facts into a store that can be asked SPARQL."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(s, p, o) for s, p, o in triples if not isinstance(s, ox.Literal))
    return store


def asking(store: ox.Store) -> Ask:
    """Give a function that asks a store a SELECT, and gives a dictionary for every row."""

    def ask(select: str) -> list[dict[str, Term | None]]:
        rows = store.query(select)
        assert isinstance(rows, ox.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [dict(zip(names, row, strict=True)) for row in rows]

    return ask


class FactIndex:
    """The union of all graphs: predicate → subject → objects, each fact once, in reading order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._out: dict[str, Values] = defaultdict(dict)
        self._in: dict[str, dict[Term, dict[Term, None]]] = {}
        self._narrower: dict[Term, set[Term]] = {}
        wide: dict[int, set[Term]] = {}
        same: dict[Term, Term] = {}  # one object for each term, however often it was read
        for subject, predicate, value in triples:
            values = self._out[predicate.value].setdefault(same.setdefault(subject, subject), [])
            known: Collection[Term] = wide.get(id(values), values)
            if value not in known:
                values.append(same.setdefault(value, value))
                if isinstance(known, set):
                    known.add(value)
                elif len(values) > MANY:
                    wide[id(values)] = set(values)

    def add(self, triple: Triple, place: int | None = None) -> None:
        """Add a fact that is not there, as the last one of its subject and predicate or before."""
        subject, predicate, value = triple
        values = self._out[predicate.value].setdefault(subject, [])
        values.insert(len(values) if place is None else place, value)
        if predicate.value in self._in:
            self._in[predicate.value].setdefault(value, {})[subject] = None
        self._changed(predicate.value)

    def remove(self, triple: Triple) -> int:
        """Take out a fact that is there; give its place among those of its subject."""
        subject, predicate, value = triple
        of_all = self._out[predicate.value]
        place = of_all[subject].index(value)
        del of_all[subject][place]
        if not of_all[subject]:
            del of_all[subject]
        if predicate.value in self._in:
            subjects = self._in[predicate.value][value]
            del subjects[subject]
            if not subjects:
                del self._in[predicate.value][value]
        self._changed(predicate.value)
        return place

    def _changed(self, predicate: str) -> None:
        if predicate == f"{RDFS}subClassOf":
            self._narrower.clear()

    def __contains__(self, triple: Triple) -> bool:
        """Tell whether a fact is there."""
        subject, predicate, value = triple
        return value in self.values(subject, predicate.value)

    def has_more(self, nodes: Collection[Term]) -> bool:
        """Tell whether there are so many more nodes that it is easier to look at these alone."""
        return len(nodes) < max(100, len(self.by_subject(f"{RDF}type")) // 10)

    def predicates(self) -> Iterable[str]:
        """Give all predicates."""
        return self._out.keys()

    def by_subject(self, predicate: str) -> Values:
        """Give subject → objects of a predicate."""
        return self._out.get(predicate, _EMPTY)

    def by_object(self, predicate: str) -> Mapping[Term, Collection[Term]]:
        """Give object → subjects of a predicate."""
        if predicate not in self._in:
            turned: dict[Term, dict[Term, None]] = {}
            for subject, values in self.by_subject(predicate).items():
                for value in values:
                    turned.setdefault(value, {})[subject] = None
            self._in[predicate] = turned
        return self._in[predicate]

    def values(self, subject: Term, predicate: str | None) -> Sequence[Term]:
        """Give the objects of one subject and predicate, or of any predicate."""
        if predicate is None:
            return [value for each in self._out.values() for value in each.get(subject, ())]
        return self.by_subject(predicate).get(subject, ())

    def subjects(self, value: Term, predicate: str | None) -> Collection[Term]:
        """Give the subjects of one object and predicate, or of any predicate."""
        if predicate is None:
            return [one for each in self._out for one in self.subjects(value, each)]
        return self.by_object(predicate).get(value, ())

    def verbs(self, subject: Term) -> list[Term]:
        """Give the predicates that are used of a subject."""
        return [ox.NamedNode(each) for each, values in self._out.items() if subject in values]

    def users(self, predicate: Term) -> Collection[Term]:
        """Give the subjects that a predicate is used of."""
        return self.by_subject(predicate.value).keys()

    def triples(self) -> Iterator[Triple]:
        """Give all facts, predicate by predicate."""
        for each, of_all in self._out.items():
            predicate = ox.NamedNode(each)
            for subject, values in of_all.items():
                for value in values:
                    yield subject, predicate, value

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
