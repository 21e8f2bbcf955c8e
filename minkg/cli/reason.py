"""Tell whether the ontology with all data is consistent (OWL 2 DL, the reasoner HermiT).

HermiT needs Java: the one on PATH, else the runtime of `pip install 'minkg[reason]'`.

Example: minkg reason
"""

import argparse
from pathlib import Path

from minkg.checking import Verdict, consistency
from minkg.cli.common import Context
from minkg.home import read_facts


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="more facts to take in")


def run(context: Context, args: argparse.Namespace) -> int:
    """Print the verdict; exit with 1 when there is no way that all can be true."""
    extra = [quad for name in args.files for quad in read_facts(Path(name))]
    verdict = consistency(context.home, extra=extra, lang=context.options.lang)
    context.put("\n".join(told(context, verdict)) + "\n")
    return 0 if verdict.consistent and not verdict.unsatisfiable else 1


def told(context: Context, verdict: Verdict) -> list[str]:
    """Say a verdict in lines."""
    lines = [context.say("consistent") if verdict.consistent else context.say("inconsistent")]
    if verdict.unsatisfiable:
        names = ", ".join(verdict.unsatisfiable)
        lines.append(context.say("no instance is possible of: {names}", names=names))
    lines += [str(explanation) for explanation in verdict.explanations]
    lines.append(
        context.say("{n} facts are outside OWL 2 DL and were left out", n=verdict.left_out)
    )
    return lines
