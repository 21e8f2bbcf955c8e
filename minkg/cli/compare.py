"""Entries side by side: what each states, facet by facet, with the passages.

Example: minkg compare marine-sand-watch global-sand-observatory
"""

import argparse

from minkg.cli.common import Context
from minkg.findings import Wording, tables
from minkg.words import N_, MinkgError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("entries", metavar="ENTRY", nargs="+", help="two entries or more")


def run(context: Context, args: argparse.Namespace) -> int:
    """Print the comparison."""
    if len(args.entries) < 2:
        hint = N_("name two entries or more")
        raise MinkgError("one entry cannot be compared with itself", hint=hint)
    names = [context.graph[entry].name for entry in args.entries]
    lines = context.graph.compare(*names)
    context.put_table(
        tables.comparison_table(lines, names, Wording(context.graph, context.options.lang))
    )
    return 0
