"""What to read next: the unchecked facts on which most findings rest."""

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from minkg.findings.facets import FACETS, Facets
from minkg.findings.finding import Finding
from minkg.graph import Table
from minkg.graph.terms import Row
from minkg.words.names import ONTOLOGY, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Fact = tuple[str, str, str, str]  # entry, facet, value, passage

COLUMNS = ("entry", "property", "value", "passage", "findings")


def read_next(facets: Facets, findings: "Iterable[Finding]", top: int = 50) -> Table:
    """Give the unchecked facts on which most findings rest, with the number of findings.

    A finding rests on a fact where the fact is among what says that a shared concept is
    stated. Columns: entry, property, value, passage, findings (a number), most first.
    """
    count: Counter[Fact] = Counter()
    for finding in findings:
        count.update(set(_resting_on(facets, finding)))
    rows: list[Row] = [
        (
            ox.NamedNode(expand(entry)),
            ox.NamedNode(ONTOLOGY + FACETS[facet]),
            ox.NamedNode(expand(value)),
            ox.NamedNode(expand(passage)),
            ox.Literal(number),
        )
        for (entry, facet, value, passage), number in sorted(
            count.items(), key=lambda item: (-item[1], item[0])
        )[:top]
    ]
    return Table(COLUMNS, rows)


def _resting_on(facets: Facets, finding: Finding) -> "Iterator[Fact]":
    """Give the unchecked facts that say what a finding's two sides share."""
    for name in (finding.first, finding.second):
        for facet, part in finding.parts.items():
            shared = part.shared.keys()
            for value, said in facets.subjects[name].stated.get(facet, {}).items():
                if facets.closure(value) & shared:
                    yield from (
                        (name, facet, value, evidence.passage)
                        for evidence in said
                        if evidence.state == "unchecked"
                    )
