"""One finding about a pair: kind, figures, what is shared facet by facet, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from minkg.findings.facets import Evidence
from minkg.findings.judgements import Judgement
from minkg.findings.links import ExplainingLink

Sides = tuple[tuple[Evidence, ...], tuple[Evidence, ...]]


@dataclass(frozen=True)
class FacetPart:
    """One facet of a pair: concept → information in nats, shared and on either side alone.

    `first_states` and `second_states` tell whether the facet is known at all;
    `evidence` gives for each shared concept the passages on both sides.
    """

    shared: Mapping[str, float]
    only_first: Mapping[str, float]
    only_second: Mapping[str, float]
    first_states: bool
    second_states: bool
    evidence: Mapping[str, Sides] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        """The shared part of the information of both; None where one side states nothing."""
        both = sum(self.shared.values())
        every = both + sum(self.only_first.values()) + sum(self.only_second.values())
        return both / every if every and self.first_states and self.second_states else None

    def narrowest(self, broader: Mapping[str, Iterable[str]]) -> list[str]:
        """Give the shared concepts that have no narrower one among them."""
        above = {broad for concept in self.shared for broad in broader.get(concept, ())}
        return [concept for concept in self.shared if concept not in above]


@dataclass(frozen=True)
class Finding:
    """One pair with its kind, figures (0…1; coverage None where nothing is stated) and reasons.

    `differs` are the facets in which both state something and share nothing.
    """

    KINDS: ClassVar = (
        "possible-duplication", "overlap", "covered-proposal", "complementarity", "alignment",
    )  # fmt: skip
    kind: str
    first: str
    second: str
    low: float
    expected: float
    high: float
    first_covered: float | None
    second_covered: float | None
    stability: float
    parts: Mapping[str, FacetPart]
    links: tuple[ExplainingLink, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def states_nothing(self) -> tuple[str, ...]:
        """The sides of which the passages state no facet at all."""
        sides = ((self.first, "first_states"), (self.second, "second_states"))
        return tuple(n for n, a in sides if not any(getattr(p, a) for p in self.parts.values()))

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The sides on which all that is shared rests on facts that nobody has confirmed."""
        found = []
        for side, name in enumerate((self.first, self.second)):
            states = {
                evidence.state
                for part in self.parts.values()
                for sides in part.evidence.values()
                for evidence in sides[side]
            }
            if states == {"unchecked"}:
                found.append(name)
        return tuple(found)

    def passages(self, side: int) -> list[str]:
        """Give the passages that say what is shared, on one side (0 or 1)."""
        said = (
            evidence.passage
            for part in self.parts.values()
            for sides in part.evidence.values()
            for evidence in sides[side]
        )
        return list(dict.fromkeys(said))
