"""Add entries to the home: checked, compared with what is there, and written all at once.

FILE is a workbook, a table, JSON, YAML or RDF; also a folder, or - for standard input. What
cannot be taken is written to a file of its own, to be mended and sent again. A new entry that
may be there already is asked about; where nobody can answer it is turned back, unless
--accept-new. With --dry-run nothing is written.

Example: minkg add entries.xlsx --dry-run
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from minkg.checking import StandingHome
from minkg.cli.common import Context
from minkg.cli.validate import progress, tell
from minkg.duplicates import read_names
from minkg.findings import Wording
from minkg.home import lock, write_file
from minkg.intake import Plan, plan, read_new
from minkg.intake.feedback import free_path, sent_back_files
from minkg.knowledge import KnowledgeGraph
from minkg.shacl import FactIndex
from minkg.words import BadInput

MOST, SHOWN = 3, 20  # findings about each new entry; new entries that are shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="files, folders, or -")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; do nothing")
    parser.add_argument(
        "--accept-new", action="store_true", help="take entries that may be there already"
    )


def run(context: Context, args: argparse.Namespace) -> int:
    """Plan, show, ask, write, and account for every row."""
    form, home = context.chosen(("table", "json")), context.home
    if not args.dry_run:
        home.refuse_shipped()
    adding = _Adding(context, args.files)
    if not adding.new.pieces and not adding.new.problems:
        raise BadInput(
            "there is nothing to add in {files}",
            files=", ".join(args.files),
            hint="`minkg template CLASS -o entries.xlsx` writes a table to fill in",
        )
    accepted: list[str] | None = None if args.accept_new else []
    made = adding.plan(accepted)
    if form == "table":
        adding.show(made)
    if accepted is not None and (accepted := adding.asked(made)):
        made = adding.plan(accepted)
    if args.dry_run:
        return adding.close(made, {}, form)
    with lock(home) as commit:
        made = adding.plan(accepted)
        if made.contents:
            commit(made.contents)
    files = _turned_back(made, context.options.lang)
    for path, content in files.items():
        write_file(path, content)
    return adding.close(made, files, form)


def _turned_back(made: Plan, lang: str) -> dict[Path, bytes]:
    """Give the files of what was turned back, under names that nothing has yet."""
    return {
        free_path(file, ending): content
        for file, ending, content in sent_back_files(made.turned, made.problems, lang)
    }


class _Adding:
    """One run of the command: what was read, and the home that it is compared with."""

    def __init__(self, context: Context, files: Sequence[str]) -> None:
        self.context = context
        self._open()
        self.new = read_new(
            files, context.home, context.options.lang, progress(context), self._known
        )

    def _open(self) -> None:
        """Read the home as it is now."""
        self.standing = StandingHome(self.context.home)
        self.graph = KnowledgeGraph(self.context.home, self.standing.store)
        self.names = read_names(self.graph)
        self._planned: tuple[Sequence[str] | None, Plan] | None = None

    def _known(self) -> tuple[FactIndex, FactIndex]:
        return self.standing.shapes, self.standing.facts

    def plan(self, accepted: Sequence[str] | None) -> Plan:
        """Plan for the home as it is now; it is read and planned anew only where that differs."""
        if not self.standing.read.is_current():
            self._open()
        if self._planned is None or self._planned[0] != accepted:
            lang = self.context.options.lang
            self._planned = accepted, plan(self.new, self.standing, self.names, accepted, lang)
        return self._planned[1]

    def show(self, made: Plan) -> None:
        """Tell the problems, and who covers the same ground as each new entry."""
        context = self.context
        tell(context, [problem for problem in made.problems if problem.severity != "info"])
        self.standing.store.extend(made.quads())
        words, every = Wording(self.graph, context.options.lang), self.graph.compared()
        for name in made.new[:SHOWN]:
            near = every.near(name) if name in every.at else iter(())
            lines = [
                f"  {words.number(f.expected)}  {words.sentence(f)}" for f in islice(near, MOST)
            ]
            if lines:
                context.put("\n".join([words.name(name), *lines]) + "\n\n")
        if len(made.new) > SHOWN:
            context.put(context.say("+ {count} more", count=len(made.new) - SHOWN) + "\n")

    def asked(self, made: Plan) -> list[str]:
        """Ask about each new entry that may be there already; without a person, accept none."""
        doubtful = [problem for problem in made.problems if problem.rule == "duplicate"]
        accepted = []
        if sys.stdin.isatty() and sys.stderr.isatty():
            for name in dict.fromkeys(problem.entry for problem in doubtful):
                question = self.context.say("add '{name}' all the same? (y/n)", name=name)
                sys.stderr.write(f"{question} ")
                sys.stderr.flush()
                if sys.stdin.readline().strip().casefold() in ("y", "yes"):
                    accepted.append(name)
        return accepted

    def close(self, made: Plan, files: Mapping[Path, bytes], form: str) -> int:
        """Say what was done, and account for every row."""
        context = self.context
        changed = [context.home.show(path) for path in made.contents]
        counts = {
            "rows": len(self.new.pieces),
            "taken": len(made.taken),
            "turned": len(made.turned),
        }
        if form == "json":
            item = {
                **counts,
                "new": [*made.new],
                "extended": [*made.extended],
                "files": changed,
                "rejected": [str(path) for path in files],
                "problems": [p.item(context.options.lang) for p in made.problems],
            }
            context.put_items("add", [item])
        else:
            context.put("".join(f"{path}\n" for path in changed))
            for path in files:
                context.talk("turned back, to be mended and sent again: {path}", path=path)
            context.talk("{rows} rows: {taken} taken, {turned} turned back", **counts)
        blocked = any(problem.severity == "violation" for problem in made.problems)
        return 1 if made.turned or blocked else 0
