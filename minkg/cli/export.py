"""The whole graph for other programs.

FORMAT is trig, nq or jsonld (facts in their passages), ttl, nt or rdfxml (all facts
together), or, for networks of entries and links, graphml, gexf, csv, dot, cytoscape, cx2,
kumu, canvas (Obsidian), neo4j, xlsx, or mermaid. With --entry a network is only that entry and
what it is linked to; mermaid, which draws few links, needs it.

Example: minkg export gexf -o minkg.gexf
"""

import argparse
from pathlib import Path

from minkg.cli.common import Context
from minkg.exports import EXPORT_FORMATS, export


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("form", metavar="FORMAT", help=", ".join(EXPORT_FORMATS))
    parser.add_argument("--entry", metavar="NAME", help="only this entry and what it is linked to")


def run(context: Context, args: argparse.Namespace) -> int:
    """Write the files and list them."""
    suffix = EXPORT_FORMATS[args.form][0] if args.form in EXPORT_FORMATS else ""
    path = Path(context.options.output or f"minkg{suffix}")
    written = export(context.graph, args.form, path, context.options.lang, args.entry)
    context.talk("{files}", files="\n".join(str(file) for file in written))
    return 0
