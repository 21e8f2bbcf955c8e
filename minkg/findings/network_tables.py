"""What links tell, as tables: who is central, what belongs together, what hangs by one link."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

import pyoxigraph as ox

from minkg.findings.centrality import LinkFact, bridges, central, communities, shared_mandates, view
from minkg.graph import Graph, Table
from minkg.graph.terms import Term
from minkg.words import N_
from minkg.words.names import class_of, expand

TITLES = (
    N_("Central entries: how often each lies between others, and how much is linked to it"),
    N_("Communities: entries linked more to each other than to the rest"),
    N_("Links that hold each community together"),
    N_("Links without which a part would be cut off"),
    N_("Entries without which a part would be cut off"),
    N_("What two organizations are both linked to"),
)

TOP = 15  # central entries that are shown


def network_tables(kg: Graph) -> list[tuple[str, Table]]:
    """Give what the links tell as tables, each under its title."""
    seen = view(kg)
    groups, ties = list(enumerate(communities(seen), 1)), bridges(seen)
    made = (
        _table(Table.column_names("entry class linksOut linksIn betweenness pageRank"), [
            (c.name, _class(c.kind), c.links_out, c.links_in, c.betweenness, c.pagerank)
            for c in central(seen)[:TOP]
        ]),
        _table(Table.column_names("community entries entry class"), [
            (number, len(group.members), name, _class(seen.kinds[name]))
            for number, group in groups for name in group.central
        ]),
        _table(Table.column_names("community link facts"), [
            (number, link, count) for number, group in groups for link, count in group.links
        ]),
        _table(Table.column_names("entry link other passage cutOff"), [
            (fact.subject, fact.predicate, fact.object, said.passage, len(one.cut_off))
            for one in ties if one.second for fact in one.facts for said in fact.passages
        ]),
        _table(Table.column_names("entry class cutOff"), [
            (one.first, _class(seen.kinds[one.first]), len(one.cut_off))
            for one in ties if not one.second
        ]),
        _table(Table.column_names("entry other shared link passage otherLink otherPassage"), [
            (pair.first, pair.second, thing.name, *one, *other)
            for pair in shared_mandates(seen) for thing in pair.shared
            for one, other in zip_longest(
                _said(thing.first), _said(thing.second), fillvalue=(None, None)
            )
        ]),
    )  # fmt: skip
    return list(zip(TITLES, made, strict=True))


def _said(facts: tuple[LinkFact, ...]) -> list[tuple[str, str]]:
    return [(fact.predicate, said.passage) for fact in facts for said in fact.passages]


def _class(folder: str) -> str:
    return f"mk:{class_of(folder)}"


def _table(columns: Sequence[str], rows: Iterable[tuple[str | float | None, ...]]) -> Table:
    """Make a table: texts are names of entries, terms and passages."""
    return Table(columns, [tuple(_term(cell) for cell in row) for row in rows])


def _term(cell: str | float | None) -> Term | None:
    if isinstance(cell, str):
        return ox.NamedNode(expand(cell))
    return None if cell is None else ox.Literal(cell)
