"""Which columns a sheet has, and in which order: what people fill in first stands first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.columns import Column, Columns, languages_of
from minkg.intake.forms.fields import ClassForm, Field
from minkg.shacl import RDF
from minkg.words import LANGUAGES
from minkg.words.names import expand

MOST = 8  # columns for the values of one field; more of them take further rows
RARE = 0.1  # a field that every class has is rare where fewer of the class than this state it
SOURCE = ("document", "paragraph", "summary", "languageRead")
Key = tuple[str, str]


@dataclass(frozen=True)
class Slot:
    """One column of a sheet; `group` is entry, name, fact, source or rare."""

    column: Column
    number: int
    header: str
    group: str
    required: bool

    @property
    def key(self) -> Key:
        """What the column holds, and in which language; repeated columns hold the same."""
        return key_of(self.column)


def key_of(column: Column) -> Key:
    """Give what a column holds, and in which language."""
    return column.field.key if column.field else column.special, column.language


def slots_of(
    columns: Columns, choices: Choices, lang: str, needed: Mapping[Key, int] | None = None
) -> list[Slot]:
    """Give the columns of a class; `needed` says how many there must be of which, at least."""
    counts = needed or {}
    found = []
    for column, group, required in _ordered(columns, choices, lang, counts):
        usual = _usual(column.field, choices) if column.field else 1
        for number in range(1, max(usual, counts.get(key_of(column), 0)) + 1):
            header = columns.header(column, lang, number)
            found.append(Slot(column, number, header, group, required and number == 1))
    return found


def _ordered(
    columns: Columns, choices: Choices, lang: str, needed: Mapping[Key, int]
) -> Iterator[tuple[Column, str, bool]]:
    """Give what a sheet asks for: column, group, and whether it is required."""
    form = columns.form
    yield Column(special="entry"), "entry", False
    fields = sorted(form.fields, key=lambda field: not field.required)
    grouped = [(field, group_of(field, form, choices)) for field in fields]
    for group in ("name", "fact", "source", "rare"):
        if group == "source":
            says = any(f.sourced and (f.required or not f.general) for f in form.fields)
            for special in (s for s in SOURCE if s in columns.specials):
                language = lang if special == "summary" else ""
                yield Column(None, special, language), group, says and special in SOURCE[:2]
        for field in (field for field, own in grouped if own == group):
            asked = _languages(field, lang)
            stated = [language for key, language in needed if key == field.key]
            for language in dict.fromkeys((*asked, *stated)):
                required = field.required and language in (field.languages or asked[:1])
                yield Column(field, "", language), group, required


def group_of(field: Field, form: ClassForm, choices: Choices) -> str:
    """Say where a field belongs: name, fact, or rare where few entries of the class state it."""
    if form.folder == "passage":
        return "fact"
    if field.sourced is False:
        return "name"
    if field.required or not field.general:
        return "fact"
    kind = ox.NamedNode(expand(f"mk:{form.kind}"))
    entries = choices.facts.by_object(f"{RDF}type").get(kind, ())
    stating = sum(bool(choices.facts.values(entry, field.path)) for entry in entries)
    return "fact" if stating > RARE * len(entries) else "rare"


def _languages(field: Field, lang: str) -> tuple[str, ...]:
    if field.key == "prefLabel":
        return tuple(dict.fromkeys(("en", lang, *LANGUAGES)))
    return languages_of(field, lang)


def _usual(field: Field, choices: Choices) -> int:
    """Say how many columns an empty sheet has for a field."""
    if field.kind != "link":
        return 1
    usual = 3 if choices.is_vocabulary(field.wanted) else 2
    return min(usual, field.most or usual, len(field.choices) or usual)
