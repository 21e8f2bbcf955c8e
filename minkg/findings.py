"""Findings as people read them: sentences, tables and JSON.

A finding is put into words for a diplomat to read aloud: what is shared, how much, and
that it is for people to judge. Nothing here says that two bodies are duplicates.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from minkg.compare import Line
from minkg.facets import FACETS, Evidence
from minkg.gaps import Cell
from minkg.language import translate
from minkg.names import ONTOLOGY, expand
from minkg.overlap import Finding, Part
from minkg.table import Row, Table
from minkg.whatif import WhatIf

if TYPE_CHECKING:
    from minkg.graph import Graph

KIND_NAMES = {
    "possible-duplication": "possible duplication",
    "overlap": "overlap",
    "covered-proposal": "covered proposal",
    "complementarity": "complementarity",
    "alignment": "alignment",
    "": "no finding",
    "gap": "gap",
    "thin": "thin",
    "fragmentation": "fragmentation",
    "covered": "covered",
}
SENTENCES = {
    "possible-duplication": "{first} and {second} act on {topics} (stages: {stages}) with the same "
    "function, for the same actors and places, as far as is stated; this is a possible duplication "
    "for people to judge (similarity {expected}, from {low} to {high})",
    "overlap": "{first} and {second} both act on {topics} (stages: {stages}); this is an overlap "
    "for people to judge (similarity {expected}, from {low} to {high})",
    "covered-proposal": "{second} already covers {covered} of what {first} states",
    "complementarity": "{first} and {second} both deal with {topics}, but {differences}",
    "alignment": "{first} and {second} share {shared}; a stated link explains it: {links}",
    "": "{first} and {second} share {shared}; that is no finding by the rules",
}
DIFFERENCES = {
    "stage": "at different stages",
    "function": "with different functions",
    "material": "for different materials",
    "place": "in different places",
    "legalForce": "with different legal force",
}
OVERLAP_HEADS = (
    "kind", "first", "second", "similarity", "low", "high", "firstCovered", "secondCovered",
    "rankStability", "sharedStage", "sharedTopic", "passage", "otherPassage",
)  # fmt: skip
CELL_HEADS = ("stage", "topic", "kind", "entries", "reason", "passages")
COMPARISON_HEADS = ("aspect", "value", "difference")
HEADS = (
    *("first covered", "second covered", "rank stability", "shared stage", "shared topic"),
    *("first", "second", "similarity", "low", "high", "kind", "other passage", "reason"),
    *("aspect", "difference", "differs", "score", "other name", "features"),
)
NOTHING = "nothing is stated of {names} that could be compared"
THIN = {
    "only-proposals": "only proposals",
    "only-voluntary": "only voluntary instruments",
    "one-source": "only one source",
    "unchecked": "only unchecked facts",
}


class Words:
    """Writes findings of one graph in one language."""

    def __init__(self, graph: "Graph", lang: str = "en") -> None:
        self.graph, self.lang = graph, lang

    def say(self, text: str, **values: object) -> str:
        """Give a message in the language."""
        return translate(text, self.lang).format(**values)

    def name(self, name: str) -> str:
        """Give the label of an entry."""
        return str(self.graph.label(expand(name), self.lang))

    def names(self, names: Iterable[str]) -> str:
        """Give the labels of several entries."""
        return ", ".join(self.name(name) for name in names) or "—"

    def link(self, predicate: str) -> str:
        """Give the label of a property."""
        return self.graph.label(ONTOLOGY + predicate, self.lang).text

    def sentence(self, finding: Finding) -> str:
        """Say a finding in one sentence."""
        if finding.states_nothing:
            return self.say(NOTHING, names=self.names(finding.states_nothing))
        parts = finding.parts
        shared = [concept for part in parts.values() for concept in narrowest(self.graph, part)]
        return self.say(
            SENTENCES[finding.kind],
            first=self.name(finding.first),
            second=self.name(finding.second),
            topics=self.names(narrowest(self.graph, parts["topic"])),
            stages=self.names(narrowest(self.graph, parts["stage"])),
            shared=self.names(dict.fromkeys(shared)),
            links="; ".join(
                f"{self.name(x.subject)} {self.link(x.predicate)} {self.name(x.object)}"
                for x in finding.links
            ),
            covered=percent(finding.first_covered),
            differences=", ".join(self.say(DIFFERENCES[one]) for one in finding.differs),
            expected=number(finding.expected),
            low=number(finding.low),
            high=number(finding.high),
        )


def narrowest(graph: "Graph", part: Part) -> list[str]:
    """Give the shared concepts of a facet that have no narrower one among them."""
    broader = {
        broad for concept in part.shared for broad in graph.broader.get(concept, frozenset())
    }
    return [concept for concept in part.shared if concept not in broader]


def number(value: float) -> str:
    """Write a figure with two digits."""
    return f"{value:.2f}"


def percent(value: float | None) -> str:
    """Write a share, or a dash where nothing is stated."""
    return "—" if value is None else f"{value:.0%}"


def overlaps_table(found: Sequence[Finding], graph: "Graph", lang: str = "en") -> Table:
    """Give one row per finding, with the passages on both sides."""
    rows: list[Row] = [
        (
            ox.Literal(translate(KIND_NAMES[f.kind], lang)), ox.NamedNode(expand(f.first)),
            ox.NamedNode(expand(f.second)),
            *(ox.Literal(number(x)) for x in (f.expected, f.low, f.high)),
            ox.Literal(percent(f.first_covered)), ox.Literal(percent(f.second_covered)),
            ox.Literal(number(f.stability)),
            *(ox.Literal(", ".join(narrowest(graph, f.parts[x]))) for x in ("stage", "topic")),
            *(ox.Literal(", ".join(map(graph.cite, passages(f, side)))) for side in (0, 1)),
        )
        for f in found
    ]  # fmt: skip
    return Table(OVERLAP_HEADS, rows)


def passages(finding: Finding, side: int) -> list[str]:
    """Give the passages that say what is shared, on one side."""
    said = (
        evidence.passage
        for part in finding.parts.values()
        for sides in part.evidence.values()
        for evidence in sides[side]
    )
    return list(dict.fromkeys(said))


def cells_table(cells: Sequence[Cell], lang: str = "en") -> Table:
    """Give one row per cell of stage and topic."""
    rows: list[Row] = [
        (
            ox.NamedNode(expand(cell.stage)), ox.NamedNode(expand(cell.topic)),
            ox.Literal(translate(KIND_NAMES[cell.kind], lang)),
            ox.Literal(", ".join(cell.subjects)),
            ox.Literal(", ".join(translate(THIN[reason], lang) for reason in cell.thin)),
            _cited((e for _, said in cell.evidence for e in said), lang),
        )
        for cell in cells
    ]  # fmt: skip
    return Table(CELL_HEADS, rows)


def comparison_table(lines: Sequence[Line], names: Sequence[str], lang: str = "en") -> Table:
    """Give one row per facet and value, one column per entry with its passages."""
    rows: list[Row] = [
        (
            ox.Literal(translate(line.facet, lang)), term(line.value),
            ox.Literal(translate("differs", lang) if line.differs else ""),
            *(_cited(said, lang) for said in line.stated),
        )
        for line in lines
    ]  # fmt: skip
    return Table((*COMPARISON_HEADS, *names), rows)


def _cited(said: Iterable[Evidence] | None, lang: str) -> ox.Literal:
    """Name passages, each marked where it is unchecked; a dash where nothing is stated."""
    if said is None:
        return ox.Literal("—")
    mark = f" ({translate('unchecked', lang)})"
    names = [f"{e.passage}{mark if e.state == 'unchecked' else ''}" for e in said]
    return ox.Literal(", ".join(dict.fromkeys(names)))


def term(value: str) -> ox.NamedNode | ox.Literal:
    """Give a value as a term: a name as an entry, anything else as text."""
    from minkg.names import is_name

    return ox.NamedNode(expand(value)) if is_name(value) else ox.Literal(value)


def _evidence(said: Iterable[Evidence]) -> list[dict[str, str]]:
    return [{"passage": e.passage, "state": e.state} for e in said]


def _weighed(concepts: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"concept": c, "information": round(i, 6)} for c, i in concepts.items()]


def finding_item(finding: Finding, words: Words) -> dict[str, object]:
    """Give a finding as the item that `--format json` prints."""

    def share(value: float | None) -> float | None:
        return None if value is None else round(value, 6)

    parts = {}
    for facet in FACETS:
        part = finding.parts[facet]
        shared = [
            {
                "concept": c, "information": round(i, 6),
                "first": _evidence(part.evidence[c][0]), "second": _evidence(part.evidence[c][1]),
            }
            for c, i in part.shared.items()
        ]  # fmt: skip
        parts[facet] = {
            "firstStates": part.first_states, "secondStates": part.second_states,
            "shared": shared, "onlyFirst": _weighed(part.only_first),
            "onlySecond": _weighed(part.only_second),
        }  # fmt: skip
    return {
        "kind": finding.kind or "none", "first": finding.first, "second": finding.second,
        "low": round(finding.low, 6), "expected": round(finding.expected, 6),
        "high": round(finding.high, 6), "firstCovered": share(finding.first_covered),
        "secondCovered": share(finding.second_covered),
        "rankStability": round(finding.stability, 6), "parts": parts,
        "differs": list(finding.differs), "links": [link._asdict() for link in finding.links],
        "judgements": [judgement._asdict() for judgement in finding.judgements],
        "sentence": words.sentence(finding),
    }  # fmt: skip


def cell_item(cell: Cell) -> dict[str, object]:
    """Give a cell as the item that `--format json` prints."""
    return {
        "kind": cell.kind, "stage": cell.stage, "topic": cell.topic,
        "thin": list(cell.thin),
        "subjects": [{"name": n, "passages": _evidence(said)} for n, said in cell.evidence],
    }  # fmt: skip


def whatif_item(answer: WhatIf, words: Words) -> dict[str, object]:
    """Give the answer for one draft as the item that `--format json` prints."""
    return {
        "draft": answer.subject.name, "statesNothing": answer.states_nothing,
        "findings": [finding_item(finding, words) for finding in answer.findings],
        "new": {facet: list(concepts) for facet, concepts in answer.new.items()},
        "possibleDuplicates": [
            {"first": c.first, "second": c.second, "score": round(c.score, 6), "names": [*c.names]}
            for c in answer.duplicates
        ],
        "closes": [{"stage": stage, "topic": topic} for stage, topic in answer.closes],
    }  # fmt: skip
