"""What entries are known by: names in all languages, acronyms, identifiers, years."""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from minkg.duplicates.acronyms import initials, looks_short, short_names
from minkg.duplicates.likeness import Likeness, Words, compare, could_be
from minkg.duplicates.name_forms import SMALL, NameForm, form, tokens
from minkg.duplicates.neighbours import Trigrams, sharing
from minkg.graph.sparql import declared, not_deprecated
from minkg.words.names import ENTRY, ONTOLOGY, folder_of, name_of

if TYPE_CHECKING:
    from minkg.graph import Graph

_CONCEPTS = (
    "actor-group", "function", "legal-force", "lifecycle-stage", "material", "modality", "place",
    "support-level", "topic",
)  # fmt: skip
_EVERYTHING = declared(
    f"""SELECT DISTINCT ?x ?class ?p ?o WHERE {{
  VALUES ?p {{ skos:prefLabel mk:translatedLabel skos:altLabel mk:acronym mk:symbol mk:officialSite
    skos:exactMatch mk:adoptedOn mk:establishedIn mk:launchedIn mk:publishedOn mk:startsOn }}
  ?x a ?class ; ?p ?o .
  FILTER(STRSTARTS(STR(?x), "{ENTRY}") && STRSTARTS(STR(?class), "{ONTOLOGY}")
         && ?class != mk:Passage)
  {not_deprecated()}
}}"""
)
_LABELS = ("prefLabel", "translatedLabel", "altLabel")
_IDENTIFIERS = ("symbol", "officialSite", "exactMatch")


class Names(NamedTuple):
    """What an entry is known by.

    `kind` is its folder; `labels` are (text, language), the preferred one of a language
    first; `identifiers` are (kind, value) with the kinds `symbol`, `officialSite` and
    `exactMatch`; `years` are those of its dates.
    """

    name: str
    kind: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    acronyms: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    years: tuple[int, ...] = ()


def read_names(kg: "Graph") -> list[Names]:
    """Give what every entry of a graph is known by, in the order of names; not deprecated ones."""
    kinds: dict[str, str] = {}
    found: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for thing, kind, predicate, value in kg.select(_EVERYTHING):
        if thing is None or kind is None or predicate is None or value is None:
            continue
        if "#" in thing.value:
            continue
        name, folder = name_of(thing.value), folder_of(kind.value)
        kinds[name] = min(folder, kinds.get(name, folder))
        short = name_of(predicate.value).partition(":")[2]
        found[name].add((short, value.value, getattr(value, "language", None) or ""))
    return [_names(name, kinds[name], found[name]) for name in sorted(found)]


def names_in(quads: Iterable[ox.Quad]) -> list[Names]:
    """Give what the entries of a draft are known by: names, acronyms and identifiers."""
    kinds: dict[str, str] = {}
    found: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for quad in quads:
        name, prefixed = name_of(str(quad.subject)[1:-1]), name_of(quad.predicate.value)
        short, value = prefixed.partition(":")[2], quad.object
        if prefixed == "rdf:type" and isinstance(value, ox.NamedNode):
            kinds[name] = folder_of(value.value)
        elif short in {*_LABELS, *_IDENTIFIERS, "acronym"} and hasattr(value, "value"):
            found[name].add((short, value.value, getattr(value, "language", None) or ""))
    return [_names(name, kinds.get(name, ""), found[name]) for name in sorted(found)]


def _names(name: str, kind: str, facts: Collection[tuple[str, str, str]]) -> Names:
    labels = sorted(
        (_LABELS.index(predicate), lang, text)
        for predicate, text, lang in facts
        if predicate in _LABELS
    )
    named = {*_LABELS, *_IDENTIFIERS, "acronym"}
    return Names(
        name,
        kind,
        tuple(dict.fromkeys((text, lang) for _, lang, text in labels)),
        tuple(sorted({text for predicate, text, _ in facts if predicate == "acronym"})),
        tuple(sorted({(p, identifier(p, text)) for p, text, _ in facts if p in _IDENTIFIERS})),
        tuple(sorted({int(text[:4]) for p, text, _ in facts if p not in named})),
    )


def identifier(kind: str, text: str) -> str:
    """Give an identifier as it is compared: an address without scheme, `www` and last stroke.

    >>> identifier("officialSite", "https://www.UNEP.org/sand/"), identifier("symbol", "A/RES/1 ")
    ('unep.org/sand', 'a/res/1')
    """
    if item := re.search(r"wikidata\.org/\w+/(Q\d+)", text):
        return f"wikidata:{item[1]}"
    text = re.sub(r"\s+", "", text)
    if kind == "symbol":
        return text.casefold()
    host, stroke, path = re.sub(r"^\w+://(www\.)?", "", text, flags=re.IGNORECASE).partition("/")
    return f"{host.casefold()}{stroke}{path}".rstrip("/")


class Known:
    """Entries with their names in the form in which they are compared, in an order of their own.

    The order follows what the entries say, not their names or the order in which they came.
    """

    def __init__(self, entries: Sequence[Names]) -> None:
        self.entries = sorted(entries, key=lambda entry: (*entry[1:], entry.name))
        self.forms: list[NameForm] = []
        self.owner: list[int] = []
        self.languages: list[dict[str, list[int]]] = []
        self.acronyms: list[frozenset[str]] = []
        self.initials: list[frozenset[str]] = []
        for at, entry in enumerate(self.entries):
            self._add(at, entry)
        self.words = Words(
            frozenset(word for form in self._of(at) for word in (*form.words, *form.latin))
            for at in range(len(self.entries))
        )
        self.trigrams = Trigrams(self.forms)
        self.holders = self._holders()
        self.longer = self._longer()

    def _add(self, at: int, entry: Names) -> None:
        """Add the forms of an entry, and the short forms that stand in its names."""
        labels = dict.fromkeys(entry.labels)
        short = {*entry.acronyms, *(text for text, _ in labels if looks_short(text))}
        for text, lang in entry.labels:
            for acronym, long in short_names(text):
                short.add(acronym)
                labels[long, lang] = None
        forms: dict[tuple[str, str], NameForm] = {}
        for text, lang in labels:
            made = form(text, lang)
            if not made.words:
                continue
            forms.setdefault((made.plain, lang), made)
        by_language: defaultdict[str, list[int]] = defaultdict(list)
        for made in forms.values():
            by_language[made.lang].append(len(self.forms))
            self.forms.append(made)
            self.owner.append(at)
        self.languages.append(dict(by_language))
        self.acronyms.append(frozenset(" ".join(tokens(text)) for text in short))
        self.initials.append(frozenset().union(*(initials(text, lang) for text, lang in labels)))

    def _of(self, at: int) -> list[NameForm]:
        return [self.forms[number] for numbers in self.languages[at].values() for number in numbers]

    def _holders(self) -> dict[str, set[int]]:
        """Give, for every acronym, who has it or these initials."""
        wanted = frozenset().union(*self.acronyms)
        holders: defaultdict[str, set[int]] = defaultdict(set)
        for at, (short, letters) in enumerate(zip(self.acronyms, self.initials, strict=True)):
            for acronym in (short | letters) & wanted:
                holders[acronym].add(at)
        return holders

    def _longer(self) -> dict[tuple[str, str], set[int]]:
        """Give, for every name, whose longer name begins with it and goes on with a small word."""
        plain = {(form.lang, form.plain) for form in self.forms if len(form.words) > 1}
        longer: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for made, owner in zip(self.forms, self.owner, strict=True):
            words = made.plain.split(" ")
            small = SMALL.get(made.lang, frozenset()) if made.script != "Han" else frozenset()
            for end in range(2, len(words) - 1):
                head = (made.lang, " ".join(words[:end]))
                if words[end] in small and head in plain:
                    longer[head].add(owner)
        return longer

    def near(self, wanted: Collection[int] | None, *, quick: bool) -> Iterator[tuple[int, int]]:
        """Give pairs of entries that are worth comparing; with `quick` only good ones by name."""
        for first, second in sharing(self._keys()):
            if self._comparable(first, second):
                yield first, second
        rows = None
        if wanted is not None:
            rows = [number for number, owner in enumerate(self.owner) if owner in wanted]
        for one, two in self.trigrams.nearest(rows):
            first, second = sorted((self.owner[one], self.owner[two]))
            if first == second or not self._comparable(first, second):
                continue
            if not quick or could_be(self.forms[one], self.forms[two], self.words):
                yield first, second

    def _keys(self) -> Iterator[tuple[Hashable, int]]:
        for number, (made, owner) in enumerate(zip(self.forms, self.owner, strict=True)):
            yield ("words", *sorted(made.latin)), owner
            yield ("letters", made.letters), owner
            longer = self.heads(number) - {owner}
            if len(longer) == 1:
                yield from ((("title", made.lang, made.plain), at) for at in longer | {owner})
        for at, entry in enumerate(self.entries):
            yield from ((known, at) for known in entry.identifiers)
        for acronym, holders in self.holders.items():
            if len(holders) <= 3:
                yield from ((("acronym", acronym), at) for at in holders)

    def _comparable(self, first: int, second: int) -> bool:
        """Tell whether two entries may be the same at all: concepts only within their class."""
        kinds = {self.entries[first].kind, self.entries[second].kind}
        return len(kinds) == 1 or "" in kinds or kinds.isdisjoint(_CONCEPTS)

    def compare(self, one: int, two: int) -> Likeness:
        """Compare two names by number."""
        return compare(
            self.forms[one], self.forms[two], self.words, lambda: self.trigrams.cosine(one, two)
        )

    def fuller(self, number: int) -> int:
        """Give the preferred name in its language where this one is short for it, else itself."""
        made = self.forms[number]
        preferred = self.languages[self.owner[number]][made.lang][0]
        longer = self.forms[preferred].words
        if set(made.words) < set(longer) or (len(longer) > 1 and looks_short(made.text)):
            return preferred
        return number

    def heads(self, number: int) -> set[int]:
        """Give whose longer name begins with this one and goes on with a small word."""
        if self.entries[self.owner[number]].kind in _CONCEPTS:
            return set()  # a narrower concept is no duplicate
        return self.longer.get((self.forms[number].lang, self.forms[number].plain), set())

    def beginning(self, at: int, made: NameForm) -> str:
        """Give the name of an entry that begins with another name."""
        return next(f.text for f in self._of(at) if f.plain.startswith(f"{made.plain} "))

    def long_languages(self, at: int) -> set[str]:
        """Give the languages in which an entry has a name of several words."""
        return {form.lang for form in self._of(at) if len(form.words) > 1}

    def spelt(self, at: int, letters: str) -> str:
        """Give the name of an entry that an acronym stands for, else the acronym."""
        fits = (f.text for f in self._of(at) if letters in initials(f.text, f.lang))
        return next(fits, letters)
