"""Counting on topics and life-cycle stages: which entries act on both, or on anything narrower."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minkg.graph.sparql import declared, instances, not_deprecated
from minkg.graph.terms import plain
from minkg.words.lookup import pick
from minkg.words.names import class_of, folder_of

if TYPE_CHECKING:
    from minkg.graph import Graph

PLANS = ("Proposal", "ProposalCluster", "Recommendation")
ANY = ""
_COVERED = """SELECT DISTINCT ?x ?topic ?stage WHERE { %s
  GRAPH ?passage { ?x mk:addressesTopic ?own } ?own skos:broader* ?topic %s
  OPTIONAL { GRAPH ?passage { ?x mk:coversStage ?its } ?its skos:broader* ?stage } }"""
_CLASSES = declared("SELECT DISTINCT ?c WHERE { ?c rdfs:subClassOf+ mk:Entry }")

Cells = dict[tuple[str, str], set[str]]


@dataclass
class StageTopicGrid:
    """What the matrix shows, by names: rows with their depth, columns, and who is in which cell."""

    kind: str
    stages: list[str]
    topics: list[tuple[str, int]]
    found: Cells
    planned: Cells = field(default_factory=dict)


def grid(kg: "Graph", of: str = "instrument") -> StageTopicGrid:
    """Count entries of a class (by its folder) on each topic and stage, or on anything narrower.

    For instruments it is also counted what is only proposed or recommended. The
    stage `ANY` holds all entries on a topic, whether they name a stage or not.
    """
    kind = _kind(kg, of)
    found = _cells(kg, (kind,))
    planned = _cells(kg, PLANS) if of == "instrument" else {}
    seen = {topic for topic, _ in found} | {topic for topic, stage in planned if stage}
    return StageTopicGrid(
        kind,
        [stage for stage, depth in kg.vocabulary("lifecycle-stage") if depth == 0],
        [(t, depth) for t, depth in kg.vocabulary("topic") if depth == 0 or t in seen],
        found,
        planned,
    )


def _kind(kg: "Graph", of: str) -> str:
    names = {folder_of(plain(c)) for (c,) in kg.select(_CLASSES)}
    return class_of(pick(of, sorted(names), "no class is called '{name}'"))


def _cells(kg: "Graph", kinds: tuple[str, ...]) -> Cells:
    cells: Cells = defaultdict(set)
    asked = declared(_COVERED % (instances(*kinds), not_deprecated()))
    for thing, topic, stage in kg.select(asked):
        cells[plain(topic), ANY].add(plain(thing))
        if stage is not None:
            cells[plain(topic), plain(stage)].add(plain(thing))
    return dict(cells)
