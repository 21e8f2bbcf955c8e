"""What a draft would add: what covers it already, what would be new, which gaps it would close.

DRAFT is a file with an entry that need not be in the graph, or the name of an entry.
Problems of a file come first, then what can be said all the same.

Example: minkg whatif global-sand-observatory
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from minkg.cli.common import Context
from minkg.cli.validate import blocking, tell
from minkg.findings import WhatIf, Wording, tables
from minkg.intake import validate
from minkg.words import BadInput


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("draft", metavar="DRAFT", help="a file, or the name of an entry")
    parser.add_argument(
        "--top", metavar="N", type=int, default=5, help="how many to show (default 5)"
    )


def run(context: Context, args: argparse.Namespace) -> int:
    """Tell problems, then compare."""
    form = context.chosen(("table", "json"))
    problems = []
    if Path(args.draft).is_file():
        problems = validate(args.draft, home=context.home, lang=context.options.lang)
        if any(problem.rule == "syntax" for problem in problems):
            tell(context, problems)
            return 1
    answers = context.graph.whatif(args.draft, top=args.top)
    if not answers:
        raise BadInput(
            "no instrument, organization or proposal is in this file",
            hint="give an entry a class, such as:  a mk:Proposal ;",
            place=args.draft,
        )
    words = Wording(context.graph, context.options.lang)
    if form == "json":
        context.put_items("whatif", [tables.whatif_item(answer, words) for answer in answers])
    else:
        if problems:
            tell(context, [p for p in problems if p.severity != "info"])
        lines = [line for answer in answers for line in told(answer, words)]
        context.put("\n".join(lines) + "\n")
    return 1 if blocking(problems) else 0


def told(answer: WhatIf, words: Wording) -> Iterator[str]:
    """Say the answer for one draft, line by line."""
    name = answer.subject.name
    label = words.name(name)
    yield label
    if answer.duplicates:
        yield ""
        yield words.say("possible duplicates, by their names")
    for alike in answer.duplicates:
        other = alike.second if alike.first == name else alike.first
        names = " | ".join(alike.names[:2])
        yield f"  {words.number(alike.score)}  {words.name(other)}: {names}"
    if answer.states_nothing:
        yield words.say(words.NOTHING, names=label)
        return
    yield ""
    yield words.say("what covers it already")
    for finding in answer.findings:
        mine = finding.first == name
        share = finding.first_covered if mine else finding.second_covered
        other = finding.second if mine else finding.first
        yield f"  {words.percent(share):>4}  {words.name(other)}: {words.sentence(finding)}"
    if not answer.findings:
        yield "  " + words.say("nothing found in the passages read")
    yield ""
    yield words.say("what would be new")
    for facet, concepts in answer.new.items():
        yield f"  {words.say(facet)}: {words.names(concepts)}"
    if not answer.new:
        yield "  " + words.say("nothing that another one does not state already")
    yield ""
    yield words.say("which gaps it would close")
    for stage, topic in answer.closes:
        yield f"  {words.name(stage)} × {words.name(topic)}"
    if not answer.closes:
        yield "  " + words.say("none")
