"""Names of entries and terms in a language, asked for when they are first needed."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from minkg.graph.sparql import declared
from minkg.graph.table import Table
from minkg.words.names import ONTOLOGY, name_of

MANY = 200  # one question for all names is then cheaper than many
_NAMES = declared(
    """SELECT ?x ?p ?name WHERE {
  VALUES ?x { %s }
  VALUES ?p { skos:prefLabel mk:translatedLabel rdfs:label }
  ?x ?p ?name
}"""
)


class Label(NamedTuple):
    """A name in a language; `official` is False where minkg translated it itself."""

    text: str
    language: str
    official: bool = True

    def __str__(self) -> str:
        """Give the text, with a star behind an unofficial translation."""
        return self.text if self.official else f"{self.text} *"


class Labels:
    """The best name of everything in one language: official, then ours, then English, then any."""

    def __init__(self, select: Callable[[str], Table], lang: str) -> None:
        self.select, self.lang = select, lang
        self._known: dict[str, Label] = {}
        self._asked, self._all = 0, False

    def __getitem__(self, iri: str) -> Label:
        """Give the name of a thing; the name in its IRI where it has no other."""
        if iri not in self._known and not self._all:
            self._asked += 1
            self.learn([iri] if self._asked < MANY // 10 else None)
        return self._known.get(iri) or Label(name_of(iri), "")

    def learn(self, iris: Iterable[str] | None = None) -> None:
        """Ask for the names of these things in one go; of everything without them."""
        new = None if iris is None else [iri for iri in iris if iri not in self._known]
        if new is None or len(new) > MANY:
            new, self._all = ["UNDEF"], True
        elif new:
            self._known |= {iri: Label(name_of(iri), "") for iri in new}
            new = [f"<{iri}>" for iri in new]
        best: dict[str, tuple[int, str, Label]] = {}
        for thing, predicate, name in self.select(_NAMES % " ".join(new)) if new else ():
            assert thing is not None
            assert predicate is not None
            assert name is not None
            language = getattr(name, "language", None) or ""
            ours = predicate.value == f"{ONTOLOGY}translatedLabel"
            rank = {self.lang: 0, "en": 2}.get(language, 4) + ours
            found = (rank, language, Label(name.value, language, official=not ours))
            if thing.value not in best or found < best[thing.value]:
                best[thing.value] = found
        self._known |= {iri: label for iri, (_, _, label) in best.items()}
