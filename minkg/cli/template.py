"""A workbook or CSV file to fill in: a sheet for each class, with lists to choose from and help.

CLASS is a class by name or label, such as standard; CSV takes one. With --filled or --entry
the file holds what is known already, to be mended and added to. Passages are a class too:
passage. With --issue-form forms for GitHub issues are written to the folder of -o, with the
workflow that checks what is sent in with them.

Example: minkg template standard meeting --lang fr -o template.xlsx
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from minkg.checking import read_shapes
from minkg.cli.common import Context
from minkg.graph.terms import plain
from minkg.home import write_files
from minkg.home.opening import read_home
from minkg.intake import Forms, Templates, issue_form, issue_workflow, template_workbook
from minkg.words import N_, MinkgError, NotFound, Unavailable
from minkg.words.lookup import listed, pick, unknown
from minkg.words.names import expand

SUFFIXES = (".xlsx", ".csv")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("classes", metavar="CLASS", nargs="*", help="a class, such as standard")
    parser.add_argument("--filled", action="store_true", help="with all entries of these classes")
    parser.add_argument(
        "--entry",
        metavar="NAME",
        dest="entries",
        nargs="+",
        action="extend",
        default=[],
        help="with these entries",
    )
    parser.add_argument(
        "--issue-form", action="store_true", help="forms for GitHub, such as:  -o .github"
    )


def run(context: Context, args: argparse.Namespace) -> int:
    """Write the file; tell what it cannot hold."""
    home = context.home
    quads = list(read_home(home).quads())
    made = Templates(read_shapes(home), quads, context.options.lang)
    entries = [_entry(text, made) for text in args.entries]
    folders = [known_folder(text, made.forms) for text in args.classes]
    folders += [made.forms.of(ox.NamedNode(expand(name))) for name in entries]
    folders = list(dict.fromkeys(folders))
    if not folders:
        hint, choices = N_("name one or several of: {choices}"), ", ".join(made.forms.folders)
        raise MinkgError("a template is for a class", hint=hint, choices=choices)
    if args.issue_form:
        return _issue_forms(context, made, folders)
    suffix = _suffix(context.options.output)
    if suffix == ".csv" and len(folders) > 1:
        hint = N_("name one class, or write a workbook: `-o template.xlsx`")
        raise MinkgError("a CSV file holds one class", hint=hint)
    names = made.with_passages(entries) if "passage" in folders else set(entries)
    names |= {name for folder in folders if args.filled for name in made.names(folder)}
    rows = made.filled(names) if names else None
    if suffix == ".csv":
        context.put(made.csv(folders[0], rows))
    else:
        context.put(template_workbook(list(made.sheets(folders, rows)), context.options.lang))
    _tell(context, rows.left if rows else [])
    return 0


def _issue_forms(context: Context, made: Templates, folders: Sequence[str]) -> int:
    """Write a form for each class, and the workflow; tell which files these are."""
    if not context.options.output:
        raise MinkgError("forms need a folder", hint="add `-o .github`")
    root, lang = Path(context.options.output), context.options.lang
    files = {root / "workflows" / "minkg-entries.yml": issue_workflow(lang)}
    for sheet in made.sheets(folders):
        path = root / "ISSUE_TEMPLATE" / f"{sheet.columns.form.folder}.yml"
        files[path] = issue_form(sheet, lang)
    for folder in {path.parent for path in files}:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(
                "cannot be written: {reason}",
                hint="name a folder that you may write to",
                place=str(folder),
                reason=error.strerror,
            ) from error
    write_files({path: text.encode() for path, text in files.items()})
    context.talk("".join(f"{path}\n" for path in sorted(files)).rstrip())
    return 0


def _tell(context: Context, facts: Iterable[ox.Quad]) -> None:
    """Say which facts the file cannot hold."""
    left: dict[str, set[str]] = {}
    for quad in facts:
        left.setdefault(plain(quad.predicate), set()).add(plain(quad.subject))  # type: ignore[arg-type]
    for name, those in sorted(left.items()):
        context.talk(
            "left out, as there is no column for it: '{name}' of {entries}",
            name=name,
            entries=", ".join(sorted(those)),
        )


def _suffix(output: str | None) -> str:
    if not output:
        hint = N_("add `-o template.xlsx` or `-o template.csv`")
        raise MinkgError("a template needs a file", hint=hint)
    suffix = Path(output).suffix.lower()
    return pick(suffix, SUFFIXES, "'{name}' is not a format of templates", error=MinkgError)


def known_folder(text: str, forms: Forms) -> str:
    """Give the folder of a class that is named by folder, class or label, or tell what is near."""
    folder = forms.known(text)
    if folder is None:
        near = forms.near(text)
        raise unknown("no class is called '{name}'", text, forms.folders, near=near)
    return folder


def _entry(text: str, made: Templates) -> str:
    found = made.choices.meaning.of(text)
    if len(found) > 1:
        raise NotFound(
            "'{value}' may mean several entries: {choices}",
            hint="write the name of the one you mean",
            value=text,
            choices=listed([*map(plain, found)], text),
        )
    if not found or not made.forms.of(found[0]):
        every = made.facts.instances(ox.NamedNode(expand("mk:Entry")))
        raise unknown(
            "no entry is called '{name}'",
            text,
            [*map(plain, every)],
            otherwise="`minkg find TEXT` searches all names",
        )
    return plain(found[0])
