"""Findings as tables, and as the items that `--format json` prints."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from minkg.findings.facets import FACETS, Evidence
from minkg.findings.finding import Finding
from minkg.findings.gaps import Cell
from minkg.findings.side_by_side import ComparedValue
from minkg.findings.whatif import WhatIf
from minkg.findings.wording import Wording
from minkg.graph import Table
from minkg.graph.terms import Row
from minkg.words.names import expand, is_name

OVERLAP_HEADS = Table.column_names(
    "kind first second similarity low high firstCovered secondCovered "
    "rankStability sharedStage sharedTopic passage otherPassage"
)
CELL_HEADS = Table.column_names("stage topic kind entries reason passages")
COMPARISON_HEADS = Table.column_names("aspect value difference")


def overlaps_table(found: Sequence[Finding], wording: Wording) -> Table:
    """Give one row per finding, with the passages on both sides."""
    rows: list[Row] = [
        (
            ox.Literal(wording.kind(f.kind)),
            ox.NamedNode(expand(f.first)),
            ox.NamedNode(expand(f.second)),
            *(ox.Literal(wording.number(x)) for x in (f.expected, f.low, f.high)),
            ox.Literal(wording.percent(f.first_covered)),
            ox.Literal(wording.percent(f.second_covered)),
            ox.Literal(wording.number(f.stability)),
            *(ox.Literal(", ".join(wording.narrowest(f.parts[x]))) for x in ("stage", "topic")),
            *(ox.Literal(", ".join(map(wording.graph.cite, f.passages(side)))) for side in (0, 1)),
        )
        for f in found
    ]
    return Table(OVERLAP_HEADS, rows)


def cells_table(cells: Sequence[Cell], wording: Wording) -> Table:
    """Give one row per cell of stage and topic."""
    rows: list[Row] = [
        (
            ox.NamedNode(expand(cell.stage)),
            ox.NamedNode(expand(cell.topic)),
            ox.Literal(wording.kind(cell.kind)),
            ox.Literal(", ".join(cell.subjects)),
            ox.Literal(", ".join(wording.say(wording.THIN[reason]) for reason in cell.thin)),
            _cited((e for _, said in cell.evidence for e in said), wording),
        )
        for cell in cells
    ]
    return Table(CELL_HEADS, rows)


def comparison_table(
    lines: Sequence[ComparedValue], names: Sequence[str], wording: Wording
) -> Table:
    """Give one row per facet and value, one column per entry with its passages."""
    rows: list[Row] = [
        (
            ox.Literal(wording.say(line.facet)),
            term(line.value),
            ox.Literal(wording.say("differs") if line.differs else ""),
            *(_cited(said, wording) for said in line.stated),
        )
        for line in lines
    ]
    return Table((*COMPARISON_HEADS, *names), rows)


def _cited(said: Iterable[Evidence] | None, wording: Wording) -> ox.Literal:
    """Name passages, each marked where it is unchecked; a dash where nothing is stated."""
    if said is None:
        return ox.Literal("—")
    mark = f" ({wording.say('unchecked')})"
    names = [f"{e.passage}{mark if e.state == 'unchecked' else ''}" for e in said]
    return ox.Literal(", ".join(dict.fromkeys(names)))


def term(value: str) -> ox.NamedNode | ox.Literal:
    """Give a value as a term: a name as an entry, anything else as text."""
    return ox.NamedNode(expand(value)) if is_name(value) else ox.Literal(value)


def _evidence(said: Iterable[Evidence]) -> list[dict[str, str]]:
    return [{"passage": e.passage, "state": e.state} for e in said]


def _weighed(concepts: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"concept": c, "information": round(i, 6)} for c, i in concepts.items()]


def finding_item(finding: Finding, wording: Wording) -> dict[str, object]:
    """Give a finding as the item that `--format json` prints."""

    def share(value: float | None) -> float | None:
        return None if value is None else round(value, 6)

    parts = {}
    for facet in FACETS:
        part = finding.parts[facet]
        shared = [
            {
                "concept": c,
                "information": round(i, 6),
                "first": _evidence(part.evidence[c][0]),
                "second": _evidence(part.evidence[c][1]),
            }
            for c, i in part.shared.items()
        ]
        parts[facet] = {
            "firstStates": part.first_states,
            "secondStates": part.second_states,
            "shared": shared,
            "onlyFirst": _weighed(part.only_first),
            "onlySecond": _weighed(part.only_second),
        }
    return {
        "kind": finding.kind or "none",
        "first": finding.first,
        "second": finding.second,
        "low": round(finding.low, 6),
        "expected": round(finding.expected, 6),
        "high": round(finding.high, 6),
        "firstCovered": share(finding.first_covered),
        "secondCovered": share(finding.second_covered),
        "rankStability": round(finding.stability, 6),
        "parts": parts,
        "differs": list(finding.differs),
        "links": [link._asdict() for link in finding.links],
        "judgements": [judgement._asdict() for judgement in finding.judgements],
        "unconfirmed": list(finding.unconfirmed),
        "sentence": wording.sentence(finding),
    }


def cell_item(cell: Cell) -> dict[str, object]:
    """Give a cell as the item that `--format json` prints."""
    return {
        "kind": cell.kind,
        "stage": cell.stage,
        "topic": cell.topic,
        "thin": list(cell.thin),
        "subjects": [{"name": n, "passages": _evidence(said)} for n, said in cell.evidence],
    }


def whatif_item(answer: WhatIf, wording: Wording) -> dict[str, object]:
    """Give the answer for one draft as the item that `--format json` prints."""
    return {
        "draft": answer.subject.name,
        "statesNothing": answer.states_nothing,
        "findings": [finding_item(finding, wording) for finding in answer.findings],
        "new": {facet: list(concepts) for facet, concepts in answer.new.items()},
        "possibleDuplicates": [
            {"first": c.first, "second": c.second, "score": round(c.score, 6), "names": [*c.names]}
            for c in answer.duplicates
        ],
        "closes": [{"stage": stage, "topic": topic} for stage, topic in answer.closes],
    }
