"""Where instruments, organizations and proposals cover the same ground.

Without ENTRY: pairs that share a topic and a life-cycle stage. With ENTRY: what it
shares with others, facet by facet, and the passages on both sides. An overlap is a
finding for people to judge, not a verdict.

Example: minkg overlaps global-sand-observatory
"""

import argparse

from minkg.cli.common import Context


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("entry", metavar="ENTRY", nargs="?", help="an entry, by any of its names")
    parser.add_argument("--stage", metavar="STAGE", help="only at this life-cycle stage")
    parser.add_argument("--topic", metavar="TOPIC", help="only on this topic")


def run(context: Context, args: argparse.Namespace) -> int:
    """Ask the question `overlaps`, or `overlaps-of-entry`."""
    if args.entry is None:
        context.put_table(context.graph.query("overlaps", stage=args.stage, topic=args.topic))
    else:
        entry = context.graph[args.entry].name
        context.put_table(context.graph.query("overlaps-of-entry", entry=entry))
    return 0
