"""Why facts contradict the ontology, in sentences that name them."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from minkg.words import translate, with_article
from minkg.words.names import PREFIXES, compact, name_of

OWL, RDF, RDFS, XSD = (PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd"))
_TYPE = f"{RDF}type"
_INTEGERS = {
    "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger",
    "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
}  # fmt: skip
_OTHERS = {
    "decimal", "double", "float", "boolean", "hexBinary", "base64Binary", "anyURI", "dateTime",
    "dateTimeStamp", "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN",
}  # fmt: skip
_NUMBERS = {f"{XSD}{name}" for name in (*_INTEGERS, "decimal")}
DATATYPES = {f"{XSD}{name}" for name in _INTEGERS | _OTHERS} | {
    f"{OWL}real",
    f"{OWL}rational",
    f"{RDF}PlainLiteral",
    f"{RDF}XMLLiteral",
    f"{RDF}langString",
}
Facts = dict[tuple[str, str], list[Any]]  # values by subject and predicate


def by_predicate(triples: Iterable[ox.Triple]) -> Facts:
    """Give the values of each subject and predicate, in a steady order."""
    facts: Facts = defaultdict(list)
    for triple in sorted(triples, key=str):
        facts[key(triple.subject), triple.predicate.value].append(triple.object)
    return facts


def key(term: object) -> str:
    """Give the IRI or the text of a term."""
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def instances(facts: Facts, kind: str) -> set[str]:
    """Give the things that are said to be of a class."""
    return {s for (s, p), kinds in facts.items() if p == _TYPE and kind in map(key, kinds)}


@dataclass
class Contradictions:
    """The usual contradictions: classes that exclude each other, values of a wrong kind."""

    facts: Facts
    lang: str

    def sentences(self) -> list[str]:
        """Give a sentence for each contradiction, in the order of names."""
        return sorted({*self._clashes(), *self._wrong_values()})

    def _values(self, subject: str, predicate: str) -> list[Any]:
        return self.facts.get((subject, predicate), [])

    def _above(self, term: str, predicate: str) -> set[str]:
        """Give a term and all that is above it."""
        seen: set[str] = set()
        todo = [term]
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo += [key(above) for above in self._values(here, predicate)]
        return seen

    def _groups(self) -> Iterator[list[str]]:
        """Give the sets of classes of which no two have a member in common."""
        for node in instances(self.facts, f"{OWL}AllDisjointClasses"):
            yield from (list(self._items(key(x))) for x in self._values(node, f"{OWL}members"))
        for subject, predicate, value in self._triples():
            if predicate == f"{OWL}disjointUnionOf":
                yield list(self._items(key(value)))
            if predicate == f"{OWL}disjointWith":
                yield [subject, key(value)]

    def _items(self, node: str) -> Iterator[str]:
        """Give the items of a list, also of one that has no end or leads back into itself."""
        seen: set[str] = set()
        while node not in seen and (items := self._values(node, f"{RDF}first")):
            seen.add(node)
            yield key(items[0])
            node = key(next(iter(self._values(node, f"{RDF}rest")), f"{RDF}nil"))

    def _memberships(self) -> dict[str, dict[str, str]]:
        """Give the classes of everything, each with the fact that makes it a member."""
        members: dict[str, dict[str, str]] = defaultdict(dict)
        for one, kind, fact in (*self._asserted(), *self._implied()):
            for above in self._above(kind, f"{RDFS}subClassOf"):
                members[one].setdefault(above, fact)
        return members

    def _asserted(self) -> Iterator[tuple[str, str, str]]:
        for one, predicate, kind in self._triples():
            if predicate == _TYPE:
                yield one, key(kind), f"{compact(one)} a {compact(key(kind))}"

    def _implied(self) -> Iterator[tuple[str, str, str]]:
        for subject, predicate, value in self._triples():
            fact = f"{compact(subject)} {compact(predicate)} {compact(key(value))}"
            for over in self._above(predicate, f"{RDFS}subPropertyOf"):
                for kind in self._values(over, f"{RDFS}domain"):
                    yield subject, key(kind), fact
                for kind in self._values(over, f"{RDFS}range"):
                    yield key(value), key(kind), fact

    def _triples(self) -> Iterator[tuple[str, str, Any]]:
        for (subject, predicate), values in self.facts.items():
            yield from ((subject, predicate, value) for value in values)

    def _clashes(self) -> Iterator[str]:
        groups = list(self._groups())
        for one, kinds in self._memberships().items():
            for group in groups:
                for first, second in itertools.combinations([c for c in group if c in kinds], 2):
                    yield translate(
                        "'{name}' is {first} and {second}, which exclude each other ({facts})",
                        self.lang,
                    ).format(
                        name=name_of(one),
                        first=self._label(first),
                        second=self._label(second),
                        facts="; ".join(dict.fromkeys((kinds[first], kinds[second]))),
                    )

    def _wrong_values(self) -> Iterator[str]:
        for subject, predicate, value in self._triples():
            for over in self._above(predicate, f"{RDFS}subPropertyOf"):
                wanted = [key(kind) for kind in self._values(over, f"{RDFS}range")]
                if isinstance(value, ox.Literal) and any(_differ(value, kind) for kind in wanted):
                    yield translate(
                        "'{name}' {property} {value}, which is not {kind}", self.lang
                    ).format(
                        name=name_of(subject),
                        property=self._label(predicate, bare=True),
                        value=value,
                        kind=", ".join(map(name_of, wanted)),
                    )

    def _label(self, iri: str, *, bare: bool = False) -> str:
        labels = {label.language: label.value for label in self._values(iri, f"{RDFS}label")}
        text = str(labels.get(self.lang) or labels.get("en") or name_of(iri))
        return text if bare or self.lang != "en" else with_article(text)


def _differ(value: ox.Literal, kind: str) -> bool:
    """Tell whether a value is surely not of a datatype; whole numbers are decimals."""
    pair = {value.datatype.value, kind}
    return len(pair) == 2 and pair <= DATATYPES and not pair <= _NUMBERS
