"""Find the command, run it, and turn errors into two lines and an exit code."""

import gc
import importlib
import os
import re
import sys
from collections.abc import Iterable, Sequence

from minkg.cli.commands import ABOUT, COMMANDS, EVERYWHERE, EXAMPLE, HELP
from minkg.words import LANGUAGES, N_, VERSION, MinkgError, translate


def help_text(lang: str = "en") -> str:
    """Give the help that `minkg --help` prints, in a language."""

    def part(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
        lines = [f"  {usage:<20}  {translate(text, lang)}".rstrip() for usage, text in rows]
        return [translate(title, lang), *lines, ""]

    lines = [translate(ABOUT, lang), ""]
    for group, commands in COMMANDS.items():
        lines += part(group, commands.values())
    return "\n".join(
        [*lines, *part(N_("Everywhere"), EVERYWHERE.items()), translate(EXAMPLE, lang), ""]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; give its exit code: 0 done, 1 bad data, 2 impossible request."""
    if "_ARGCOMPLETE" in os.environ:
        from minkg.cli.complete import complete

        complete()
    gc.set_threshold(100_000, 50, 50)  # most of what is read stays; looking for waste costs a third
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
    from minkg.cli.common import CommonOptions, Context, everywhere

    given, rest = everywhere().parse_known_args(words)
    if not rest or rest[0] in (*HELP, "--version"):
        return _tell(rest, lang)
    return _run(Context(CommonOptions(**vars(given))), rest)


def _tell(words: list[str], lang: str) -> int:
    return _print(f"minkg {VERSION}\n" if words[:1] == ["--version"] else help_text(lang))


def _print(text: str) -> int:
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
    return 0


def _run(context: object, words: list[str]) -> int:
    from minkg.cli.common import Parser, formatter
    from minkg.words.lookup import pick

    name = pick(
        words[0],
        [name for group in COMMANDS.values() for name in group],
        "minkg has no command '{name}'",
        show="`minkg {}`".format,
        otherwise="see `minkg --help`",
    )
    module = importlib.import_module(f"minkg.cli.{name}")
    parser = Parser(
        prog=f"minkg {name}",
        description=module.__doc__,
        allow_abbrev=False,
        formatter_class=formatter,
    )
    module.arguments(parser)
    if getattr(module, "TAKES_MORE", False):
        known, more = parser.parse_known_args(words[1:])
        known.more = more
    else:
        known = parser.parse_args(words[1:])
    return int(module.run(context, known))


if __name__ == "__main__":
    sys.exit(main())
