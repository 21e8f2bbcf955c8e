"""Start the file of a new entry: every field with its meaning, choices and an example.

CLASS is a class by name or label, such as standard; NAME is the name that people say in a
meeting, in lower case with hyphens. The file is NAME.trig, or that of -o (- prints it).

Example: minkg new standard sand-standard --lang fr
"""

import argparse
import sys
from pathlib import Path

import pyoxigraph as ox

from minkg.checking import read_shapes
from minkg.cli.common import Context
from minkg.cli.template import known_folder
from minkg.home import write_file
from minkg.home.opening import read_home
from minkg.intake import Blanks, Choices, Forms, proposed_name
from minkg.intake.forms import FILL_IN
from minkg.shacl import FactIndex, triple_of
from minkg.words import N_, MinkgError
from minkg.words.names import MAX_NAME, expand, is_name

_RULE = N_("use a-z, 0-9 and single hyphens, a letter first, at most {most} signs")
_BETTER = N_("use a-z, 0-9 and single hyphens, a letter first, at most {most} signs: {better}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("kind", metavar="CLASS", help="a class, such as standard")
    parser.add_argument("name", metavar="NAME", help="the entry's name, such as sand-standard")


def run(context: Context, args: argparse.Namespace) -> int:
    """Write the file, and say what comes next."""
    home, lang = context.home, context.options.lang
    facts = FactIndex(map(triple_of, read_home(home).quads()))
    forms = Forms(read_shapes(home), facts)
    folder = known_folder(args.kind, forms)
    if folder == "passage":
        raise MinkgError(
            "a passage stands in the file of its document",
            hint="`minkg new document NAME` shows how; to add one to a document, edit its file",
        )
    choices = Choices(facts, lang)
    _check(args.name, choices)
    text = Blanks(forms, choices, lang).text(folder, args.name)
    if context.options.output == "-":
        sys.stdout.buffer.write(text.encode())
        return 0
    path = Path(context.options.output or f"{args.name}.trig")
    if path.exists():
        raise MinkgError(
            "there is a file of this name already",
            place=str(path),
            hint="edit it, or name another one: `-o FILE.trig`; `-o -` prints",
        )
    write_file(path, text.encode())
    context.talk(
        "{file} is there: fill it in, then `minkg validate {file}`, then `minkg add {file}`",
        file=str(path),
    )
    return 0


def _check(name: str, choices: Choices) -> None:
    """Refuse a name that is none, or that an entry has."""
    if not is_name(name):
        better = proposed_name(name)
        raise MinkgError(
            "'{name}' is not a name of entries",
            hint=_BETTER if better else _RULE,
            name=name,
            most=MAX_NAME,
            better=better,
        )
    if name.startswith(FILL_IN):
        raise MinkgError(
            "'{name}' stands for what is to be filled in", hint="use another name", name=name
        )
    if choices.meaning.known(ox.NamedNode(expand(name))):
        raise MinkgError(
            "an entry is called '{name}' already",
            hint="`minkg show {name}` tells what it is; add to its file, or use another name",
            name=name,
        )
