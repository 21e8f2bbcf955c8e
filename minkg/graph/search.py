"""Find entries by any of their names, in any language, script and spelling."""

import re
import unicodedata
from collections.abc import Iterator

from minkg.graph.asking import Asking
from minkg.graph.sparql import declared
from minkg.words.names import ENTRY, name_of

_ALL_NAMES = declared(
    f"""SELECT ?x ?name WHERE {{
  VALUES ?p {{ skos:prefLabel skos:altLabel mk:acronym mk:translatedLabel mk:symbol }}
  ?x ?p ?name
  FILTER(STRSTARTS(STR(?x), "{ENTRY}"))
}} ORDER BY ?x ?name"""
)


class _BareSigns(dict[int, int | None]):
    """What is left of each sign: nothing of marks, else the sign itself."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        is_mark = unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Lm")
        self[code] = None if is_mark else code
        return self[code]


_BARE = _BareSigns()
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Reduce a text to what counts when names are compared: no case, marks or punctuation.

    >>> fold("Société — «Géné­rale»"), fold("ХВОСТЫ")
    ('societe generale', 'хвосты')
    """
    plain = unicodedata.normalize("NFKD", text)
    bare = unicodedata.normalize("NFKD", plain.casefold()).translate(_BARE)
    return " ".join(_WORD.findall(bare))


def latin(text: str) -> str:
    """Write a text of any script in Latin letters, roughly.

    >>> latin("песок"), latin("沙")
    ('pesok', 'sha')
    """
    from anyascii import anyascii

    return fold(anyascii(text))


def _names(graph: Asking) -> Iterator[tuple[str, str]]:
    for entry, name in graph.select(_ALL_NAMES):
        assert entry is not None
        assert name is not None
        if "#" not in entry.value:
            yield name_of(entry.value), name.value
    for entry_name in sorted(graph.names):
        yield entry_name, entry_name.replace("-", " ")


def find(graph: Asking, text: str) -> list[tuple[str, str]]:
    """Give entries with a name that contains the text, and that name; the best match first.

    Words may stand in any order; a text in Latin letters also finds names in other scripts.
    """
    wanted = fold(text)
    words, spelt = wanted.split(), latin(text)
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    for entry, name in _names(graph):
        folded = fold(name)
        if folded == wanted:
            rank = 0
        elif folded.startswith(wanted) or f" {wanted}" in f" {folded}":
            rank = 1
        elif all(word in folded for word in words):
            rank = 2
        elif not name.isascii() and wanted.isascii() and spelt in latin(name):
            rank = 3
        else:
            continue
        key = (rank, len(folded), name)
        if words and (entry not in best or key < best[entry][0]):
            best[entry] = (key, name)
    return [(entry, name) for entry, (_, name) in sorted(best.items(), key=lambda i: (i[1], i[0]))]


def exactly(graph: Asking, text: str) -> list[str]:
    """Give the entries one of whose names is this text, case and punctuation aside."""
    wanted = fold(text)
    return sorted({entry for entry, name in _names(graph) if wanted and fold(name) == wanted})
