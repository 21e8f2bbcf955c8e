"""What may be chosen in a cell, in the reader's language: entries by label, and fixed texts."""

from functools import cached_property

import pyoxigraph as ox

from minkg.graph.terms import Term, plain
from minkg.intake.forms.fields import Field, folded
from minkg.intake.forms.mentions import Meaning
from minkg.shacl import FactIndex
from minkg.words import N_, natural
from minkg.words.names import ENTRY, PREFIXES, expand

_ENTRY, _PASSAGE = expand("mk:Entry"), expand("mk:Passage")
_LABELS = (expand("skos:prefLabel"), expand("mk:translatedLabel"), expand("rdfs:label"))
_BOOLEANS = (N_("true"), N_("false"))
_CONCEPT = ox.NamedNode(expand("mk:Concept"))


class Choices:
    """The texts to choose from; each of them means one thing to those who read the cell."""

    def __init__(self, facts: FactIndex, lang: str) -> None:
        self.facts, self.lang, self.meaning = facts, lang, Meaning(facts)
        self._texts: dict[tuple[Term, str], str] = {}
        self._lists: dict[str, tuple[str, ...]] = {}

    def text(self, term: Term, wanted: str = "") -> str:
        """Write a link: the label, `label (name)` where it is not clear, else the name."""
        if (term, wanted) not in self._texts:
            label, name = self.label(term), plain(term)
            self._texts[term, wanted] = next(
                text
                for text in (label, f"{label} ({name})", name, term.value)
                if text == term.value or self.meaning.of(text, wanted) == [term]
            )
        return self._texts[term, wanted]

    def label(self, term: Term) -> str:
        """Give the label in the language, official or ours, else in English, else the name."""
        for lang in dict.fromkeys((self.lang, "en")):
            for predicate in _LABELS:
                for label in self.facts.values(term, predicate):
                    if isinstance(label, ox.Literal) and label.language == lang:
                        return label.value
        return plain(term)

    def of(self, field: Field) -> tuple[str, ...]:
        """Give the texts that a field chooses from; none where it takes any text."""
        if field.kind == "boolean":
            return _BOOLEANS
        if field.kind != "link":
            return field.choices
        if field.choices:
            return tuple(self.text(ox.NamedNode(iri)) for iri in field.choices)
        outside = field.path.startswith(PREFIXES["skos"]) and field.path.endswith("Match")
        return () if outside else self.entries(field.wanted)

    def entries(self, wanted: str) -> tuple[str, ...]:
        """Give the links to all entries of a class in the order of their labels."""
        if wanted not in self._lists:
            texts = {self.text(term, wanted) for term in self.terms(wanted)}
            self._lists[wanted] = tuple(sorted(texts, key=lambda text: natural(folded(text))))
        return self._lists[wanted]

    def terms(self, wanted: str) -> list[Term]:
        """Give all entries of a class that are in use."""
        found = self.facts.instances(ox.NamedNode(wanted or _ENTRY))
        return [term for term in found if term not in self._deprecated]

    def names(self, wanted: str) -> tuple[str, ...]:
        """Give the names of all entries of a class."""
        found = self.facts.instances(ox.NamedNode(wanted))
        return tuple(sorted((t.value.removeprefix(ENTRY) for t in found), key=natural))

    def is_vocabulary(self, wanted: str) -> bool:
        """Tell whether a class is one of the vocabularies, whose concepts are fixed."""
        return bool(wanted) and ox.NamedNode(wanted) in self.facts.subclasses(_CONCEPT)

    @cached_property
    def _deprecated(self) -> set[Term]:
        marks = self.facts.by_subject(expand("owl:deprecated")).items()
        return {term for term, values in marks if any(value.value == "true" for value in values)}
