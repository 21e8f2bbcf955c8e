"""Check everything: the form of files, shapes, questions, and OWL consistency.

Exits with 1 when something is wrong. Without Java the last part is left out, and the
command says so.

Example: minkg check
"""

import argparse
from collections.abc import Callable, Iterator

from minkg.cli.common import Context
from minkg.home import canonical_text
from minkg.intake import validate
from minkg.knowledge import open_graph
from minkg.words import N_, MinkgError, Unavailable
from minkg.words.names import class_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--info", action="store_true", help="suggestions of the shapes too")


def run(context: Context, args: argparse.Namespace) -> int:
    """Run every part, print what is wrong, and sum up."""
    parts: list[tuple[str, Callable[[Context, bool], Iterator[tuple[bool, str]]]]] = [
        (N_("form of files"), _form),
        (N_("shapes"), _shapes),
        (N_("questions"), _questions),
        (N_("OWL consistency"), _owl),
    ]
    failed = False
    for name, part in parts:
        try:
            found = list(part(context, args.info))
        except Unavailable as error:
            context.put(context.say("{part}: not checked", part=context.say(name)) + "\n")
            context.talk(error.text(context.options.lang))
            continue
        bad = sum(blocks for blocks, _ in found)
        context.put("".join(f"{text}\n\n" for _, text in found))
        verdict = context.say("good") if not bad else context.say("{n} problems", n=bad)
        context.put(f"{context.say(name)}: {verdict}\n")
        failed = failed or bool(bad)
    return int(failed)


def _form(context: Context, _info: bool) -> Iterator[tuple[bool, str]]:
    home = context.home
    for path in [*home.ontology, *home.data, *home.shapes]:
        shown = home.show(path)
        try:
            if canonical_text(path, shown).encode() != path.read_bytes():
                yield True, f"{shown}: {context.say('is not in canonical form')}: minkg fmt {shown}"
        except MinkgError as error:
            yield True, error.text(context.options.lang)
    for path in home.data:
        first = f":{path.stem}\n    a mk:{class_of(path.parent.name)} ;\n"
        if first not in path.read_text(encoding="utf-8", errors="replace"):
            shown = home.show(path)
            wrong = context.say("folder and name of the file are not those of its entry")
            yield True, f"{shown}: {wrong}"


def _shapes(context: Context, info: bool) -> Iterator[tuple[bool, str]]:
    for problem in validate(home=context.home, lang=context.options.lang):
        if info or problem.severity != "info":
            yield problem.severity == "violation", problem.text(context.options.lang)


def _questions(context: Context, _info: bool) -> Iterator[tuple[bool, str]]:
    graph = open_graph(context.home.path)
    for path in context.home.queries:
        try:
            graph.query(path.stem)
        except MinkgError as error:
            yield True, f"queries/{path.name}: {error.text(context.options.lang)}"


def _owl(context: Context, _info: bool) -> Iterator[tuple[bool, str]]:
    from minkg.checking import consistency
    from minkg.cli.reason import told

    verdict = consistency(context.home)
    if not verdict.consistent or verdict.unsatisfiable:
        yield True, "\n".join(told(context, verdict))
