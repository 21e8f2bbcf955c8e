"""A picture for a meeting: SVG or PNG, by the ending of FILE.

VIEW is `stage-topic` (life-cycle stages × topics) or `entry` (one entry and what it is
linked to).

Example: minkg draw stage-topic --lang fr -o map.svg
"""

import argparse
from pathlib import Path

from minkg.cli.common import Context
from minkg.errors import MinkgError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("view", metavar="VIEW", help="stage-topic or entry")
    parser.add_argument("entry", metavar="ENTRY", nargs="?", help="the entry, for the view `entry`")


def run(context: Context, args: argparse.Namespace) -> int:
    """Draw and save."""
    if not context.options.output:
        hint = "add `-o picture.svg` or `-o picture.png`"
        raise MinkgError("a picture needs a file", hint=hint)
    picture = context.graph.picture(args.view, args.entry, lang=context.options.lang)
    picture.save(Path(context.options.output))
    return 0
