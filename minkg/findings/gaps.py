"""Where nobody acts in the passages read, and where the ground is thin.

A cell is a life-cycle stage and a topic, narrower ones included. It is filled by the
subjects of which one passage says both. Open world: an empty cell means that no
instrument was found in the passages read, not that there is none.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from minkg.findings.facets import Evidence, Facets, Subject, closed_cells

BINDING = "binding"
FRAGMENTED = 3


@dataclass(frozen=True)
class Cell:
    """A stage and a topic with those who act there, and why the ground is thin.

    `kind` is gap (nobody), fragmentation (three or more act that no link joins; a proposal
    does not act yet), thin or covered; `evidence` gives the passages that say both, by subject.
    """

    REASONS: ClassVar = ("only-proposals", "only-voluntary", "one-source", "unchecked")
    stage: str
    topic: str
    kind: str
    subjects: tuple[str, ...] = ()
    thin: tuple[str, ...] = ()
    evidence: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()


def cells(
    facets: Facets,
    stages: Iterable[str],
    topics: Iterable[str],
    *,
    functions: frozenset[str] = frozenset(),
    legal_forces: frozenset[str] = frozenset(),
    joined: Iterable[frozenset[str]] = (),
) -> list[Cell]:
    """Give every cell of these stages and topics, empty ones too, in the given order.

    With functions or legal forces only subjects that state one of them count. `joined`
    are the pairs that a typed link joins.
    """
    filled: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, subject in sorted(facets.subjects.items()):
        if functions and not functions & facets.concepts(subject, "function"):
            continue
        if legal_forces and not legal_forces & facets.forces(subject):
            continue
        for cell in closed_cells(facets, subject):
            filled[cell].append(name)
    pairs, topics = set(joined), list(topics)
    return [
        _cell(facets, stage, topic, filled.get((stage, topic), []), pairs)
        for stage in stages
        for topic in topics
    ]


def _cell(
    facets: Facets, stage: str, topic: str, names: list[str], joined: set[frozenset[str]]
) -> Cell:
    if not names:
        return Cell(stage, topic, "gap")
    subjects = [facets.subjects[name] for name in names]
    said = [(s.name, facets.cell(s, stage, topic)) for s in subjects]
    thin = tuple(_thin(facets, subjects, [e for _, passages in said for e in passages]))
    acting = [s.name for s in subjects if s.group != "proposal"]
    apart = _groups(acting, joined) >= FRAGMENTED
    kind = "fragmentation" if apart else "thin" if thin else "covered"
    return Cell(stage, topic, kind, tuple(names), thin, tuple(said))


def _groups(names: list[str], joined: set[frozenset[str]]) -> int:
    """Count the groups into which links join these subjects."""
    group = {name: name for name in names}
    for pair in joined:
        if len(pair) == 2 and pair <= group.keys():
            one, other = (group[name] for name in pair)
            group = {name: one if its == other else its for name, its in group.items()}
    return len(set(group.values()))


def _thin(facets: Facets, subjects: list[Subject], evidence: list[Evidence]) -> Iterable[str]:
    if all(s.group == "proposal" for s in subjects):
        yield "only-proposals"
    instruments = [s for s in subjects if s.group == "instrument"]
    stated = [facets.forces(s) for s in instruments]
    if stated and all(stated) and not any(BINDING in forces for forces in stated):
        yield "only-voluntary"
    if len({e.passage.partition(".")[0] for e in evidence}) == 1:
        yield "one-source"
    if all(e.state == "unchecked" for e in evidence):
        yield "unchecked"
