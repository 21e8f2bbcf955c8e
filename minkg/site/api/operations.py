"""The operations of the web API: one table, from which requests are read and OpenAPI is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from minkg.findings import Finding
from minkg.site.api import items
from minkg.words import LANGUAGES, N_

Schema = Mapping[str, Any]
TEXT = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\u0000]*$"}
KIND = ("gap", "thin", "fragmentation", "covered")


class ApiParameter(NamedTuple):
    """What may be given: its name, what it means, and which values it takes."""

    name: str
    about: str
    schema: Schema = TEXT
    inside: str = "query"
    required: bool = False

    @property
    def several(self) -> bool:
        """Whether it may be given several times."""
        return self.schema.get("type") == "array"


class ApiOperation(NamedTuple):
    """One thing that the API does, at one address with one method."""

    path: str
    name: str
    summary: str
    work: Callable[..., items.Page]
    item: str
    parameters: Sequence[ApiParameter] = ()
    method: str = "GET"
    free: bool = False  # takes parameters that only the question knows

    @property
    def every(self) -> Sequence[ApiParameter]:
        """All parameters, those of every operation too."""
        return (*self.parameters, *(PAGING if self.is_list else ()), LANG, REVIEW)

    @property
    def is_list(self) -> bool:
        """Whether its items come in pages."""
        return self.name not in ("entry", "pair", "whatif")


def _many(values: Sequence[str]) -> Schema:
    return {"type": "array", "items": {"enum": [*values]}, "maxItems": 20}


LANG = ApiParameter("lang", N_("the language of labels and messages"), {"enum": [*LANGUAGES]})
REVIEW = ApiParameter(
    "review",
    N_("how far facts must have been confirmed"),
    {"enum": ["everything", "without-unchecked", "checked-only"]},
)
PAGING = (
    ApiParameter("limit", N_("how many items"), {
        "type": "integer", "minimum": 1, "maximum": items.MOST, "default": items.LIMIT
    }),
    ApiParameter("offset", N_("how many items to leave out at the beginning"), {
        "type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0
    }),
)  # fmt: skip
NAME = ApiParameter(
    "name", N_("a name, an official name or an acronym"), TEXT, "path", required=True
)
FILE = ApiParameter("name", N_("what the file is called; it may say the class: standard.csv"))
TOP = ApiParameter(
    "limit",
    N_("how many findings"),
    {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
)
NAMES = {"type": "array", "items": TEXT, "maxItems": 20}

OPERATIONS = (
    ApiOperation(
        "/api/entries", "entries", N_("List entries, of a class if one is named"), items.entries,
        "Entry", [ApiParameter("class", N_("a class, such as standard"))],
    ),
    ApiOperation(
        "/api/entries/{name}", "entry",
        N_("Give everything known about an entry, with the passages that say it"), items.entry,
        "WholeEntry", [NAME],
    ),
    ApiOperation(
        "/api/search", "search", N_("Find entries by a part of a name, in any language and script"),
        items.search, "Found", [ApiParameter("q", N_("a part of a name"), required=True)],
    ),
    ApiOperation(
        "/api/overlaps", "overlaps", N_("List findings about pairs, the most similar first"),
        items.overlaps, "Finding",
        [
            ApiParameter("entry", N_("only pairs of this entry")),
            ApiParameter("kind", N_("only findings of this kind"), _many(Finding.KINDS)),
            ApiParameter("min_score", N_("the least similarity"), {
                "type": "number", "minimum": 0, "maximum": 1
            }),
            *(
                ApiParameter(facet, N_("only pairs that share this concept"))
                for facet in items.SHARED
            ),
        ],
    ),
    ApiOperation(
        "/api/overlaps/{first}/{second}", "pair", N_("Say everything about one pair"), items.pair,
        "Finding",
        [NAME._replace(name="first"), NAME._replace(name="second")],
    ),
    ApiOperation(
        "/api/gaps", "gaps",
        N_("List stages and topics where nobody acts, or where the ground is thin"),
        items.gaps, "Cell",
        [
            ApiParameter("stage", N_("this life-cycle stage and narrower ones")),
            ApiParameter("topic", N_("this topic and narrower ones")),
            ApiParameter("kind", N_("default: gap, thin, fragmentation"), _many(KIND)),
            ApiParameter("function", N_("count only those with this function"), NAMES),
            ApiParameter("legal_force", N_("count only those with this legal force"), NAMES),
        ],
    ),
    ApiOperation(
        "/api/whatif", "whatif", N_("Say what a draft would add, and what covers it already"),
        items.whatif, "WhatIf", [FILE, TOP], "POST",
    ),
    ApiOperation(
        "/api/validate", "validate", N_("Say what is wrong with a file and how to mend it"),
        items.validate, "Problem", [FILE], "POST",
    ),
    ApiOperation(
        "/api/questions", "questions", N_("List the prepared questions with their parameters"),
        items.questions, "Question",
    ),
    ApiOperation(
        "/api/questions/{name}", "answer", N_("Answer a prepared question"), items.answer, "Row",
        [NAME._replace(about=N_("the name of a question"))], free=True,
    ),
)  # fmt: skip
