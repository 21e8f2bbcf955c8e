"""The report: one page to open anywhere, or one folder of files.

`-o FILE.html` is one file that needs no network: summary, findings with their passages,
what-if of proposals, gaps, entries, map, timeline, and the whole graph with SPARQL, in six
languages. `-o FOLDER` holds summary page, overlap table, pictures and the graph in Turtle.
The home is checked first; with violations nothing is written.

Example: minkg briefing -o briefing.html
"""

import argparse
from pathlib import Path

from minkg.briefing.folder import write_briefing
from minkg.briefing.page import write_page
from minkg.checking import validate
from minkg.cli.common import Context
from minkg.cli.validate import blocking, tell
from minkg.errors import NotFound

WRITERS = {".html": write_page, "": write_briefing}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing of its own."""


def run(context: Context, _args: argparse.Namespace) -> int:
    """Check, analyse, write, and list the files."""
    lang, path = context.options.lang, Path(context.options.output or "out")
    suffix = "" if path.is_dir() else path.suffix.lower()
    if suffix not in WRITERS:
        raise NotFound(
            "a briefing is not written as '{suffix}'",
            hint="name a file that ends in one of: {choices} — or a folder",
            suffix=suffix, choices=", ".join(filter(None, WRITERS)),
        )  # fmt: skip
    problems = [p for p in validate(home=context.home, lang=lang) if p.severity != "info"]
    if blocking(problems):
        tell(context, problems)
        return 1
    for file in WRITERS[suffix](context.graph, path, lang):
        context.talk(str(file))
    return 0
