"""Findings about pairs: the list with its filters, and one pair facet by facet."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from minkg.findings import FACETS, Finding, tables
from minkg.site.explorer.content import PageContent, items, table_forms
from minkg.site.explorer.frame import Frame
from minkg.site.explorer.lists import FacetChoice
from minkg.words import NotFound

if TYPE_CHECKING:
    from minkg.findings import Finding

ON_A_PAGE, IN_A_FILE = 50, 200
FILTERS = ("kind", "stage", "topic", "class")
LEAST = ("0.1", "0.2", "0.3", "0.4", "0.5")


def _has(frame: Frame, finding: "Finding", asked: Mapping[str, list[str]]) -> bool:
    """Tell whether a finding passes all filters."""
    pair = (finding.first, finding.second)
    kinds = {frame.shelf.kinds.get(name, "") for name in pair}
    return (
        (not asked["kind"] or finding.kind in asked["kind"])
        and set(asked["entry"]) <= set(pair)
        and set(asked["class"]) <= kinds
        and all(
            set(asked[facet]) <= finding.parts[facet].shared.keys() for facet in ("stage", "topic")
        )
    )


def checked(finding: "Finding") -> bool:
    """Tell whether what is shared rests on checked passages, on both sides."""
    every = [sides for part in finding.parts.values() for sides in part.evidence.values()]
    return bool(every) and all(
        any(e.state == "checked" for e in side) for sides in every for side in sides
    )


def findings(frame: Frame) -> PageContent:
    """Give the findings that pass the filters, the most similar first."""
    asked = {name: frame.asked.every(name) for name in (*FILTERS, "entry")}
    least = frame.asked.one("least")
    floor = float(least) if least in LEAST else 0.0
    only = frame.asked.one("evidence") == "checked"
    found = [
        f
        for f in frame.shelf.findings
        if f.expected >= floor and _has(frame, f, asked) and (not only or checked(f))
    ]
    page = frame.asked.number("page")
    first = (page - 1) * ON_A_PAGE
    values = {
        "found": found[first : first + (IN_A_FILE if frame.asked.still else ON_A_PAGE)],
        "total": len(found),
        "first": first,
        "page": page,
        "pages": -(-len(found) // ON_A_PAGE),
        "asked": asked,
        "least": least,
        "leasts": LEAST,
        "only": only,
        "all": len(frame.shelf.findings),
        "facets": _counts(frame, found, asked),
        "narrowest": frame.words.narrowest,
    }
    forms = {
        **table_forms(lambda: tables.overlaps_table(found, frame.words)),
        "json": items(
            "overlaps", lambda: [tables.finding_item(f, frame.words) for f in found[:500]]
        ),
    }
    return PageContent(frame.say("Findings"), "findings.html", values, forms)


def _counts(
    frame: Frame, found: list["Finding"], asked: Mapping[str, list[str]]
) -> dict[str, list[FacetChoice]]:
    """Count the values of every filter among these findings."""
    counted: dict[str, Counter[str]] = {
        "kind": Counter(f.kind for f in found),
        "class": Counter(
            k
            for f in found
            for k in {frame.shelf.kinds.get(f.first, ""), frame.shelf.kinds.get(f.second, "")}
        ),
        "stage": Counter(c for f in found for c in f.parts["stage"].shared),
        "topic": Counter(c for f in found for c in f.parts["topic"].shared),
    }
    names = {"kind": frame.finding, "class": frame.kind}
    made = {}
    for name, counts in counted.items():
        label = names.get(name, frame.text)
        order = Finding.KINDS if name == "kind" else ()
        choices = [FacetChoice(v, label(v), n, v in asked[name]) for v, n in counts.items() if v]
        made[name] = sorted(
            choices,
            key=lambda c: (
                order.index(c.value) if c.value in order else 0,
                not c.chosen,
                -c.count,
                c.label,
            ),
        )
    return made


def pair(frame: Frame, first: str, second: str) -> PageContent:
    """Give one pair: the sentence, the figures, and what is shared with the passages."""
    shelf, graph = frame.shelf, frame.graph
    one, other = graph[first].name, graph[second].name
    compared = shelf.compared
    if one == other:
        raise NotFound("a pair is of two entries", hint="see /findings")
    found = compared.pair(compared.subject(one), compared.subject(other))
    weights = graph.findings.weights
    values = {
        "found": found,
        "sentence": frame.words.sentence(found),
        "facets": list(FACETS),
        "weights": weights,
        "narrowest": lambda facet: found.parts[facet].narrowest(graph.broader),
        "links": found.links,
        "judgements": found.judgements,
        "checked": checked(found),
        "share_of": lambda part: part.share,
        "stated": compared.facets.subjects,
        "asked": (one, other),
    }
    forms = {
        **table_forms(lambda: tables.overlaps_table([found], frame.words)),
        "json": items("overlaps", lambda: [tables.finding_item(found, frame.words)]),
    }
    title = f"{frame.text(found.first)} ↔ {frame.text(found.second)}"
    return PageContent(title, "pair.html", values, forms)
