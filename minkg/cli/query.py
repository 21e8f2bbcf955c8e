"""Answer a prepared question; without one, list them all.

The parameters of a question are its options; a value is the name of an entry, and
may be given several times.

Example: minkg query overlaps --stage extraction
"""

import argparse

import pyoxigraph as ox

from minkg.cli.common import Context, empty_fails
from minkg.graph import Table
from minkg.home import Question
from minkg.words import MinkgError

TAKES_MORE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "question", metavar="QUESTION", nargs="?", help="the name of a file in queries/"
    )
    parser.add_argument("--show", action="store_true", help="print the SPARQL instead of asking it")
    empty_fails(parser)


def run(context: Context, args: argparse.Namespace) -> int:
    """Answer, or list the questions with their parameters."""
    if args.question is None:
        context.put_table(_list(context))
        return 0
    question = context.graph.question(args.question)
    values = parameters(question, args.more)
    if args.show:
        context.put(question.fill(values))
        return 0
    answer = context.graph.query(args.question, **values)
    context.put_table(answer)
    return 1 if args.fail_if_empty and not len(answer) else 0


def parameters(question: Question, words: list[str]) -> dict[str, object]:
    """Read `--NAME VALUE` pairs; the same name may stand several times."""
    values: dict[str, list[str]] = {}
    todo = [part for word in words for part in (word.split("=", 1) if word[:2] == "--" else [word])]
    while todo:
        word = todo.pop(0)
        if not word.startswith("--") or not todo or todo[0].startswith("--"):
            raise MinkgError(
                "'{word}' is not an option with a value",
                hint="question '{question}' has: {have}",
                word=word,
                question=question.name,
                have=", ".join(f"--{name} VALUE" for name in question.parameters) or "—",
            )
        values.setdefault(word[2:].replace("-", "_"), []).append(todo.pop(0))
    return dict(values)


def _list(context: Context) -> Table:
    rows = [
        (
            ox.Literal(question.name),
            ox.Literal(" ".join(f"--{name}" for name in question.parameters)),
            ox.Literal(question.question),
        )
        for question in context.graph.questions()
    ]
    return Table(Table.column_names("name parameters question"), rows)
