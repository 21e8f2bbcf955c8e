"""How names are put in order, and which article a word takes."""

import re

_SPELT = r"[AEFHILMNORSX][A-Z]+\b"  # letter by letter: an NGO
_SPOKEN = r"(?i:[aeiou]|hour|honest|honou?r|heir)"
_AS_CONSONANT = r"U[A-Z]+\b|(?i:uni(?![nm])|us[aei]|ut[ei]|eu|one\b|once\b)"
_VOWEL = re.compile(f"{_SPELT}|(?!{_AS_CONSONANT}){_SPOKEN}")


def natural(text: str) -> list[tuple[int, int, str]]:
    """Give a key that sorts `report.9` before `report.10`.

    >>> sorted(["r.10", "r.9", "r.fn1"], key=natural)
    ['r.9', 'r.10', 'r.fn1']
    """
    parts = re.findall(r"\d+|\D+", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def with_article(noun: str) -> str:
    """Write an English noun with the article that it takes by its sound.

    >>> [with_article(noun) for noun in ("topic", "instrument", "United Nations entity", "hour")]
    ['a topic', 'an instrument', 'a United Nations entity', 'an hour']
    >>> [with_article(noun) for noun in ("umbrella", "user", "one-off grant", "UN body", "NGO")]
    ['an umbrella', 'a user', 'a one-off grant', 'a UN body', 'an NGO']
    """
    return f"{'an' if _VOWEL.match(noun) else 'a'} {noun}"
