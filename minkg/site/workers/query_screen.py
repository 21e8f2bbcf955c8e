r"""What a query would do beyond reading this graph, told before anybody runs it.

A clause that asks another server is `SERVICE`, perhaps `SILENT`, an IRI or a
variable, and a brace, with nothing but space and comments between; whatever
stands around it, this is found. It is let pass only where it certainly is part
of a text or a comment. What is certain is not what a careful reader of SPARQL
thinks but what no reading can change: `?a<1#>` may be an IRI or the start of a
comment, so a query with such a sign is read as if it had no texts and comments.
"""

import re
from typing import NamedTuple

from minkg.words import BadInput, MinkgError

_GAP = r"(?:[\s\ufeff]++|\#[^\r\n]*+)*+"
_TARGET = r"(?:<(?P<iri>[^\s<>{}]*)>|(?:\\.|[^\s{\#<\\])++)"
_SERVICE = re.compile(
    rf"(?=SERVICE{_GAP}(?:SILENT)?{_GAP}{_TARGET}{_GAP}\{{)", re.IGNORECASE | re.DOTALL
)
_LOAD = re.compile(
    rf"(?=LOAD{_GAP}(?:SILENT)?{_GAP}(?:<(?P<iri>[^\s<>{{}}]*)>|[^\s{{\#<:]*:))",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<comment>\#[^\r\n]*)"""
    r"""|(?P<text>\"{3}.*?\"{3}|'{3}.*?'{3}"""
    r"""|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')|(?P<bracket>[(){}\[\]])""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CHANGING = re.compile(r"RAND|NOW|UUID|BNODE|SERVICE", re.IGNORECASE)


class Screened(NamedTuple):
    """What was found: addresses asked (empty for a computed one), and depth."""

    outside: tuple[str, ...]
    depth: int


def screen(text: str, *, update: bool = False) -> Screened:
    r"""Read a query or an update.

    >>> screen("SELECT * { SERVICE SILENT <http://x/> { ?s ?p ?o } }").outside
    ('http://x/',)
    >>> screen('ASK { ?s ?p "SERVICE <http://x/> {" } # SERVICE ?x {}').outside
    ()
    >>> screen("ASK { FILTER(?a<1#>'''\n) SERVICE ?x {} #'''\n }").outside
    ('',)
    >>> screen("LOAD <file:///etc/passwd>", update=True).outside
    ('file:///etc/passwd',)
    """
    found: list[str] = []
    deepest = 0
    for version in dict.fromkeys((text, _decoded(text))):
        inert, depth = _read(version)
        deepest = max(deepest, depth)
        for pattern in (_SERVICE, _LOAD) if update else (_SERVICE,):
            found += [
                match["iri"] or ""
                for match in pattern.finditer(version)
                if not any(start <= match.start() < end for start, end in inert)
            ]
    return Screened(tuple(dict.fromkeys(found)), deepest)


def _read(text: str) -> tuple[list[tuple[int, int]], int]:
    """Give the spans of texts and comments, none where the reading is not certain; the depth."""
    spans: list[tuple[int, int]] = []
    depth = deepest = 0
    certain = True
    for match in _TOKEN.finditer(text):
        if match["bracket"]:
            depth += 1 if match[0] in "({[" else -1
            deepest = max(deepest, depth)
        elif match["iri"]:
            certain = certain and _is_certain(match["iri"])
        elif _may_hide(match[0]):
            spans.append(match.span())
    return (spans if certain else []), deepest


def _is_certain(iri: str) -> bool:
    """Tell whether `<…>` can be nothing but an IRI, or hides nothing if it is not one."""
    return not {"#", "'"} & set(iri) or iri.startswith(("<http://", "<https://"))


def _may_hide(text: str) -> bool:
    lower = text.lower()
    return "service" in lower or "load" in lower


def _decoded(text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "

    return _ESCAPE.sub(sign, text)


class NotAllowed(MinkgError):
    """A query that would ask another server."""


class Rules(NamedTuple):
    """What a query may do: the addresses it may ask, and its depth."""

    services: frozenset[str] = frozenset()
    depth: int = 250


def refuse(text: str, rules: Rules, *, update: bool = False) -> None:
    """Raise an error for a query that asks other servers or is nested too deep."""
    found = screen(text, update=update)
    if found.depth > rules.depth:
        raise BadInput(
            "the query has more than {n} brackets in brackets",
            hint="write it flatter",
            n=rules.depth,
        )
    other = next((address for address in found.outside if address not in rules.services), None)
    if other is not None:
        raise NotAllowed(
            "this server does not ask other servers: SERVICE and LOAD are off ({address})",
            hint="whoever runs it may allow an address: `minkg serve --allow-service URL`",
            address=other[:500] or "?",
        )


def is_steady(text: str) -> bool:
    """Tell whether a query has the same answer as long as the facts are the same.

    >>> is_steady("ASK {}"), is_steady("SELECT (RAND() AS ?x) {}")
    (True, False)
    """
    return _CHANGING.search(text) is None
