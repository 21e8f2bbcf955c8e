"""Builders of small facet tables: planted cases whose findings can be told by hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from minkg.findings.facets import FACETS, Evidence, Facets, Subject
from minkg.findings.judgements import Judgement
from minkg.findings.links import ExplainingLink
from minkg.findings.overlaps import Overlaps

EQUAL = dict.fromkeys(FACETS, 1.0)
BROADER = {
    "marine-mining": ["mining"],
    "mining": ["life-cycle"],
    "storage": ["life-cycle"],
    "sand-trade": ["sand-topic"],
    "treaty": ["binding"],
    "protocol": ["treaty"],
    "law": ["binding"],
}
EMBRACING = frozenset({"life-cycle", "world"})
FULL = {
    "stage": "mining", "topic": "sand-topic", "material": "sand", "place": "sea",
    "function": "watching", "actor": "states",
}  # fmt: skip


def subject(
    name: str,
    group: str = "instrument",
    force: str = "",
    said: Mapping[str, str] | None = None,
    state: str = "checked",
    document: str = "report",
    **facets: Any,
) -> Subject:
    """Give a subject; `stage="mining use"` states two values, all in the passage `<document>.1`.

    `said` gives a facet another passage of the document, such as `{"stage": "2"}`.
    """
    passages = {facet: f"{document}.{(said or {}).get(facet, '1')}" for facet in facets}
    return Subject(
        name,
        group,
        group,
        {
            facet: {value: (Evidence(passages[facet], state),) for value in text.split()}
            for facet, text in facets.items()
        },
        tuple(force.split()),
    )


def others(count: int = 6) -> list[Subject]:
    """Give subjects that share nothing with anything, so that what others share is rare."""
    return [
        subject(f"other-{at}", **{facet: f"{facet}-{at}" for facet in FACETS})
        for at in range(count)
    ]


def table(*subjects: Subject, alone: bool = False) -> Facets:
    """Give a facet table of these subjects, among others unless alone."""
    every = [*subjects, *([] if alone else others())]
    return Facets({one.name: one for one in every}, BROADER, EMBRACING)


def overlaps(
    *subjects: Subject,
    links: Iterable[tuple[str, str, str]] = (),
    judged: Mapping[tuple[str, str], str] | None = None,
    weights: Mapping[str, float] = EQUAL,
) -> Overlaps:
    """Compare planted subjects; links are (x, link, y), judgements pair → verdict."""
    judgements = {
        frozenset(pair): (Judgement("judged", verdict, "unep", "2026-01-05", "planted"),)
        for pair, verdict in (judged or {}).items()
    }
    stated = [ExplainingLink(*link, "report.9") for link in links]
    return Overlaps(table(*subjects), weights, stated, judgements)
