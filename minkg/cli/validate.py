"""Say what is wrong with entries and how to mend it: all problems at once, each with its place.

Without FILE the whole home is checked. With files (RDF in any common syntax, folders of
them, or - for TriG on standard input) they are checked together with the home.

Example: minkg validate my-entry.trig
"""

import argparse
import sys

from minkg.checking import validate
from minkg.cli.common import Context
from minkg.problems import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="files, folders, or -")
    parser.add_argument("--info", action="store_true", help="suggestions too")


def run(context: Context, args: argparse.Namespace) -> int:
    """Print the problems; exit with 1 when one of them blocks."""
    form = context.chosen(("table", "json"))
    found = validate(*args.files, home=context.home, lang=context.options.lang)
    problems = [p for p in found if args.info or p.severity != "info"]
    if form == "json":
        context.put_items("validate", [p.item(context.options.lang) for p in problems])
    else:
        tell(context, problems)
    return 1 if blocking(problems) else 0


def tell(context: Context, problems: list[Problem]) -> None:
    """Print problems for people, and how many there are."""
    text = "\n\n".join(problem.text(context.options.lang) for problem in problems)
    if text:
        context.put(text + "\n")
        sys.stdout.flush()
    context.talk(
        "{bad} violations, {rest} warnings and suggestions",
        bad=blocking(problems), rest=len(problems) - blocking(problems),
    )  # fmt: skip


def blocking(problems: list[Problem]) -> int:
    """Count the problems that block."""
    return sum(problem.severity == "violation" for problem in problems)
