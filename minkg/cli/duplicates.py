"""Possible duplicate entries: the same thing perhaps entered twice, with what is alike.

Nothing is merged: people look at the names and decide. A judgement in data/judgement/
keeps the decision.

Example: minkg duplicates --least 0.8
"""

import argparse
from collections.abc import Callable

import pyoxigraph as ox

from minkg.cli.common import Context
from minkg.duplicates import Candidate
from minkg.findings import Wording
from minkg.graph import Table
from minkg.graph.terms import Row
from minkg.words import MinkgError
from minkg.words.names import expand

FORMATS = ("table", "csv", "tsv", "json", "xlsx", "md")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    text = "least likeness, from 0 to 1 (default 0.75)"
    parser.add_argument("--least", metavar="X", type=float, default=0.75, help=text)


def run(context: Context, args: argparse.Namespace) -> int:
    """List the candidates, the most alike first."""
    if not 0 <= args.least <= 1:
        raise MinkgError("such a number makes no sense here", hint="--least is from 0 to 1")
    form = context.chosen(FORMATS)
    found = context.graph.duplicates(args.least)
    if form == "json":
        context.put_items("duplicates", [_item(candidate) for candidate in found])
    else:
        context.put_table(_table(found, context.say))
    return 0


def _item(candidate: Candidate) -> dict[str, object]:
    return {
        "first": candidate.first,
        "second": candidate.second,
        "score": round(candidate.score, 6),
        "names": list(candidate.names),
        "features": [
            {"name": f.name, "value": round(f.value, 6), "first": f.first, "second": f.second}
            for f in candidate.features
        ],
    }


def _table(found: list[Candidate], say: Callable[[str], str]) -> Table:
    rows: list[Row] = [
        (
            ox.NamedNode(expand(c.first)),
            ox.NamedNode(expand(c.second)),
            ox.Literal(Wording.number(c.score)),
            *(ox.Literal(name) for name in c.names),
            ox.Literal(", ".join(f"{say(f.name)} {Wording.number(f.value)}" for f in c.features)),
        )
        for c in found
    ]
    return Table(Table.column_names("first second score name otherName features"), rows)
