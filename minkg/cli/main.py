"""Find the command, run it, and turn errors into two lines and an exit code."""

import importlib
import os
import re
import sys
from collections.abc import Iterable, Sequence

from minkg import __version__
from minkg.errors import MinkgError, NotFound
from minkg.language import LANGUAGES, translate
from minkg.names import nearest

COMMANDS = {
    "Look": {
        "find": ("find TEXT", "entries with a name that contains TEXT, in any language"),
        "show": ("show ENTRY", "everything known about one entry, with the passages that say it"),
        "query": ("query [QUESTION]", "answer a prepared question; without one, list them all"),
        "sparql": ("sparql FILE", "run your own SPARQL (- reads standard input)"),
        "overlaps": ("overlaps [ENTRY]", "where instruments cover the same ground"),
        "gaps": ("gaps", "life-cycle stages and topics for which no instrument was found"),
        "stats": ("stats", "how much the graph holds, by class, passage and review state"),
    },
    "Add": {
        "validate": ("validate [FILE...]", "say what is wrong with entries and how to mend it"),
        "fmt": ("fmt [FILE...]", "write files one fact per line, always in the same order"),
    },
    "Share": {
        "draw": ("draw VIEW [ENTRY]", "a picture for a meeting: SVG or PNG"),
        "export": ("export FORMAT", "the whole graph for other programs"),
        "briefing": ("briefing", "the report in one folder: page, tables, pictures, graph"),
    },
    "Keep": {
        "check": ("check", "check everything: form, shapes, questions, OWL consistency"),
        "reason": ("reason", "is the ontology with all data consistent (OWL 2 DL, HermiT)"),
        "completion": ("completion SHELL", "let bash, zsh or fish complete commands and names"),
    },
}
EVERYWHERE = {
    "--home DIR": "the folder with ontology, data, shapes, queries",
    "--store DIR|URL": "keep the graph in a folder, or ask a SPARQL 1.1 endpoint",
    "--lang CODE": "labels and messages in en, ar, zh, fr, ru or es",
    "--format NAME": "table, csv, tsv, json, xlsx or md",
    "-o, --output FILE": "write the answer to a file",
    "--checked-only": "only facts that were compared with the text at hand",
    "--names": "names (marine-sand-watch) instead of labels",
    "-h, --help": "help, also after a command: minkg query --help",
    "--version": "",
}
ABOUT = "minkg — who does what for the environment along the life cycle of minerals and metals"
EXAMPLE = "Example: minkg query overlaps --stage extraction --format csv"
HELP = ("-h", "--help", "help")


def help_text(lang: str = "en") -> str:
    """Give the help that `minkg --help` prints, in a language."""

    def part(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
        lines = [f"  {usage:<20}  {translate(text, lang)}".rstrip() for usage, text in rows]
        return [translate(title, lang), *lines, ""]

    lines = [translate(ABOUT, lang), ""]
    for group, commands in COMMANDS.items():
        lines += part(group, commands.values())
    return "\n".join([*lines, *part("Everywhere", EVERYWHERE.items()), translate(EXAMPLE, lang), ""])


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; give its exit code: 0 done, 1 problems in data, 2 impossible request."""
    if "_ARGCOMPLETE" in os.environ:
        from minkg.cli.complete import complete

        complete()
    words = list(sys.argv[1:] if argv is None else argv)
    lang = language_of(words)
    try:
        return _answer(words, lang)
    except MinkgError as error:
        sys.stdout.flush()
        sys.stderr.write(error.text(lang) + "\n")
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def language_of(words: Sequence[str]) -> str:
    """Find the language that was asked for, before anything else is read.

    >>> language_of(["show", "sand", "--lang", "fr"]), language_of(["--lang=xx"])
    ('fr', 'en')
    """
    text = " ".join(words)
    asked = re.findall(r"(?:^| )--lang[= ](\S+)", text)
    return asked[-1] if asked and asked[-1] in LANGUAGES else "en"


def _answer(words: list[str], lang: str) -> int:
    if not words or words[0] in (*HELP, "--version"):
        return _tell(words, lang)
    from minkg.cli.common import Context, Options, everywhere

    given, rest = everywhere().parse_known_args(words)
    if not rest or rest[0] in (*HELP, "--version"):
        return _tell(rest, lang)
    return _run(Context(Options(**vars(given))), rest)


def _tell(words: list[str], lang: str) -> int:
    return _print(f"minkg {__version__}\n" if words[:1] == ["--version"] else help_text(lang))


def _print(text: str) -> int:
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
    return 0


def _run(context: object, words: list[str]) -> int:
    from minkg.cli.common import Parser, formatter

    every = [name for group in COMMANDS.values() for name in group]
    name = words[0]
    if name not in every:
        close = nearest(name, every)
        raise NotFound(
            "minkg has no command '{name}'",
            hint="did you mean `minkg {close}`" if close else "see `minkg --help`",
            name=name, close=close,
        )  # fmt: skip
    module = importlib.import_module(f"minkg.cli.{name}")
    parser = Parser(
        prog=f"minkg {name}", description=module.__doc__, allow_abbrev=False,
        formatter_class=formatter,
    )  # fmt: skip
    module.arguments(parser)
    if getattr(module, "TAKES_MORE", False):
        known, more = parser.parse_known_args(words[1:])
        known.more = more
    else:
        known = parser.parse_args(words[1:])
    return int(module.run(context, known))


if __name__ == "__main__":
    sys.exit(main())
