"""How much the graph holds: the questions tagged `count`, one table after the other.

With --quality: the questions tagged `quality`: languages, review states, single sources,
conflicts, age. With --network: who and what is central, communities, and what two
organizations share.

Example: minkg stats --format md
"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import pyoxigraph as ox

from minkg.cli.common import Context
from minkg.findings.centrality import Fact, bridges, central, communities, shared_mandates, view
from minkg.graph.graph import Graph
from minkg.graph.table import Table
from minkg.graph.terms import Term
from minkg.words.names import class_of, expand

TITLES = (
    "Central entries: how often each lies between others, and how much is linked to it",
    "Communities: entries linked more to each other than to the rest",
    "Links that hold each community together",
    "Links without which a part would be cut off",
    "Entries without which a part would be cut off",
    "What two organizations are both linked to",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--network", action="store_true", help="who is central, what belongs together, by links"
    )
    parser.add_argument("--quality", action="store_true", help="how good the data is")


def run(context: Context, args: argparse.Namespace) -> int:
    """Write the tables that were asked for, each under its title."""
    context.chosen(("table", "md", "csv"))
    write, parts = context.writer(), []
    tag = "quality" if args.quality else "count"
    for title, table in _network(context) if args.network else _answers(context, tag):
        text = write(table)
        assert isinstance(text, str)
        parts.append(f"{title}\n\n{text}")
    context.put("\n".join(parts))
    return 0


def _answers(context: Context, tag: str) -> Iterator[tuple[str, Table]]:
    """Answer every question that has this tag."""
    for question in context.graph.questions():
        if tag in question.tags:
            yield question.summary, context.graph.query(question.name)


def _network(context: Context) -> Iterator[tuple[str, Table]]:
    """Give the tables on links."""
    for title, table in tables(context.graph):
        yield context.say(title), table


def tables(kg: Graph) -> list[tuple[str, Table]]:
    """Give what the links tell as tables, each under its title."""
    seen = view(kg)
    groups, ties = list(enumerate(communities(seen), 1)), bridges(seen)
    made = (
        _table("entry class linksOut linksIn betweenness pageRank", [
            (c.name, _class(c.kind), c.links_out, c.links_in, c.betweenness, c.pagerank)
            for c in central(seen)
        ]),
        _table("community entries entry class", [
            (number, len(group.members), name, _class(seen.kinds[name]))
            for number, group in groups for name in group.central
        ]),
        _table("community link facts", [
            (number, link, count) for number, group in groups for link, count in group.links
        ]),
        _table("entry link other passage cutOff", [
            (fact.subject, fact.predicate, fact.object, said.passage, len(one.cut_off))
            for one in ties if one.second for fact in one.facts for said in fact.passages
        ]),
        _table("entry class cutOff", [
            (one.first, _class(seen.kinds[one.first]), len(one.cut_off))
            for one in ties if not one.second
        ]),
        _table("entry other shared link passage otherLink otherPassage", [
            (pair.first, pair.second, thing.name, *one, *other)
            for pair in shared_mandates(seen) for thing in pair.shared
            for one, other in zip_longest(
                _said(thing.first), _said(thing.second), fillvalue=(None, None)
            )
        ]),
    )  # fmt: skip
    return list(zip(TITLES, made, strict=True))


def _said(facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    return [(fact.predicate, said.passage) for fact in facts for said in fact.passages]


def _class(folder: str) -> str:
    return f"mk:{class_of(folder)}"


def _table(columns: str, rows: Iterable[tuple[str | float | None, ...]]) -> Table:
    """Make a table: texts are names of entries, terms and passages."""
    return Table(columns.split(), [tuple(_term(cell) for cell in row) for row in rows])


def _term(cell: str | float | None) -> Term | None:
    if isinstance(cell, str):
        return ox.NamedNode(expand(cell))
    return None if cell is None else ox.Literal(cell)
