"""Findings as people read them: sentences, tables and JSON.

A finding is put into words for a diplomat to read aloud: what is shared, how much, and
that it is for people to judge. Nothing here says that two bodies are duplicates.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from minkg.findings.finding import FacetPart, Finding
from minkg.words import translate
from minkg.words.names import ONTOLOGY, expand

if TYPE_CHECKING:
    from minkg.graph import Graph


class Wording:
    """Writes findings of one graph in one language; only it rounds, joins and names them."""

    KINDS: ClassVar = {
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
    SENTENCES: ClassVar = {
        "possible-duplication": "{first} and {second} act on {topics} (stages: {stages}) with "
        "the same function, for the same actors and places, as far as is stated; this is a "
        "possible duplication for people to judge (similarity {expected}, from {low} to {high})",
        "overlap": "{first} and {second} both act on {topics} (stages: {stages}); this is an "
        "overlap for people to judge (similarity {expected}, from {low} to {high})",
        "covered-proposal": "{second} already covers {covered} of what {first} states",
        "complementarity": "{first} and {second} both deal with {topics}, but {differences}",
        "alignment": "{first} and {second} share {shared}; a stated link explains it: {links}",
        "": "{first} and {second} share {shared}; that is no finding by the rules",
    }
    DIFFERENCES: ClassVar = {
        "stage": "at different stages",
        "function": "with different functions",
        "material": "for different materials",
        "place": "in different places",
        "legalForce": "with different legal force",
    }
    THIN: ClassVar = {
        "only-proposals": "only proposals",
        "only-voluntary": "only voluntary instruments",
        "one-source": "only one source",
        "unchecked": "only unchecked facts",
    }
    UNCONFIRMED = "{sentence}; what is said of {names} is unchecked"
    NOTHING = "nothing is stated of {names} that could be compared"

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
        """Say a finding in one sentence, with what nobody has confirmed in a text."""
        if finding.states_nothing or not finding.unconfirmed:
            return self._sentence(finding)
        return self.say(
            self.UNCONFIRMED,
            sentence=self._sentence(finding),
            names=self.names(finding.unconfirmed),
        )

    def _sentence(self, finding: Finding) -> str:
        if finding.states_nothing:
            return self.say(self.NOTHING, names=self.names(finding.states_nothing))
        parts = finding.parts
        shared = [concept for part in parts.values() for concept in self.narrowest(part)]
        return self.say(
            self.SENTENCES[finding.kind],
            first=self.name(finding.first),
            second=self.name(finding.second),
            topics=self.names(self.narrowest(parts["topic"])),
            stages=self.names(self.narrowest(parts["stage"])),
            shared=self.names(dict.fromkeys(shared)),
            links="; ".join(
                f"{self.name(x.subject)} {self.link(x.predicate)} {self.name(x.object)}"
                for x in finding.links
            ),
            covered=self.percent(finding.first_covered),
            differences=", ".join(self.say(self.DIFFERENCES[one]) for one in finding.differs),
            expected=self.number(finding.expected),
            low=self.number(finding.low),
            high=self.number(finding.high),
        )

    def kind(self, kind: str) -> str:
        """Say the kind of a finding or of a cell."""
        return self.say(self.KINDS[kind])

    def narrowest(self, part: FacetPart) -> list[str]:
        """Give the shared concepts of a facet that have no narrower one among them."""
        return part.narrowest(self.graph.broader)

    @staticmethod
    def number(value: float) -> str:
        """Write a figure with two digits."""
        return f"{value:.2f}"

    @staticmethod
    def percent(value: float | None) -> str:
        """Write a share, or a dash where nothing is stated."""
        return "—" if value is None else f"{value:.0%}"
