"""The door to all findings of a graph: pairs, gaps, drafts, comparisons, the network."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from minkg.findings.facets import Facets, Subject, read_facets
from minkg.findings.gaps import Cell, cells
from minkg.findings.judgements import read_judgements, read_weights
from minkg.findings.links import ExplainingLink, read_links
from minkg.findings.overlaps import Overlaps
from minkg.findings.side_by_side import ComparedValue, compare
from minkg.findings.whatif import WhatIf, additions, draft_subjects, what_if

if TYPE_CHECKING:
    import pyoxigraph as ox

    from minkg.graph import Graph, Table


class Findings:
    """What can be found in a graph; each part is computed once, when it is first asked for.

    Weights by facet are those of the graph unless others are given.
    """

    def __init__(self, graph: "Graph", weights: Mapping[str, float] | None = None) -> None:
        self._graph, self._weights = graph, weights

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each facet counts."""
        return self._weights or read_weights(self._graph)

    @cached_property
    def facets(self) -> Facets:
        """What instruments, organizations and proposals state, facet by facet."""
        return read_facets(self._graph)

    @cached_property
    def links(self) -> list[ExplainingLink]:
        """The links that can explain why two subjects share ground."""
        return read_links(self._graph)

    @cached_property
    def overlaps(self) -> Overlaps:
        """All pairs of subjects."""
        judged = read_judgements(self._graph)
        return Overlaps(self.facets, self.weights, self.links, judged)

    def weighed(self, weights: Mapping[str, float]) -> "Findings":
        """Give the same findings with other weights."""
        return Findings(self._graph, weights)

    def subject(self, name: str) -> Subject:
        """Give what an entry states; raises NotFound where such an entry is not compared."""
        return self.facets.subjects[self.overlaps.subject(name)]

    def cells(
        self,
        stages: Iterable[str],
        topics: Iterable[str],
        *,
        functions: frozenset[str] = frozenset(),
        legal_forces: frozenset[str] = frozenset(),
        of: frozenset[str] | None = None,
    ) -> list[Cell]:
        """Give every cell of these stages and topics, empty ones too, in the given order.

        With functions or legal forces only subjects that state one of them count, with `of`
        only the subjects of these names.
        """
        joined = [frozenset((link.subject, link.object)) for link in self.links]
        facets = self.facets
        if of is not None:
            facets = facets.among(s for n, s in facets.subjects.items() if n in of)
        return cells(
            facets, stages, topics, functions=functions, legal_forces=legal_forces, joined=joined
        )

    def drafts(self, quads: "Iterable[ox.Quad]") -> list[Subject]:
        """Give the subjects that facts of a draft describe."""
        return draft_subjects(self._graph, quads)

    def whatif(self, draft: Subject, top: int = 20) -> WhatIf:
        """Compare a draft with everything that is there."""
        return what_if(self.overlaps, draft, top)

    def additions(
        self, draft: Subject
    ) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
        """Give by facet the concepts that only this one states, and the cells it would fill."""
        return additions(self.facets, draft)

    def compare(self, names: Sequence[str]) -> list[ComparedValue]:
        """Put entries side by side: what each states in each facet, with the passages."""
        return compare(self._graph, names)

    def read_next(self, top: int = 50) -> "Table":
        """Give the unchecked facts on which most findings rest: what to read next."""
        from minkg.findings.read_next import read_next

        return read_next(self.facets, self.overlaps.ranked(), top)

    def network(self) -> "list[tuple[str, Table]]":
        """Give what the links tell (who is central, what belongs together) as titled tables."""
        from minkg.findings.network_tables import network_tables

        return network_tables(self._graph)
