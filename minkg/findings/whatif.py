"""What a draft would add: what covers it already, what would be new, which gaps it would close.

A draft is an entry that need not be in the graph, with the facets that it states.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from minkg.findings.facets import FACETS, GROUPS, Evidence, Facets, Subject, closed_cells
from minkg.findings.finding import Finding
from minkg.findings.overlaps import Overlaps
from minkg.graph.sparql import among, declared
from minkg.graph.terms import Term, plain
from minkg.words import BadInput
from minkg.words.names import ONTOLOGY, folder_of, name_of

if TYPE_CHECKING:
    from minkg.duplicates import Candidate
    from minkg.graph import Graph

DRAFT = "draft"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True)
class WhatIf:
    """The answer for one draft.

    `findings` are pairs with the draft, the best cover first; `new` gives by facet the
    concepts that no other instrument or organization states; `closes` the cells stage ×
    topic that were empty before; `duplicates` are
    entries with names that are alike; `states_nothing` is true where no facet is stated.
    """

    subject: Subject
    findings: tuple[Finding, ...]
    new: Mapping[str, tuple[str, ...]]
    closes: tuple[tuple[str, str], ...]
    duplicates: tuple["Candidate", ...] = ()

    @property
    def states_nothing(self) -> bool:
        """Whether the draft states no facet, so that nothing can be compared."""
        return not any(self.subject.stated.values())


def draft_subjects(kg: "Graph", quads: Iterable[ox.Quad]) -> list[Subject]:
    """Read the instruments, organizations and proposals that a draft describes."""
    groups = _groups(kg)
    facet_of = {ONTOLOGY + prop: facet for facet, prop in FACETS.items()}
    kinds: dict[str, str] = {}
    stated: dict[str, dict[str, dict[str, list[Evidence]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    forces: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        name, prop, value = _plain(quad.subject), quad.predicate.value, _plain(quad.object)
        if prop == _TYPE and value in groups:
            kinds[name] = value
        elif prop in facet_of:
            graph = quad.graph_name
            passage = name_of(graph.value) if isinstance(graph, ox.NamedNode) else DRAFT
            stated[name][facet_of[prop]][value].append(Evidence(passage, DRAFT))
        elif prop == f"{ONTOLOGY}legalForce":
            forces[name].add(value)
    return [
        Subject(
            name,
            folder_of(kind),
            groups[kind],
            {
                f: {v: tuple(dict.fromkeys(e)) for v, e in by.items()}
                for f, by in stated[name].items()
            },
            tuple(sorted(forces[name])),
        )
        for name, kind in sorted(kinds.items())
    ]


def _plain(term: Term | ox.Triple) -> str:
    return "" if isinstance(term, ox.Triple) else plain(term)


def _groups(kg: "Graph") -> dict[str, str]:
    table = kg.select(
        declared(
            f"SELECT ?kind ?group {{ {among('?group', GROUPS)} ?kind rdfs:subClassOf* ?group }}"
        )
    )
    return {plain(kind): folder_of(plain(group)) for kind, group in table}


def what_if(overlaps: Overlaps, draft: Subject, top: int = 20) -> WhatIf:
    """Compare a draft with everything that is there; an entry of its name is left aside."""
    facets = overlaps.facets
    others = [one for name, one in facets.subjects.items() if name != draft.name]
    if not others:
        raise BadInput("there is nothing to compare with", hint="load a home with entries")
    together = facets.among([*others, draft])
    compared = overlaps.on(together)
    findings = compared.findings(entry=draft.name)
    new, closes = additions(together, draft)
    best = sorted(findings, key=lambda f: (-(_covered(f, draft.name) or 0.0), f.first, f.second))
    return WhatIf(draft, tuple(best[:top]), new, closes)


def additions(
    facets: Facets, draft: Subject
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Give by facet the concepts that only this one states, and the empty cells it would fill."""
    others = (s for name, s in facets.subjects.items() if name != draft.name)
    existing = [s for s in others if s.group != "proposal"]
    new = {}
    for facet in FACETS:
        known = frozenset().union(*(facets.concepts(s, facet) for s in existing))
        fresh = facets.concepts(draft, facet) - known
        if fresh:
            new[facet] = tuple(sorted(fresh))
    acted = frozenset().union(*(closed_cells(facets, s) for s in existing))
    return new, tuple(sorted(closed_cells(facets, draft) - acted))


def _covered(finding: Finding, name: str) -> float | None:
    return finding.first_covered if finding.first == name else finding.second_covered
