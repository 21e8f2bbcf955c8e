"""Say what is wrong with entries and how to mend it: all problems at once, each with its place.

Without FILE the whole home is checked. With files (workbooks, tables, JSON, YAML, RDF; folders
of them; - for standard input) they are checked together with the home. Formats: table, json,
csv, sarif, shacl (a W3C validation report with messages in six languages), xlsx (the workbook
back, with a note on each wrong cell: give -o FILE).

Example: minkg validate entries.xlsx
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from minkg.checking import Problem, read_shapes
from minkg.cli.common import Context
from minkg.intake import validate
from minkg.words import LANGUAGES, VERSION, MinkgError

FORMATS = ("table", "json", "csv", "sarif", "shacl", "xlsx")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="files, folders, or -")
    parser.add_argument("--info", action="store_true", help="suggestions too")


def run(context: Context, args: argparse.Namespace) -> int:
    """Print the problems; exit with 1 when one of them blocks."""
    form = context.chosen(FORMATS)
    if form == "xlsx":
        _one_workbook(context, args.files)
    found = validate(
        *args.files,
        home=context.home,
        lang=context.options.lang,
        progress=progress(context),
        languages=LANGUAGES if form == "shacl" else (),
    )
    problems = [p for p in found if args.info or p.severity != "info"]
    _put(context, form, problems, args.files)
    return 1 if blocking(problems) else 0


def _one_workbook(context: Context, files: Sequence[str]) -> None:
    if len(files) != 1 or not context.options.output:
        raise MinkgError(
            "a workbook is given back one at a time, to a file",
            hint="`minkg validate entries.xlsx --format xlsx -o marked.xlsx`",
        )


def _put(context: Context, form: str, problems: list[Problem], files: Sequence[str]) -> None:
    lang = context.options.lang
    if form == "json":
        context.put_items("validate", [p.item(lang) for p in problems])
    elif form == "table":
        tell(context, problems)
    else:
        from minkg.intake.feedback import reports

        if form == "csv":
            context.put(reports.csv(problems, lang))
        elif form == "sarif":
            context.put(reports.sarif(problems, lang, VERSION))
        elif form == "shacl":
            context.put(reports.shacl(problems, lang, read_shapes(context.home)))
        else:
            from minkg.intake.feedback import workbook_with_notes

            own = [problem for problem in problems if problem.file == files[0]]
            context.put(workbook_with_notes(Path(files[0]), own, lang))
            tell(context, [problem for problem in problems if problem not in own])


def progress(context: Context) -> Callable[[int], None] | None:
    """Give what tells the number of rows read, where a person looks on."""
    if not sys.stderr.isatty():
        return None

    def told(rows: int) -> None:
        sys.stderr.write("\r" + context.say("{rows} rows read", rows=rows))
        sys.stderr.flush()

    return told


def tell(context: Context, problems: list[Problem]) -> None:
    """Print problems for people, and how many there are."""
    text = "\n\n".join(problem.text(context.options.lang) for problem in problems)
    if text:
        context.put(text + "\n")
        sys.stdout.flush()
    count(context, problems)


def count(context: Context, problems: list[Problem]) -> None:
    """Tell how many problems there are."""
    context.talk(
        "{bad} violations, {rest} warnings and suggestions",
        bad=blocking(problems),
        rest=len(problems) - blocking(problems),
    )


def blocking(problems: list[Problem]) -> int:
    """Count the problems that block."""
    return sum(problem.severity == "violation" for problem in problems)
