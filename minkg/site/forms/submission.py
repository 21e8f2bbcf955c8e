"""What somebody filled in: judged as `minkg validate` does, compared with what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.duplicates import Candidate, Names, names_in, possible_duplicates
from minkg.findings import Subject, WhatIf
from minkg.home import write_facts
from minkg.intake import plan
from minkg.intake.drafting import Drafter, New, take_drafts
from minkg.intake.forms import Column
from minkg.intake.readers import Gathered, Given, Record, value_of
from minkg.site.forms.prepared import Ready
from minkg.words import N_, BadInput
from minkg.words.names import is_name
from minkg.words.place import Place

FILE = "form"
WHOLE = Place(FILE, pointer="/0")
MOST_VALUES = 50  # of one field
COMPARED = 5
Values = Mapping[str, Sequence[str]]
IN_A_FORM = {  # where the hint for a table speaks of its columns
    "fill in a name, or in the column '{column}' the name it has in minkg": (
        N_("fill in a name, or in '{column}' the name it has in minkg")
    ),
    "to add to it, write '{name}' in the column '{column}'; else write another name there": (
        N_("to add to it, write '{name}' in '{column}'; else write another name there")
    ),
    "write another name in the column '{column}'": N_("write another name in '{column}'"),
    "fill in this cell, such as:  {example}": N_("fill this in, such as:  {example}"),
}
_EMPTY = N_("nothing is filled in")
_EMPTY_HINT = N_("fill in a name, and what a paragraph of a document says")
_SAID = N_("fill in what a paragraph says, the document and the paragraph")


class Submission(NamedTuple):
    """A submission: its problems, the entry it is about, and its file where nothing blocks.

    `alike` are entries with names like that of a new entry; `answers` say what covers it already.
    """

    problems: Sequence[Problem]
    name: str = ""
    new: bool = True
    trig: bytes = b""
    alike: Sequence[Candidate] = ()
    answers: Sequence[WhatIf] = ()

    @property
    def blocked(self) -> bool:
        """Whether it cannot be taken."""
        return not self.trig or any(p.severity == "violation" for p in self.problems)

    @property
    def mark(self) -> str:
        """What tells this content from any other: a person has seen what was said of it."""
        return blake2b(self.trig, digest_size=12).hexdigest()


def place_of(name: str, number: int) -> Place:
    """Give the place of a value of a form."""
    return Place(FILE, pointer=f"/0/{name}/{number}")


def name_of_column(column: Column) -> str:
    """Give the name of a field in a form: its key, and the language of its texts."""
    key = column.field.key if column.field else column.special
    return f"{key} ({column.language})" if column.language else key


def known_values(ready: Ready, folder: str, given: Values) -> dict[str, list[str]]:
    """Keep what a form of this class asks for, without what was left empty."""
    columns = ready.columns(folder)
    kept: dict[str, list[str]] = {}
    for name, texts in given.items():
        column = columns[name] if len(name) < 100 else None
        filled = [text for text in texts if text.strip()]
        if column is None or not filled or column.special in ("class", "reviewState"):
            continue
        if len(filled) > MOST_VALUES:
            raise BadInput(
                "more than {most} values are too many",
                hint="send not more than {most}",
                most=MOST_VALUES,
            )
        kept.setdefault(name_of_column(column), []).extend(filled)
    return kept


def record_of(ready: Ready, folder: str, values: Values, lang: str) -> Gathered:
    """Turn what was filled in into a record, with what is wrong with its texts."""
    gathered = Gathered(FILE)
    given: list[Given] = []
    spoilt: list[str] = []
    for name, texts in values.items():
        for number, text in enumerate(texts):
            value, wrong = value_of(text)
            if wrong:
                spoilt.append(name)
                place = place_of(name, number)
                gathered.problems.append(Problem.of(wrong, place))
            elif value:
                given.append(Given(name, value, place_of(name, number)))
    gathered.headers[folder] = [Given(n, n, place_of(n, 0)) for n in _names(ready, folder, lang)]
    gathered.records.append(
        Record(folder, WHOLE, given, lambda name: place_of(name, 0), tuple(spoilt))
    )
    return gathered


def _names(ready: Ready, folder: str, lang: str) -> list[str]:
    """Give the names of all fields of a form, where a text is missing in the reader's language."""
    columns = ready.columns(folder)
    named = [*columns.specials, *(field.key for field in columns.form.fields)]
    found: dict[str, None] = {}
    for name in named:
        column = columns[name]
        if column is not None and column.special != "reviewState":
            language = ("en" if name == "prefLabel" else lang) if _is_worded(column) else ""
            found[name_of_column(replace(column, language=language))] = None
    return [*found]


def _is_worded(column: Column) -> bool:
    field = column.field
    return column.special == "summary" or (field is not None and field.kind == "words")


def judge(ready: Ready, folder: str, values: Values, lang: str) -> Submission:
    """Say what is wrong with a submission; where nothing is, what it is like and would add."""
    if not values:
        empty = Problem(_EMPTY, _EMPTY_HINT, place_of("prefLabel (en)", 0), rule="name")
        return Submission([empty])
    standing = ready.standing
    gathered = record_of(ready, folder, values, lang)
    new = New()
    take_drafts(new, Drafter(ready.forms, standing.facts, lang).drafts([gathered]))
    made = ready.safely(lambda: plan(new, standing, ready.names, None, lang))
    problems = tuple(dict.fromkeys(map(_fitted, [*new.problems, *made.problems])))
    quads = list(dict.fromkeys(made.quads()))
    about = [piece.entry for piece in made.taken if is_name(piece.entry)]
    if not about or not quads:
        return Submission(problems)
    name = about[0]
    trig = write_facts(quads, Path(f"{name}.trig")).encode()
    answers = compare(ready, quads, name)
    return Submission(problems, name, name in made.new, trig, made.alike, answers)


def _fitted(problem: Problem) -> Problem:
    """Tell a problem as it is told of a form."""
    if problem.rule == "Supported-passage":
        return replace(problem, hint=_SAID, place=place_of("document", 0))
    if problem.rule == "name" and problem.place == WHOLE:
        problem = replace(problem, place=place_of("prefLabel (en)", 0))
    return replace(problem, hint=IN_A_FORM.get(problem.hint, problem.hint))


def compare(
    ready: Ready, quads: Sequence[ox.Quad], name: str = "", top: int = COMPARED
) -> list[WhatIf]:
    """Say what covers the entries of a draft already; of one entry where it is named."""
    subjects = [s for s in ready.graph.findings.drafts(quads) if name in ("", s.name)]
    names = {one.name: one for one in (*ready.names, *names_in(quads))}
    return [compared_with(ready, subject, top, [*names.values()]) for subject in subjects]


def compared_with(
    ready: Ready, subject: Subject, top: int = COMPARED, names: Sequence[Names] = ()
) -> WhatIf:
    """Compare a subject with all others, by what it states and by its name."""
    alike = possible_duplicates(names or ready.names, new={subject.name})
    found = tuple(c for c in alike if subject.name in (c.first, c.second))
    return replace(ready.graph.findings.whatif(subject, top), duplicates=found)
