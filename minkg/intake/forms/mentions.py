"""Which entry a text in a cell means: by name, or by label in any language."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.intake.forms.fields import folded
from minkg.shacl import FactIndex
from minkg.words.names import ENTRY, MAX_NAME, PREFIXES, expand, is_name

_LABELS = [f"{PREFIXES['skos']}{p}" for p in ("prefLabel", "altLabel")] + [
    expand("mk:acronym"),
    expand("mk:translatedLabel"),
]
_PASSAGE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
_PATH = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_NAMED = re.compile(r"(.*)\(([a-z0-9.-]+)\)$", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NUMBERED = re.compile(
    r"^(?:paragraph[es]?|paras?|par|items?|rows?|notes?|activity|points?|alinéa|ligne|párrafo|punto"
    r"|пункт|п|пар|строка|примечание|الفقرة|البند)\b[.\s]*(?=\w)"
)
_COUNTED = re.compile(r"第\s*(\w+?)\s*[段条款项]")
_STOPPED = re.compile(r"\b(paras?|par|art|fn|п|пар|ст)\.\s*(?=\w)")
_SHORT = {"article": "art", "статья": "art", "ст": "art", "artículo": "art", "المادة": "art"}
_LEVELS = re.compile(r"[().,;/]")
_JOINED = {"footnote": "fn", "fn": "fn", "table": "table"}


class Meaning:
    """The entries of a graph by what they are called, and those that a file adds."""

    def __init__(self, facts: FactIndex) -> None:
        self.facts = facts
        self.added: dict[str, set[ox.NamedNode]] = defaultdict(set)
        self.new: dict[Term, Term] = {}

    def add(self, entry: ox.NamedNode, kind: ox.NamedNode, labels: Iterable[str]) -> None:
        """Make an entry of the file known by its class and labels."""
        self.new[entry] = kind
        for label in labels:
            self.added[folded(label)].add(entry)

    @cached_property
    def _by_label(self) -> dict[str, set[Term]]:
        found: dict[str, set[Term]] = defaultdict(set)
        for predicate in _LABELS:
            for subject, labels in self.facts.by_subject(predicate).items():
                for label in labels:
                    found[folded(label.value)].add(subject)
        return found

    def known(self, entry: Term) -> bool:
        """Tell whether the graph describes an entry already."""
        return entry in self.facts.by_subject(f"{PREFIXES['rdf']}type")

    def of(self, text: str, wanted: str = "") -> list[Term]:
        """Give what a text may mean, of the wanted class where there are such.

        One term is the answer; several mean that the text is not clear; none, that it
        is neither a name nor a label.
        """
        if _ADDRESS.fullmatch(text):
            return [ox.NamedNode(text)]
        bare = text.removeprefix(":")
        prefix, colon, local = text.partition(":")
        if colon and prefix in PREFIXES and re.fullmatch(r"[\w.-]+", local, re.ASCII):
            return [ox.NamedNode(expand(text))]
        if _is_iri_part(bare) and self._there(ox.NamedNode(ENTRY + bare)):
            return [ox.NamedNode(ENTRY + bare)]
        found = self._labelled(text, wanted)
        if not found and (named := _NAMED.match(text)):
            found = [ox.NamedNode(ENTRY + named[2])]
        if not found and _is_iri_part(bare):
            return [ox.NamedNode(ENTRY + bare)]
        return found

    def passage(self, document: ox.NamedNode, text: str) -> ox.NamedNode:
        """Give the passage of a document that a text means: its name's end, or its locator."""
        bare = text.removeprefix(f":{document.value.removeprefix(ENTRY)}.")
        exact = ox.NamedNode(f"{document.value}.{bare}") if _PATH.fullmatch(bare) else None
        if exact is not None and self.known(exact):
            return exact
        found = self._by_locator.get((document, folded(text)))
        return found or exact or ox.NamedNode(f"{document.value}.{locator_path(text)}")

    @cached_property
    def _by_locator(self) -> dict[tuple[Term, str], ox.NamedNode]:
        found: dict[tuple[Term, str], ox.NamedNode] = {}
        for passage, documents in self.facts.by_subject(expand("dcterms:isPartOf")).items():
            assert isinstance(passage, ox.NamedNode)
            for locator in self.facts.values(passage, expand("mk:locator")):
                for document in documents:
                    found.setdefault((document, folded(locator.value)), passage)
        return found

    def _labelled(self, text: str, wanted: str) -> list[Term]:
        key = folded(text)
        found = {*self._by_label.get(key, ()), *self.added.get(key, ())}
        if wanted:
            kind = ox.NamedNode(wanted)
            below = self.facts.subclasses(kind)
            fitting = {e for e in found if self.new.get(e) in below or self.facts.is_a(e, kind)}
            found = fitting or found
        return sorted(found, key=lambda entry: entry.value)

    def _there(self, entry: ox.NamedNode) -> bool:
        return entry in self.new or self.known(entry)


def _is_iri_part(text: str) -> bool:
    return is_name(text) or _PASSAGE.fullmatch(text) is not None


def proposed_name(label: str) -> str:
    """Make the name of an entry from its label.

    >>> proposed_name("Fonds d’État pour l’exploitation (Côte d’Ivoire)")
    'fonds-d-etat-pour-l-exploitation-cote-d-ivoire'
    """
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(label).lower())
    while words and not words[0][0].isalpha():
        words.append(words.pop(0)) if any(w[0].isalpha() for w in words) else words.clear()
    while words and len("-".join(words)) > MAX_NAME:
        words.pop()
    return "-".join(words)


def locator_path(text: str) -> str:
    """Make the end of a passage's name from the place as people write it.

    >>> locator_path("30 (d) (e)"), locator_path("para. 19"), locator_path("Annex C.1")
    ('30.d.e', '19', 'annex-c.1')
    >>> locator_path("article 3, paragraph 4"), locator_path("footnote 3"), locator_path("第30段")
    ('art-3.4', 'fn3', '30')
    >>> locator_path("Art. 7 (b)"), locator_path("fn. 12"), locator_path("Annex, para. 3")
    ('art-7.b', 'fn12', 'annex.3')
    """
    bare = _STOPPED.sub(r"\1 ", _COUNTED.sub(r" \1 ", text.casefold()).strip())
    parts = _LEVELS.split(_NUMBERED.sub("", bare))
    levels = (_level(_NUMBERED.sub("", part.strip())) for part in parts)
    return ".".join(level for level in levels if level)


def _level(text: str) -> str:
    """Write one level of a place: `annex-c`, `table2`."""
    from anyascii import anyascii

    known = [_SHORT.get(word, word) for word in re.findall(r"\w+", text)]
    words = re.findall("[a-z0-9]+", anyascii("-".join(known).replace("_", "-")).lower())
    if words and words[0] in _JOINED and len(words) > 1:
        words[:2] = [_JOINED[words[0]] + words[1]]
    return "-".join(words)
