"""Short names: acronyms, the initials of a name, and short forms that stand in a name."""

import re
from collections.abc import Iterator

from minkg.duplicates.name_forms import ANY_SMALL, SMALL, script, tokens

_BRACKETS = re.compile(r"(.+?)[\s,–—-]*[(\[]([^()\[\]]+)[)\]]\s*$")
_DASH = re.compile(r"\s[-–—]\s")


def initials(text: str, lang: str = "") -> frozenset[str]:
    """Give the initials of a name, with and without its small words; none of a single word.

    A word with a hyphen counts as one and as several; an acronym gives all its letters.

    >>> sorted(initials("Ministry of Sand and Gold", "en"))
    ['mosag', 'msg']
    >>> sorted(initials("UN Sand Co-operation", "en"))
    ['unsc', 'unsco', 'usc', 'usco']
    """
    found: set[str] = set()
    acronyms = set[str]()
    if not text.isupper():
        acronyms = {
            word.casefold() for word in text.split() if word.isupper() and looks_short(word)
        }
    for spelling in {text, text.replace("-", "")}:
        raw = tokens(spelling)
        content = [word for word in raw if word not in SMALL.get(lang, ANY_SMALL)]
        if len(content) < 2 or script(raw) == "Han":
            continue
        for words in (raw, content):
            found.add("".join(word[0] for word in words))
            found.add("".join(word if word in acronyms else word[0] for word in words))
    return frozenset(found)


def short_names(text: str) -> Iterator[tuple[str, str]]:
    """Give short forms that stand in a name, each with the name without it.

    >>> list(short_names("Connectivity Map (CMap)")), list(short_names("Food Database FooDB"))
    ([('CMap', 'Connectivity Map')], [('FooDB', 'Food Database')])
    """
    if bracketed := _BRACKETS.fullmatch(text):
        pairs = [(bracketed[2], [bracketed[1]]), (bracketed[1], [bracketed[2]])]
    else:
        parts = _DASH.sub(" ", text).split()
        pairs = [(parts[-1], parts[:-1]), (parts[0], parts[1:])] if parts else []
    for short, rest in pairs:
        if looks_short(short) and _abbreviates(short, long := " ".join(rest)):
            yield short, long


def looks_short(text: str) -> bool:
    """Tell whether a text looks like an acronym: one word with two capitals or more.

    >>> looks_short("GISTM"), looks_short("FooDB"), looks_short("Chile")
    (True, True, False)
    """
    return 2 <= len(text) <= 12 and text.isalpha() and sum(map(str.isupper, text)) >= 2


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a short form takes from every word that counts its first letter, or more."""
    words = [word for word in tokens(long) if word not in ANY_SMALL]
    if len(words) < 2 or len(words) > 12:
        return False
    letters = short.casefold()
    reached = {0}  # how many letters the words so far may have given
    for word in words:
        reached = {at + 1 for at in reached if letters[at : at + 1] == word[0]}
        for sign in word[1:8]:
            reached |= {at + 1 for at in reached if letters[at : at + 1] == sign}
    return len(letters) in reached
