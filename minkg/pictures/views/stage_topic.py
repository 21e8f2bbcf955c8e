"""Counting on topics and life-cycle stages: which entries act on both, or on anything narrower."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minkg.findings import STAGES
from minkg.graph.terms import plain
from minkg.words.lookup import pick
from minkg.words.names import class_of, folder_of, name_of

if TYPE_CHECKING:
    from minkg.graph import Graph

PLANS = ("Proposal", "ProposalCluster", "Recommendation")
ANY = ""
_PREFIX = """PREFIX mk: <https://w3id.org/minkg/ontology#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_BROADER = (
    _PREFIX
    + """SELECT DISTINCT ?x ?broader WHERE {
  ?x a mk:%s FILTER NOT EXISTS { ?x owl:deprecated true }
  OPTIONAL { ?x skos:broader ?broader . ?broader a mk:%s } }"""
)
_COVERED = (
    _PREFIX
    + """SELECT DISTINCT ?x ?topic ?stage WHERE {
  VALUES ?kind { %s }
  ?x a/rdfs:subClassOf* ?kind .
  GRAPH ?passage { ?x mk:addressesTopic ?own } ?own skos:broader* ?topic
  FILTER NOT EXISTS { ?x owl:deprecated true }
  OPTIONAL { GRAPH ?passage { ?x mk:coversStage ?its } ?its skos:broader* ?stage } }"""
)
_CLASSES = _PREFIX + "SELECT DISTINCT ?c WHERE { ?c rdfs:subClassOf+ mk:Entry }"

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
    stages, topics = _broader(kg, "LifecycleStage"), _broader(kg, "Topic")
    found = _cells(kg, (kind,))
    planned = _cells(kg, PLANS) if of == "instrument" else {}
    seen = {topic for topic, _ in found} | {topic for topic, stage in planned if stage}
    top = [stage for stage, broader in stages.items() if not broader]
    order = {stage: at for at, stage in enumerate(STAGES)}
    return StageTopicGrid(
        kind,
        sorted(top, key=lambda stage: (order.get(stage, len(order)), stage)),
        [(t, depth) for t, depth in _tree(topics) if depth == 0 or t in seen],
        found,
        planned,
    )


def _kind(kg: "Graph", of: str) -> str:
    names = {folder_of(name_of(plain(c)).removeprefix("mk:")) for (c,) in kg.select(_CLASSES)}
    return class_of(pick(of, sorted(names), "no class is called '{name}'"))


def _broader(kg: "Graph", kind: str) -> dict[str, set[str]]:
    """Give what is directly broader than each concept of a class; nothing for the top ones."""
    known: dict[str, set[str]] = defaultdict(set)
    for thing, broader in kg.select(_BROADER % (kind, kind)):
        known[plain(thing)].update({plain(broader)} if broader else ())
    return {thing: broader & known.keys() for thing, broader in known.items()}


def _cells(kg: "Graph", kinds: tuple[str, ...]) -> Cells:
    cells: Cells = defaultdict(set)
    for thing, topic, stage in kg.select(_COVERED % " ".join(f"mk:{kind}" for kind in kinds)):
        cells[plain(topic), ANY].add(plain(thing))
        if stage is not None:
            cells[plain(topic), plain(stage)].add(plain(thing))
    return dict(cells)


def _tree(broader: dict[str, set[str]]) -> list[tuple[str, int]]:
    """Give things with their depth, narrower ones under the first of their broader ones."""
    under: dict[str, list[str]] = defaultdict(list)
    for thing in sorted(broader):
        under[min(broader[thing], default="")].append(thing)
    rows: list[tuple[str, int]] = []

    def add(parent: str, depth: int) -> None:
        for thing in under[parent]:
            rows.append((thing, depth))
            add(thing, depth + 1)

    add("", 0)
    return rows
