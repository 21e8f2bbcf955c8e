"""One term for one concept, in messages, in labels of the ontology and the shapes, and in names."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from babel.messages.pofile import read_po

from minkg.words import LANGUAGES, names
from minkg.words.catalogues import FOLDER
from tests.tools.messages import GAP

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
CODE = re.compile(r"`[^`]*`|minkg( query)? \w+|\?\w+|mk:\w+|^default: .*")  # is not translated
OURS, NAME = names.expand("mk:translatedLabel"), names.expand("skos:prefLabel")
CONCEPTS = (
    "actor-group", "function", "legal-force", "lifecycle-stage", "material", "modality", "place",
    "support-level", "topic",
)  # fmt: skip


class Translated(NamedTuple):
    """A text of ours in another language: where it stands, of what, and what it translates."""

    place: str
    name: str
    lang: str
    english: str
    text: str


class Term(NamedTuple):
    """A row of the table: what a concept is called in a language, and what it is never called."""

    concept: str
    english: str
    language: str
    term: str
    never: str
    but: str

    def is_meant(self, one: Translated) -> bool:
        """Tell whether a text is about the concept."""
        return (
            one.lang == self.language
            and re.search(self.english, plain(one.english), re.IGNORECASE) is not None
            and not any(fnmatch(one.name, name) for name in self.but.split())
        )

    def is_kept(self, text: str) -> bool:
        """Tell whether a text says the term, and no other."""
        said = re.search(self.term, text, re.IGNORECASE) is not None
        return said and not (self.never and re.search(self.never, text, re.IGNORECASE))


@cache
def plain(text: str) -> str:
    """Give a text without gaps and commands."""
    return GAP.sub("", CODE.sub("", text))


def read_rows(name: str) -> list[tuple[str, ...]]:
    """Read a table without its head."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines[1:]]


def read_terms() -> list[Term]:
    """Read the table of terms."""
    return [Term(*row) for row in read_rows("terms.tsv")]


def in_catalogues() -> Iterator[Translated]:
    for lang in LANGUAGES[1:]:
        with Path(FOLDER, f"{lang}.po").open("rb") as stream:
            for message in read_po(stream, locale=lang):
                if message.id:
                    yield Translated(f"{lang}.po", message.id, lang, message.id, message.string)


def texts_in(path: Path) -> dict[tuple[str, str], list[ox.Literal]]:
    """Give the texts of a file that say their language, by subject and predicate."""
    found: dict[tuple[str, str], list[ox.Literal]] = {}
    for quad in ox.parse(path=path):
        if isinstance(quad.object, ox.Literal) and quad.object.language:
            about = names.name_of(quad.subject.value), quad.predicate.value
            found.setdefault(about, []).append(quad.object)
    return found


def english_of(texts: list[ox.Literal]) -> str:
    return " ".join(text.value for text in texts if text.language == "en")


def in_model() -> Iterator[Translated]:
    for path in sorted([*ROOT.glob("ontology/*.ttl"), *ROOT.glob("shapes/*.ttl")]):
        for (subject, _), texts in texts_in(path).items():
            for text in texts:
                yield Translated(path.name, subject, text.language, english_of(texts), text.value)


def in_names() -> Iterator[Translated]:
    """Give the names that are our own: those of concepts, and those that we translated."""
    for path in sorted(ROOT.glob("data/*/*.trig")):
        texts, name = texts_in(path), path.stem
        own = texts.get((name, NAME), []) if path.parent.name in CONCEPTS else []
        english = english_of(texts.get((name, NAME), []))
        for text in (*own, *texts.get((name, OURS), [])):
            place = str(path.relative_to(ROOT))
            yield Translated(place, name, text.language, english, text.value)


def broken(texts: Iterator[Translated]) -> list[tuple[Translated, str]]:
    """Give the texts that call a concept otherwise, with the term."""
    terms = read_terms()
    return [
        (one, f"{term.concept}: {term.term}")
        for one in texts
        for term in terms
        if one.lang != "en" and one.text and term.is_meant(one) and not term.is_kept(one.text)
    ]


@pytest.mark.parametrize("texts", [in_catalogues, in_model])
def test_a_concept_has_one_term_in_a_language(texts):
    assert broken(texts()) == []


def test_names_of_ours_have_the_term_too():
    known = {row[:3] for row in read_rows("names_to_mend.tsv")}
    assert [
        (one, term)
        for one, term in broken(in_names())
        if (one.place, one.lang, one.text) not in known
    ] == []


def test_the_table_is_read_and_can_fail():
    (term,) = [t for t in read_terms() if (t.concept, t.language) == ("overlap", "fr")]
    message = Translated("fr.po", "", "fr", "an overlap, asked for with `minkg overlaps`", "")
    assert term.is_meant(message)
    assert not term.is_meant(message._replace(english="see `minkg overlaps`"))
    assert term.is_kept("un chevauchement")
    assert not term.is_kept("un recoupement, ou chevauchement")
    assert not term.is_kept("une rencontre")


def test_every_row_of_the_table_is_of_use():
    texts = [*in_catalogues(), *in_model(), *in_names()]
    assert [term for term in read_terms() if not any(map(term.is_meant, texts))] == []
