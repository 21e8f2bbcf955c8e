"""Links between entries that explain why two of them share ground."""

from typing import TYPE_CHECKING, NamedTuple

from minkg.graph.sparql import among, declared
from minkg.graph.terms import plain
from minkg.words.names import bare

if TYPE_CHECKING:
    from minkg.graph import Graph

EXPLAINING = (
    "implements", "amends", "supersedes", "recognizes", "benchmarkedAgainst", "partOf", "buildsOn",
    "administeredBy", "operatedBy", "launchedBy", "hostedBy", "memberOf", "adoptedBy",
    "establishedBy", "preparedBy", "wouldCreate",
)  # fmt: skip
_LINKS = declared(
    f"""SELECT DISTINCT ?x ?link ?y ?passage WHERE {{ {among("?link", EXPLAINING)}
  GRAPH ?passage {{ ?x ?link ?y }} }} ORDER BY ?x ?link ?y ?passage"""
)


class ExplainingLink(NamedTuple):
    """A stated link between two entries, and the passage that states it."""

    subject: str
    predicate: str
    object: str
    passage: str


def read_links(kg: "Graph") -> list[ExplainingLink]:
    """Fetch the links that can explain why two subjects share ground."""
    return [
        ExplainingLink(plain(x), bare(p.value), plain(y), plain(passage))
        for x, p, y, passage in kg.select(_LINKS)
        if p is not None
    ]
