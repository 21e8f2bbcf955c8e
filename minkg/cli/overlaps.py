"""Where instruments, organizations and proposals cover the same ground, with the evidence.

Without ENTRY all pairs, with one ENTRY its pairs, with two everything about that pair. An
overlap is a finding for people to judge, not a verdict; its rank stability tells in how
many of 200 draws of the weights it stays among the first.

Example: minkg overlaps global-sand-observatory
"""

import argparse
from collections.abc import Iterator

from minkg.cli.common import Context
from minkg.findings import FACETS, Finding, Wording, parse_weights, tables
from minkg.words import N_, MinkgError, NotFound

FORMATS = ("table", "csv", "tsv", "json", "xlsx", "md")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("entries", metavar="ENTRY", nargs="*", help="none, one or two entries")
    parser.add_argument(
        "--between", metavar="CLASS", nargs=2, help="only pairs of these two classes"
    )
    parser.add_argument(
        "--kind", choices=Finding.KINDS, action="append", help="only findings of this kind"
    )
    for facet in ("stage", "topic", "material", "function", "place"):
        parser.add_argument(
            f"--{facet}", metavar="NAME", help=f"only pairs that share this {facet}"
        )
    parser.add_argument(
        "--min-score", metavar="X", type=float, default=0.0, help="least similarity"
    )
    parser.add_argument("--top", metavar="N", type=int, default=20, help="how many (default 20)")
    parser.add_argument("--weights", metavar="LIST", help="such as stage=2,topic=1; default: data")


def run(context: Context, args: argparse.Namespace) -> int:
    """List findings, or explain one pair."""
    if len(args.entries) > 2:
        raise MinkgError("too many entries", hint="`minkg compare` puts many entries side by side")
    if not 0 <= args.min_score <= 1 or args.top < 1:
        hint = N_("--min-score is from 0 to 1, --top from 1 on")
        raise MinkgError("such a number makes no sense here", hint=hint)
    form = context.chosen(FORMATS)
    weights = parse_weights(args.weights) if args.weights else None
    found = context.graph.overlaps(
        *args.entries,
        weights=weights,
        least=args.min_score,
        top=args.top,
        wanted=lambda finding: _wanted(context, finding, args),
    )
    words = Wording(context.graph, context.options.lang)
    if form == "json":
        context.put_items("overlaps", [tables.finding_item(f, words) for f in found])
    elif len(args.entries) == 2 and form == "table":
        context.put("\n".join(explain(found[0], words)) + "\n")
    else:
        context.put_table(tables.overlaps_table(found, words))
    return 0


def _wanted(context: Context, finding: Finding, args: argparse.Namespace) -> bool:
    if args.kind and finding.kind not in args.kind:
        return False
    for facet in FACETS:
        name = getattr(args, facet, None)
        if name and context.graph[name].name not in finding.parts[facet].shared:
            return False
    return args.between is None or _between(context, finding, args.between)


def _between(context: Context, finding: Finding, classes: list[str]) -> bool:
    members = [{entry.name for entry in context.graph.entries(folder)} for folder in classes]
    if not all(members):
        empty = classes[[bool(m) for m in members].index(False)]
        raise NotFound("no entry is of the class '{name}'", hint="see `minkg stats`", name=empty)
    first, second = finding.first, finding.second
    return (first in members[0] and second in members[1]) or (
        first in members[1] and second in members[0]
    )


def explain(finding: Finding, words: Wording) -> Iterator[str]:
    """Say everything about one pair, line by line."""
    say = words.say
    yield words.kind(finding.kind)
    yield words.sentence(finding)
    if finding.states_nothing:
        return
    yield ""
    figures = {"x": finding.expected, "low": finding.low, "high": finding.high}
    shown = {name: words.number(value) for name, value in figures.items()}
    yield say("similarity {x}, from {low} to {high} where facets are unknown", **shown)
    for name, other, share in (
        (finding.first, finding.second, finding.first_covered),
        (finding.second, finding.first, finding.second_covered),
    ):
        yield say(
            "{other} covers {share} of what {name} states",
            name=words.name(name),
            other=words.name(other),
            share=words.percent(share),
        )
    yield say(
        "in the first places in {share} of the draws of weights",
        share=words.percent(finding.stability),
    )
    for facet in FACETS:
        yield from _facet(finding, facet, words)
    for link in finding.links:
        yield ""
        yield f"{words.statement(link)}  [{link.passage}]"
    for judged in finding.judgements:
        yield ""
        yield say(
            "judged '{verdict}' by {by} on {on}: {reason}",
            verdict=say(judged.verdict),
            by=words.name(judged.by),
            on=judged.on,
            reason=judged.reason,
        )


def _facet(finding: Finding, facet: str, words: Wording) -> Iterator[str]:
    part, say = finding.parts[facet], words.say
    yield ""
    yield say(facet)
    unknown = [
        n
        for n, states in ((finding.first, part.first_states), (finding.second, part.second_states))
        if not states
    ]
    if unknown:
        yield "  " + say("not stated of {names}", names=words.names(unknown))
    for concept in words.narrowest(part):
        sides = part.evidence[concept]
        said = [", ".join(f"{e.passage} ({say(e.state)})" for e in side) for side in sides]
        yield f"  {say('shared')}: {words.name(concept)}  [{said[0]} | {said[1]}]"
    for name, only in ((finding.first, part.only_first), (finding.second, part.only_second)):
        if only:
            yield "  " + say("only {name}: {what}", name=words.name(name), what=words.names(only))
