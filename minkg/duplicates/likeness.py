"""How alike two names are, and in what: words, letters, trigrams, numbers."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from math import fsum, log
from typing import NamedTuple

from minkg.duplicates.name_forms import NameForm, form
from minkg.words import LANGUAGES

SAME_FORM, SAME_WORDS, SAME_LETTERS = 0.98, 0.96, 0.95
OTHER_SCRIPT = 0.95
WORD_MISSING = 0.7  # no pair is above this when one name has a word that the other lacks
NUMBER_DIFFERS = 0.5
_SLIPS = 0.02  # a word is misspelt in no more than this share of the names that have it


class Likeness(NamedTuple):
    """How alike two names are, all from 0 to 1; `value` is what follows from the rest."""

    value: float
    same: float
    words: float
    spelling: float
    trigrams: float
    numbers: float


@cache
def _countries() -> frozenset[str]:
    """Give the words of the names of countries and regions in all six languages (Unicode CLDR)."""
    from babel import Locale

    return frozenset(
        word
        for lang in LANGUAGES
        for name in Locale.parse(lang).territories.values()
        for word in form(str(name), lang).words
    )


def misspelt(first: str, second: str, *, known: bool = False) -> float:
    """Tell how alike two words are when one may be the other misspelt or inflected; else 0.

    Words of up to three letters, numbers and names of countries are never misspelt; with
    `known` (both stand in other names too) only endings may differ.

    >>> misspelt("tailings", "tailngs"), misspelt("niger", "nigeria"), misspelt("2022", "2023")
    (0.875, 0.0, 0.0)
    """
    from rapidfuzz.distance import OSA

    longest = max(len(first), len(second))
    if min(len(first), len(second)) < 4 or not (first + second).isalpha():
        return 0.0
    far = OSA.distance(first, second, score_cutoff=2)
    if far > (1 if longest < 11 else 2) or (known and not _inflected(first, second)):
        return 0.0
    if first in _countries() and second in _countries():
        return 0.0
    return 1 - far / longest


def _inflected(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return long.startswith(short)


class Words:
    """What the words of many entries weigh: a word that few entries have weighs more."""

    def __init__(self, entries: Iterable[frozenset[str]]) -> None:
        self._held: Counter[str] = Counter()
        self._count = 0
        for words in entries:
            self._held.update(words)
            self._count += 1
        self._most = self._information(1)

    def _information(self, held: int) -> float:
        return 1 + log((self._count + 1) / (held + 1))

    def weight(self, word: str) -> float:
        """Give the weight of a word: 1 for one that a single entry has, less for others."""
        return self._information(max(1, self._held[word])) / self._most

    def alike(self, first: str, second: str) -> float:
        """Tell how alike two different words are if one may be the other misspelt; else 0."""
        rarer, other = sorted((self._held[first], self._held[second]))
        return misspelt(first, second, known=rarer > 1 + _SLIPS * other)

    def pairs(self, first: Iterable[str], second: Iterable[str]) -> dict[tuple[str, str], float]:
        """Pair every word of one name with at most one of the other, the most alike first."""
        left, right = set(first), set(second)
        matched = {(word, word): 1.0 for word in left & right}
        close = [
            (alike, one, two)
            for one in left - right
            for two in right - left
            if (alike := self.alike(one, two))
        ]
        close.sort(key=lambda found: (-found[0], sorted(found[1:]), found[1:]))
        taken: set[tuple[int, str]] = set()
        for alike, one, two in close:
            if taken.isdisjoint({(0, one), (1, two)}):
                taken |= {(0, one), (1, two)}
                matched[one, two] = alike
        return matched


def could_be(first: NameForm, second: NameForm, words: Words) -> bool:
    """Tell quickly whether two names may be more alike than a missing word allows."""
    if first.letters == second.letters:
        return True
    left, right = _compared(first, second)
    only, other = set(left) - set(right), set(right) - set(left)
    return len(only) == len(other) and all(any(words.alike(o, t) for t in other) for o in only)


def _compared(first: NameForm, second: NameForm) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what is compared: the words in their own script, else both in Latin letters."""
    if first.script == second.script:
        return first.words, second.words
    return first.latin, second.latin


def compare(
    first: NameForm, second: NameForm, words: Words, cosine: Callable[[], float]
) -> Likeness:
    """Give how alike two names are; `cosine` gives that of their trigrams when it is needed."""
    left, right = _compared(first, second)
    factor = 1.0 if first.script == second.script else OTHER_SCRIPT
    numbers = float(first.numbers == second.numbers)
    if first.plain == second.plain:
        return Likeness(1, 1, 1, 1, 1, 1)
    if left == right:
        return Likeness(SAME_FORM * factor, 1, 1, 1, 1, numbers)
    if sorted(left) == sorted(right):
        return Likeness(SAME_WORDS * factor, 0, 1, _spelling(left, right), 1, numbers)
    if "".join(left) == "".join(right):
        share = _shared(left, right, words)[0]
        return Likeness(SAME_LETTERS * factor, 0, share, 1, cosine(), numbers)
    share, missing = _shared(left, right, words)
    spelling, trigrams = _spelling(left, right), cosine()
    value = 0.6 * share + 0.25 * spelling + 0.15 * trigrams
    if len(left) == len(right) == 1 and first.text.isupper() and second.text.isupper():
        return Likeness(0, 0, share, spelling, trigrams, numbers)  # two acronyms
    if missing:
        value = min(WORD_MISSING, value) * (1 - missing)
    if not numbers:
        value *= NUMBER_DIFFERS
    return Likeness(value * factor, 0, share, spelling, trigrams, numbers)


def _spelling(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(" ".join(left), " ".join(right)) / 100


def _shared(left: tuple[str, ...], right: tuple[str, ...], words: Words) -> tuple[float, float]:
    """Give the weight of shared words among all, and how much words that one lacks take away.

    The heaviest word that is not shared counts, more where each name has a word of its own.
    """
    pairs = words.pairs(left, right)
    shared = [max(words.weight(one), words.weight(two)) for one, two in pairs]
    alone = [
        [words.weight(word) for word in set(names) - {pair[side] for pair in pairs}]
        for side, names in enumerate((left, right))
    ]
    total = fsum(shared) + fsum(alone[0] + alone[1])
    weighed = fsum(w * alike for w, alike in zip(shared, pairs.values(), strict=True))
    missing = max(alone[0] + alone[1], default=0.0) * (0.5 if all(alone) else 0.3)
    return (weighed / total if total else 0.0), missing
