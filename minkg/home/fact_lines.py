"""On which line of a Turtle or TriG file a fact stands.

A small reader of tokens that follows graph, subject and predicate through any
Turtle, TriG, N-Triples or N-Quads text that has already been parsed. What stands
inside brackets counts for the fact that the brackets belong to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from minkg.words.names import ENTRY, PREFIXES

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)
    |(?P<iri><[^<>\s]*>)
    |(?P<text>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
             |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<mark>\^\^|[.;,{}()\[\]])
    |(?P<word>(?:[^\s<>"'{}()\[\],;.\#^@\\]|\\.|\.+(?=[^\s<>"'{}()\[\],;.\#]))+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_RDF_TYPE = PREFIXES["rdf"] + "type"


@dataclass
class FactLines:
    """The lines of one file: of its subjects, and of their facts."""

    subjects: dict[str, int] = field(default_factory=dict)
    facts: dict[tuple[str, str], int] = field(default_factory=dict)
    values: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "FactLines":
        r"""Find the line of every fact of a text that has been parsed without error.

        >>> FactLines.of("PREFIX : <http://e/>\n:s :p :a , 'b'@en ;\n  :q 3 .").find(
        ...     "http://e/s", "http://e/q"
        ... )
        3
        """
        walk = _LineWalk()
        for kind, token, line in _tokens(text):
            walk.take(kind, token, line)
        return walk.lines

    def find(self, subject: str, predicate: str = "", value: str | None = None) -> int | None:
        """Give the line of a fact; of its predicate or subject when no value is meant."""
        exact = None if value is None else self.values.get((subject, predicate, value))
        return exact or self.facts.get((subject, predicate)) or self.subjects.get(subject)


def _unescape(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])

    return _ESCAPE.sub(one, text)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Give kind, content and line of every token; `@prefix` and `PREFIX` are words."""
    at, line = 0, 1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        kind, token = str(match.lastgroup), match[0]
        if kind != "skip":
            yield kind, token, line
        line += token.count("\n")
        at = match.end()


def _string(token: str) -> str:
    quotes = 3 if token[:3] in ('"""', "'''") else 1
    return _unescape(token[quotes:-quotes])


class _LineWalk:
    def __init__(self) -> None:
        self.prefixes: dict[str, str] = {}
        self.base = ENTRY
        self.lines = FactLines()
        self.depth = 0
        self.declaring = ""
        self.words: list[str] = []

    def name(self, kind: str, token: str) -> str:
        if kind == "iri":
            iri = _unescape(token[1:-1])
            return iri if _SCHEME.match(iri) else urljoin(self.base, iri)
        if kind == "text":
            return _string(token)
        if token == "a":
            return _RDF_TYPE
        prefix, colon, local = token.partition(":")
        local = re.sub(r"\\(.)", r"\1", local)
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else token

    def declare(self, kind: str, token: str) -> None:
        if kind == "iri" and self.declaring == "base":
            self.base, self.declaring = self.name(kind, token), ""
        elif kind == "iri":
            self.prefixes[self.declaring.removesuffix(":")] = self.name(kind, token)
            self.declaring = ""
        else:
            self.declaring = token

    def take(self, kind: str, token: str, line: int) -> None:
        """Move on by one token: subject, predicate, values, and the marks between them."""
        if token.lower() in ("prefix", "@prefix") and not self.words:
            self.declaring = ":"
        elif token.lower() in ("base", "@base") and not self.words:
            self.declaring = "base"
        elif self.declaring:
            self.declare(kind, token)
        elif token in "[(" and kind == "mark":
            self.depth += 1
            if self.depth == 1 and len(self.words) < 2:
                self.words.append("[]")
        elif token in "])" and kind == "mark":
            self.depth -= 1
        elif self.depth or kind == "lang" or token == "^^":
            return
        elif kind == "mark":
            keep = {";": 1, ",": 2}.get(token, 0)
            del self.words[keep:]
        elif len(self.words) < 3 or kind in ("iri", "word"):
            self.add(self.name(kind, token), line)

    def add(self, name: str, line: int) -> None:
        if len(self.words) == 3:  # a datatype, or the graph of an N-Quads line
            return
        self.words.append(name)
        if len(self.words) == 1:
            self.lines.subjects.setdefault(name, line)
        elif len(self.words) == 2:
            self.lines.facts.setdefault((self.words[0], name), line)
        else:
            self.lines.values.setdefault((self.words[0], self.words[1], name), line)
