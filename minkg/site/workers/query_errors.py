"""Where a query is not SPARQL, and what may be meant.

The parser tries every word that could come next, and tells the place where the
longest of them would end. The place where it begins is what a reader looks for; so
that no word runs into the end of the text, `PAD` is put behind every query.
"""

import re
from typing import Any

from minkg.words import N_, BadInput

PAD = " " * 64
_PLACE = re.compile(r"^error at (\d+):(\d+): expected (.*)$", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]+\d*")
_UNBOUND = "The SELECT contains a variable that is unbound"
_FORMS = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


def bad_query(text: str, reason: str) -> BadInput:
    """Tell where a query cannot be read, from what the parser says of the padded text."""
    match = _PLACE.match(reason)
    if match is None:
        return BadInput(
            "the query cannot be answered: {reason}",
            hint="the names of functions, variables and graphs may be wrong",
            reason=reason[:500],
        )
    choices = match[3].replace("\n", " ").removeprefix("one of ").split(", ")
    words = [word for word in choices if _WORD.fullmatch(word)]
    at = _offset(text, int(match[1]), int(match[2]))
    if words and (len(words) == len(choices) or "Prefix not found" in choices):
        at -= min(len(word) for word in words)
    at = min(at + len(text[at:]) - len(text[at:].lstrip()), len(text.rstrip()))
    if _UNBOUND in choices:  # told where its braces end
        at = max(text.upper().rfind("SELECT", 0, at), 0)
    shown = _shown(text, at) | {"choices": ", ".join(words[:12])}
    if at >= len(text.rstrip()):
        return BadInput(
            "line {line}: the query ends too early\n{text}\n{mark}^",
            hint="a bracket or a quotation mark may be missing, or there is no query",
            **shown,
        )
    return BadInput(
        "line {line}, column {column}: this cannot be read\n{text}\n{mark}^",
        hint=_hint(text[at:], choices, words),
        **shown,
    )


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1


def _shown(text: str, at: int) -> dict[str, Any]:
    """Give line and column, a piece of the line, and the space before the mark under it."""
    before = text[:at].split("\n")
    column = len(before[-1])
    row = text.split("\n")[len(before) - 1]
    piece = row[max(0, column - 40) : column + 40]
    return {"line": len(before), "column": column + 1, "text": piece, "mark": " " * min(column, 40)}


def _hint(rest: str, choices: list[str], words: list[str]) -> str:
    if "Prefix not found" in choices:
        return N_("declare the prefix of every name: PREFIX name: <address>")
    if "IRI parsing failed" in choices:
        return N_("an address in <…> is whole and has no spaces")
    if _UNBOUND in choices:
        return N_("what SELECT shows is grouped, counted, or named once")
    if "CONSTRUCT" in words and rest.upper().startswith(_FORMS):
        return N_("this is an update, not a query; updates are sent to /update")
    if "CONSTRUCT" in words:
        return N_("a query begins with PREFIX, SELECT, ASK, CONSTRUCT or DESCRIBE")
    if words == ["OPTIONAL"]:
        return N_("a pattern is subject, predicate and object, then a full stop or a brace")
    if words == ["ENCODE_FOR_URI"]:
        return N_("a value, a variable or the name of a function of SPARQL belongs here")
    return (
        N_("one of these may be meant: {choices}") if words else N_("look at what stands before it")
    )
