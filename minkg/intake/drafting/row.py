"""One row on its way to facts: its class, its entry, its passage, and its values as terms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from minkg.intake.forms.columns import Column, Columns
from minkg.intake.readers.records import Given, Record
from minkg.words.place import Place

PASSAGE_KEYS = {
    "isPartOf": "document", "locator": "paragraph", "summary": "summary",
    "languageRead": "languageRead", "reviewState": "reviewState",
}  # fmt: skip


@dataclass
class DraftRow:
    """A record with what its columns mean, and the facts that it states, each with its place.

    `held` is true where it would lose a value.
    """

    record: Record
    columns: Columns
    means: list[tuple[Given, Column]]
    headers: Sequence[str] = ()
    entry: ox.NamedNode | None = None
    passage: ox.NamedNode | None = None
    document: ox.NamedNode | None = None
    held: bool = False
    facts: list[tuple[ox.Quad, Place]] = field(default_factory=list)

    def first(self, *keys: str) -> tuple[Given, Column] | None:
        """Give the first value of a special column or of a field, by key or IRI."""
        return next(iter(self.every(*keys)), None)

    def every(self, *keys: str) -> Iterable[tuple[Given, Column]]:
        """Give all values of a special column or of a field."""
        return (pair for key in keys for pair in self._by_key.get(key, ()))

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[Given, Column]]]:
        found: dict[str, list[tuple[Given, Column]]] = {}
        for given, column in self.means:
            for name in _names(column):
                found.setdefault(name, []).append((given, column))
        return found

    def spoilt(self, *keys: str) -> bool:
        """Tell whether one of these values is there, but wrong in itself."""
        columns = (self.columns[header] for header in self.record.spoilt)
        return any(not set(keys).isdisjoint(_names(column)) for column in columns if column)

    def place(self, key: str) -> Place:
        """Give the place of a value, or of the row."""
        said = self.first(key)
        return said[0].place if said else self.record.place

    def blank(self, key: str) -> Place:
        """Give the empty cell where a missing value would stand, or the place of one that is there.

        Only a table has empty cells; in other files it is the place of the record's key.
        """
        filled = {given.key for given, _ in self.means}
        for header in self.headers:
            column = self.columns[header] if header not in filled else None
            if column and key in _names(column):
                return self.record.blank(header)
        return self.place(key)

    def header(self, special: str, lang: str) -> str:
        """Give the header of a special column."""
        return self.columns.header(Column(special=special), lang)


def _names(column: Column) -> tuple[str, ...]:
    return (column.field.key, column.field.path) if column.field else (column.special,)
