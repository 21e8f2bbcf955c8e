"""What every command shares: options, the graph, and where answers go."""

import argparse
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, NoReturn

import pyoxigraph as ox

from minkg.graph import TABLE_FORMATS, Table
from minkg.graph.terms import Term, plain
from minkg.home import Home, write_file
from minkg.home.opening import open_home
from minkg.knowledge import KnowledgeGraph, open_graph
from minkg.words import N_, VERSION, MinkgError, is_right_to_left, translate
from minkg.words.lookup import known_language, pick
from minkg.words.names import ONTOLOGY

WIDTH = 100


def formatter(prog: str) -> argparse.HelpFormatter:
    """Give the writer of help texts; a fixed width saves argparse asking the terminal."""
    return argparse.RawDescriptionHelpFormatter(prog, width=WIDTH)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are errors of minkg."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the words that were given, and how to go on."""
        hint = N_("see `{prog} --help`")
        raise MinkgError("{reason}", hint=hint, reason=message, prog=self.prog)


class CommonOptions(NamedTuple):
    """The options that stand everywhere."""

    home: str | None = None
    store: str | None = None
    lang: str = "en"
    format: str = "table"
    output: str | None = None
    checked_only: bool = False
    without_unchecked: bool = False
    names: bool = False


def everywhere() -> Parser:
    """Give the parser of the options that may stand before and after any command."""
    parser = Parser(prog="minkg", add_help=False, allow_abbrev=False, formatter_class=formatter)
    parser.add_argument("--home", metavar="DIR")
    parser.add_argument("--store", metavar="DIR|URL")
    parser.add_argument("--lang", metavar="CODE", default="en")
    parser.add_argument("--format", metavar="NAME", default="table")
    parser.add_argument("-o", "--output", metavar="FILE")
    parser.add_argument("--checked-only", action="store_true")
    parser.add_argument("--without-unchecked", action="store_true")
    parser.add_argument("--names", action="store_true")
    return parser


class Context:
    """One run of the program: its options, its graph, and its standard output."""

    def __init__(self, options: CommonOptions) -> None:
        self.options = options
        known_language(options.lang)

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """The graph that is asked, opened when it is first needed."""
        options = self.options
        return open_graph(
            options.home,
            store=options.store,
            checked_only=options.checked_only,
            without_unchecked=options.without_unchecked,
        )

    @cached_property
    def home(self) -> Home:
        """The home, without its facts."""
        return open_home(self.options.home)

    def say(self, text: str, **values: object) -> str:
        """Give a message in the user's language."""
        return translate(text, self.options.lang).format(**values)

    def show(self, term: Term | None) -> str:
        """Write a term as the user wants it: label in the language, or name."""
        return plain(term) if self.options.names else self.graph.show(term, self.options.lang)

    def put(self, content: str | bytes) -> None:
        """Write an answer to the file of `--output`, else to standard output."""
        data = content.encode(errors="surrogateescape") if isinstance(content, str) else content
        if self.options.output:
            write_file(Path(self.options.output), data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def talk(self, text: str, **values: object) -> None:
        """Say something on standard error."""
        sys.stderr.write((self.say(text, **values) if values else text) + "\n")

    def put_table(self, table: Table) -> None:
        """Write a table in the format that was asked for."""
        self.put(self.writer()(table))

    def writer(self) -> Callable[[Table], str | bytes]:
        """Give the function that writes tables in the format that was asked for."""
        right = is_right_to_left(self.options.lang)
        ways: dict[str, Callable[[Table], str | bytes]] = {
            "table": lambda t: self.titled(t).text(self.show),
            "csv": lambda t: t.csv(for_people=True),
            "tsv": lambda t: t.tsv(for_people=True),
            "json": Table.json,
            "xlsx": lambda t: self.titled(t).xlsx(self.show, right_to_left=right),
            "md": lambda t: self.titled(t).md(self.show),
        }
        return ways[self.chosen(TABLE_FORMATS)]

    def titled(self, table: Table) -> Table:
        """Give a table under column names for people; with `--names` they stay as they are."""
        if self.options.names:
            return table
        lang = self.options.lang
        labels = self.graph.labels(lang)
        labels.learn({ONTOLOGY + column for column in table.columns})
        labels.learn({t.value for row in table for t in row if isinstance(t, ox.NamedNode)})
        return table.titled(self.graph.titles(table.columns, lang))

    def chosen(self, formats: tuple[str, ...]) -> str:
        """Give the format that was asked for, if it is one of these."""
        return pick(self.options.format, formats, "'{name}' is not a format of this command")

    def put_items(self, kind: str, items: list[dict[str, object]]) -> None:
        """Write one JSON object of this kind with these items."""
        import json

        whole = {"minkg": VERSION, "kind": kind, "items": items}
        self.put(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def empty_fails(parser: argparse.ArgumentParser) -> None:
    """Add the option that makes an empty answer a failure."""
    parser.add_argument(
        "--fail-if-empty", action="store_true", help="exit with 1 when nothing is found"
    )
