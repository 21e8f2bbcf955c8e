"""What instruments, organizations and proposals state about themselves, facet by facet.

A facet that is not stated is unknown, which is not the same as empty. Every stated
value keeps the passages that say so; its broader concepts count with it, except a
concept that embraces its whole vocabulary (a `skos:topConceptOf` its scheme).
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from minkg.graph.sparql import among, declared, instances, not_deprecated, said
from minkg.graph.terms import plain
from minkg.words import N_
from minkg.words.names import ONTOLOGY, folder_of, name_of

if TYPE_CHECKING:
    from minkg.graph import Graph

FACETS = {
    "stage": "coversStage",
    "topic": "addressesTopic",
    N_("material"): "appliesToMaterial",
    N_("place"): "appliesIn",
    N_("function"): "performsFunction",
    N_("actor"): "targetsActor",
}
GROUPS = ("Instrument", "Organization", "Proposal")
_SUBJECTS = declared(
    f"SELECT DISTINCT ?x ?kind ?group WHERE {{ {instances(*GROUPS)} {not_deprecated()} }}"
    " ORDER BY ?x ?kind ?group"
)
_STATED = declared(
    f"""SELECT DISTINCT ?x ?facet ?value ?passage ?state WHERE {{
  {among("?facet", [*FACETS.values(), "legalForce"])} {said("?x ?facet ?value")}
}} ORDER BY ?x ?facet ?value ?passage"""
)
_BROADER = declared("SELECT DISTINCT ?narrow ?broad WHERE { ?narrow skos:broader ?broad }")
_RELATED = declared("SELECT DISTINCT ?one ?other WHERE { ?one skos:related ?other }")
_TOP = declared("SELECT DISTINCT ?concept WHERE { ?concept skos:topConceptOf ?scheme }")


class Evidence(NamedTuple):
    """A passage that says something, and how far it was reviewed."""

    passage: str
    state: str


Stated = Mapping[str, Mapping[str, tuple[Evidence, ...]]]


@dataclass(frozen=True)
class Subject:
    """One thing that is compared: its name, class folder, group, and what it states.

    `stated` maps facet → value → evidence; a facet that is missing is unknown.
    """

    name: str
    kind: str
    group: str
    stated: Stated = field(default_factory=dict)
    legal_force: tuple[str, ...] = ()


@dataclass
class Facets:
    """All subjects with their stated values, the hierarchy of values, and how rare they are."""

    subjects: dict[str, Subject]
    broader: Mapping[str, Iterable[str]]
    embracing: frozenset[str] = frozenset()
    related: frozenset[frozenset[str]] = frozenset()
    _closed: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def among(self, subjects: Iterable[Subject]) -> "Facets":
        """Give the same vocabulary with other subjects."""
        return replace(self, subjects={one.name: one for one in subjects}, _closed={})

    def closure(self, value: str) -> frozenset[str]:
        """Give a value with all its broader concepts, the all-embracing ones left out."""
        if value not in self._closed:
            found, todo = {value}, [value]
            while todo:
                for above in self.broader.get(todo.pop(), ()):
                    if above not in found:
                        found.add(above)
                        todo.append(above)
            self._closed[value] = frozenset(found - self.embracing)
        return self._closed[value]

    def forces(self, subject: Subject) -> frozenset[str]:
        """Give the legal force of a subject, closed over broader concepts."""
        return frozenset().union(*(self.closure(force) for force in subject.legal_force))

    def concepts(self, subject: Subject, facet: str) -> frozenset[str]:
        """Give what a subject states in a facet, closed over broader concepts."""
        return frozenset().union(*(self.closure(v) for v in subject.stated.get(facet, ())))

    def apart(self, first: Subject, second: Subject, facet: str) -> bool:
        """Whether both state a facet and no value of one is, holds or touches one of the other.

        Copper and nickel are apart though both are metals; an all-embracing value is apart
        from none, and neither are related ones.
        """
        mine, its = (frozenset(subject.stated.get(facet, ())) for subject in (first, second))
        if not mine or not its or (mine | its) & self.embracing:
            return False
        one, other = self.concepts(first, facet), self.concepts(second, facet)
        return not (mine & other or its & one) and not any(
            frozenset(pair) in self.related for pair in itertools.product(one, other)
        )

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """In how many subjects each concept stands, by facet."""
        found: dict[str, dict[str, int]] = {facet: defaultdict(int) for facet in FACETS}
        for subject in self.subjects.values():
            for facet in FACETS:
                for concept in self.concepts(subject, facet):
                    found[facet][concept] += 1
        return found

    @cached_property
    def stating(self) -> dict[str, int]:
        """How many subjects state anything in each facet."""
        return {f: sum(f in s.stated for s in self.subjects.values()) for f in FACETS}

    def information(self, facet: str, concept: str) -> float:
        """Give the information content of a concept: −ln((n + 1) / (N + 1)), rare is much."""
        n = self.counts[facet].get(concept, 0)
        return max(0.0, -math.log((n + 1) / (len(self.subjects) + 1)))

    def evidence(self, subject: Subject, facet: str, concept: str) -> tuple[Evidence, ...]:
        """Give the passages that say that a subject has this concept, or something narrower."""
        found: dict[Evidence, None] = {}
        for value, passages in subject.stated.get(facet, {}).items():
            if concept in self.closure(value):
                found |= dict.fromkeys(passages)
        return tuple(found)

    def cell(self, subject: Subject, stage: str, topic: str) -> tuple[Evidence, ...]:
        """Give the passages that say both stage and topic of a subject."""
        other = {said.passage for said in self.evidence(subject, "topic", topic)}
        return tuple(e for e in self.evidence(subject, "stage", stage) if e.passage in other)


def closed_cells(facets: Facets, subject: Subject) -> frozenset[tuple[str, str]]:
    """Give the cells stage × topic that one passage says of a subject, broader ones with them."""
    stages, topics = subject.stated.get("stage", {}), subject.stated.get("topic", {})
    return frozenset(
        cell
        for (stage, said), (topic, told) in itertools.product(stages.items(), topics.items())
        if {e.passage for e in said} & {e.passage for e in told}
        for cell in itertools.product(facets.closure(stage), facets.closure(topic))
    )


def read_facets(kg: "Graph") -> Facets:
    """Fetch the facet table of a graph by SPARQL; works on every store."""
    stated: dict[str, dict[str, dict[str, list[Evidence]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    name_to_facet = {name_of(ONTOLOGY + prop): facet for facet, prop in FACETS.items()}
    force: dict[str, set[str]] = defaultdict(set)
    for row in kg.select(_STATED):
        name, prop, value, passage, state = map(plain, row)
        if prop in name_to_facet:
            stated[name][name_to_facet[prop]][value].append(Evidence(passage, state))
        else:
            force[name].add(value)
    subjects = {}
    for x, kind, group in kg.select(_SUBJECTS):
        name, its = plain(x), stated.get(plain(x), {})
        subjects[name] = Subject(
            name,
            folder_of(plain(kind)),
            folder_of(plain(group)),
            {f: {v: tuple(e) for v, e in values.items()} for f, values in its.items()},
            tuple(sorted(force[name])),
        )
    broader: dict[str, list[str]] = defaultdict(list)
    for narrow, broad in kg.select(_BROADER):
        broader[plain(narrow)].append(plain(broad))
    top = frozenset(plain(concept) for (concept,) in kg.select(_TOP))
    related = frozenset(frozenset((plain(one), plain(other))) for one, other in kg.select(_RELATED))
    return Facets(subjects, dict(broader), top, related)
