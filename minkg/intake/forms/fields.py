"""The fields of each class, read from its shapes: what a form, a workbook and a draft file ask for.

Several shapes may speak of the same property of a class (its own, that of a class
above it, that of every entry); together they make one field.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pyoxigraph as ox

from minkg.checking import Examples
from minkg.graph.terms import Term
from minkg.home.seals import VOUCHED
from minkg.shacl import RDF, RDFS, SH, FactIndex
from minkg.words import LANGUAGES
from minkg.words.lookup import near_names
from minkg.words.names import PREFIXES, class_of, compact, expand, folder_of

SKOS, XSD = PREFIXES["skos"], PREFIXES["xsd"]
_DATES = {f"{XSD}date", f"{XSD}gYearMonth", f"{XSD}gYear"}
_NAMES = {"prefLabel", "altLabel", "acronym", "translatedLabel"}
_ALIKE = str.maketrans("‘’ʼ`´“”„«»-_‐‑–—", "'" * 5 + '"' * 5 + " " * 6)
_NO_FIELD = {f"{RDF}type", *(expand(f"mk:{name}") for name in VOUCHED)}
_LOOSE = {"symbol", "editorialNote", "changeNote", "deprecated", "isReplacedBy"}


@dataclass(frozen=True)
class Field:
    """What may be said of the entries of a class with one property.

    `kind` is words (text in a language), text, choice, date, number, boolean, address or
    link; `wanted` is the class that a link leads to, or empty; `choices` are the only texts
    allowed, where there are such; `least` and `most` are how many values there must and may be;
    `languages` are those in which a text is required. `general` fields are those of every entry.
    `sourced` is false for names, which need no passage; None where a passage may be given.
    """

    path: str
    kind: str
    names: dict[str, str]
    helps: dict[str, str]
    wanted: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    least: int = 0
    most: int | None = None
    sourced: bool | None = True
    example: str = ""
    languages: tuple[str, ...] = ()
    general: bool = False

    @property
    def key(self) -> str:
        """The property's own name: `coversStage`."""
        return _key(self.path)

    def name(self, lang: str) -> str:
        """Give the name of the field in a language."""
        return self.names.get(lang) or self.names.get("en") or self.key

    def help(self, lang: str) -> str:
        """Give what the field means in a language."""
        return self.helps.get(lang) or self.helps.get("en", "")


@dataclass(frozen=True)
class ClassForm:
    """A class with its fields, the required ones first among each other's kind."""

    folder: str
    names: dict[str, str]
    helps: dict[str, str]
    fields: tuple[Field, ...]

    @property
    def kind(self) -> str:
        """The class: `UnEntity`."""
        return class_of(self.folder)

    def name(self, lang: str) -> str:
        """Give the name of the class in a language."""
        return self.names.get(lang) or self.names["en"]

    def field(self, key: str) -> Field | None:
        """Give the field of a property, by its own name."""
        return next((field for field in self.fields if field.key == key), None)


class Forms:
    """The forms of all classes of a home, made when they are asked for."""

    def __init__(self, shapes: FactIndex, facts: FactIndex) -> None:
        self.shapes, self.facts = shapes, facts
        self.examples = Examples(shapes, facts)
        self._made: dict[str, ClassForm] = {}

    @cached_property
    def folders(self) -> dict[str, None]:
        """The classes that entries may be of, as folder names; `passage` too."""
        kinds = self.facts.subclasses(ox.NamedNode(expand("mk:Entry")))
        bare = {k for k in kinds if not self.facts.by_object(f"{RDFS}subClassOf").get(k)}
        passage = ox.NamedNode(expand("mk:Passage"))
        named = [k for k in (*bare, passage) if compact(k.value).startswith("mk:")]
        return dict.fromkeys(sorted(folder_of(k.value) for k in named))

    def class_names(self, kind: str) -> dict[str, str]:
        """Give the labels of a class of the ontology by language."""
        return _texts(self.facts.values(ox.NamedNode(expand(f"mk:{kind}")), f"{RDFS}label"))

    def __getitem__(self, folder: str) -> ClassForm:
        """Give the form of a class by its folder."""
        if folder not in self._made:
            self._made[folder] = self._form(folder)
        return self._made[folder]

    def known(self, text: str) -> str | None:
        """Give the folder of a class that is named by folder, class or label in any language."""
        return self._by_label.get(folded(text))

    def near(self, text: str) -> list[str]:
        """Give the folders or labels of classes that a text is spelt most like."""
        return near_names(folded(text), self._by_label)

    def of(self, thing: Term) -> str:
        """Give the folder of the class of an entry or a passage; empty where it has none."""
        folders = (folder_of(kind.value) for kind in self.facts.values(thing, f"{RDF}type"))
        return next((folder for folder in folders if folder in self.folders), "")

    @cached_property
    def _by_label(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for folder in self.folders:
            kind = ox.NamedNode(expand(f"mk:{class_of(folder)}"))
            labels = _texts(self.facts.values(kind, f"{RDFS}label")).values()
            for text in (folder, class_of(folder), *labels):
                found.setdefault(folded(text), folder)
                found.setdefault(folded(text)[:31], folder)  # as long as a sheet's name may be
        return found

    def _form(self, folder: str) -> ClassForm:
        kind = ox.NamedNode(expand(f"mk:{class_of(folder)}"))
        merged: dict[str, Field] = {}
        for shape in self._property_shapes(kind):
            path = self.shapes.value(shape, f"{SH}path")
            if isinstance(path, ox.NamedNode) and path.value not in _NO_FIELD:
                fresh = self._field(shape, path, folder)
                known = merged.get(path.value)
                merged[path.value] = _both(known, fresh) if known else fresh
        own = ox.NamedNode(expand("mk:Entry")) if folder != "passage" else kind
        kinds = (field if field.kind else replace(field, kind="text") for field in merged.values())
        fields = sorted(kinds, key=self._order)
        labels = _texts(self.facts.values(kind, f"{RDFS}label"))
        helps = _texts(self.facts.values(kind, f"{SKOS}definition")) or _texts(
            self.facts.values(own, f"{SKOS}definition")
        )
        return ClassForm(folder, labels or {"en": folder}, helps, tuple(fields))

    def _property_shapes(self, kind: Term) -> Iterable[Term]:
        for shape, targets in self.shapes.by_subject(f"{SH}targetClass").items():
            if any(kind in self.facts.subclasses(target) for target in targets):
                yield from self.shapes.values(shape, f"{SH}property")

    def _field(self, shape: Term, path: ox.NamedNode, folder: str) -> Field:
        value = self.shapes.value
        wanted = value(shape, f"{SH}class")
        most = value(shape, f"{SH}maxCount")
        severity = value(shape, f"{SH}severity")
        blocks = severity is None or severity.value == f"{SH}Violation"
        at_least = value(shape, f"{SH}minCount") or value(shape, f"{SH}qualifiedMinCount")
        choices = self.shapes.items(value(shape, f"{SH}in"))
        names = _texts(self.facts.values(path, f"{RDFS}label"))
        own = value(shape, expand("skos:example"))
        within = value(shape, f"{SH}qualifiedValueShape")
        spoken = self.shapes.items(value(within, f"{SH}languageIn")) if within else []
        return Field(
            path.value,
            self._kind(shape, path),
            names | _texts(self.shapes.values(shape, f"{SH}name")),
            _texts(self.facts.values(path, f"{SKOS}definition"))
            | _texts(self.shapes.values(shape, f"{SH}description")),
            wanted="" if wanted is None else wanted.value,
            choices=tuple(choice.value for choice in choices),
            required=at_least is not None and int(at_least.value) > 0 and blocks,
            least=int(at_least.value) if at_least is not None and blocks else 0,
            most=int(most.value) if most is not None and blocks else None,
            sourced=_sourced(path.value, folder),
            example="" if own is None else own.value,
            languages=tuple(language.value for language in spoken),
            general=path.value in self._general,
        )

    def _kind(self, shape: Term, path: ox.NamedNode) -> str:
        datatypes = {kind.value for kind in self.examples.datatypes(shape)}
        if f"{RDF}langString" in datatypes or path.value == f"{SKOS}prefLabel":
            return "words"
        if datatypes & _DATES:
            return "date"
        if datatypes:
            kinds = {"anyURI": "address", "decimal": "number", "boolean": "boolean"}
            return kinds.get(next(iter(datatypes)).removeprefix(XSD), "text")
        typed = {kind.value for kind in self.facts.values(path, f"{RDF}type")}
        if self.shapes.value(shape, f"{SH}nodeKind") or expand("owl:ObjectProperty") in typed:
            return "link"
        return "choice" if self.shapes.value(shape, f"{SH}in") else ""

    def _order(self, field: Field) -> tuple[int, bool, int, str]:
        group = 0 if field.sourced is False else 1 if field.sourced else 2
        orders = [
            int(order.value)
            for shape in self.shapes.by_object(f"{SH}path").get(ox.NamedNode(field.path), ())
            for order in self.shapes.values(shape, f"{SH}order")
        ]
        return group, field.general and not field.required, min(orders, default=99), field.key

    @cached_property
    def _general(self) -> set[str]:
        """Properties that every entry may have."""
        entry = self.shapes.values(ox.NamedNode(expand("mks:Entry")), f"{SH}property")
        return {p.value for shape in entry for p in self.shapes.values(shape, f"{SH}path")}


def _sourced(path: str, folder: str) -> bool | None:
    """Tell whether a fact stands in a passage: never (names), always, or as the author likes."""
    key = _key(path)
    if key in _NAMES or folder == "passage":
        return False
    loose = key in _LOOSE or path.startswith(SKOS) or folder in ("judgement", "weight")
    return None if loose else True


def _both(one: Field, other: Field) -> Field:
    """Make one field of what two shapes say of the same property."""
    counts = [most for most in (one.most, other.most) if most is not None]
    return replace(
        one,
        kind=one.kind or other.kind,
        names=one.names | other.names,
        wanted=one.wanted or other.wanted,
        choices=one.choices or other.choices,
        required=one.required or other.required,
        least=max(one.least, other.least),
        most=min(counts, default=None),
        example=one.example or other.example,
        languages=(*one.languages, *other.languages),
    )


@lru_cache(4096)
def _key(path: str) -> str:
    return compact(path).rpartition(":")[2]


def folded(text: str) -> str:
    """Give a label as labels are compared: capitals, hyphens, quotes and spaces do not count.

    >>> folded("The state’s  Own-Fund")
    "the state's own fund"
    """
    return " ".join(text.casefold().translate(_ALIKE).split())


def _texts(terms: Iterable[Term]) -> dict[str, str]:
    return {
        (t.language or "en"): t.value
        for t in terms
        if isinstance(t, ox.Literal) and (t.language or "en") in LANGUAGES
    }
