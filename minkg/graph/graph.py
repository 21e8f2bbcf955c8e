"""The knowledge graph: load it, look an entry up, ask it questions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Self

from minkg.graph.entry import Entry
from minkg.graph.labels import Label, Labels
from minkg.graph.sparql import declared, not_deprecated
from minkg.graph.store import Answer, Store
from minkg.graph.table import Table
from minkg.graph.terms import REVIEW_STATES, Term, plain, states_seen
from minkg.graph.vocabularies import tree
from minkg.home import Home, Question, find_question
from minkg.words import N_, BadInput, MinkgError, translate
from minkg.words.lookup import unknown
from minkg.words.names import ENTRIES_GRAPH, ENTRY, ONTOLOGY, ONTOLOGY_GRAPH, class_of, expand

_SEEN = f"""SELECT DISTINCT ?g WHERE {{
  {{ ?g <{ONTOLOGY}reviewState> ?state FILTER(?state IN (%s)) }} UNION
  {{ VALUES ?g {{ <{ENTRIES_GRAPH}> <{ONTOLOGY_GRAPH}> }} }}
}}"""
CHECKED = _SEEN % '"checked"'  # which passages somebody compared with the text


class Graph:
    """A graph with its home (questions and shapes) and its store (facts)."""

    def __init__(self, home: Home, store: Store, *, states: Sequence[str] = REVIEW_STATES) -> None:
        """Take a home and a store; of passages only those in these review states are seen."""
        self.home, self.store, self.states = home, store, tuple(states)
        self._labels: dict[str, Labels] = {}
        self._vocabularies: dict[str, list[tuple[str, int]]] = {}
        self.graphs: list[str] | None = None
        if set(self.states) != {*REVIEW_STATES}:
            asked = _SEEN % ", ".join(f'"{state}"' for state in self.states)
            self.graphs = [term.value for (term,) in self.select(asked) if term is not None]

    def checked(self) -> Self:
        """Give the same graph limited to facts that somebody compared with the text."""
        return type(self)(self.home, self.store, states=states_seen(checked_only=True))

    def without_unchecked(self) -> Self:
        """Give the same graph without what nobody has confirmed in a text."""
        return type(self)(self.home, self.store, states=states_seen(without_unchecked=True))

    def sparql(self, text: str) -> Answer:
        """Answer your own SPARQL: a Table for SELECT, a bool for ASK, triples for the rest.

        Patterns without GRAPH see all facts; `GRAPH ?passage { … }` tells who says so.
        """
        return self.store.ask(text, self.graphs)

    def select(self, text: str) -> Table:
        """Answer your own SELECT."""
        answer = self.sparql(text)
        if not isinstance(answer, Table):
            raise BadInput("this is not a SELECT query", hint="use kg.sparql for ASK and CONSTRUCT")
        return answer

    def query(self, question: str, **values: object) -> Table:
        """Answer a prepared question; the values of its parameters are names.

        >>> import minkg
        >>> kg = minkg.load()
        >>> kg.query("gaps").columns
        ('stage', 'topic')
        """
        asked = self.question(question)
        self._must_exist(asked, values)
        return self.select(asked.fill(values))

    def question(self, name: str) -> Question:
        """Read the question file of that name."""
        return find_question(self.home.queries, name)

    def questions(self) -> list[Question]:
        """Read all question files."""
        return [Question.read(path) for path in self.home.queries]

    def _must_exist(self, question: Question, values: dict[str, Any]) -> None:
        """Refuse names that nothing has; a wrong name must not look like an empty answer."""
        for name, given in values.items():
            parameter = question.parameters.get(name)
            if parameter is None or not parameter.takes_names or given is None:
                continue
            for value in given if isinstance(given, list | tuple) else [given]:
                iri = parameter.term(str(value))
                if self.sparql(f"ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s {iri} ?o }} }}") is False:
                    raise self._unknown(str(value))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all entries."""
        table = self.select(
            "SELECT DISTINCT ?x WHERE { ?x a ?c . "
            f"FILTER(STRSTARTS(STR(?c), '{ONTOLOGY}') && ?c != <{ONTOLOGY}Passage>) }}"
        )
        return frozenset(plain(term) for (term,) in table)

    @cached_property
    def broader(self) -> dict[str, frozenset[str]]:
        """For each concept of the vocabularies all that are broader, however far."""
        table = self.select(
            declared("SELECT DISTINCT ?narrow ?broad WHERE { ?narrow skos:broader+ ?broad }")
        )
        found: dict[str, set[str]] = {}
        for narrow, broad in table:
            found.setdefault(plain(narrow), set()).add(plain(broad))
        return {narrow: frozenset(broad) for narrow, broad in found.items()}

    def __contains__(self, name: str) -> bool:
        """Tell whether an entry has this name."""
        return name in self.names

    def __getitem__(self, name: str) -> Entry:
        """Give the entry of that name; an official name or acronym will do as well.

        >>> import minkg
        >>> minkg.load()["GISTM"]
        <global-industry-standard-on-tailings-management>
        """
        if name in self.names:
            return Entry(self, name)
        from minkg.graph.search import exactly

        found = exactly(self, name)
        if len(found) == 1:
            return Entry(self, found[0])
        raise self._unknown(name)

    def passage(self, name: str) -> Entry | None:
        """Give the passage of that name, such as `unep-ea6-minerals-report.19`, or None."""
        if (
            "." not in name
            or self.sparql(f"ASK {{ <{expand(name)}> a <{ONTOLOGY}Passage> }}") is False
        ):
            return None
        return Entry(self, name)

    def passage_facts(self, name: str) -> dict[str, str]:
        """Give what is known of a passage itself: its summary, locator and review state."""
        return {f.predicate: plain(f.value) for f in Entry(self, name).facts if not f.passage}

    def _unknown(self, name: str) -> MinkgError:
        return unknown(
            "no entry is called '{name}'",
            name,
            self.names,
            show=lambda near: f"`{near}` ({self.label(expand(near)).text})",
            otherwise="`minkg find TEXT` searches all names",
        )

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Give the entries of a class by its folder, of all classes without one."""
        if not folder:
            yield from (Entry(self, name) for name in sorted(self.names))
            return
        kind = f"<{ONTOLOGY}{class_of(folder)}>"
        table = self.select(
            declared(f"SELECT DISTINCT ?x WHERE {{ ?x a/rdfs:subClassOf* {kind} }}")
        )
        if not table.rows and self.sparql(f"ASK {{ {kind} ?p ?o }}") is False:
            folders = {path.parent.name for path in self.home.data}
            raise unknown("no class is called '{name}'", folder, sorted(folders))
        yield from (Entry(self, name) for name in sorted(plain(term) for (term,) in table))

    def vocabulary(self, folder: str) -> list[tuple[str, int]]:
        """Give the concepts of a class in their order, each with its depth below broader ones."""
        if folder not in self._vocabularies:
            kind, known = f"mk:{class_of(folder)}", defaultdict[str, set[str]](set)
            asked = f"""SELECT DISTINCT ?x ?broader WHERE {{ ?x a {kind} {not_deprecated()}
              OPTIONAL {{ ?x skos:broader ?broader . ?broader a {kind} }} }}"""
            for concept, broader in self.select(declared(asked)):
                known[plain(concept)].update([plain(broader)] if broader else ())
            direct = {concept: broader & known.keys() for concept, broader in known.items()}
            self._vocabularies[folder] = tree(direct)
        return self._vocabularies[folder]

    def concept(self, folder: str, name: str) -> str:
        """Give the concept that a name means, or tell which there are in the vocabulary."""
        means = self[name].name
        choices = sorted(concept for concept, _ in self.vocabulary(folder))
        if means in choices:
            return means
        message = N_("'{name}' is not among the concepts of '{folder}'")
        raise unknown(message, name, choices, folder=folder)

    def label(self, iri: str, lang: str = "en") -> Label:
        """Give the name of an entry or a term in a language, in English where there is none."""
        return self.labels(lang)[iri]

    def labels(self, lang: str = "en") -> Labels:
        """Give the names of everything in a language: official, then ours, then English."""
        if lang not in self._labels:
            self._labels[lang] = Labels(self.select, lang)
        return self._labels[lang]

    def show(self, term: Term | None, lang: str = "en") -> str:
        """Write a term for people: the label of an entry, the name of a passage, a text."""
        iri = getattr(term, "value", "")
        if not iri.startswith(ENTRY):
            return plain(term)
        if "." in iri[len(ENTRY) :]:
            return self.cite(plain(term), lang)
        return str(self.labels(lang)[iri])

    @cached_property
    def unchecked(self) -> frozenset[str]:
        """The passages that nobody compared with a text and that no document at hand supports."""
        table = self.select(f'SELECT ?p WHERE {{ ?p <{ONTOLOGY}reviewState> "unchecked" }}')
        return frozenset(plain(passage) for (passage,) in table)

    def cite(self, passage: str, lang: str = "en") -> str:
        """Give the name of a passage, marked where it is unchecked."""
        if passage not in self.unchecked:
            return passage
        return f"{passage} ({translate('unchecked', lang)})"

    def titles(self, columns: Sequence[str], lang: str = "en") -> list[str]:
        """Write the columns of an answer for people: the label of a property, else its words.

        >>> import minkg
        >>> minkg.load().titles(["sharedTopic", "supportLevel"])
        ['shared topic', 'has support level']
        """
        labels = [self.label(ONTOLOGY + column, lang) for column in columns]
        words = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower() for column in columns]
        return [
            label.text if label.language else translate(word, lang)
            for label, word in zip(labels, words, strict=True)
        ]
