"""The pages by their paths: what is asked for becomes an answer in the format that is asked."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from minkg.site.explorer import (
    about,
    entry,
    first_page,
    lists,
    matrix,
    ontology,
    pairs,
    proposals,
    questions,
    side_by_side,
)
from minkg.site.explorer.content import FILES, PageContent
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.site.workers.jobs import Written
from minkg.site.workers.media_types import NotAcceptable, choose
from minkg.words import MinkgError, NotFound
from minkg.words.lookup import unknown

if TYPE_CHECKING:
    from minkg.knowledge import KnowledgeGraph

Maker = Callable[..., PageContent]
FIRST: Mapping[str, tuple[Maker, int]] = {  # the first part of a path; how many parts follow
    "": (first_page.home, 0), "search": (lists.search, 0), "entries": (lists.entries, 0),
    "class": (lists.entries, 1), "matrix": (matrix.matrix, 0), "gaps": (matrix.gaps, 0),
    "findings": (pairs.findings, 0), "pair": (pairs.pair, 2), "compare": (side_by_side.compared, 0),
    "proposals": (proposals.every, 0), "questions": (questions.every, 0),
    "about": (about.about, 0), "quality": (about.quality, 0), "changes": (about.changes, 0),
    "ontology": (ontology.terms, 0),
}  # fmt: skip
SECOND: Mapping[str, tuple[Maker, int]] = {
    "matrix": (matrix.cell, 2),
    "proposals": (proposals.one, 1),
    "questions": (questions.one, 1),
}


def answer(graph: "KnowledgeGraph", asked: PageQuery, accept: str = "") -> Written:
    """Give the page that is asked for; a person gets a page even where there is none."""
    path, form = split(graph, asked)
    known = choose(accept, FILES.values())
    form = form or asked.one("format")
    asked = asked._replace(path=path, form=form or (known.form.name if known else ""))
    frame = Frame(graph, asked)
    as_page = form in ("", "html") and known is not None
    try:
        made = content(frame)
    except MinkgError as error:
        if not as_page or known is None or known.form.name != "html" or not accept:
            raise
        made = lost(frame, error)
    return _written(frame, made, form, accept)


def split(graph: "KnowledgeGraph", asked: PageQuery) -> tuple[str, str]:
    """Give the path without its suffix, and the suffix; a passage may look as if it had one."""
    path = asked.path.strip("/")
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in FILES and path not in page_facts(graph).passages:
        return ("" if stem == "index" else stem), suffix
    return ("" if path == "index" else path), ""


def content(frame: Frame) -> PageContent:
    """Find the maker of a page by its path."""
    first, *rest = frame.asked.path.split("/")
    maker, count = FIRST.get(first, (entry.entry, 0))
    if rest and first in SECOND:
        maker, count = SECOND[first]
    if len(rest) != count or not all(rest):
        raise NotFound("there is nothing at this address", hint="see /")
    made: PageContent = entry.entry(frame, first) if maker is entry.entry else maker(frame, *rest)
    return made


def lost(frame: Frame, error: MinkgError) -> PageContent:
    """Say on a page why there is none, and what may be meant."""
    values = {
        "reason": error.sentence(frame.lang),
        "hint": error.remedy(frame.lang),
        "meant": error.values.get("meant", ()),
    }
    title = frame.say("Not found") if isinstance(error, NotFound) else frame.say("Not possible")
    return PageContent(title, "lost.html", values, {}, 404 if isinstance(error, NotFound) else 400)


def _written(frame: Frame, made: PageContent, form: str, accept: str) -> Written:
    forms = ("html", *made.forms)
    choice = choose(accept, [FILES[name] for name in forms])
    name = form or (choice.form.name if choice is not None else "")
    if name not in forms:
        raise unknown("there is nothing here in that format", name, forms, error=NotAcceptable)
    if name == "html":
        text: str | bytes = frame.page(made.template, c=made, **made.values)
    else:
        text = made.forms[name]()
    body = text.encode() if isinstance(text, str) else text
    if name == "csv" and frame.asked.one("bom") != "no":
        body = b"\xef\xbb\xbf" + body  # spreadsheet programs tell UTF-8 by it
    kind = FILES[name].types[0]
    kind += "; charset=utf-8" if kind.startswith("text/") else ""
    return Written(body, kind, made.status)
