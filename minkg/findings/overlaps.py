"""Findings about pairs: overlap, possible duplication, cover, complementarity, alignment.

Every finding is for people to judge; it has figures, what is shared facet by facet with the
passages on both sides, the links that explain it, and the judgements that were given.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from minkg.findings.facets import FACETS, Facets, closed_cells
from minkg.findings.finding import FacetPart, Finding
from minkg.findings.judgements import Judgement
from minkg.findings.links import ExplainingLink
from minkg.findings.pairs import candidates
from minkg.findings.similarity import (
    Masses,
    figures,
    masses,
    shared_masses,
    stability,
    weights_array,
)
from minkg.words import NotFound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from minkg.findings.similarity import Figures, Floats

    Compared = tuple[NDArray[np.intp], NDArray[np.intp], Figures, Floats]

SAME_BODY = ("administeredBy", "operatedBy", "adoptedBy")
DIFFERING = ("stage", "function", "material", "place")
ACTS = frozenset(FACETS) - {"place", "actor"}
TOP = 50  # pairs among which a pair stays when weights change
OVERLAP, COVERED, TWIN = 0.2, 0.5, 0.6  # least similarity; least coverage; least coverage both ways


class Overlaps:
    """All pairs of subjects of a facet table, with what explains and what was judged of them."""

    THRESHOLDS: ClassVar = {"overlap": OVERLAP, "covered": COVERED, "twin": TWIN}

    def __init__(
        self,
        facets: Facets,
        weights: Mapping[str, float],
        links: Iterable[ExplainingLink] = (),
        judgements: Mapping[frozenset[str], tuple[Judgement, ...]] | None = None,
    ) -> None:
        self.facets, self._given = facets, (weights, tuple(links), judgements or {})
        self.weights, self.judgements = weights_array(weights), self._given[2]
        self.table: Masses = masses(facets)
        self.at = {name: at for at, name in enumerate(self.table.names)}
        self.cells = {n: closed_cells(facets, s) for n, s in facets.subjects.items()}
        self._known: dict[int, Compared] = {}
        self._direct: dict[frozenset[str], list[ExplainingLink]] = defaultdict(list)
        self._bodies: dict[str, list[ExplainingLink]] = defaultdict(list)
        for link in self._given[1]:
            self._direct[frozenset((link.subject, link.object))].append(link)
            if link.predicate in SAME_BODY:
                self._bodies[link.subject].append(link)

    def on(self, facets: Facets) -> "Overlaps":
        """Give the same comparison on another facet table."""
        return Overlaps(facets, *self._given)

    def subject(self, name: str) -> str:
        """Give a subject's name, or tell that such an entry is not compared."""
        if name not in self.at:
            raise NotFound(
                "'{name}' is not an instrument, an organization or a proposal",
                hint="only these are compared; `minkg show {name}` tells what it is",
                name=name,
            )
        return name

    def links(self, first: str, second: str) -> tuple[ExplainingLink, ...]:
        """Give the links that explain a pair: between the two, or to the same body."""
        direct = self._direct.get(frozenset((first, second)), [])
        mine = {link.object: link for link in self._bodies.get(first, [])}
        same = [
            pair
            for link in self._bodies.get(second, [])
            if link.object in mine
            for pair in (mine[link.object], link)
        ]
        return tuple(dict.fromkeys([*direct, *same]))

    def candidates(
        self, top: int = TOP, of: int | None = None
    ) -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
        """Give the pairs that share a topic, or that a link explains, in the order of names.

        They are all, or those of one subject by its number.
        """
        same = defaultdict(set)
        for link in itertools.chain.from_iterable(self._bodies.values()):
            same[link.object].add(link.subject)
        pairs = (itertools.combinations(sorted(those), 2) for those in same.values())
        joined = [
            sorted(self.at[name] for name in pair)
            for pair in itertools.chain(map(tuple, self._direct), *pairs)
            if len(pair) == 2 and set(pair) <= self.at.keys()
        ]
        edges = [(one, other) for one, other in joined]
        return candidates(self.table, self.facets, self._given[0], edges, top, of)

    def findings(self, *, entry: str | None = None) -> list[Finding]:
        """Give all findings, or those of an entry, the most similar first."""
        found = list(self.ranked(entry=entry))
        return sorted(found, key=lambda f: (-round(f.expected, 9), f.first, f.second))

    def ranked(
        self, *, entry: str | None = None, least: float = 0.0, top: int = TOP
    ) -> Iterator[Finding]:
        """Give findings one by one, the most similar first; judged different left out.

        Their stability is that among the `top` of all.
        """
        import numpy as np

        if not self.at:
            return
        first, second, what, stays = self._compared(top)
        order = np.lexsort((second, first, -np.round(what.expected, 9)))
        if entry is not None:
            order = order[(first[order] == self.at[entry]) | (second[order] == self.at[entry])]
        for at in order:
            if what.expected[at] < least:
                return
            finding = self._finding(first[at], second[at], [x[at] for x in what], stays[at])
            if finding.kind and not any(j.verdict == "different" for j in finding.judgements):
                yield finding

    def near(self, name: str) -> Iterator[Finding]:
        """Give findings of one subject, the most similar first; their rank among all is left out.

        What other pairs have in common is not computed for it.
        """
        import numpy as np

        first, second = self.candidates(of=self.at[name])
        shared = shared_masses(self.table, first, second)
        what = figures(self.table, first, second, shared, self.weights)
        for at in np.lexsort((second, first, -np.round(what.expected, 9))):
            finding = self._finding(first[at], second[at], [x[at] for x in what], 0.0)
            if finding.kind and not any(j.verdict == "different" for j in finding.judgements):
                yield finding

    def pair(self, first: str, second: str) -> Finding:
        """Explain one pair, whatever there is to say of it; its place is that among all pairs."""
        import numpy as np

        at, to = sorted((self.at[first], self.at[second]))
        ones, others, what, stays = self._compared(TOP)
        (found,) = np.nonzero((ones == at) & (others == to))
        if len(found):
            return self._finding(at, to, [x[found[0]] for x in what], stays[found[0]])
        one, other = np.array([at]), np.array([to])
        shared = shared_masses(self.table, one, other)
        alone = figures(self.table, one, other, shared, self.weights)
        return self._finding(at, to, [x[0] for x in alone], 0.0)

    def among(self, names: Iterable[str]) -> dict[frozenset[str], Finding]:
        """Compare all pairs of these subjects at once; their rank among all is left out."""
        import numpy as np

        at = np.array(sorted({self.at[name] for name in names}))
        ones, others = np.triu_indices(len(at), 1)
        first, second = at[ones], at[others]
        shared = shared_masses(self.table, first, second)
        what = figures(self.table, first, second, shared, self.weights)
        made = (
            self._finding(one, other, [x[row] for x in what], 0.0)
            for row, (one, other) in enumerate(zip(first, second, strict=True))
        )
        return {frozenset((finding.first, finding.second)): finding for finding in made}

    def _compared(self, top: int) -> "Compared":
        """Compare all candidates, once for each `top`."""
        if top not in self._known:
            first, second = self.candidates(top)
            shared = shared_masses(self.table, first, second)
            what = figures(self.table, first, second, shared, self.weights)
            stays = stability(self.table, first, second, shared, self.weights, top)
            self._known[top] = first, second, what, stays
        return self._known[top]

    def _finding(self, one: int, other: int, what: Sequence[float], stays: float) -> Finding:
        first, second = self.table.names[one], self.table.names[other]
        low, expected, high, covered, covers = map(float, what)
        groups = [self.facets.subjects[name].group for name in (first, second)]
        if groups[1] == "proposal" != groups[0]:  # a proposal asks to be compared: it stands first
            first, second, covered, covers = second, first, covers, covered
        finding = Finding(
            "",
            first,
            second,
            low,
            expected,
            high,
            None if covered != covered else covered,
            None if covers != covers else covers,
            float(stays),
            {facet: self.part(facet, first, second) for facet in FACETS},
            self.links(first, second),
            self.judgements.get(frozenset((first, second)), ()),
            self._differs(first, second),
        )
        return replace(finding, kind=self.kind(finding))

    def part(self, facet: str, first: str, second: str) -> FacetPart:
        """Compare two subjects in one facet."""
        facets = self.facets
        left, right = facets.subjects[first], facets.subjects[second]
        one, other = facets.concepts(left, facet), facets.concepts(right, facet)

        def weigh(concepts: Iterable[str]) -> dict[str, float]:
            return {c: facets.information(facet, c) for c in sorted(concepts)}

        evidence = {
            c: (facets.evidence(left, facet, c), facets.evidence(right, facet, c))
            for c in sorted(one & other)
        }
        return FacetPart(
            weigh(one & other),
            weigh(one - other),
            weigh(other - one),
            facet in left.stated,
            facet in right.stated,
            evidence,
        )

    def kind(self, finding: Finding) -> str:
        """Give the kind of a finding by the rules of the overlap model, or nothing."""
        shared = {facet for facet, part in finding.parts.items() if part.shared}
        if finding.links and shared & ACTS:
            return "alignment"
        same_cell = bool(self.cells[finding.first] & self.cells[finding.second])
        elsewhere = bool({"material", "place"} & set(finding.differs))
        if same_cell and finding.expected >= OVERLAP and not elsewhere:
            return "possible-duplication" if self._twins(finding, shared) else "overlap"
        subjects = self.facets.subjects
        plan = [subjects[n].group == "proposal" for n in (finding.first, finding.second)]
        if plan == [True, False] and (finding.first_covered or 0) >= COVERED:
            return "covered-proposal"
        if "topic" in shared and finding.differs and finding.expected >= OVERLAP:
            return "complementarity"
        return ""

    def _twins(self, finding: Finding, shared: set[str]) -> bool:
        """Whether everything speaks for one thing done twice, by checked evidence on both sides."""
        first, second = self._forces(finding)
        covered = min(finding.first_covered or 0, finding.second_covered or 0)
        comparable = first == second or bool(first & second)
        checked = all(
            any(e.state == "checked" for e in side)
            for facet in ("stage", "topic", "function", "actor", "place")
            for sides in finding.parts[facet].evidence.values()
            for side in sides
        )
        alike = {"stage", "topic", "function", "actor", "place"} <= shared
        return alike and comparable and covered >= TWIN and checked

    def _differs(self, first: str, second: str) -> tuple[str, ...]:
        """Give the facets, and legal force, in which both state something and share nothing."""
        one, other = (self.facets.subjects[name] for name in (first, second))
        found = [facet for facet in DIFFERING if self.facets.apart(one, other, facet)]
        forces = self.facets.forces(one), self.facets.forces(other)
        if all(forces) and not forces[0] & forces[1]:
            found.append("legalForce")
        return tuple(found)

    def _forces(self, finding: Finding) -> list[frozenset[str]]:
        subjects = self.facets.subjects
        return [self.facets.forces(subjects[n]) for n in (finding.first, finding.second)]
