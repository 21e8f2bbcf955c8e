"""What people judged of pairs, and how much each facet counts: both are data."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from minkg.findings.facets import FACETS
from minkg.graph.sparql import declared
from minkg.graph.terms import plain
from minkg.words import N_, BadInput
from minkg.words.lookup import pick

if TYPE_CHECKING:
    from minkg.graph import Graph

VERDICTS = (
    N_("same"),
    N_("different"),
    N_("complementary"),
    N_("recognized-overlap"),
    N_("undecided"),
)
_JUDGEMENTS = declared(
    """SELECT DISTINCT ?name ?one ?other ?verdict ?by ?on ?reason ?reply WHERE {
  ?name a mk:Judgement ; mk:judges ?one , ?other ; mk:verdict ?verdict ; mk:judgedBy ?by ;
    mk:judgedOn ?on ; mk:statesThat ?reason
  OPTIONAL { ?name mk:reply ?reply } FILTER(STR(?one) < STR(?other))
} ORDER BY ?name ?verdict ?by ?on ?reason ?reply"""
)
_WEIGHTS = declared(
    """SELECT ?facet ?weight WHERE {
  ?w a mk:Weight ; mk:facet ?facet ; mk:weight ?weight } ORDER BY ?facet ?weight"""
)


class Judgement(NamedTuple):
    """What somebody judged of two entries: verdict, by whom, when, why, and any reply."""

    name: str
    verdict: str
    by: str
    on: str
    reason: str
    reply: str = ""


def read_judgements(kg: "Graph") -> dict[frozenset[str], tuple[Judgement, ...]]:
    """Fetch all judgements, by the pair of names that they are about.

    Each comes once; where several judged, or for several reasons, `; ` joins them.
    Nothing is inferred from them: that A is not B and B is C says nothing here of A and C.
    """
    rows: dict[tuple[str, frozenset[str]], list[tuple[str, ...]]] = defaultdict(list)
    for row in kg.select(_JUDGEMENTS):
        name, one, other, *told = map(plain, row)
        rows[name, frozenset((one, other))].append(tuple(told))
    found: dict[frozenset[str], list[Judgement]] = defaultdict(list)
    for (name, pair), those in rows.items():
        columns = ("; ".join(dict.fromkeys(filter(None, c))) for c in zip(*those, strict=True))
        found[pair].append(Judgement(name, *columns))
    return {pair: tuple(said) for pair, said in found.items()}


def read_weights(kg: "Graph") -> dict[str, float]:
    """Fetch how much each facet counts: 0 if only others have a weight, all 1 if none has."""
    stated = {plain(facet): float(plain(weight)) for facet, weight in kg.select(_WEIGHTS)}
    return {facet: stated.get(facet, 0.0 if stated else 1.0) for facet in FACETS}


def parse_weights(text: str) -> Mapping[str, float]:
    """Read `stage=2,topic=1,…`; facets that are not named count nothing.

    >>> parse_weights("stage=2,topic=1")["stage"]
    2.0
    """
    weights = dict.fromkeys(FACETS, 0.0)
    for part in text.split(","):
        facet, _, number = part.partition("=")
        pick(
            facet.strip(),
            FACETS,
            "no facet is called '{name}'",
            show="`{}=1`".format,
            error=BadInput,
        )
        try:
            weights[facet.strip()] = float(number)
        except ValueError:
            weights[facet.strip()] = -1.0
        if not 0 <= weights[facet.strip()] < float("inf"):
            raise BadInput(
                "'{number}' is not a weight",
                hint="give a number from 0 on, such as {facet}=1",
                number=number,
                facet=facet.strip(),
            )
    return usable(weights)


def usable(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Give the same weights, or tell that no facet counts."""
    if not sum(weights.get(facet, 0.0) for facet in FACETS):
        raise BadInput("all weights are 0", hint="let one facet count, such as topic=1")
    return weights
