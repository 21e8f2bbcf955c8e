"""The words and signs of a SPARQL query, for whoever must know what is a text in it and what not.

Whether a query may be run at all is not decided here: see `site.workers.query_screen`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Token", "keywords", "tokens"]

_TOKEN = re.compile(
    r"""(?:\s+|\#[^\n]*)*(?:
      (?P<iri><[^<>"{}|^`\\\s]*>)
    | (?P<text>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<var>[?$]\w+|_:\w+)
    | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[\w:%\\-]))*)
    | (?P<number>\d*\.\d+|\d+)
    | (?P<word>@?[A-Za-z][\w-]*)
    | (?P<sign>\^\^|&&|\|\||!=|<=|>=|[{}();.,/|^*+?!=<>-])
    | (?P<end>\Z)
    | (?P<other>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_TELLING = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "FROM"))


class Token(NamedTuple):
    """A token, and where it begins.

    Its kind is iri, text, var, name, number, word, sign, or other for what is no SPARQL.
    """

    kind: str
    text: str
    place: int


def tokens(sparql: str) -> Iterator[Token]:
    """Give the tokens of a query one after another, without comments.

    >>> [token.text for token in tokens("ASK { ?x a :B } # not this")]
    ['ASK', '{', '?x', 'a', ':B', '}']
    """
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or ""
        if kind != "end":
            yield Token(kind, match[kind], match.start(kind))


def keywords(sparql: str) -> list[str]:
    r"""Give the words that tell a query's form and dataset, not those in its texts and comments.

    >>> keywords('# ASK\nselect ?from FROM <urn:SELECT> WHERE { ?from ?p "DESCRIBE" }')
    ['SELECT', 'FROM']
    """
    words = (token.text.upper() for token in tokens(sparql) if token.kind == "word")
    return [word for word in words if word in _TELLING]
