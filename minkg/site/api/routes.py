"""The web API: JSON at /api/…, described by /openapi.json and listed by the page /api."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from minkg.knowledge import KnowledgeGraph
from minkg.site.api.items import LIMIT, Page
from minkg.site.api.openapi import PROBLEM, description
from minkg.site.api.operations import OPERATIONS, ApiOperation, ApiParameter
from minkg.site.explorer.content import PageContent
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.routes import asked_by
from minkg.site.forms.prepared import ready
from minkg.site.forms.uploads import ENDINGS, shown_name
from minkg.site.web.answering import answered, route
from minkg.site.web.options import Refused, site_of
from minkg.site.web.reading import address_pairs, language_of, media_type, not_read, read_body
from minkg.site.web.responses import fixed, options, problem, refused
from minkg.site.workers.jobs import TooLarge, Written
from minkg.words import N_, VERSION, BadInput, MinkgError
from minkg.words.lookup import unknown

MOST_UPLOAD = 8_000_000  # bytes of a file that is looked at
_WRONG = N_("'{value}' does not fit the parameter '{name}'")
_BY_NAME = {operation.name: operation for operation in OPERATIONS}
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def routes() -> list[Route]:
    """Give the routes of the API."""
    own = [
        Route(o.path, partial(_endpoint, operation=o), methods=_METHODS, name=o.name)
        for o in OPERATIONS
    ]
    return [route("/openapi.json", _described), route("/api", _page), *own]


async def _page(request: Request) -> Response:
    asked = asked_by(request, "api")
    headers = {"Content-Language": asked.lang}
    return await answered(request, list_page, asked, str(request.base_url), headers=headers)


def list_page(graph: KnowledgeGraph, asked: PageQuery, base: str) -> Written:
    """Write the page that lists what the API does."""
    frame = Frame(graph, asked)
    content = PageContent(frame.say("For programs"), "api.html", {})
    return frame.written("api.html", c=content, operations=OPERATIONS, base=base)


async def _described(request: Request) -> Response:
    body = json.dumps(description(), ensure_ascii=False, indent=1).encode()
    return fixed(request, body, "application/json")


async def _endpoint(request: Request, operation: ApiOperation) -> Response:
    can = ("GET", "HEAD") if operation.method == "GET" else ("POST",)
    if request.method == "OPTIONS":
        return options(*can)
    if request.method not in can:
        error = MinkgError("this cannot be done here", hint="see the header Allow")
        return _refusal(request, Refused(405, error, {"Allow": ", ".join((*can, "OPTIONS"))}))
    try:
        return await _answer(request, operation)
    except MinkgError as error:
        return _refusal(request, refused(error))
    except Refused as said:
        return _refusal(request, said)


def _refusal(request: Request, said: Refused) -> Response:
    """Write problem details, whatever the client said that it accepts."""
    headers = [pair for pair in request.scope["headers"] if pair[0] != b"accept"]
    asked = {**request.scope, "headers": [*headers, (b"accept", PROBLEM.encode())]}
    return problem(Request(asked), said)


async def _answer(request: Request, operation: ApiOperation) -> Response:
    limits, lang = site_of(request).limits, language_of(request)
    values, body = read(request, operation), b""
    if operation.method == "POST":
        kind = media_type(request) or "application/octet-stream"
        if kind not in ENDINGS:
            raise not_read(kind, ENDINGS, whole=True)
        values["name"] = shown_name(str(values.get("name", "")), ENDINGS[kind])
        body = await read_body(request, min(MOST_UPLOAD, limits.upload))
        if not body:
            raise Refused(400, BadInput("there is no file", hint="send it as the body"))
    asked = (operation.name, lang, values, body, limits.answer)
    headers = {"Content-Language": lang}
    return await answered(request, answer, *asked, kept=not body, headers=headers)


def answer(
    graph: KnowledgeGraph, name: str, lang: str, values: Mapping[str, Any], body: bytes, most: int
) -> Written:
    """Do an operation and write its answer."""
    operation = _BY_NAME[name]
    graph = graph.seen(str(values.get("review", "everything")))
    sent = (body,) if operation.method == "POST" else ()
    page = operation.work(ready(graph), lang, values, *sent)
    whole = json.dumps(enveloped(operation, values, page), ensure_ascii=False).encode()
    if len(whole) > most:
        raise TooLarge(
            "the answer is larger than {size} MB",
            hint="ask for less: limit=10",
            size=most // 1_000_000,
        )
    return Written(whole, "application/json")


def enveloped(operation: ApiOperation, values: Mapping[str, Any], page: Page) -> dict[str, Any]:
    """Put items into the object that every answer is."""
    limit, offset = values.get("limit", LIMIT), values.get("offset", 0)
    return {
        "minkg": VERSION,
        "kind": operation.name,
        "total": page.total,
        "offset": offset,
        "limit": limit,
        "next": _next(operation, values, offset + limit) if page.more else None,
        "items": [*page.items],
        **page.beside,
    }


def _next(operation: ApiOperation, values: Mapping[str, Any], offset: int) -> str | None:
    if operation.method == "POST":
        return None
    inside = {p.name for p in operation.parameters if p.inside == "path"}
    path = operation.path.format(**{name: quote(str(values[name]), safe="") for name in inside})
    given = {**values, **values.get("parameters", {}), "offset": offset}
    pairs = {k: v for k, v in given.items() if k not in inside and k != "parameters"}
    return f"{path}?{urlencode(pairs, doseq=True)}"


def read(request: Request, operation: ApiOperation) -> dict[str, Any]:
    """Read the parameters of a request by the table."""
    known = {parameter.name: parameter for parameter in operation.every}
    values: dict[str, Any] = {}
    given: dict[str, list[str]] = {}
    for name, text in address_pairs(request):
        given.setdefault(name, []).append(text)
    for name, texts in given.items():
        parameter = known.get(name)
        if parameter is not None and parameter.inside == "query":
            values[name] = _read(parameter, texts)
        elif operation.free:
            values.setdefault("parameters", {})[name] = texts
        else:
            raise _unknown(name, known)
    for parameter in operation.parameters:
        if parameter.inside == "path":
            values[parameter.name] = _read(parameter, [request.path_params[parameter.name]])
        elif parameter.required and parameter.name not in values:
            raise Refused(
                400,
                BadInput(
                    "the parameter '{name}' is missing", hint=parameter.about, name=parameter.name
                ),
            )
    return values


def _unknown(name: str, known: Mapping[str, ApiParameter]) -> Refused:
    choices = [name for name, parameter in known.items() if parameter.inside == "query"]
    return Refused(400, unknown("'{name}' is not a parameter here", name, choices, error=BadInput))


def _read(parameter: ApiParameter, texts: Sequence[str]) -> Any:
    """Read the values of a parameter by its schema."""
    if not parameter.several:
        if len(texts) > 1:
            raise _wrong(parameter, texts[1], N_("give it once"))
        return _one(parameter, parameter.schema, texts[0])
    if len(texts) > parameter.schema["maxItems"]:
        raise _wrong(parameter, texts[-1], N_("give fewer of them"))
    return [_one(parameter, parameter.schema["items"], text) for text in texts]


def _one(parameter: ApiParameter, schema: Mapping[str, Any], text: str) -> Any:
    if "enum" in schema:
        if text not in schema["enum"]:
            error = unknown(
                _WRONG, text, schema["enum"], error=BadInput, value=text[:60], name=parameter.name
            )
            raise Refused(400, error)
        return text
    if schema["type"] == "string":
        least, most = schema["minLength"], schema["maxLength"]
        if not least <= len(text) <= most or "\0" in text:
            hint = N_("write {least} to {most} signs")
            raise _wrong(parameter, text, hint, least=least, most=most)
        return text
    return _number(parameter, schema, text)


def _number(parameter: ApiParameter, schema: Mapping[str, Any], text: str) -> float:
    least, most = schema["minimum"], schema["maximum"]
    wrong = _wrong(
        parameter, text, N_("write a number from {least} to {most}"), least=least, most=most
    )
    plain = text.isascii() and len(text) < 40 and "_" not in text and text == text.strip()
    try:
        number = int(text) if schema["type"] == "integer" and plain else float(text)
    except ValueError as error:
        raise wrong from error
    whole = schema["type"] != "integer" or isinstance(number, int)
    if not plain or not whole or not least <= number <= most:
        raise wrong
    return number


def _wrong(parameter: ApiParameter, text: str, hint: str, **values: Any) -> Refused:
    return Refused(400, BadInput(_WRONG, hint=hint, value=text[:60], name=parameter.name, **values))
