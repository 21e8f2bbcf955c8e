"""What a column expects, said to those who fill it in: choices, help, and the form of values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.columns import Columns
from minkg.intake.forms.fields import Field
from minkg.intake.forms.template_columns import Slot
from minkg.words import N_, translate
from minkg.words.names import class_of, expand

_ENTRY = expand("mk:Entry")
NEEDED = N_("This column is required.")
_CHOOSE = N_("Choose from the list.")
_ADDRESS = N_("Write a whole address, such as https://www.unep.org/")
_EXPECTED = {
    "entry": N_(
        "To add to an entry that is there, choose its name; for a new entry leave this empty."
    ),
    "paragraph": N_("Write the number as it is printed, such as 30 (d) (e)."),
    "words": N_("Write a text in this language: {language}"),
    "text": N_("Write a text."),
    "date": N_("Write a date as 2023-09-07, 2023-09 or 2023."),
    "number": N_("Write a number without its unit."),
    "boolean": _CHOOSE,
    "choice": _CHOOSE,
    "open": N_("Choose from the list, or write the name of an entry that this file adds."),
    "address": _ADDRESS,
    "link": _ADDRESS,
}
_PASSAGE = {"document": "isPartOf", "paragraph": "locator"}


@dataclass(frozen=True)
class AskedOfColumn:
    """What a column asks for: the kind, what there is to choose from, and help in a language.

    `closed` means that nothing else than the choices may stand there.
    """

    kind: str
    choices: tuple[str, ...]
    closed: bool
    help: str


class Hints:
    """Tells what columns ask for, in a file with sheets for these classes."""

    def __init__(self, choices: Choices, lang: str, folders: Iterable[str]) -> None:
        self.choices, self.lang = choices, lang
        self.kinds = [ox.NamedNode(expand(f"mk:{class_of(folder)}")) for folder in folders]

    def asked(self, slot: Slot, columns: Columns) -> AskedOfColumn:
        """Tell what a column asks for."""
        special = slot.column.special
        meant = slot.column.field or columns.passage.field(_PASSAGE.get(special, special))
        if meant is None:
            texts, closed = self.choices.names(expand(f"mk:{columns.form.kind}")), False
        else:
            texts = self.choices.of(meant)
            closed = bool(texts) and self._closed(meant)
        kind = special if special in _EXPECTED else meant.kind if meant else ""
        kind = "open" if kind == "link" and texts and not closed else kind
        kind = "choice" if closed else kind
        return AskedOfColumn(kind, texts, closed, "\n".join(self._help(slot, kind, meant)))

    def _closed(self, field: Field) -> bool:
        """Tell whether nothing may be added: a vocabulary that has no sheet here, fixed texts."""
        if field.kind != "link" or field.choices:
            return True
        below = self.choices.facts.subclasses(ox.NamedNode(field.wanted or _ENTRY))
        return self.choices.is_vocabulary(field.wanted) and below.isdisjoint(self.kinds)

    def _help(self, slot: Slot, kind: str, meant: Field | None) -> Iterator[str]:
        if meant and (meaning := meant.help(self.lang)):
            yield meaning
        if slot.required:
            yield translate(NEEDED, self.lang)
        language = slot.column.language and language_name(slot.column.language, self.lang)
        yield translate(_EXPECTED[kind], self.lang).format(language=language)


def language_name(code: str, lang: str) -> str:
    """Give the name of a language in another one.

    >>> language_name("ru", "fr")
    'russe'
    """
    from babel import Locale

    return str(Locale.parse(lang).languages[code])
