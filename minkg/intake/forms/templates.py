"""Templates: tables to fill in, empty or with entries, made from the shapes and facts of a home."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from minkg.graph.terms import plain
from minkg.intake.forms.choices import Choices
from minkg.intake.forms.columns import Columns
from minkg.intake.forms.fields import Forms
from minkg.intake.forms.hints import AskedOfColumn, Hints
from minkg.intake.forms.rows_of_entries import ENTRY_KEY, EntryRow, EntryRows, Values, filled
from minkg.intake.forms.template_columns import Key, Slot, slots_of
from minkg.shacl import RDF, FactIndex, triple_of
from minkg.words import translate
from minkg.words.names import class_of, expand
from minkg.words.sheet_text import inert

MOST_NAME = 31  # signs of a sheet's name
_NO_SHEET = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class TemplateSheet:
    """One table: a column for each slot, with what it asks for; an example row, or none."""

    name: str
    columns: Columns
    slots: Sequence[Slot]
    asked: Sequence[AskedOfColumn]
    rows: Sequence[Sequence[str]]
    example: Sequence[str] = ()


class Templates:
    """Makes templates in a language."""

    def __init__(self, shapes: FactIndex, quads: Iterable[ox.Quad], lang: str = "en") -> None:
        self.lang = lang
        self.quads: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            self.quads[plain(quad.subject)].append(quad)  # type: ignore[arg-type]
        self.facts = FactIndex(triple_of(quad) for those in self.quads.values() for quad in those)
        self.forms, self.choices = Forms(shapes, self.facts), Choices(self.facts, lang)

    def names(self, folder: str) -> set[str]:
        """Give the names of all entries of a class."""
        kind = ox.NamedNode(expand(f"mk:{class_of(folder)}"))
        found = self.facts.by_object(f"{RDF}type").get(kind, ())
        return {plain(term) for term in found}

    def with_passages(self, names: Collection[str]) -> set[str]:
        """Give these entries, the passages that say something of them, and those of documents."""
        found, part_of = set(names), self.facts.by_object(expand("dcterms:isPartOf"))
        for name in names:
            found.update(plain(term) for term in part_of.get(ox.NamedNode(expand(name)), ()))
            graphs = (quad.graph_name for quad in self.quads[name])
            found.update(plain(graph) for graph in graphs if isinstance(graph, ox.NamedNode))
        return found

    def filled(self, names: Collection[str]) -> EntryRows:
        """Give the rows of entries and passages."""
        return filled(self.quads, names, self.forms, self.choices)

    def csv(self, folder: str, rows: EntryRows | None = None) -> str:
        """Write the table of one class as CSV; what could be taken for a formula stays text."""
        (sheet,) = self.sheets([folder], rows)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        headers = [slot.header for slot in sheet.slots]
        for row in (headers, sheet.example, *sheet.rows):
            writer.writerows([[inert(text) for text in row]] if row else [])
        return f"\ufeff{out.getvalue()}"

    def sheets(
        self, folders: Sequence[str], given: EntryRows | None = None
    ) -> Iterator[TemplateSheet]:
        """Give the tables of some classes; where no entry is given, with an example."""
        hints = Hints(self.choices, self.lang, folders)
        taken: set[str] = set()
        for folder in folders:
            name = self._sheet_name(folder, taken)
            taken.add(name.casefold())
            columns = Columns(
                self.forms[folder], self.forms["passage"], self.forms.class_names("Entry")
            )
            rows = given.rows.get(folder, []) if given else []
            slots = slots_of(columns, self.choices, self.lang, _most(rows))
            asked = [hints.asked(slot, columns) for slot in slots]
            cells = [_cells(row, slots) for row in rows]
            example = [] if rows else self._example(folder, slots)
            yield TemplateSheet(name, columns, slots, asked, cells, example)

    def _sheet_name(self, folder: str, taken: Collection[str]) -> str:
        """Name a sheet by the label of its class, where that can be read back as the class."""
        label = _NO_SHEET.sub(" ", self.forms[folder].name(self.lang))[:MOST_NAME].strip(" '")
        clear = self.forms.known(label) == folder and label.casefold() not in taken
        return label if clear else folder

    def _example(self, folder: str, slots: Sequence[Slot]) -> list[str]:
        """Give the row of the entry that says most, marked as one that is not read."""
        best: list[str] = []
        named = {ENTRY_KEY, *(slot.key for slot in slots if slot.group == "name")}
        names: Values = {}
        for row in self.filled(self.names(folder)).rows.get(folder, []):
            if row.values[ENTRY_KEY] != names.get(ENTRY_KEY):  # the names stand in the first row
                names = {key: texts for key, texts in row.values.items() if key in named}
            read = self._read(row.passage) if row.passage else {}
            cells = _cells(EntryRow({**names, **row.values, **read}), slots)
            best = max(best, cells, key=lambda texts: sum(map(bool, texts)))
        return [f"# {translate('example', self.lang)}", *best[1:]] if best else []

    def _read(self, passage: ox.NamedNode) -> Values:
        """Give what a row says of its passage."""
        languages = self.facts.values(passage, expand("mk:languageRead"))
        found: Values = {("languageRead", ""): [term.value for term in languages]}
        for summary in self.facts.values(passage, expand("mk:summary")):
            if isinstance(summary, ox.Literal) and summary.language:
                found["summary", summary.language] = [summary.value]
        return found


def _most(rows: Iterable[EntryRow]) -> Counter[Key]:
    """Count how many columns each value needs."""
    most: Counter[Key] = Counter()
    for row in rows:
        most |= Counter({key: len(texts) for key, texts in row.values.items()})
    return most


def _cells(row: EntryRow, slots: Iterable[Slot]) -> list[str]:
    """Put the values of a row into its columns; those that have none are left out."""
    return [next(iter(row.values.get(slot.key, [])[slot.number - 1 :]), "") for slot in slots]
