"""Seals: the fingerprint of the facts of a passage that somebody compared with the text.

A sealed passage whose facts were changed afterwards has another fingerprint, and is told.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

__all__ = ["COMPANION", "VOUCHED", "companion_of", "seal_of"]

DIGITS = 32
COMPANION = ".to-confirm"
VOUCHED = ("seal", "comparedBy", "comparedOn")  # what only a review writes of a passage


def seal_of(facts: Iterable[tuple[Any, Any, Any]]) -> str:
    """Give the seal of facts, whatever their order: SHA-256 of their sorted N-Triples, shortened.

    >>> seal_of([("<a>", "<b>", "<c>")]) == seal_of([("<a>", "<b>", "<c>")] * 2)
    True
    """
    lines = sorted({f"{subject} {predicate} {value} .\n" for subject, predicate, value in facts})
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:DIGITS]


def companion_of(passage: str) -> str:
    """Give the passage in which facts stand that cite another one and wait to be compared.

    >>> companion_of("unep-ea6-minerals-report.19")
    'unep-ea6-minerals-report.19.to-confirm'
    """
    return passage if passage.endswith(COMPANION) else passage + COMPANION
