"""Texts of cells become values as their field wants them, and names of entries."""

import re

import pyoxigraph as ox

from minkg.intake.forms.fields import Field
from minkg.shacl import well_formed
from minkg.words.names import PREFIXES

_XSD = PREFIXES["xsd"]
_DATES = {"date": 10, "gYearMonth": 7, "gYear": 4}  # with so many signs
_DATATYPES = {
    "date": tuple(_DATES), "number": ("decimal",), "boolean": ("boolean",), "address": ("anyURI",),
}  # fmt: skip


def literal(text: str, asked: Field, language: str = "") -> ox.Literal:
    """Write a text as the field wants it; where it does not fit it stays a plain text.

    >>> literal("2023-09", Field("mk:launchedIn", "date", {}, {})).datatype.value[-10:]
    'gYearMonth'
    """
    if asked.kind == "words":
        return ox.Literal(text, language=language) if language else ox.Literal(text)
    for kind in _DATATYPES.get(asked.kind, ()):
        spelt = text.lower() if kind == "boolean" else text
        value = ox.Literal(spelt, datatype=ox.NamedNode(_XSD + kind))
        if well_formed(value) and (asked.kind != "date" or len(text) == _DATES[kind]):
            return value
    return ox.Literal(text)


def slug(text: str) -> str:
    """Give the name that a cell states, without what could not stand in an IRI.

    >>> slug(":a-report.30.d"), slug("Sand code")
    ('a-report.30.d', 'Sand-code')
    """
    return re.sub(r"[^A-Za-z0-9._~-]", "-", text.removeprefix(":"))
