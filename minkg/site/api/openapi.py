"""The description of the web API in OpenAPI 3.1, written from its table of operations."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from minkg.findings import FACETS, Cell, Finding
from minkg.graph.terms import REVIEW_STATES
from minkg.site.api.operations import OPERATIONS, ApiOperation, ApiParameter
from minkg.site.forms.uploads import ENDINGS
from minkg.words import VERSION

Json = dict[str, Any]
PROBLEM = "application/problem+json"
_TITLE = "minkg: who does what for the environment along the life cycle of minerals and metals"
_ABOUT = (
    "Every answer is an object with `minkg` (version), `kind`, `items`, and for lists `total` "
    "(null where it is not counted), `limit`, `offset` and `next` (the address of the rest, or "
    "null). Findings are for people to judge; a facet that is not stated is unknown, not empty."
)
_WHY = {
    400: "a parameter or the content is not what is read here",
    404: "there is nothing of that name",
    405: "this cannot be done here",
    413: "the request or the answer is too large",
    415: "the form of the request is not read here",
    429: "these are too many requests",
    503: "the server is busy, or this took too long",
}
STRING: Json = {"type": "string"}
SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
MAYBE: Json = {"type": ["string", "null"]}
NUMBER: Json = {"type": "number"}


def _array(of: Json) -> Json:
    return {"type": "array", "items": of}


def _object(required: Mapping[str, Json], *, more: bool = False) -> Json:
    return {
        "type": "object",
        "properties": dict(required),
        "required": [*required],
        **({} if more else {"additionalProperties": False}),
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


_SHORT = {"name": STRING, "class": STRING, "label": STRING, "iri": {**STRING, "format": "uri"}}
_SAID = _array(_object({"passage": STRING, "state": {"enum": [*REVIEW_STATES, "draft", ""]}}))
_CONCEPTS = _array(_object({"concept": STRING, "information": NUMBER}))
_PART = _object({
    "firstStates": {"type": "boolean"}, "secondStates": {"type": "boolean"},
    "shared": _array(_object({
        "concept": STRING, "information": NUMBER, "first": _SAID, "second": _SAID
    })),
    "onlyFirst": _CONCEPTS, "onlySecond": _CONCEPTS,
})  # fmt: skip
SCHEMAS: dict[str, Json] = {
    "Term": {
        "type": ["object", "null"],
        "properties": {
            "type": {"enum": ["uri", "literal", "bnode"]}, "value": STRING, "name": STRING,
            "language": STRING, "datatype": STRING,
        },
        "required": ["type", "value"], "additionalProperties": False,
    },
    "Fact": _object({
        "subject": STRING, "predicate": STRING, "value": _ref("Term"), "passage": MAYBE,
        "state": MAYBE,
    }),
    "Entry": _object(_SHORT),
    "Found": _object({**_SHORT, "found": STRING}),
    "WholeEntry": _object({
        **_SHORT, "names": {"type": "object", "additionalProperties": _array(STRING)},
        **dict.fromkeys(("facts", "linksIn", "supports"), _array(_ref("Fact"))),
    }),
    "Finding": _object({
        "kind": {"enum": [*Finding.KINDS, "none"]}, "first": STRING, "second": STRING,
        "low": SHARE, "expected": SHARE, "high": SHARE,
        "firstCovered": {"type": ["number", "null"]}, "secondCovered": {"type": ["number", "null"]},
        "rankStability": SHARE, "parts": _object(dict.fromkeys(FACETS, _PART)),
        "differs": _array(STRING),
        "links": _array(_object({
            "subject": STRING, "predicate": STRING, "object": STRING, "passage": STRING
        })),
        "judgements": _array({"type": "object"}), "unconfirmed": _array(STRING), "sentence": STRING,
    }),
    "Cell": _object({
        "kind": {"enum": ["gap", "thin", "fragmentation", "covered"]}, "stage": STRING,
        "topic": STRING, "thin": _array({"enum": [*Cell.REASONS]}),
        "subjects": _array(_object({"name": STRING, "passages": _SAID})),
    }),
    "WhatIf": _object({
        "draft": STRING, "statesNothing": {"type": "boolean"},
        "findings": _array(_ref("Finding")),
        "new": {"type": "object", "additionalProperties": _array(STRING)},
        "possibleDuplicates": _array(_object({
            "first": STRING, "second": STRING, "score": SHARE, "names": _array(STRING)
        })),
        "closes": _array(_object({"stage": STRING, "topic": STRING})),
    }),
    "Problem": _object({
        "file": STRING, "line": {"type": ["integer", "null"]}, "cell": MAYBE, "entry": STRING,
        "rule": STRING, "severity": {"enum": ["violation", "warning", "info"]},
        "message": STRING, "hint": STRING,
    }),
    "Question": _object({
        "name": STRING, "summary": STRING, "question": STRING, "description": STRING,
        "tags": _array(STRING),
        "parameters": _array(_object({"name": STRING, "default": STRING, "help": STRING})),
    }),
    "Row": {"type": "object", "additionalProperties": _ref("Term")},
    "Details": _object({
        "type": STRING, "title": STRING, "status": {"type": "integer"}, "detail": STRING
    }, more=True),
}  # fmt: skip


@cache
def description() -> Json:
    """Give the whole description."""
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _TITLE,
            "version": VERSION,
            "description": _ABOUT,
            "license": {
                "name": "Apache-2.0 (software), CC-BY-4.0 (data)",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
        },
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _operation(operation: ApiOperation) -> Json:
    made: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(parameter) for parameter in operation.every],
        "responses": {
            "200": {
                "description": "the answer",
                "headers": {"Content-Language": {"schema": STRING}},
                "content": {"application/json": {"schema": _envelope(operation)}},
            },
            **{
                str(status): {"description": why, "content": {PROBLEM: {"schema": _ref("Details")}}}
                for status, why in _WHY.items()
                if status != 415 or operation.method == "POST"
            },
        },
    }
    if operation.free:
        made["parameters"].append(
            {
                "name": "parameters",
                "in": "query",
                "style": "form",
                "explode": True,
                "description": "the parameters of the question; each may be given several times",
                "schema": {"type": "object", "additionalProperties": STRING},
            }
        )
    if operation.method == "POST":
        made["requestBody"] = {
            "required": True,
            "description": "the file, as it is",
            "content": {kind: {"schema": _content(kind)} for kind in ENDINGS},
        }
    return made


def _content(kind: str) -> Json:
    """Give the schema of a file: JSON and YAML may be anything, a text is not empty."""
    return {} if kind.endswith(("json", "yaml", "xml")) else {"minLength": 1}


def _parameter(parameter: ApiParameter) -> Json:
    made: Json = {
        "name": parameter.name,
        "in": parameter.inside,
        "description": parameter.about,
        "required": parameter.required,
        "schema": dict(parameter.schema),
    }
    if parameter.several:
        made |= {"style": "form", "explode": True}
    return made


def _envelope(operation: ApiOperation) -> Json:
    fields: dict[str, Json] = {
        "minkg": STRING,
        "kind": {"const": operation.name},
        "items": _array(_ref(operation.item)),
        "total": {"type": ["integer", "null"]},
        "offset": {"type": "integer"},
        "limit": {"type": "integer"},
        "next": MAYBE,
    }
    if operation.name == "whatif":
        fields["problems"] = _array(_ref("Problem"))
    if operation.name == "answer":
        fields |= {"question": STRING, "columns": _array(STRING), "sparql": STRING}
    return _object(fields)
