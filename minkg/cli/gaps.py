"""Life-cycle stages and topics for which no instrument was found in the passages read.

Not stated is not the same as not there: a gap tells where the passages name nothing.

Example: minkg gaps --topic tailings-management
"""

import argparse

from minkg.cli.common import Context


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--stage", metavar="STAGE", help="only at this life-cycle stage")
    parser.add_argument("--topic", metavar="TOPIC", help="only on this topic")


def run(context: Context, args: argparse.Namespace) -> int:
    """Ask the question `gaps`."""
    context.put_table(context.graph.query("gaps", stage=args.stage, topic=args.topic))
    return 0
