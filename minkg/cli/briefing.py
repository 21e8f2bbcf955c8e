"""The report: one file to open, print or edit anywhere, or one folder of files.

-o FILE.html  needs no network: findings with their passages, what-if of proposals, gaps,
              entries, map, timeline, and the whole graph with SPARQL, in six languages
-o FILE.pdf   to print: tagged for screen readers, with pictures and the passages cited
-o FILE.docx  the same to edit: headings, tables, pictures with their texts
-o FILE.pptx  slides: one picture or one table on each
-o FILE.xlsx  all tables whole, a sheet each
-o FILE.md    the same as in print, as plain Markdown
-o FOLDER     summary page, overlap table, pictures and the graph in Turtle

The home is checked first; with violations nothing is written.

Example: minkg briefing --lang fr -o briefing.pdf
"""

import argparse
from pathlib import Path

from minkg.briefing import write, writer_of
from minkg.cli.common import Context
from minkg.cli.validate import blocking, count
from minkg.intake import validate


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing of its own."""


def run(context: Context, _args: argparse.Namespace) -> int:
    """Check, analyse, write, and list the files."""
    lang, path = context.options.lang, Path(context.options.output or "out")
    writer_of(path)
    problems = [p for p in validate(home=context.home, lang=lang) if p.severity != "info"]
    if blocking(problems):
        context.talk("\n\n".join(problem.text(lang) for problem in problems))
        count(context, problems)
        return 1
    for file in write(context.graph, path, lang):
        context.talk(str(file))
    return 0
