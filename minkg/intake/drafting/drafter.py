"""Records become facts: each value a fact with its place, in the passage that its row names."""

from collections.abc import Iterable

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.intake.drafting.file_draft import FileDraft
from minkg.intake.drafting.row import DraftRow
from minkg.intake.forms.columns import Column, Columns
from minkg.intake.forms.fields import Forms
from minkg.intake.forms.mentions import Meaning, proposed_name
from minkg.intake.forms.values import literal, slug
from minkg.intake.readers.records import Gathered, Given, Record
from minkg.intake.readers.suspicious import oddities
from minkg.shacl import FactIndex
from minkg.words import N_
from minkg.words.lookup import hint_of, listed
from minkg.words.names import ENTRIES_GRAPH, ENTRY, ONTOLOGY_GRAPH, expand
from minkg.words.place import Place

_TYPE = ox.NamedNode(expand("rdf:type"))
_RESERVED = {ENTRIES_GRAPH, ONTOLOGY_GRAPH, f"{ENTRY}shapes"}
_CLASS = N_("'{value}' is not a class of entries")
_CLASS_HINT = N_(
    "name the sheet or the file after a class, or write it into a column 'class': {choices}"
)
_COLUMN = N_("no column of '{kind}' is called '{value}'")
_COLUMN_HINT = N_("see the headers that `minkg template` writes")
_NAMELESS = N_("this row names no entry")
_NAMELESS_HINT = N_("fill in a name, or in the column '{column}' the name it has in minkg")
_SOURCE = N_("this row does not say which paragraph of which document says so")
_SOURCE_HINT = N_("fill in '{name}' and '{other}'")
_PLACELESS = N_("'{value}' does not name a place in a document")
_PLACELESS_HINT = N_("write the number as it is printed, such as 30 (d) (e)")
_TAKEN = N_("an entry is called '{name}' already")
_TAKEN_HINT = N_(
    "to add to it, write '{name}' in the column '{column}'; else write another name there"
)
_KEPT = N_("no entry can be called '{name}'")
_KEPT_HINT = N_("write another name in the column '{column}'")
_UNCLEAR = N_("'{value}' may mean several entries: {choices}")
_UNCLEAR_HINT = N_("write the name of the one you mean")


class Drafter:
    """Turns what was gathered from files into drafts."""

    def __init__(self, forms: Forms, facts: FactIndex, lang: str = "en") -> None:
        self.forms, self.meaning, self.lang = forms, Meaning(facts), lang
        self._columns: dict[str, Columns] = {}
        self._named: dict[tuple[str, str], ox.NamedNode] = {}
        self._locators: dict[ox.NamedNode, str] = {}
        self._reviewed: set[ox.NamedNode] = set()

    def columns(self, folder: str) -> Columns:
        """Give the columns of a class."""
        if folder not in self._columns:
            entry = self.forms.class_names("Entry")
            self._columns[folder] = Columns(self.forms[folder], self.forms["passage"], entry)
        return self._columns[folder]

    def draft(self, gathered: Gathered) -> FileDraft:
        """Read all records of a file."""
        return self.drafts([gathered])[0]

    def drafts(self, files: Iterable[Gathered]) -> list[FileDraft]:
        """Read the records of files that belong together: who is named, where it is said, what."""
        drafts = [self._draft(gathered) for gathered in files]
        both = [(row, draft) for draft in drafts for row in draft.rows]
        both.sort(key=lambda pair: pair[0].first("entry") is None)  # names that are stated count
        for row, draft in both:
            self._name(row, draft)
        rows = [(row, draft) for draft in drafts for row in draft.rows if row.entry is not None]
        for row, draft in rows:
            if row.columns.form.folder != "passage":
                self._place(row, draft)
        for row, draft in rows:
            self._say(row, draft)
        return drafts

    def _draft(self, gathered: Gathered) -> FileDraft:
        draft = FileDraft(gathered.file, problems=list(gathered.problems))
        told: set[tuple[str, str]] = set()
        for record in gathered.records:
            row = self._row(record, gathered, draft, told) if record.given else None
            if row is None:
                draft.lost.append(record)
            else:
                draft.rows.append(row)
        return draft

    def _row(
        self, record: Record, gathered: Gathered, draft: FileDraft, told: set[tuple[str, str]]
    ) -> DraftRow | None:
        own = next((g for g in record.given if g.key.casefold() == "class"), None)
        name, place = (own.text, own.place) if own else (record.kind, record.place)
        folder = self.forms.known(name)
        if folder is None:
            if ("", name) not in told:
                told.add(("", name))
                hint, gaps = hint_of(self.forms.near(name), _CLASS_HINT)
                gaps["choices"] = listed(self.forms.folders)
                draft.tell(place, "class", _CLASS, hint, value=name, **gaps)
            return None
        headers = gathered.headers.get(record.kind, [])
        keys = [header.key for header in headers]
        row = DraftRow(record, self.columns(folder), [], keys, held=bool(record.spoilt))
        for given in record.given:
            column = row.columns[given.key]
            if column is not None:
                row.means.append((given, column))
                continue
            row.held = True
            if not headers or (folder, given.key) not in told:
                told.add((folder, given.key))
                place = next((h.place for h in headers if h.key == given.key), given.place)
                self._unknown(row, given.key, place, draft)
        return row

    def _unknown(self, row: DraftRow, key: str, place: Place, draft: FileDraft) -> None:
        hint, gaps = hint_of(row.columns.near(key, self.lang), _COLUMN_HINT)
        kind = row.columns.form.name(self.lang)
        draft.tell(place, "column", _COLUMN, hint, value=key, kind=kind, **gaps)

    def _name(self, row: DraftRow, draft: FileDraft) -> None:
        """Give the row its entry: the name it states, or one made from its English name."""
        folder, stated = row.columns.form.folder, row.first("entry")
        labels = [given for given, _ in row.every("prefLabel")]
        if stated is not None:
            row.entry = ox.NamedNode(ENTRY + slug(stated[0].text))
            if not self.meaning.known(row.entry):
                for given in labels:
                    self._named.setdefault((folder, given.text), row.entry)
        elif folder == "passage":
            row.entry = self._passage(row, draft)
        elif labels:
            row.entry = self._fresh(row, draft)
        column = row.header("entry", self.lang)
        if row.entry is None or row.entry.value == ENTRY:
            row.entry, row.held = None, True
            if not row.spoilt("prefLabel", "entry", "document", "paragraph"):
                draft.tell(row.record.place, "name", _NAMELESS, _NAMELESS_HINT, column=column)
            return
        if row.entry.value in _RESERVED:
            place, name = row.place("entry"), row.entry.value.removeprefix(ENTRY)
            draft.tell(place, "name", _KEPT, _KEPT_HINT, entry=name, name=name, column=column)
        draft.own(row, row.entry)
        kind = ox.NamedNode(expand(f"mk:{row.columns.form.kind}"))
        self.meaning.add(row.entry, kind, [given.text for given in labels])

    def _fresh(self, row: DraftRow, draft: FileDraft) -> ox.NamedNode:
        """Make a name that no other entry has; rows of one class and name are about one entry."""
        labels = list(row.every("prefLabel"))
        english = (g for g, c in labels if (g.language or c.language) in ("en", ""))
        given = next(english, labels[0][0])
        key = row.columns.form.folder, given.text
        if key in self._named:
            return self._named[key]
        fresh = ox.NamedNode(ENTRY + proposed_name(given.text))
        if fresh in self.meaning.new or self.meaning.known(fresh):
            name = fresh.value.removeprefix(ENTRY)
            draft.tell(
                given.place, "name", _TAKEN, _TAKEN_HINT, entry=name, name=name,
                column=row.header("entry", self.lang),
            )  # fmt: skip
            row.held = True
            draft.quiet.add((fresh, "Entry-class"))
        else:
            self._named[key] = fresh
        return fresh

    def _place(self, row: DraftRow, draft: FileDraft) -> None:
        """Find the passage of a row; one that several rows name is described in the same words."""
        row.passage = self._passage(row, draft)
        draft.own(row, row.passage)
        if row.passage is None:
            sourced = any(column.field and column.field.sourced for _, column in row.means)
            said = row.spoilt("document", "paragraph") or row.document is not None
            if sourced and not said:
                missing = "paragraph" if row.first("document") else "document"
                name, other = (row.header(key, self.lang) for key in ("document", "paragraph"))
                entry = row.entry.value if row.entry else ""
                draft.quiet.add((row.entry, "Supported-passage"))
                place = row.blank(missing)
                draft.tell(
                    place, "source", _SOURCE, _SOURCE_HINT, entry=entry, name=name, other=other
                )
            return
        paragraph = row.first("paragraph")
        self._locators.setdefault(row.passage, paragraph[0].text if paragraph else "")
        if row.first("reviewState"):
            self._reviewed.add(row.passage)

    def _passage(self, row: DraftRow, draft: FileDraft) -> ox.NamedNode | None:
        """Give the passage that a row names."""
        document = row.first("document", "isPartOf")
        paragraph = row.first("paragraph", "locator")
        if document is None or paragraph is None:
            return None
        row.document = self._document(document[0], draft)
        passage = self.meaning.passage(row.document, paragraph[0].text)
        if passage.value == f"{row.document.value}.":
            given = paragraph[0]
            draft.tell(given.place, "source", _PLACELESS, _PLACELESS_HINT, value=given.text)
            row.held = True
            return None
        if row.document not in self.meaning.new and not self.meaning.known(row.document):
            draft.quiet |= {(passage, f"Passage-{field}") for field in ("languageRead", "summary")}
        return passage

    def _document(self, given: Given, draft: FileDraft) -> ox.NamedNode:
        found = self._link(given, expand("mk:Document"), draft)
        if isinstance(found, ox.NamedNode):
            return found
        return ox.NamedNode(ENTRY + slug(given.text))

    def _say(self, row: DraftRow, draft: FileDraft) -> None:
        """Turn the values of a row into facts."""
        assert row.entry is not None
        kind = ox.NamedNode(expand(f"mk:{row.columns.form.kind}"))
        self._fact(row, draft, row.entry, _TYPE, kind, row.place("entry"))
        if row.passage is not None:
            self._describe(row.passage, row, draft)
        spoilt = (row.columns[key] for key in row.record.spoilt)
        draft.quiet |= {
            (row.entry, column.field.path) for column in spoilt if column and column.field
        }
        for given, column in row.means:
            asked = column.field
            value = self._value(given, column, draft) if asked else None
            if asked is not None and value is not None:
                inside = None if asked.sourced is False else row.passage
                path = ox.NamedNode(asked.path)
                self._fact(row, draft, row.entry, path, value, given.place, inside)
            elif asked is not None:
                row.held = True

    def _describe(self, passage: ox.NamedNode, row: DraftRow, draft: FileDraft) -> None:
        """Write what the row says of the passage; nobody has compared a new one with its text."""
        facts: list[tuple[str, Term, Place]] = []
        for given, column in row.every("summary"):
            language = given.language or column.language
            text = ox.Literal(given.text, language=language) if language else ox.Literal(given.text)
            facts.append(("mk:summary", text, given.place))
        for special in ("languageRead", "reviewState"):
            facts += [(f"mk:{special}", ox.Literal(g.text), g.place) for g, _ in row.every(special)]
        if passage not in self.meaning.new and not self.meaning.known(passage):
            place, locator = row.place("paragraph"), ox.Literal(self._locators[passage])
            facts.append(("rdf:type", ox.NamedNode(expand("mk:Passage")), place))
            if row.document is not None:
                facts.append(("dcterms:isPartOf", row.document, row.place("document")))
            facts.append(("mk:locator", locator, place))
            if passage not in self._reviewed:
                facts.append(("mk:reviewState", ox.Literal("unchecked"), place))
        for path, value, place in facts:
            self._fact(row, draft, passage, ox.NamedNode(expand(path)), value, place)

    def _fact(
        self, row: DraftRow, draft: FileDraft, subject: ox.NamedNode, path: ox.NamedNode,
        value: Term, place: Place, inside: ox.NamedNode | None = None,
    ) -> None:  # fmt: skip
        """Keep a fact, unless it must not be kept, and tell what is odd in it."""
        fact = ox.Quad(subject, path, value, inside or ox.DefaultGraph())
        kept = True
        for severity, message, hint, values in oddities(fact):
            draft.tell(place, "file", message, hint, severity, **values)
            kept = kept and severity != "violation"
        if kept:
            row.facts.append((fact, place))
        else:
            row.held = True

    def _value(self, given: Given, column: Column, draft: FileDraft) -> Term | None:
        asked = column.field
        assert asked is not None
        if asked.kind == "link":
            return self._link(given, asked.wanted, draft)
        return literal(given.text, asked, given.language or column.language)

    def _link(self, given: Given, wanted: str, draft: FileDraft) -> Term | None:
        found = self.meaning.of(given.text, wanted)
        if len(found) > 1:
            draft.tell(
                given.place, "link", _UNCLEAR, _UNCLEAR_HINT, value=given.text,
                choices=listed([term.value.removeprefix(ENTRY) for term in found], given.text),
            )  # fmt: skip
            return None
        return found[0] if found else ox.Literal(given.text)
