"""Run your own SPARQL on the graph (- reads standard input).

Patterns without GRAPH see all facts; `GRAPH ?passage { … }` tells which passage says
so. SELECT gives a table, ASK true or false, CONSTRUCT and DESCRIBE give Turtle.

Example: minkg sparql my-question.rq --format csv
"""

import argparse
import sys
from pathlib import Path

import pyoxigraph as ox

from minkg.cli.common import Context, empty_fails
from minkg.errors import BadInput
from minkg.names import PREFIXES
from minkg.table import Table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a file with SPARQL, or - for standard input")
    empty_fails(parser)


def run(context: Context, args: argparse.Namespace) -> int:
    """Ask, and write the answer."""
    text = sys.stdin.read() if args.file == "-" else _read(Path(args.file))
    known = "".join(
        f"PREFIX {prefix}: <{iri}>\n"
        for prefix, iri in PREFIXES.items()
        if f"prefix {prefix}:" not in text.lower()
    )
    answer = context.graph.sparql(known + text)
    if isinstance(answer, Table):
        context.put_table(answer)
        empty = not len(answer)
    elif isinstance(answer, bool):
        context.put(f"{str(answer).lower()}\n" if context.options.format != "json" else _ask(answer))
        empty = not answer
    else:
        turtle = ox.serialize(answer, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        context.put(turtle or b"")
        empty = not answer
    return 1 if args.fail_if_empty and empty else 0


def _ask(answer: bool) -> str:
    return f'{{"head": {{}}, "boolean": {str(answer).lower()}}}\n'


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(
            "cannot be read: {reason}", place=str(path), reason=error.strerror,
            hint="name a file, or - for standard input",
        ) from error  # fmt: skip
    except UnicodeDecodeError as error:
        hint = "save the file with the encoding UTF-8"
        raise BadInput("is not UTF-8 text", place=str(path), hint=hint) from error
