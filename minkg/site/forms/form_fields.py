"""A form for the entries of a class, made from its shapes, filled with what was typed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minkg.checking import Problem
from minkg.intake.forms import NEEDED, AskedOfColumn, Hints, Slot, key_of, language_name, slots_of
from minkg.site.forms.prepared import Ready
from minkg.site.forms.submission import MOST_VALUES, Values, name_of_column, place_of
from minkg.words import LANGUAGES, N_, is_right_to_left, translate
from minkg.words.place import Place

MOST_OPTIONS = 60  # that a list shows; longer ones are typed into, with suggestions
GROUPS = {
    "name": N_("What it is called"),
    "fact": N_("What a paragraph says of it"),
    "source": N_("Which paragraph says so"),
    "rare": N_("Seldom needed"),
    "entry": N_("Add to an entry that is there"),
}
_LONG = ("statesThat", "summary", "purpose", "editorialNote", "changeNote", "description", "reason")


class Value(NamedTuple):
    """One value as it was typed, and what is wrong with it."""

    id: str
    text: str
    wrong: tuple[Problem, ...] = ()


class Input(NamedTuple):
    """What a form asks for: how it is typed, what there is to choose from, and the values.

    `kind` is select, list (typed, with suggestions), long or line; `suggestions` names the list;
    `language` is that of its texts, or empty; `more` tells whether there may be another value.
    """

    name: str
    label: str
    help: str
    kind: str
    required: bool
    values: Sequence[Value]
    options: Sequence[tuple[str, str]] = ()
    suggestions: str = ""
    language: str = ""
    more: bool = False

    @property
    def usual(self) -> bool:
        """Whether it is shown without being asked for."""
        own = self.name.startswith(("prefLabel", "acronym"))
        return self.required or self.filled or self.wrong or own

    @property
    def right(self) -> bool:
        """Whether its texts are written from right to left."""
        return is_right_to_left(self.language)

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with one of the values."""
        return any(value.wrong for value in self.values)

    @property
    def filled(self) -> bool:
        """Whether there is a value."""
        return any(value.text for value in self.values)


class FilledForm(NamedTuple):
    """A form with its groups of inputs, lists of suggestions, and problems with their places."""

    folder: str
    title: str
    help: str
    groups: Sequence[tuple[str, str, Sequence[Input]]]
    lists: Mapping[str, Sequence[str]]
    problems: Sequence[tuple[Problem, str]]


def filled(
    ready: Ready,
    folder: str,
    values: Values,
    lang: str,
    problems: Iterable[Problem] = (),
    more: str = "",
) -> FilledForm:
    """Give the form of a class; `more` is the name of a field that gets one more line."""
    found = list(problems)
    maker = _Maker(ready, folder, values, lang, found, more)
    inputs = list(maker.inputs())
    groups = [
        (group, translate(title, lang), [one for own, one in inputs if own == group])
        for group, title in GROUPS.items()
    ]
    form = ready.forms[folder]
    ids = maker.ids
    first = next((value.id for _, one in inputs for value in one.values), "")
    placed = [(problem, ids.get(problem.place, first)) for problem in found]
    kept = [group for group in groups if group[2]]
    help_text = form.helps.get(lang) or form.helps.get("en", "")
    return FilledForm(folder, form.name(lang), help_text, kept, maker.lists, placed)


class _Maker:
    """Makes the inputs of one form."""

    def __init__(
        self,
        ready: Ready,
        folder: str,
        values: Values,
        lang: str,
        problems: list[Problem],
        more: str,
    ) -> None:
        self.ready, self.folder, self.values, self.lang = ready, folder, values, lang
        self.more = more
        self.ids: dict[Place, str] = {}
        self.lists: dict[str, Sequence[str]] = {}
        self._wrong: dict[Place, list[Problem]] = {}
        for problem in problems:
            self._wrong.setdefault(problem.place, []).append(problem)

    def inputs(self) -> Iterator[tuple[str, Input]]:
        """Give each input with its group, in the order of a sheet's columns."""
        columns, choices = self.ready.columns(self.folder), self.ready.choices(self.lang)
        needed = Counter[tuple[str, str]]()
        for name in dict.fromkeys([*self.values, *([self.more] if self.more else [])]):
            column = columns[name]
            if column is not None:
                needed[key_of(column)] = len(self.values.get(name, ())) + (name == self.more)
        slots: dict[str, list[Slot]] = {}
        for slot in slots_of(columns, choices, self.lang, needed):
            slots.setdefault(name_of_column(slot.column), []).append(slot)
        hints = Hints(choices, self.lang, [])
        for name, those in slots.items():
            asked = hints.asked(those[0], columns)
            yield those[0].group, self._input(name, those, asked)

    def _input(self, name: str, slots: Sequence[Slot], asked: AskedOfColumn) -> Input:
        first = slots[0]
        field, language = first.column.field, first.column.language
        typed = self.values.get(name, ())
        number = max(len(slots), len(typed))
        values = [self._value(name, n, typed[n] if n < len(typed) else "") for n in range(number)]
        most = min(MOST_VALUES, (field.most or MOST_VALUES) if field else 1)
        unique = field is not None and field.key == "prefLabel"
        kind, options, suggestions = self._way(first, asked, typed)
        return Input(
            name,
            self._label(first),
            self._help(asked),
            kind,
            first.required,
            values,
            options,
            suggestions,
            language,
            more=number < most and not unique,
        )

    def _label(self, slot: Slot) -> str:
        """Write the label, with the name of the language of its texts."""
        language = slot.column.language
        bare = slot.header.removesuffix(f"({language})").strip() if language else slot.header
        return f"{bare} ({language_name(language, self.lang)})" if language else bare

    def _help(self, asked: AskedOfColumn) -> str:
        """Give the help of a column without what the label says already."""
        lines = asked.help.splitlines()
        if asked.kind == "words":
            lines.pop()
        elif asked.kind == "open":
            lines[-1] = translate("Choose from the list; begin to write.", self.lang)
        needed = translate(NEEDED, self.lang)
        return " ".join(line for line in lines if line != needed)

    def _value(self, name: str, number: int, text: str) -> Value:
        place = place_of(name, number)
        own = re.sub(r"[^A-Za-z0-9]+", "-", f"{name}-{number}")
        self.ids[place] = f"field-{own}"
        return Value(self.ids[place], text, tuple(self._wrong.get(place, ())))

    def _way(
        self, slot: Slot, asked: AskedOfColumn, typed: Sequence[str]
    ) -> tuple[str, Sequence[tuple[str, str]], str]:
        """Say how a value is typed, with options or the name of a list."""
        field = slot.column.field
        key = field.key if field else slot.column.special
        if asked.closed and len(asked.choices) <= MOST_OPTIONS:
            said = [(choice, self._said(choice, key)) for choice in asked.choices]
            said += [(text, text) for text in typed if text not in asked.choices]
            return "select", said, ""
        if asked.choices:
            return "list", (), self._list(asked.choices)
        words = bool(slot.column.language)
        return ("long" if words and key in _LONG else "line"), (), ""

    def _said(self, choice: str, key: str) -> str:
        if key.startswith("language") and choice in LANGUAGES:
            return language_name(choice, self.lang)
        return translate(choice, self.lang)

    def _list(self, choices: Sequence[str]) -> str:
        """Give the name of a list of suggestions; the same list is sent once."""
        for name, known in self.lists.items():
            if known is choices or known == choices:
                return name
        name = f"list-{len(self.lists) + 1}"
        self.lists[name] = choices
        return name
