"""Findings as people read them: sentences, tables and JSON.

A finding is put into words for a diplomat to read aloud: what is shared, how much, and
that it is for people to judge. Nothing here says that two bodies are duplicates.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from minkg.findings.finding import FacetPart, Finding
from minkg.findings.links import ExplainingLink
from minkg.words import N_, translate
from minkg.words.names import ONTOLOGY, expand

if TYPE_CHECKING:
    from minkg.graph import Graph


class Wording:
    """Writes findings of one graph in one language; only it rounds, joins and names them."""

    KINDS: ClassVar = {
        "possible-duplication": N_("possible duplication"),
        "overlap": N_("overlap"),
        "covered-proposal": N_("covered proposal"),
        "complementarity": N_("complementarity"),
        "alignment": N_("alignment"),
        "": N_("no finding"),
        "gap": "gap",
        "thin": N_("thin"),
        "fragmentation": "fragmentation",
        "covered": "covered",
    }
    SENTENCES: ClassVar = {
        "possible-duplication": N_(
            "{first} and {second} act on {topics} (stages: {stages}) with "
            "the same function, for the same actors and places, as far as is stated; this is a "
            "possible duplication for people to judge (similarity {expected}, from {low} to {high})"
        ),
        "overlap": N_(
            "{first} and {second} both act on {topics} (stages: {stages}); this is an "
            "overlap for people to judge (similarity {expected}, from {low} to {high})"
        ),
        "covered-proposal": N_("{second} already covers {covered} of what {first} states"),
        "complementarity": N_("{first} and {second} both deal with {topics}, but {differences}"),
        "alignment": N_("{first} and {second} share {shared}; a stated link explains it: {links}"),
        "": N_("{first} and {second} share {shared}; that is no finding by the rules"),
    }
    DIFFERENCES: ClassVar = {
        "stage": N_("at different stages"),
        "function": N_("with different functions"),
        "material": N_("for different materials"),
        "place": N_("in different places"),
        "legalForce": N_("with different legal force"),
    }
    THIN: ClassVar = {
        "only-proposals": N_("only proposals"),
        "only-voluntary": N_("only voluntary instruments"),
        "one-source": N_("only one source"),
        "unchecked": N_("only unchecked facts"),
    }
    STATEMENT = N_("{subject} {property} {object}")
    UNCONFIRMED = N_("{sentence}; what is said of {names} is unchecked")
    NOTHING = N_("nothing is stated of {names} that could be compared")

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

    def statement(self, link: ExplainingLink) -> str:
        """Say a link: names do not bend, so that most languages set the property apart."""
        return self.say(
            self.STATEMENT,
            subject=self.name(link.subject),
            property=self.link(link.predicate),
            object=self.name(link.object),
        )

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
            links="; ".join(map(self.statement, finding.links)),
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
