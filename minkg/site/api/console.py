"""The SPARQL console: a plain form at /console, and YASGUI for experts where it was vendored.

The form needs no JavaScript: the query stands in the address, the answer in the page.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from minkg.graph.store import Embedded
from minkg.graph.terms import Term
from minkg.knowledge import KnowledgeGraph
from minkg.site.explorer.content import PageContent
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.routes import asked_by
from minkg.site.web.answering import answered, done, route
from minkg.site.web.guard import HEADERS
from minkg.site.web.options import Refused, site_of
from minkg.site.web.reading import address_pairs
from minkg.site.web.responses import fixed, refused
from minkg.site.workers import jobs
from minkg.site.workers.jobs import QueryJob, Written
from minkg.site.workers.media_types import GRAPHS, TABLES, ChosenFormat
from minkg.site.workers.query_screen import Rules
from minkg.words import MinkgError, NotFound

VENDOR = Path(__file__).parents[2] / "vendor" / "yasgui"
_FILES = {"yasgui.min.js": "text/javascript; charset=utf-8", "yasgui.min.css": "text/css"}
_LOOSE = "style-src 'self' 'unsafe-inline'"  # YASGUI sets styles on its elements
SHOWN, MOST_ROWS, MOST_BYTES = 200, 20_000, 8_000_000
START = """SELECT ?class (COUNT(?entry) AS ?entries) WHERE {
  ?entry a ?class .
  FILTER(STRSTARTS(STR(?class), "https://w3id.org/minkg/ontology#"))
} GROUP BY ?class ORDER BY DESC(?entries)"""


class ConsoleResult(NamedTuple):
    """What a query gave: rows of terms, a truth, or facts as text; or why it was refused."""

    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Term | None]] = ()
    total: int = 0
    truth: bool | None = None
    facts: str = ""
    error: str = ""
    hint: str = ""
    line: object = None
    column: object = None


def routes() -> list[Route]:
    """Give the routes of the console."""
    return [
        route("/console", _console),
        route("/console/expert", _expert),
        route("/vendor/yasgui/{name}", _vendored),
    ]


@cache
def is_vendored() -> bool:
    """Tell whether YASGUI was put beside the program."""
    return all((VENDOR / "build" / name).is_file() for name in _FILES)


async def _console(request: Request) -> Response:
    given = dict(address_pairs(request))
    query, question = given.get("query", ""), given.get("question", "")
    asked = asked_by(request, "console", (("query", query),) if query else ())
    status, result = 200, None
    if query.strip() and not question:
        try:
            result = await _result(request, query)
        except (MinkgError, Refused) as error:
            said = error if isinstance(error, Refused) else refused(error)
            status, result = said.status, _told(said.error, asked.lang)
    arguments = (asked, query, question[:100], result, status, is_vendored())
    headers = {"Content-Language": asked.lang}
    return await answered(request, console_page, *arguments, kept=False, headers=headers)


async def _result(request: Request, query: str) -> ConsoleResult:
    """Ask, with the limits of the endpoint and fewer rows."""
    site = site_of(request)
    limits, services = site.limits, site.options.services
    table, graph = (ChosenFormat(forms[0], forms[0].types[0]) for forms in (TABLES, GRAPHS))
    asked = QueryJob(
        query,
        table=table,
        graph=graph,
        rows=min(MOST_ROWS, limits.rows),
        size=min(MOST_BYTES, limits.answer),
        rules=Rules(services, limits.depth),
    )
    sealed = not services and isinstance(site.runner.graph.store, Embedded)
    return _read(await done(request, jobs.query, asked, sealed=sealed))


def _read(written: Written) -> ConsoleResult:
    if not written.content_type.endswith("json"):
        return ConsoleResult(facts=written.body.decode())
    whole = json.loads(written.body)
    if "boolean" in whole:
        return ConsoleResult(truth=whole["boolean"])
    columns, found = whole["head"]["vars"], whole["results"]["bindings"]
    rows = [[_term(row.get(column)) for column in columns] for row in found[:SHOWN]]
    return ConsoleResult(columns, rows, len(found))


def _term(said: Mapping[str, Any] | None) -> Term | None:
    if said is None or said["type"] == "triple":
        return None if said is None else ox.Literal(json.dumps(said["value"]))
    if said["type"] == "uri":
        return ox.NamedNode(said["value"])
    if said["type"] == "bnode":
        return ox.BlankNode(said["value"])
    return ox.Literal(said["value"], language=said.get("xml:lang"))


def _told(error: MinkgError, lang: str) -> ConsoleResult:
    line, column = error.values.get("line"), error.values.get("column")
    said, hint = error.sentence(lang), error.remedy(lang)
    return ConsoleResult(error=said, hint=hint, line=line, column=column)


def console_page(
    graph: KnowledgeGraph,
    asked: PageQuery,
    query: str,
    question: str,
    result: ConsoleResult | None,
    status: int,
    expert: bool,
) -> Written:
    """Write the console, with a prepared question if one is named."""
    frame, name = Frame(graph, asked), ""
    if question:
        try:
            found = graph.question(question)
            query, name = found.text, found.name
        except NotFound as error:
            result = _told(error, asked.lang)
    content = PageContent(frame.say("Ask in SPARQL"), "console.html", {})
    formats = [
        (form, f"{asked.prefix}/sparql?{urlencode({'query': query, 'format': form})}")
        for form in (
            ("csv", "tsv", "json", "xml")
            if not (result and result.facts)
            else ("turtle", "ntriples", "jsonld", "rdfxml")
        )
    ]
    return frame.written(
        "console.html",
        status,
        c=content,
        query=query or START,
        result=result,
        name=name,
        expert=expert,
        questions=graph.questions(),
        formats=formats,
        shown=SHOWN,
    )


async def _expert(request: Request) -> Response:
    if not is_vendored():
        raise NotFound("there is nothing at this address", hint="see /console")
    asked = asked_by(request, "console/expert")
    policy = HEADERS["Content-Security-Policy"].replace("style-src 'self'", _LOOSE)
    headers = {"Content-Security-Policy": policy, "Content-Language": asked.lang}
    return await answered(
        request, expert_page, asked, str(request.base_url), kept=False, headers=headers
    )


def expert_page(graph: KnowledgeGraph, asked: PageQuery, base: str) -> Written:
    """Write the page that holds YASGUI."""
    frame = Frame(graph, asked)
    content = PageContent(frame.say("SPARQL for experts"), "console_expert.html", {})
    return frame.written("console_expert.html", c=content, endpoint=f"{base}sparql", query=START)


async def _vendored(request: Request) -> Response:
    """Give a file of YASGUI."""
    name = request.path_params["name"]
    if name not in _FILES or not is_vendored():
        raise NotFound("there is nothing at this address", hint="see /console")
    return fixed(request, (VENDOR / "build" / name).read_bytes(), _FILES[name])
