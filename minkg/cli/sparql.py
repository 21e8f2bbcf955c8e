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
from minkg.graph import TABLE_FORMATS, Table
from minkg.graph.sparql import declared
from minkg.home import write_facts
from minkg.words import N_, BadInput
from minkg.words.place import Place


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a file with SPARQL, or - for standard input")
    empty_fails(parser)


def run(context: Context, args: argparse.Namespace) -> int:
    """Ask, and write the answer."""
    context.chosen(TABLE_FORMATS)
    text = _read(args.file)
    try:
        answer = context.graph.sparql(declared(text))
    except BadInput as error:
        error.place = error.place or Place(args.file)
        raise
    if isinstance(answer, Table):
        context.put_table(answer)
        empty = not len(answer)
    elif isinstance(answer, bool):
        context.put(
            f"{str(answer).lower()}\n" if context.options.format != "json" else _ask(answer)
        )
        empty = not answer
    else:
        context.put(_turtle(answer))
        empty = not answer
    return 1 if args.fail_if_empty and empty else 0


def _ask(answer: bool) -> str:
    return f'{{"head": {{}}, "boolean": {str(answer).lower()}}}\n'


def _turtle(triples: list[ox.Triple]) -> str:
    """Write triples one per line; blank nodes that have no one place get steady names."""
    facts = ox.Dataset(ox.Quad(*triple) for triple in triples)
    try:
        return write_facts(facts, Path("answer.ttl"))
    except BadInput:
        facts.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return "".join(sorted(f"{quad} .\n" for quad in facts))


def _read(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8")
    except OSError as error:
        raise BadInput(
            "cannot be read: {reason}",
            place=name,
            reason=error.strerror,
            hint="name a file, or - for standard input",
        ) from error
    except UnicodeDecodeError as error:
        hint = N_("save the file with the encoding UTF-8")
        raise BadInput("is not UTF-8 text", place=name, hint=hint) from error
