"""Passages that contradict each other, side by side; both stay, people decide.

Example: minkg conflicts --names
"""

import argparse

from minkg.cli.common import Context


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing of its own."""


def run(context: Context, _args: argparse.Namespace) -> int:
    """Ask the question `conflicts`."""
    context.put_table(context.graph.query("conflicts"))
    return 0
