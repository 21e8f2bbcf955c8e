"""How much the graph holds: the questions tagged `count`, one table after the other.

Example: minkg stats --format md
"""

import argparse

from minkg.cli.common import Context
from minkg.table import Table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing of its own."""


def run(context: Context, _args: argparse.Namespace) -> int:
    """Answer every question that counts."""
    context.chosen(("table", "md", "csv"))
    write, parts = context.writer(), []
    for question in context.graph.questions():
        if "count" in question.tags:
            answer: Table = context.graph.query(question.name)
            text = write(answer)
            assert isinstance(text, str)
            parts.append(f"{question.summary}\n\n{text}")
    context.put("\n".join(parts))
    return 0
