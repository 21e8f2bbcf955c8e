"""Life-cycle stages and topics where nobody acts, or where the ground is thin.

A cell is filled by those of which one passage says both the stage and the topic. Not
stated is not the same as not there: a gap means that none was found in the passages
read. Without options the top stages and topics are crossed; with --stage or --topic
that one and all that is narrower.

Example: minkg gaps --topic waste
"""

import argparse

from minkg.cli.common import Context
from minkg.findings import Wording, tables

FORMATS = ("table", "csv", "tsv", "json", "xlsx", "md")
KINDS = ("gap", "thin", "fragmentation", "covered")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--stage", metavar="STAGE", help="this life-cycle stage and narrower ones")
    parser.add_argument("--topic", metavar="TOPIC", help="this topic and narrower ones")
    for facet in ("function", "legal-force"):
        text = f"count only those with this {facet.replace('-', ' ')}"
        parser.add_argument(f"--{facet}", metavar="NAME", action="append", default=[], help=text)
    text = "default: gap, thin, fragmentation"
    parser.add_argument("--kind", choices=KINDS, action="append", help=text)


def run(context: Context, args: argparse.Namespace) -> int:
    """List the cells."""
    form = context.chosen(FORMATS)
    cells = context.graph.gaps(
        args.stage, args.topic, functions=args.function, legal_forces=args.legal_force
    )
    chosen = [cell for cell in cells if cell.kind in (args.kind or KINDS[:3])]
    if form == "json":
        context.put_items("gaps", [tables.cell_item(cell) for cell in chosen])
    else:
        context.put_table(tables.cells_table(chosen, Wording(context.graph, context.options.lang)))
    return 0
