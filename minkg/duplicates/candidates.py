"""Possible duplicate entries: the same thing entered twice.

It only ever suggests, with the evidence: the score, every feature, and what each compared.
How the score comes about: the most telling of the evidence below, times what speaks against.

====================  =========================================================================
the names             1 for the same name, a little less for the same form, words or letters;
                      else how much of the words, letters and trigrams is shared. A word that
                      only one has keeps it under 0.7, another number under 0.5.
an acronym            0.85 when the acronym of one is that of the other or its initials, and no
                      third entry fits; not where both have full names that differ
a short title         0.8 when one name begins the other, up to a preposition, and no third one
an identifier         0.95 for a symbol or an exact match in common; an official site in common
                      brings alike names nearer
names in others       other names in languages that both have, when they differ, lower it
class, years, symbols other classes, years or symbols lower it
====================  =========================================================================
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum
from typing import NamedTuple

from minkg.duplicates.known_names import Known, Names
from minkg.duplicates.likeness import WORD_MISSING, Likeness
from minkg.words import N_

FEATURES = (
    N_("same form"), N_("shared words"), N_("spelling"), N_("trigrams"), N_("numbers"),
    N_("names in other languages"), N_("acronym"), N_("short title"), N_("identifier"),
    N_("class"), N_("years"), N_("symbols"),
)  # fmt: skip
ACRONYM, SHORT_TITLE, IDENTIFIER, SITE = 0.85, 0.8, 0.95, 0.55
SAME_GROUP, OTHER_GROUP, OTHER_YEARS, OTHER_SYMBOLS = 0.92, 0.7, 0.8, 0.7
OTHER_NAMES = 0.35  # what names that differ wholly in all other languages take away
_GROUPS = (
    frozenset({
        "agreement", "framework", "initiative", "platform", "regulation", "resolution", "standard",
    }),
    frozenset({
        "civil-society-body", "government-body", "industry-body", "intergovernmental-organization",
        "multi-stakeholder-body", "organization", "research-body", "secretariat", "un-entity",
    }),
)  # fmt: skip


@dataclass(frozen=True)
class Feature:
    """One thing that was compared: its value from 0 to 1 and the two strings."""

    name: str
    value: float
    first: str
    second: str


@dataclass(frozen=True)
class Candidate:
    """Two entries that may be the same thing, and why; `names` are the two most alike names."""

    first: str
    second: str
    score: float
    features: tuple[Feature, ...]
    names: tuple[str, str]


class _Alike(NamedTuple):
    """Two names by number, how alike they are, and what that is worth as evidence."""

    value: float
    likeness: Likeness
    one: int
    two: int


def possible_duplicates(
    entries: Sequence[Names], *, least: float = 0.75, new: Collection[str] | None = None
) -> list[Candidate]:
    """Give the pairs of entries with a score of at least `least`, the highest first.

    With `new`, only pairs with an entry of one of these names: the check of a new entry.

    >>> entries = [
    ...     Names("a", labels=(("Connectivity Map", "en"),)),
    ...     Names("b", labels=(("The Connectivity Map", "en"),)),
    ... ]
    >>> [(c.first, c.second, c.score) for c in possible_duplicates(entries)]
    [('a', 'b', 0.98)]
    """
    known = Known(entries)
    wanted = None if new is None else {at for at, e in enumerate(known.entries) if e.name in new}
    pairs = {
        pair
        for pair in known.near(wanted, quick=least > WORD_MISSING)
        if wanted is None or not wanted.isdisjoint(pair)
    }
    found = (_judge(known, *pair, least) for pair in sorted(pairs))
    return sorted(filter(None, found), key=lambda c: (-c.score, c.first, c.second))


def _judge(known: Known, first: int, second: int, least: float) -> Candidate | None:
    """Weigh what speaks for two entries being one thing, and what speaks against."""
    if known.entries[first].name > known.entries[second].name:
        first, second = second, first
    best, others = _most_alike(known, first, second)
    differing = OTHER_NAMES * (1 - others.value) if others else 0.0
    named = best.value - differing if best else 0.0
    acronym, title = _acronym(known, first, second), _short_title(known, first, second)
    shared = _shared_identifier(known, first, second)
    against = [*_other_kinds(known, first, second), *_other_facts(known, first, second, shared)]
    score = max(
        named,
        ACRONYM * acronym.value if acronym else 0,
        SHORT_TITLE - differing if title else 0,
        _identified(shared, named),
    )
    for _, factor in against:
        score *= factor
    score = round(max(score, 0.0), 4)
    if score < least:
        return None
    features = (
        *(_name_features(known, best) if best else ()),
        *(feature for feature in (others, acronym, title, shared) if feature),
        *(feature for feature, _ in against),
    )
    texts = (known.forms[best.one].text, known.forms[best.two].text) if best else ("", "")
    return Candidate(known.entries[first].name, known.entries[second].name, score, features, texts)


def _most_alike(known: Known, first: int, second: int) -> tuple[_Alike | None, Feature | None]:
    """Give the most alike names, and the mean in the other languages that both entries have."""
    left, right = known.languages[first], known.languages[second]
    common = sorted(lang for lang in left.keys() & right.keys() if lang)
    found = [(lang, _best(known, product(left[lang], right[lang]))) for lang in common]
    across = [
        (one, two)
        for (lang, ones), (other, twos) in product(left.items(), right.items())
        if lang != other or not lang
        for one, two in product(ones, twos)
        if not common or not lang or not other or _same_words(known, one, two)
    ]
    if across:
        found.append(("", _best(known, across)))
    if not found:
        return None, None
    lang, best = max(found, key=lambda item: item[1].value)  # the first of equals
    rest = [alike for other, alike in found if other and other != lang]
    if not rest:
        return best, None
    least = min(rest, key=lambda alike: alike.value)
    mean = fsum(alike.value for alike in rest) / len(rest)
    texts = known.forms[least.one].text, known.forms[least.two].text
    return best, Feature("names in other languages", round(mean, 4), *texts)


def _same_words(known: Known, one: int, two: int) -> bool:
    return sorted(known.forms[one].latin) == sorted(known.forms[two].latin)


def _best(known: Known, pairs: Iterable[tuple[int, int]]) -> _Alike:
    """Give the most alike pair of names; of equals, the first by text."""
    return min(
        (_alike(known, one, two) for one, two in pairs),
        key=lambda a: (-a.value, known.forms[a.one].text, known.forms[a.two].text),
    )


def _alike(known: Known, one: int, two: int) -> _Alike:
    """Compare two names; where both are short for longer ones, these decide."""
    likeness = known.compare(one, two)
    value, longer = likeness.value, (known.fuller(one), known.fuller(two))
    if longer[0] != one and longer[1] != two:
        value = min(value, known.compare(*longer).value)
    return _Alike(value, likeness, one, two)


def _name_features(known: Known, best: _Alike) -> Iterator[Feature]:
    first, second = known.forms[best.one], known.forms[best.two]
    texts, words = (first.text, second.text), (" ".join(first.words), " ".join(second.words))
    yield Feature("same form", float(best.likeness.same), *texts)
    yield Feature("shared words", round(float(best.likeness.words), 4), *words)
    yield Feature("spelling", round(float(best.likeness.spelling), 4), *words)
    yield Feature("trigrams", round(float(best.likeness.trigrams), 4), *words)
    if first.numbers or second.numbers:
        numbers = (" ".join(first.numbers), " ".join(second.numbers))
        yield Feature("numbers", best.likeness.numbers, *numbers)


def _acronym(known: Known, first: int, second: int) -> Feature | None:
    """Give the acronym of one that is that of the other or its initials; less where others fit."""
    shared = (known.acronyms[first] & (known.acronyms[second] | known.initials[second])) | (
        known.acronyms[second] & known.initials[first]
    )
    if not shared:
        return None
    letters = min(shared, key=lambda text: (len(known.holders[text]), -len(text), text))
    value = 1 / (len(known.holders[letters]) - 1)
    if len(letters) < 3:
        value *= 0.95
    if known.long_languages(first) & known.long_languages(second):
        value /= 2
    return Feature(
        "acronym", round(value, 4), known.spelt(first, letters), known.spelt(second, letters)
    )


def _short_title(known: Known, first: int, second: int) -> Feature | None:
    """Give a name that begins the other up to a small word, where no third entry's does."""
    for short, long in ((first, second), (second, first)):
        for number in (number for numbers in known.languages[short].values() for number in numbers):
            made = known.forms[number]
            if known.heads(number) - {short} == {long} and known.fuller(number) == number:
                texts = made.text, known.beginning(long, made)
                return Feature("short title", 1.0, *(texts if short == first else texts[::-1]))
    return None


def _shared_identifier(known: Known, first: int, second: int) -> Feature | None:
    """Give the most telling identifier that both have; its kind stands before it."""
    left, right = (known.entries[at].identifiers for at in (first, second))
    shared = sorted(set(left) & set(right), key=lambda item: (item[0] == "officialSite", item))
    if not shared:
        return None
    text = " ".join(shared[0])
    return Feature("identifier", SITE if shared[0][0] == "officialSite" else 1.0, text, text)


def _identified(shared: Feature | None, named: float) -> float:
    if shared is None:
        return 0.0
    return IDENTIFIER if shared.value == 1 else SITE + (1 - SITE) * named


def _other_kinds(known: Known, first: int, second: int) -> Iterator[tuple[Feature, float]]:
    """Compare the classes: instruments with instruments are nearer than with organizations."""
    kinds = known.entries[first].kind, known.entries[second].kind
    factor = 1.0
    if kinds[0] != kinds[1] and all(kinds):
        near = any(set(kinds) <= group for group in _GROUPS)
        factor = SAME_GROUP if near else OTHER_GROUP
    yield Feature("class", factor, *kinds), factor


def _other_facts(
    known: Known, first: int, second: int, shared: Feature | None
) -> Iterator[tuple[Feature, float]]:
    """Compare the years of their dates, and their symbols where they share no identifier."""
    one, two = known.entries[first], known.entries[second]
    if one.years and two.years:
        same = not set(one.years).isdisjoint(two.years)
        texts = (" ".join(map(str, years)) for years in (one.years, two.years))
        yield Feature("years", float(same), *texts), 1.0 if same else OTHER_YEARS
    symbols = [
        [value for kind, value in entry.identifiers if kind == "symbol"] for entry in (one, two)
    ]
    if all(symbols) and shared is None:
        yield Feature("symbols", 0.0, *map(", ".join, symbols)), OTHER_SYMBOLS
