"""What every view works with: the graph in a language, the wishes of the reader, the source."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from minkg.findings import Evidence, Facets, Findings, Overlaps, Subject
from minkg.graph import made_once
from minkg.graph.sparql import declared
from minkg.graph.terms import plain
from minkg.pictures.drawing.entry_links import groups
from minkg.pictures.drawing.palettes import Palette, palette
from minkg.words import N_, VERSION, natural, translate
from minkg.words.names import ONTOLOGY_GRAPH, expand

if TYPE_CHECKING:
    from minkg.graph import Graph

STAR = N_("* translated by minkg, not an official name")
SHORT = 34  # names longer than this give way to a shorter one of the same language
_SOURCE = declared(
    """SELECT (COUNT(DISTINCT ?p) AS ?passages) (COUNT(DISTINCT ?d) AS ?documents) WHERE {
  ?p a mk:Passage ; dcterms:isPartOf ?d ; mk:reviewState ?state %s}"""
)
_VERSION = declared(
    f"""SELECT ?version ?date WHERE {{ <{ONTOLOGY_GRAPH}> owl:versionInfo ?version
  OPTIONAL {{ <{ONTOLOGY_GRAPH}> dcterms:modified ?date }} }} ORDER BY ?version ?date"""
)
_NEWEST = declared(
    "SELECT (MAX(STR(?day)) AS ?newest) WHERE { ?x mk:publishedOn|mk:startsOn ?day }"
)
_SHORTER = declared(
    "SELECT ?x ?name ?lang WHERE { ?x skos:altLabel ?name BIND(LANG(?name) AS ?lang) }"
)


@dataclass(frozen=True)
class Wish:
    """What a reader may ask of a picture: `of` is the folder of a class, the rest are names."""

    of: str | None = None
    topic: str | None = None
    stage: str | None = None
    material: str | None = None
    size: str | None = None
    title: str | None = None
    palette: str = "violet"
    most: int | None = None


class Scene:
    """A graph seen in one language through the wishes of one reader."""

    def __init__(self, kg: "Graph", lang: str, wish: Wish) -> None:
        self.kg, self.lang, self.wish = kg, lang, wish
        self.palette: Palette = palette(wish.palette)
        self.filters = {
            facet: kg.concept(folder, name)
            for facet, folder, name in (
                ("topic", "topic", wish.topic),
                ("stage", "lifecycle-stage", wish.stage),
                ("material", "material", wish.material),
            )
            if name is not None
        }

    def say(self, text: str, **values: object) -> str:
        """Give a message in the language."""
        told = translate(text, self.lang)
        return told.format(**values) if values else told

    def word(self, name: str) -> str:
        """Give the label of an entry, with a star where it is not official."""
        return str(self.kg.label(expand(name), self.lang))

    def short(self, name: str) -> str:
        """Give the label, or a shorter other name of the same language where the label is long."""
        label = self.kg.label(expand(name), self.lang)
        if len(label.text) <= SHORT:
            return str(label)
        return self._shorter.get((name, label.language), str(label))

    @cached_property
    def _shorter(self) -> dict[tuple[str, str], str]:
        """The longest of the other names that is still short, by entry and language."""
        found: dict[tuple[str, str], str] = {}
        for thing, name, lang in self.kg.select(_SHORTER):
            key, text = (plain(thing), plain(lang)), plain(name)
            if 8 <= len(text) <= SHORT and (-len(text), text) < (-len(found.get(key, "")), ""):
                found[key] = text
        return found

    @cached_property
    def groups(self) -> dict[str, str]:
        """The group of every entry: instrument, organization, process, plan and so on."""
        return groups(self.kg)

    @property
    def facets(self) -> Facets:
        """What subjects state, facet by facet."""
        return self.compared.facets

    @property
    def compared(self) -> Overlaps:
        """All subjects ready to be compared."""
        return self.findings.overlaps

    @property
    def findings(self) -> Findings:
        """All that can be found in the graph."""
        return made_once(self.kg, Findings)

    def subjects(self, default: str = "") -> list[Subject]:
        """Give the subjects of the class that is asked for, else of a default, that pass filters.

        The order is that of names.
        """
        of = self.wish.of or default
        kept = {entry.name for entry in self.kg.entries(of)} if of else None
        return [
            subject
            for name, subject in sorted(self.facets.subjects.items())
            if (kept is None or name in kept) and self.passes(subject)
        ]

    def passes(self, subject: Subject) -> bool:
        """Tell whether a subject states the topic, stage and material that are asked for."""
        return all(
            concept in self.facets.concepts(subject, facet)
            for facet, concept in self.filters.items()
        )

    @cached_property
    def stages(self) -> list[str]:
        """The top life-cycle stages in their order; of one stage those below it, where asked."""
        broader, asked = self.kg.broader, self.filters.get("stage")
        return [
            stage
            for stage, depth in self.kg.vocabulary("lifecycle-stage")
            if (stage == asked or asked in broader.get(stage, ()) if asked else not depth)
        ]

    def kind(self, name: str) -> str:
        """Give the class of an entry in words."""
        kinds = self.kg[name]["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]
        return ", ".join(self.kg.label(str(kind), self.lang).text for kind in kinds)

    def places(self, said: Iterable[Evidence]) -> str:
        """Write passages by document."""
        by_document: dict[str, list[str]] = {}
        mark = self.say("unchecked")
        for passage, state in sorted(set(said), key=lambda e: natural(e.passage)):
            document, _, locator = passage.partition(".")
            told = f"{locator} ({mark})" if state == "unchecked" else locator
            by_document.setdefault(document, []).append(told)
        return "; ".join(f"{document} {', '.join(its)}" for document, its in by_document.items())

    def filtered(self) -> list[str]:
        """Say what the picture is limited to."""
        return [
            self.say("Only {facet}: {name}.", facet=self.say(facet), name=self.word(concept))
            for facet, concept in self.filters.items()
        ]

    @cached_property
    def source(self) -> str:
        """What a picture was drawn from: passages, documents, version and date of the data."""
        states = self.kg.states
        seen = ", ".join(f'"{state}"' for state in states)
        asked = _SOURCE % f"FILTER(?state IN ({seen})) "
        passages, documents = (plain(term) for term in self.kg.select(asked).rows[0])
        found = self.kg.select(_VERSION).rows
        version = " ".join(plain(term) for term in found[0] if term) if found else "?"
        newest = self.kg.select(_NEWEST).rows[0][0]
        note = self.say(
            "Source: passages read ({passages}) in documents ({documents}); "
            "data {version}; minkg {program}",
            passages=passages,
            documents=documents,
            version=version,
            program=VERSION,
        )
        if newest is not None:
            note += "; " + self.say("newest date in the data: {date}", date=plain(newest))
        only = {
            1: self.say("Only facts that somebody compared with the text are shown."),
            2: self.say("Facts that nobody has confirmed in a text are left out."),
        }
        return f"{note}. {only[len(states)]}" if len(states) in only else note
