"""One entry: its names, its facts with the passages that say them, and its links."""

from typing import NamedTuple

import pyoxigraph as ox

from minkg.graph.asking import Asking
from minkg.graph.sparql import declared, said_anywhere
from minkg.graph.table import Table
from minkg.graph.terms import Term, passage_of
from minkg.words import natural
from minkg.words.names import ONTOLOGY, expand, folder_of, name_of


class Fact(NamedTuple):
    """One fact of an entry, the passage that says it, and the passage's review state.

    `predicate` is a short name such as `mk:coversStage`; `passage` is empty for
    what only identifies the entry.
    """

    subject: str
    predicate: str
    value: Term
    passage: str = ""
    state: str = ""


class Entry:
    """A described thing, by the name it has everywhere."""

    def __init__(self, graph: Asking, name: str) -> None:
        self.graph, self.name = graph, name

    def __repr__(self) -> str:
        """Show the name in pointed brackets."""
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the same entry."""
        return isinstance(other, Entry) and other.name == self.name

    def __hash__(self) -> int:
        """Hash by name."""
        return hash(self.name)

    @property
    def iri(self) -> str:
        """The IRI of the entry."""
        return expand(self.name)

    def label(self, lang: str = "en") -> str:
        """Give its name in a language, in English where there is none."""
        return self.graph.label(self.iri, lang).text

    @property
    def kind(self) -> str:
        """Its folder, which is its class: `platform`."""
        table = self.graph.select(
            f"SELECT ?c WHERE {{ <{self.iri}> a ?c . FILTER(STRSTARTS(STR(?c), '{ONTOLOGY}')) }}"
        )
        return folder_of(table.rows[0][0].value) if table.rows else ""  # type: ignore[union-attr]

    @property
    def facts(self) -> list[Fact]:
        """What is said of it, in the order of passages, names first."""
        table = self.graph.select(
            declared(f"SELECT ?p ?o ?passage ?state {{ {said_anywhere(f'<{self.iri}> ?p ?o')} }}")
        )
        return _facts(self.iri, table)

    @property
    def links_in(self) -> list[Fact]:
        """What other entries say of it."""
        table = self.graph.select(
            declared(f"SELECT ?s ?p ?passage ?state {{ {said_anywhere(f'?s ?p <{self.iri}>')} }}")
        )
        rows = [(row[1], ox.NamedNode(self.iri), row[2], row[3], row[0]) for row in table]
        facts = [
            fact
            for *rest, subject in rows
            for fact in _facts(subject.value, Table(("p", "o", "passage", "state"), [tuple(rest)]))  # type: ignore[union-attr]
        ]
        return sorted(facts, key=lambda fact: (fact.predicate, fact.subject, fact.passage))

    @property
    def supported(self) -> list[Fact]:
        """For a passage: the facts that it supports, entry by entry."""
        table = self.graph.select(
            f"SELECT ?s ?p ?o WHERE {{ GRAPH <{self.iri}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
        )
        return [
            Fact(name_of(s.value), name_of(p.value), o, self.name)
            for s, p, o in table
            if s is not None and p is not None and o is not None
        ]

    def __getitem__(self, predicate: str) -> tuple[object, ...]:
        """Give the values of a property: entries where they are entries, else texts.

        >>> import minkg
        >>> minkg.load()["marine-sand-watch"]["launchedBy"]
        (<global-fishing-watch>, <grid-geneva>)
        """
        iri = expand(predicate if ":" in predicate else f"mk:{predicate}")
        table = self.graph.select(
            f"SELECT DISTINCT ?o WHERE {{ <{self.iri}> <{iri}> ?o }} ORDER BY ?o"
        )
        return tuple(self._value(term) for (term,) in table if term is not None)

    def _value(self, term: Term) -> object:
        if isinstance(term, ox.NamedNode) and (name := name_of(term.value)) in self.graph:
            return Entry(self.graph, name)
        return term.value


def _facts(subject: str, table: Table) -> list[Fact]:
    facts = []
    for predicate, value, graph, state in table:
        assert predicate is not None
        assert value is not None
        assert graph is not None
        reviewed = state.value if state is not None else ""
        where = passage_of(graph)
        facts.append(Fact(name_of(subject), name_of(predicate.value), value, where, reviewed))
    return sorted(facts, key=lambda f: (natural(f.passage), f.predicate, str(f.value)))
