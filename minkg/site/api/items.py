"""What the graph says, as JSON items: the same for the web API and for the MCP server."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from minkg.findings import Finding, Wording, tables
from minkg.graph import Entry, Fact, find
from minkg.graph.terms import Term
from minkg.home import Question
from minkg.intake.drafting import New
from minkg.site.forms.prepared import Ready
from minkg.site.forms.submission import compare, compared_with
from minkg.site.forms.uploads import read_upload
from minkg.words import BadInput
from minkg.words.lookup import unknown
from minkg.words.names import name_of

Item = dict[str, Any]
Values = Mapping[str, Any]
LIMIT, MOST = 50, 500
_NAMES = ("skos:prefLabel", "skos:altLabel", "mk:acronym", "mk:translatedLabel")
_GAPS = ("gap", "thin", "fragmentation")
_PASSAGE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
SHARED = ("stage", "topic", "material", "function", "place")


class Page:
    """One part of a list: its items, how many there are at all if that is known, and more facts."""

    def __init__(
        self, items: Sequence[Item], total: int | None, *, more: bool = False, **beside: object
    ) -> None:
        self.items, self.total, self.more, self.beside = items, total, more, beside


def paged(all_items: Sequence[Any], values: Values, make: Callable[[Any], Item]) -> Page:
    """Give the part of a list that was asked for."""
    offset, limit = values.get("offset", 0), values.get("limit", LIMIT)
    part = all_items[offset : offset + limit]
    more = offset + limit < len(all_items)
    return Page([make(one) for one in part], len(all_items), more=more)


def term_item(term: Term | None) -> Item | None:
    """Write a term as SPARQL JSON does, with the name of an entry beside its IRI."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value, "name": name_of(term.value)}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "language": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _short(entry: Entry, lang: str) -> Item:
    return {"name": entry.name, "class": entry.kind, "label": entry.label(lang), "iri": entry.iri}


def entries(ready: Ready, lang: str, values: Values) -> Page:
    """List entries, of a class if one is named."""
    kind = values.get("class", "")
    folder = ready.forms.known(kind) if kind else ""
    if folder is None:
        raise unknown("no class is called '{name}'", kind, ready.folders)
    found = list(ready.graph.entries(folder or ""))
    ready.graph.labels(lang).learn({entry.iri for entry in found})
    return paged(found, values, lambda entry: _short(entry, lang))


def entry(ready: Ready, lang: str, values: Values) -> Page:
    """Give everything known about an entry, with the passages that say it."""
    found = _entry(ready, values["name"])
    names: dict[str, list[str]] = {}
    for fact in found.facts:
        if fact.predicate in _NAMES and isinstance(fact.value, ox.Literal):
            names.setdefault(fact.value.language or "", []).append(fact.value.value)
    whole = {
        **_short(found, lang),
        "names": names,
        "facts": [_fact(fact) for fact in found.facts],
        "linksIn": [_fact(fact) for fact in found.links_in],
        "supports": [_fact(fact) for fact in found.supported],
    }
    return Page([whole], 1)


def _entry(ready: Ready, name: str) -> Entry:
    """Give an entry, or a passage."""
    passage = ready.graph.passage(name) if _PASSAGE.fullmatch(name) else None
    return passage or ready.graph[name]


def _fact(fact: Fact) -> Item:
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "value": term_item(fact.value),
        "passage": fact.passage or None,
        "state": fact.state or None,
    }


def search(ready: Ready, lang: str, values: Values) -> Page:
    """Find entries by a part of a name, in any language and script."""
    found = find(ready.graph, values["q"])
    return paged(
        found, values, lambda pair: {**_short(Entry(ready.graph, pair[0]), lang), "found": pair[1]}
    )


def overlaps(ready: Ready, lang: str, values: Values) -> Page:
    """List findings about pairs, the most similar first."""
    every, graph = ready.compared, ready.graph
    name = values.get("entry")
    first = every.subject(graph[name].name) if name else None
    shared = {facet: graph[values[facet]].name for facet in SHARED if values.get(facet)}
    kinds = values.get("kind") or ()

    def wanted(finding: Finding) -> bool:
        alike = all(concept in finding.parts[f].shared for f, concept in shared.items())
        return alike and (not kinds or finding.kind in kinds)

    offset, limit = values.get("offset", 0), values.get("limit", LIMIT)
    ranked = filter(wanted, every.ranked(entry=first, least=values.get("min_score", 0.0)))
    part = list(islice(ranked, offset, offset + limit + 1))
    words = Wording(graph, lang)
    items = [tables.finding_item(finding, words) for finding in part[:limit]]
    return Page(items, None, more=len(part) > limit)


def pair(ready: Ready, lang: str, values: Values) -> Page:
    """Say everything about one pair."""
    graph, every = ready.graph, ready.compared
    first, second = (every.subject(graph[values[key]].name) for key in ("first", "second"))
    if first == second:
        raise BadInput("these are the same entry", hint="name two")
    return Page([tables.finding_item(every.pair(first, second), Wording(graph, lang))], 1)


def gaps(ready: Ready, lang: str, values: Values) -> Page:
    """List stages and topics where nobody acts, or where the ground is thin."""
    del lang
    cells = ready.graph.gaps(
        values.get("stage"),
        values.get("topic"),
        functions=values.get("function") or (),
        legal_forces=values.get("legal_force") or (),
    )
    chosen = [cell for cell in cells if cell.kind in (values.get("kind") or _GAPS)]
    return paged(chosen, values, tables.cell_item)


def questions(ready: Ready, lang: str, values: Values) -> Page:
    """List the prepared questions with their parameters."""
    del lang
    return paged(ready.graph.questions(), values, _question)


def _question(question: Question) -> Item:
    return {
        "name": question.name,
        "summary": question.summary,
        "question": question.question,
        "description": question.description,
        "tags": list(question.tags),
        "parameters": [
            {"name": p.name, "default": p.default, "help": p.help}
            for p in question.parameters.values()
        ],
    }


def answer(ready: Ready, lang: str, values: Values) -> Page:
    """Answer a prepared question."""
    del lang
    asked = ready.graph.question(values["name"])
    given = {key: list(texts) for key, texts in values.get("parameters", {}).items()}
    table = ready.graph.query(asked.name, **given)
    part = paged(
        list(table.rows),
        values,
        lambda row: {c: term_item(t) for c, t in zip(table.columns, row, strict=True)},
    )
    part.beside = {
        "question": asked.question,
        "columns": list(table.columns),
        "sparql": asked.fill(given),
    }
    return part


def validate(ready: Ready, lang: str, values: Values, body: bytes) -> Page:
    """Say what is wrong with a file, as `minkg validate` does."""
    new = read_upload(ready, body, values.get("name", ""), lang)
    problems = ready.problems(new.source, lang)
    return paged(problems, values, lambda problem: problem.item(lang))


def whatif(ready: Ready, lang: str, values: Values, body: bytes) -> Page:
    """Say what a draft would add, and what covers it already."""
    new = read_upload(ready, body, values.get("name", ""), lang)
    problems = ready.problems(new.source, lang)
    answers = _whatif(ready, lang, new, values)
    return Page(answers, len(answers), problems=[problem.item(lang) for problem in problems])


def _whatif(ready: Ready, lang: str, new: New, values: Values) -> list[Item]:
    quads = list(new.quads())
    words = Wording(ready.graph, lang)
    found = compare(ready, quads, top=values.get("limit", 20)) if quads else []
    return [tables.whatif_item(one, words) for one in found]


def whatif_of(ready: Ready, lang: str, name: str, top: int) -> Page:
    """Say what an entry that is there adds to all others."""
    every = ready.compared
    subject = every.facets.subjects[every.subject(ready.graph[name].name)]
    answers = [tables.whatif_item(compared_with(ready, subject, top), Wording(ready.graph, lang))]
    return Page(answers, 1, problems=[])
