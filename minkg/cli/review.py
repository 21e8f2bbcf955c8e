"""Show what a passage is said to say, and say that you compared it with the text.

Without --by the facts of each PASSAGE are shown, also those that wait to be compared. With
--by they count as compared: what waited joins the passage, and a seal tells of any later
change. --state secondary says that they were read in another document.

Example: minkg review unep-ea6-minerals-report.19
"""

import argparse
import datetime

from minkg.checking import Review, Reviewing
from minkg.cli.common import Context
from minkg.home import lock, term_text
from minkg.words import MinkgError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("passages", metavar="PASSAGE", nargs="+", help="such as DOCUMENT.19")
    parser.add_argument("--by", metavar="NAME", help="who compared them with the text")
    parser.add_argument("--on", metavar="DATE", help="when, such as 2026-11-30 (default: today)")
    parser.add_argument("--state", choices=Review.STATES, default="checked", help="how far")


def run(context: Context, args: argparse.Namespace) -> int:
    """Show the facts, or write down that they were compared."""
    if not args.by:
        reviewing = Reviewing(context.home)
        for passage in args.passages:
            context.put(f"{passage}\n")
            for quad in reviewing.facts(passage):
                said = " ".join(map(term_text, (quad.subject, quad.predicate, quad.object)))
                waits = str(quad.graph_name).rstrip(">").endswith(".to-confirm")
                note = f"  ({context.say('to be confirmed')})" if waits else ""
                context.put(f"    {said}{note}\n")
        return 0
    review = Review(args.by, _day(args.on), args.state)
    with lock(context.home) as commit:
        reviewing = Reviewing(context.home)
        for passage in args.passages:
            reviewing.take(passage, review)
        contents = reviewing.contents()
        commit(contents)
    context.put("".join(f"{context.home.show(path)}\n" for path in contents))
    return 0


def _day(text: str | None) -> str:
    if text is None:
        return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise MinkgError(
            "'{date}' is not a date", hint="write it as 2026-11-30", date=text
        ) from error
