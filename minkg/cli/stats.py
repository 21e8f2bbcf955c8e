"""How much the graph holds: the questions tagged `count`, one table after the other.

With --quality: the questions tagged `quality` (review states by entry, languages, single sources,
conflicts, age), and which unchecked facts to read next. With --network: who and what is central,
communities, and what two organizations share.

Example: minkg stats --format md
"""

import argparse
from collections.abc import Iterator

from minkg.cli.common import Context
from minkg.graph import Table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--network", action="store_true", help="who is central, what belongs together, by links"
    )
    parser.add_argument("--quality", action="store_true", help="how good the data is")


def run(context: Context, args: argparse.Namespace) -> int:
    """Write the tables that were asked for, each under its title."""
    context.chosen(("table", "md", "csv"))
    write, parts = context.writer(), []
    tag = "quality" if args.quality else "count"
    for title, table in _network(context) if args.network else _answers(context, tag):
        text = write(table)
        assert isinstance(text, str)
        parts.append(f"{title}\n\n{text}")
    context.put("\n".join(parts))
    return 0


def _answers(context: Context, tag: str) -> Iterator[tuple[str, Table]]:
    """Answer every question that has this tag."""
    for question in context.graph.questions():
        if tag in question.tags:
            yield question.summary, context.graph.query(question.name)
    if tag == "quality":
        title = context.say(
            "Read next: unchecked facts by the number of findings that rest on them"
        )
        yield title, context.graph.findings.read_next()


def _network(context: Context) -> Iterator[tuple[str, Table]]:
    """Give the tables on links."""
    for title, table in context.graph.findings.network():
        yield context.say(title), table
