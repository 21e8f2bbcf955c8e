"""Words that are spelt alike, and texts in the order in which people count."""

import re
from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Give the choice that is spelt most like a word, or None when none is close.

    >>> nearest("extration", ["extraction", "recycling"])
    'extraction'
    """
    import difflib

    return next(iter(difflib.get_close_matches(word.lower(), list(choices), n=1, cutoff=0.7)), None)


def natural(text: str) -> list[tuple[int, int, str]]:
    """Give a key that sorts `report.9` before `report.10`.

    >>> sorted(["r.10", "r.9", "r.fn1"], key=natural)
    ['r.9', 'r.10', 'r.fn1']
    """
    parts = re.findall(r"\d+|\D+", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
