"""Entries become rows: one for each entry and passage, and more where a row is full."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from minkg.intake.forms.choices import Choices
from minkg.intake.forms.fields import ClassForm, Field, Forms
from minkg.intake.forms.template_columns import MOST, Key
from minkg.intake.forms.values import literal, slug
from minkg.intake.readers.sheet_rows import value_of
from minkg.shacl import RDF
from minkg.words import natural
from minkg.words.names import ENTRY, expand

_TYPE, _DOCUMENT = f"{RDF}type", expand("mk:Document")
ENTRY_KEY, DOCUMENT_KEY, PARAGRAPH_KEY = ("entry", ""), ("document", ""), ("paragraph", "")
_SAME = {ENTRY_KEY, DOCUMENT_KEY, PARAGRAPH_KEY}  # what every row of an entry and passage says
Values = dict[Key, list[str]]


@dataclass(frozen=True)
class EntryRow:
    """What one row says: texts by what their column holds; and the passage that says it."""

    values: Values
    passage: ox.NamedNode | None = None


@dataclass(frozen=True)
class EntryRows:
    """The rows of each class by its folder, and the facts that no table can hold."""

    rows: dict[str, list[EntryRow]] = field(default_factory=lambda: defaultdict(list))
    left: list[ox.Quad] = field(default_factory=list)


def filled(
    facts: Mapping[str, Sequence[ox.Quad]], names: Iterable[str], forms: Forms, choices: Choices
) -> EntryRows:
    """Give the rows of entries and passages by name; read again they are the same facts."""
    found = EntryRows()
    for name in sorted(names, key=natural):
        folder = forms.of(ox.NamedNode(expand(name)))
        if not folder or slug(name) != name:
            found.left.extend(facts[name])
            continue
        for row in _Entry(name, forms[folder], choices, found.left).rows(facts[name]):
            found.rows[folder] += _parts(row)
    return found


def _parts(row: EntryRow) -> Iterator[EntryRow]:
    """Spread values that are too many for the columns over several rows."""
    many = max(len(texts) for texts in row.values.values())
    for start in range(0, many, MOST):
        parts = {
            key: texts if key in _SAME else texts[start : start + MOST]
            for key, texts in row.values.items()
        }
        yield EntryRow({key: texts for key, texts in parts.items() if texts}, row.passage)


class _Entry:
    """One entry or passage on its way to rows."""

    def __init__(self, name: str, form: ClassForm, choices: Choices, left: list[ox.Quad]) -> None:
        self.name, self.choices, self.left = name, choices, left
        self.fields = {asked.path: (at, asked) for at, asked in enumerate(form.fields)}

    def rows(self, quads: Iterable[ox.Quad]) -> Iterator[EntryRow]:
        """Give a row for the unnamed block and one for each passage; names stand in the first."""
        names: Values = defaultdict(list)
        blocks: dict[ox.NamedNode | None, Values] = defaultdict(lambda: defaultdict(list))
        for quad in sorted(quads, key=self._order):
            _, asked = self.fields.get(quad.predicate.value, (0, None))
            graph = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else None
            text = self._text(quad.object, asked) if asked else None
            if asked is None or text is None or not self._placed(asked, graph):
                if quad.predicate.value != _TYPE:
                    self.left.append(quad)
                continue
            values = names if asked.sourced is False else blocks[graph]
            values[asked.key, getattr(quad.object, "language", None) or ""].append(text)
        for graph in sorted(blocks or [None], key=lambda g: natural(g.value) if g else []):
            source = (self._source(graph) if graph else None) or {}
            yield EntryRow({ENTRY_KEY: [self.name], **names, **blocks[graph], **source}, graph)
            names = {}

    def _order(self, quad: ox.Quad) -> tuple[object, ...]:
        at, _ = self.fields.get(quad.predicate.value, (0, None))
        return at, natural(getattr(quad.object, "value", ""))

    def _text(self, value: object, asked: Field) -> str | None:
        """Write a value as its cell holds it; None where it would not come back the same."""
        if isinstance(value, ox.NamedNode) and asked.kind == "link":
            text = self.choices.text(value, asked.wanted)
            same = self.choices.meaning.of(text, asked.wanted) == [value]
        elif isinstance(value, ox.Literal) and asked.kind != "link":
            text = value.value
            worded = asked.kind != "words" or value.language
            same = bool(worded) and literal(text, asked, value.language or "") == value
        else:
            return None
        return text if same and text and value_of(text) == (text, None) else None

    def _placed(self, asked: Field, passage: ox.NamedNode | None) -> bool:
        """Tell whether a row can say in which block a fact stands."""
        if passage is None:
            return True
        return asked.sourced is not False and self._source(passage) is not None

    def _source(self, passage: ox.NamedNode) -> Values | None:
        name, _, place = passage.value.removeprefix(ENTRY).partition(".")
        document = ox.NamedNode(ENTRY + name)
        if not place or self.choices.meaning.passage(document, place) != passage:
            return None
        return {DOCUMENT_KEY: [self.choices.text(document, _DOCUMENT)], PARAGRAPH_KEY: [place]}
