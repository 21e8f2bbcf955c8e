"""What is odd in facts of any file: addresses that are not let in, signs that cannot be seen."""

import re
from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from minkg.intake.readers.iris import seen, trouble_of, values_of
from minkg.words import N_
from minkg.words.names import PREFIXES

_TEXTS = {
    f"{PREFIXES['xsd']}string", f"{PREFIXES['xsd']}anyURI", f"{PREFIXES['rdf']}langString",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK = re.compile("[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι]")  # those that look like Latin letters
_BESIDE = (("Latin", _LATIN), ("Cyrillic", _CYRILLIC), ("Greek", _GREEK))
_HIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff]"
)
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
Oddity = tuple[str, str, str, dict[str, str]]
"""Severity, message, hint, and the values for their gaps."""


def oddities(quad: ox.Quad) -> Iterator[Oddity]:
    """Tell what is odd in a fact; violations must not be kept, warnings are for people to judge.

    >>> fact = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("Мinamata"))
    >>> [(severity, values["scripts"]) for severity, _, _, values in oddities(fact)]
    [('warning', 'Latin, Cyrillic')]
    """
    for term in quad:
        if isinstance(term, ox.NamedNode):
            yield from _of_iri(term.value)
        elif isinstance(term, ox.Literal):
            if term.datatype.value in _TEXTS:
                yield from _of_text(term.value)
            else:
                yield from _of_iri(term.datatype.value)


@lru_cache(1 << 16)
def _of_iri(iri: str) -> tuple[Oddity, ...]:
    trouble = trouble_of(iri)
    return (("violation", *trouble, values_of(iri)),) if trouble else ()


@lru_cache(1 << 12)
def _of_text(text: str) -> tuple[Oddity, ...]:
    if text.isascii() and text.isprintable():
        return ()
    found: list[Oddity] = []
    if sign := _FORBIDDEN.search(text) or _HIDDEN.search(text):
        forbidden = _FORBIDDEN.match(sign[0]) is not None
        found.append(
            (
                "violation" if forbidden else "warning",
                N_("a sign stands in '{value}' that cannot be seen: {sign}"),
                N_("type the text anew instead of copying it"),
                {"value": seen(text), "sign": f"U+{ord(sign[0]):04X}"},
            )
        )
    for word in _WORD.findall(text):
        scripts = [name for name, letters in _BESIDE if not word.isascii() and letters.search(word)]
        if len(scripts) > 1:
            found.append(
                (
                    "warning",
                    N_("the word '{value}' has letters of several scripts: {scripts}"),
                    N_("type the word anew, with letters of one script"),
                    {"value": word[:60], "scripts": ", ".join(scripts)},
                )
            )
            break
    return tuple(found)
