"""The links of one entry, in both directions, with the places that say so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minkg.graph import made_once
from minkg.graph.sparql import declared, instances
from minkg.graph.terms import plain
from minkg.words.names import ENTRY, ONTOLOGY, bare, expand

if TYPE_CHECKING:
    from minkg.graph import Graph

_GROUPS = {
    "Instrument": "instrument", "Organization": "organization", "Person": "organization",
    "Process": "process", "Meeting": "process", "Proposal": "plan", "ProposalCluster": "plan",
    "Recommendation": "plan", "KnowledgeGap": "plan", "Lesson": "plan", "Document": "document",
    "Quantity": "document", "Concept": "concept",
}  # fmt: skip
_KINDS = declared(f"SELECT DISTINCT ?x ?group WHERE {{ {instances(*_GROUPS)} }}")
_LINKS = declared(
    """SELECT DISTINCT ?p ?other ?g ?out ?state ?document ?locator WHERE {
  { GRAPH ?g { <%s> ?p ?other } BIND(true AS ?out) } UNION
  { GRAPH ?g { ?other ?p <%s> } BIND(false AS ?out) }
  OPTIONAL { ?g mk:reviewState ?state }
  OPTIONAL { ?g dcterms:isPartOf ?document ; mk:locator ?locator } }"""
)
_JOINED = f"""SELECT DISTINCT ?x ?y WHERE {{ ?x ?p ?y
  FILTER(isIRI(?y) && STRSTARTS(STR(?x), "{ENTRY}") && STRSTARTS(STR(?y), "{ENTRY}")
         && !STRSTARTS(STR(?x), "{ONTOLOGY}") && !STRSTARTS(STR(?y), "{ONTOLOGY}")) }}"""


@dataclass
class EntryLink:
    """A linked entry, the places that say so (document, locator), and whether all are unchecked."""

    name: str
    places: set[tuple[str, str]] = field(default_factory=set)
    states: set[str] = field(default_factory=set)

    @property
    def unchecked(self) -> bool:
        """Whether nobody has compared the link with a text."""
        return self.states == {"unchecked"}


Links = dict[tuple[bool, str], list[EntryLink]]


def links(kg: "Graph", name: str) -> Links:
    """Give the entries linked to one, by direction (True is outgoing) and relation."""
    iri = expand(name)
    found: dict[tuple[bool, str], dict[str, EntryLink]] = defaultdict(dict)
    for relation, other, _, out, state, document, locator in kg.select(_LINKS % (iri, iri)):
        there = plain(other)
        if there not in kg or there == name:
            continue
        link = found[plain(out) == "true", plain(relation)].setdefault(there, EntryLink(there))
        link.states.add(plain(state))
        if document is not None:
            link.places.add((plain(document), plain(locator)))
    return {key: list(group.values()) for key, group in found.items()}


def groups(kg: "Graph") -> dict[str, str]:
    """Give the group of every entry: instrument, organization, process, plan, document, concept."""
    return made_once(kg, _groups)


def _groups(kg: "Graph") -> dict[str, str]:
    return {plain(x): _GROUPS[bare(plain(group))] for x, group in kg.select(_KINDS)}


def share(sizes: Iterable[int], most: int) -> int:
    """Give the largest number that each group may show so that all show at most `most`.

    >>> share([50, 5, 30], 45)
    20
    """
    known = list(sizes)
    caps = range(max(known, default=0), 0, -1)
    return next((cap for cap in caps if sum(min(size, cap) for size in known) <= most), 1)


def joined(kg: "Graph") -> list[tuple[str, str]]:
    """Give all pairs of entries of which one passage links the first to the second, sorted."""
    return sorted({(plain(x), plain(y)) for x, y in kg.select(_JOINED) if plain(x) != plain(y)})
