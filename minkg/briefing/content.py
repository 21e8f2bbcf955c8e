"""What a briefing says, whatever the file looks like: numbers, findings, gaps, proposals, dates.

Nothing here depends on a language or on a format; names stand for things, and whoever
writes the file asks the graph for their labels.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from minkg.findings import Cell, Facets, Finding, Findings, Overlaps, WhatIf
from minkg.graph import Fact, Table, made_once, network
from minkg.graph.sparql import declared
from minkg.graph.terms import REVIEW_STATES, Term, passage_of, plain
from minkg.words.names import ENTRY, ONTOLOGY, name_of

if TYPE_CHECKING:
    from minkg.graph import Graph

MOST = 5_000  # pairs in a briefing: the most similar ones, and all of proposals
COVERING = 20  # what covers a proposal already
TABLES = ("recommendations", "knowledge-gaps", "conflicts", "quantities")
_PASSAGES = declared(
    """SELECT DISTINCT ?passage ?document ?locator ?summary ?state ?language WHERE {
  ?passage dcterms:isPartOf ?document ; mk:reviewState ?state
  OPTIONAL { ?passage mk:locator ?locator } OPTIONAL { ?passage mk:summary ?summary }
  OPTIONAL { ?passage mk:languageRead ?language } }
ORDER BY ?passage ?document ?locator ?summary ?state ?language"""
)
_FACTS = declared(
    """SELECT DISTINCT ?x ?p ?o ?g WHERE {
  GRAPH ?g { ?x ?p ?o } FILTER(isIRI(?x)) FILTER NOT EXISTS { ?x a mk:Passage } }
ORDER BY ?x ?p ?o ?g"""
)


class CitedPassage(NamedTuple):
    """A paragraph of a document: where it stands, what it says in our words, its review state."""

    name: str
    document: str
    locator: str
    summary: str
    state: str
    language: str


class Event(NamedTuple):
    """Something dated: `event` is the property, `process` whether it is a step of a process."""

    date: str
    event: str
    entry: str
    passage: str
    process: bool


class Statement(NamedTuple):
    """What a passage says of a proposal, and the support that it tells of."""

    text: str
    language: str
    support: str
    passage: str


class Proposal(NamedTuple):
    """A proposal: what is said of it, what covers it, what is new in it, which gaps it closes."""

    name: str
    statements: tuple[Statement, ...]
    whatif: WhatIf


class Numbers(NamedTuple):
    """How much there is; `states` counts facts by the review state of their passage."""

    entries: int
    passages: int
    documents: int
    facts: int
    states: Mapping[str, int]


class Matrix(NamedTuple):
    """All cells by (stage, topic); topics come with their depth, narrower ones below."""

    stages: tuple[str, ...]
    topics: tuple[tuple[str, int], ...]
    cells: Mapping[tuple[str, str], Cell]


@dataclass(frozen=True)
class BriefingContent:
    """Everything that a briefing says of one graph; parts are computed when first asked for."""

    graph: "Graph"

    @property
    def _all(self) -> Findings:
        return made_once(self.graph, Findings)

    @property
    def overlaps(self) -> Overlaps:
        """All subjects, ready to be compared."""
        return self._all.overlaps

    @property
    def weights(self) -> Mapping[str, float]:
        """How much each facet counts."""
        return self._all.weights

    @property
    def facets(self) -> Facets:
        """What every subject states."""
        return self.overlaps.facets

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The MOST most similar pairs that are findings, and all of proposals, ranked."""
        found = {(f.first, f.second): f for f in islice(self.overlaps.ranked(), MOST)}
        for name, subject in self.facets.subjects.items():
            if subject.group == "proposal":
                found |= {(f.first, f.second): f for f in self.overlaps.ranked(entry=name)}
        return tuple(
            sorted(found.values(), key=lambda f: (-round(f.expected, 9), f.first, f.second))
        )

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Every proposal with what if it came true."""
        said: dict[str, list[Statement]] = defaultdict(list)
        for fact in self.facts_of("mk:statesThat"):
            language = getattr(fact.value, "language", None) or ""
            said[fact.subject].append(Statement(fact.value.value, language, "", fact.passage))
        support = {(f.subject, f.passage): plain(f.value) for f in self.facts_of("mk:supportLevel")}
        return tuple(
            Proposal(name, _told(said[name], support, name), self._whatif(name))
            for name, subject in sorted(self.facets.subjects.items())
            if subject.group == "proposal"
        )

    def _whatif(self, name: str) -> WhatIf:
        subject = self.facets.subjects[name]
        found = [f for f in self.findings if name in (f.first, f.second)]

        def covered(f: Finding) -> float:
            return (f.first_covered if f.first == name else f.second_covered) or 0.0

        best = sorted(found, key=lambda f: (-covered(f), f.first, f.second))[:COVERING]
        return WhatIf(subject, tuple(best), *self._all.additions(subject))

    @cached_property
    def matrix(self) -> Matrix:
        """Top stages × all topics, with who acts there."""
        stages = tuple(s for s, depth in self.graph.vocabulary("lifecycle-stage") if depth == 0)
        topics = self.graph.vocabulary("topic")
        found = self._all.cells(stages, [topic for topic, _ in topics])
        return Matrix(stages, tuple(topics), {(c.stage, c.topic): c for c in found})

    @cached_property
    def passages(self) -> dict[str, CitedPassage]:
        """All passages by name."""
        found: dict[str, CitedPassage] = {}
        for row in self.graph.select(_PASSAGES):
            passage = CitedPassage(*map(plain, row))
            found.setdefault(passage.name, passage)
        return found

    @cached_property
    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """All facts by entry, those that only identify it with an empty passage."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for x, p, o, g in self.graph.select(_FACTS):
            name = plain(x)
            if name not in self.graph.names or p is None or o is None:
                continue
            passage = passage_of(g)
            said = self.passages.get(passage)
            found[name].append(Fact(name, name_of(p.value), o, passage, said.state if said else ""))
        return {name: tuple(those) for name, those in found.items()}

    def facts_of(self, predicate: str) -> list[Fact]:
        """Give all facts with a property, such as `mk:statesThat`."""
        return [f for those in self.facts.values() for f in those if f.predicate == predicate]

    @cached_property
    def numbers(self) -> Numbers:
        """How much there is."""
        states: dict[str, int] = defaultdict(int)
        for those in self.facts.values():
            for fact in those:
                if fact.state:
                    states[fact.state] += 1
        documents = {passage.document for passage in self.passages.values()}
        count = sum(states.values())
        return Numbers(len(self.graph.names), len(self.passages), len(documents), count, states)

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """All dated facts in the order of dates; steps of a process are marked."""
        dated = {
            name_of(ONTOLOGY + x)
            for x in (
                "startsOn",
                "endsOn",
                "launchedIn",
                "establishedIn",
                "adoptedOn",
                "inForceFrom",
                "publishedOn",
                "appointedIn",
                "deadline",
            )
        }
        steps = self._steps()
        return tuple(
            sorted(
                Event(plain(f.value), f.predicate, f.subject, f.passage, f.subject in steps)
                for those in self.facts.values()
                for f in those
                if f.predicate in dated and f.passage
            )
        )

    def _steps(self) -> set[str]:
        table = self.graph.select(
            declared(
                """SELECT DISTINCT ?step WHERE { ?process a mk:Process .
                ?part mk:partOf* ?process . ?step (mk:preparedFor|mk:resultedFrom)? ?part }"""
            )
        )
        return {plain(step) for (step,) in table}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Answers to the questions TABLES, as far as this home asks them."""
        asked = {path.stem for path in self.graph.home.queries}
        return {name: self.graph.query(name) for name in TABLES if name in asked}

    @cached_property
    def links(self) -> tuple[tuple[str, str, str, str], ...]:
        """Links between subjects: who, how, whom, and the best review state; each once."""
        subjects = self.facets.subjects
        net = network(self.graph)
        found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for s, t, d in net.edges(data=True):
            if s in subjects and t in subjects and s != t and d["state"]:
                found[s, d["predicate"], t].add(d["state"])
        return tuple(
            (*link, min(states, key=REVIEW_STATES.index)) for link, states in sorted(found.items())
        )


def _told(
    said: list[Statement], support: Mapping[tuple[str, str], str], name: str
) -> tuple[Statement, ...]:
    """Join statements with the support that the same passage tells of; support alone stays."""
    told = [s._replace(support=support.get((name, s.passage), "")) for s in said]
    known = {s.passage for s in said}
    alone = [
        Statement("", "", level, passage)
        for (who, passage), level in support.items()
        if who == name and passage not in known
    ]
    return (*told, *alone)


def is_entry(term: Term | None) -> bool:
    """Tell whether a term is an IRI among those of entries and passages."""
    return isinstance(term, ox.NamedNode) and term.value.startswith(ENTRY)
