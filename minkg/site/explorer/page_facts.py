"""What pages need of a graph, arranged once: facts by entry, by value and by passage; findings."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from minkg.findings import FACETS, Cell, Finding, Overlaps
from minkg.graph import Fact, made_once
from minkg.graph.terms import REVIEW_STATES, passage_of, plain
from minkg.knowledge import KnowledgeGraph
from minkg.words import LANGUAGES, N_, natural
from minkg.words.names import bare, folder_of, name_of

NAMES = ("skos:prefLabel", "mk:translatedLabel", "mk:acronym", "skos:altLabel", "mk:symbol")
GROUPS = {"Instrument": "instruments", "Organization": "organizations", "Process": N_("process"),
          "Document": N_("documents"), "Concept": N_("vocabularies")}  # fmt: skip


class PagePassage(NamedTuple):
    """A paragraph of a document: where it stands, what it says in our words, its review state."""

    name: str
    document: str = ""
    locator: str = ""
    summary: str = ""
    summary_language: str = ""
    state: str = ""
    language: str = ""


class PageFacts:
    """A graph's facts as pages look them up; everything is in the order in which it is shown."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.into: dict[str, list[Fact]] = defaultdict(list)
        self.supports: dict[str, list[Fact]] = defaultdict(list)
        seen = None if graph.graphs is None else set(graph.graphs)
        rows = []
        for quad in graph.store.quads():
            triple = _facts_of(quad)
            if triple is not None and (seen is None or _iri(quad.graph_name) in seen):
                rows.append(triple)
        states = {s: v.value for s, p, v, _ in rows if p == "mk:reviewState"}
        for subject, predicate, value, passage in rows:
            fact = Fact(subject, predicate, value, passage, states.get(passage, ""))
            self.facts[subject].append(fact)
            if passage:
                self.supports[passage].append(fact)
            if isinstance(value, ox.NamedNode):
                self.into[name_of(value.value)].append(fact)
        for many in chain(self.facts.values(), self.into.values(), self.supports.values()):
            many.sort(key=_order)

    @cached_property
    def passages(self) -> dict[str, PagePassage]:
        """All passages by name, in the order of their documents."""
        found = {}
        for name in sorted((n for n in self.facts if "." in n), key=natural):
            said = {f.predicate: f.value for f in self.facts[name] if not f.passage}
            if "dcterms:isPartOf" in said:
                texts = [f.value for f in self.facts[name] if f.predicate == "mk:summary"]
                first = next((t for t in texts if isinstance(t, ox.Literal)), ox.Literal(""))
                found[name] = PagePassage(
                    name,
                    plain(said["dcterms:isPartOf"]),
                    plain(said.get("mk:locator")),
                    first.value,
                    first.language or "",
                    plain(said.get("mk:reviewState")),
                    plain(said.get("mk:languageRead")),
                )
        return found

    @cached_property
    def of_document(self) -> dict[str, list[PagePassage]]:
        """The passages of each document, in their order."""
        found: dict[str, list[PagePassage]] = defaultdict(list)
        for passage in self.passages.values():
            found[passage.document].append(passage)
        return found

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of every entry, as its folder."""
        return {
            name: folder_of(plain(fact.value))
            for name in sorted(self.graph.names)
            for fact in self.facts[name]
            if fact.predicate == "rdf:type" and plain(fact.value).startswith("mk:")
        }

    @cached_property
    def above(self) -> dict[str, str]:
        """For each class (as a folder) the group under which lists show it."""
        parents = {
            n: [plain(f.value) for f in facts if f.predicate == "rdfs:subClassOf"]
            for n, facts in self.facts.items()
            if n.startswith("mk:")
        }
        found = {}
        for kind in set(self.kinds.values()):
            todo, group = [c for c in parents if folder_of(c) == kind], N_("others")
            while todo:
                one = todo.pop()
                group = GROUPS.get(bare(one), group)
                todo += parents.get(one, [])
            found[kind] = group
        return found

    @cached_property
    def compared(self) -> Overlaps:
        """The comparison of all subjects."""
        return self.graph.findings.overlaps

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings, the most similar first."""
        return list(self.compared.ranked())

    @cached_property
    def found(self) -> dict[str, list[Finding]]:
        """The findings of each subject."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            found[finding.first].append(finding)
            found[finding.second].append(finding)
        return found

    def of(self, name: str) -> list[Finding]:
        """Give the findings of a subject, the most similar first."""
        if name not in self.compared.at:
            return []
        known = "found" in self.__dict__
        return self.found[name] if known else list(self.compared.ranked(entry=name))

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """Every cell of stage and topic."""
        made = self.graph.findings.cells(self.stages, self.topics)
        return {(cell.stage, cell.topic): cell for cell in made}

    @cached_property
    def stages(self) -> list[str]:
        """All life-cycle stages in the order of the life cycle, narrower ones behind theirs."""
        return [stage for stage, _ in self.graph.vocabulary("lifecycle-stage")]

    @cached_property
    def topics(self) -> list[str]:
        """All topics, narrower ones behind theirs."""
        return [topic for topic, _ in self.graph.vocabulary("topic")]

    @cached_property
    def tags(self) -> dict[str, dict[str, frozenset[str]]]:
        """What lists filter by: for each entry the values of each facet, broader ones with them."""
        properties = {f"mk:{prop}": facet for facet, prop in FACETS.items()}
        properties["mk:legalForce"] = "force"
        broader = self.graph.broader
        found = {}
        for name, kind in self.kinds.items():
            tags: dict[str, set[str]] = defaultdict(set, {"class": {kind}})
            for fact in self.facts[name]:
                if fact.state:
                    tags["state"].add(fact.state)
                if fact.predicate in properties:
                    value = plain(fact.value)
                    tags[properties[fact.predicate]] |= {value, *broader.get(value, ())}
            found[name] = {facet: frozenset(values) for facet, values in tags.items()}
        return found

    def top(self, concepts: Iterable[str]) -> list[str]:
        """Leave out what has broader concepts."""
        return [name for name in concepts if name not in self.graph.broader]

    def states(self, name: str) -> dict[str, int]:
        """Count the facts of an entry by review state."""
        said = [fact.state for fact in self.facts[name] if fact.passage]
        return {state: said.count(state) for state in REVIEW_STATES if state in said}

    def warm(self) -> None:
        """Have everything that is costly ready."""
        for lang in LANGUAGES:
            self.graph.labels(lang).learn(None)
        _ = (self.passages, self.kinds, self.above, self.found, self.cells, self.tags)


def page_facts(graph: KnowledgeGraph) -> PageFacts:
    """Give the arranged facts of a graph, made when first asked for."""
    return made_once(graph, PageFacts)


def warm(graph: KnowledgeGraph) -> None:
    """Make ready what all pages share."""
    page_facts(graph).warm()


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


def _facts_of(
    quad: ox.Quad,
) -> tuple[str, str, ox.NamedNode | ox.BlankNode | ox.Literal, str] | None:
    """Give subject, predicate, value and passage of a fact; nothing of what has no name."""
    if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.Triple):
        return None
    return (
        name_of(quad.subject.value),
        name_of(quad.predicate.value),
        quad.object,
        passage_of(quad.graph_name),
    )


def _order(fact: Fact) -> tuple[object, ...]:
    return natural(fact.passage), fact.subject, fact.predicate, str(fact.value)
