"""Write RDF files one fact per line, always in the same order.

Without FILE all files of ontology, data and shapes are written; only those that change
are touched.

Example: minkg fmt data/platform/marine-sand-watch.trig
"""

import argparse
from pathlib import Path

from minkg.cli.common import Context
from minkg.home import canonical_text, write_file
from minkg.words import N_, BadInput


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="Turtle and TriG files")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if it would"
    )


def run(context: Context, args: argparse.Namespace) -> int:
    """Rewrite what is not canonical, and list it."""
    home = context.home
    paths = [Path(name) for name in args.files] or [*home.ontology, *home.data, *home.shapes]
    changed = []
    for path in paths:
        if path.suffix not in (".ttl", ".trig"):
            hint = N_("give files that end in .trig or .ttl")
            raise BadInput("fmt writes Turtle and TriG only", place=str(path), hint=hint)
        text = canonical_text(path, home.show(path))
        if text.encode() != path.read_bytes():
            changed.append(home.show(path))
            if not args.check:
                write_file(path, text.encode())
    context.put("".join(f"{name}\n" for name in changed))
    return 1 if args.check and changed else 0
