"""What the shell may complete: commands, options, and the names that fit there."""

import argparse
import contextlib
import importlib
import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from minkg.cli.commands import COMMANDS
from minkg.cli.common import everywhere
from minkg.exports import EXPORT_FORMATS
from minkg.graph import TABLE_FORMATS
from minkg.home import Home, Question
from minkg.home.opening import open_home
from minkg.pictures import VIEWS
from minkg.words import LANGUAGES, MinkgError

Completer = Callable[..., Iterable[str]]


def complete() -> None:
    """Answer the shell's request for completions, and end the program."""
    import argcomplete

    argcomplete.autocomplete(whole_parser())


def whole_parser() -> argparse.ArgumentParser:
    """Give one parser of all commands, whose arguments know what fits there."""
    parser = _common()
    commands = parser.add_subparsers(parser_class=argparse.ArgumentParser)
    for name in (name for group in COMMANDS.values() for name in group):
        module = importlib.import_module(f"minkg.cli.{name}")
        command = commands.add_parser(name, parents=[_common()])
        module.arguments(command)
        if name == "query":
            _add_parameters(command)
        _know(command)
    _know(parser)
    return parser


def _common() -> argparse.ArgumentParser:
    parser = everywhere()
    for action in parser._actions:
        action.default = argparse.SUPPRESS
    return parser


def _know(parser: argparse.ArgumentParser) -> None:
    fixed = {"view": VIEWS, "form": EXPORT_FORMATS, "lang": LANGUAGES, "format": TABLE_FORMATS}
    for action in parser._actions:
        knowing: Any = action
        if action.dest in _NAMES:
            knowing.completer = _NAMES[action.dest]
        elif action.dest in fixed:
            knowing.completer = lambda choices=tuple(fixed[action.dest]), **_: choices


def _add_parameters(command: argparse.ArgumentParser) -> None:
    """Add the parameters of the question that stands on the line already."""
    words = os.environ.get("COMP_LINE", "").split()
    home = _home(
        argparse.Namespace(home=re.findall(r"--home[= ](\S+)|$", " ".join(words))[0] or None)
    )
    for path in home.queries if home else ():
        if path.stem in words[2:]:
            for parameter in Question.read(path).parameters.values():
                option: Any = command.add_argument(f"--{parameter.name}", help=parameter.help)
                option.completer = _entries


def _home(given: argparse.Namespace) -> Home | None:
    with contextlib.suppress(MinkgError):
        return open_home(getattr(given, "home", None))
    return None


def _files(folder: str) -> Completer:
    def names(parsed_args: argparse.Namespace, **_: object) -> list[str]:
        home = _home(parsed_args)
        paths = [] if home is None else home.queries if folder == "queries" else home.data
        return [path.stem for path in paths if folder in ("", path.parent.name)]

    return names


_entries = _files("")
_NAMES = {
    "entry": _entries,
    "entries": _entries,
    "draft": _entries,
    "question": _files("queries"),
    "stage": _files("lifecycle-stage"),
    "topic": _files("topic"),
    "material": _files("material"),
}
