"""Entries with a name that contains TEXT, in any language, script and spelling.

Example: minkg find sand
"""

import argparse

import pyoxigraph as ox

from minkg.cli.common import Context, empty_fails
from minkg.graph import Table, find
from minkg.words.names import expand


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="+", help="part of a name, an acronym, a symbol"
    )
    empty_fails(parser)


def run(context: Context, args: argparse.Namespace) -> int:
    """List name, class, label and the name that was found."""
    graph, lang = context.graph, context.options.lang
    rows = [
        (
            ox.Literal(entry),
            ox.Literal(graph[entry].kind),
            ox.Literal(str(graph.label(expand(entry), lang))),
            ox.Literal(name),
        )
        for entry, name in find(graph, " ".join(args.text))
    ]
    context.put_table(Table(Table.column_names("entry class label found"), rows))
    return 1 if args.fail_if_empty and not rows else 0
