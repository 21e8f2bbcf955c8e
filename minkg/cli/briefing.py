"""The report in one folder: summary page, overlap table, pictures, the graph in Turtle.

The home is checked first; with violations nothing is written.

Example: minkg briefing -o out
"""

import argparse
from pathlib import Path

from minkg.briefing import write_briefing
from minkg.checking import validate
from minkg.cli.common import Context
from minkg.cli.validate import blocking, tell


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing of its own."""


def run(context: Context, _args: argparse.Namespace) -> int:
    """Check, analyse, write, and list the files."""
    lang = context.options.lang
    problems = [p for p in validate(home=context.home, lang=lang) if p.severity != "info"]
    if blocking(problems):
        tell(context, problems)
        return 1
    for path in write_briefing(context.graph, Path(context.options.output or "out"), lang):
        context.talk(str(path))
    return 0
