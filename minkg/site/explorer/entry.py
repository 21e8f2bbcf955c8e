"""The page of an entry, of a document, of a concept, and of a passage."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from minkg.findings import ComparedValue
from minkg.graph import Fact, Table
from minkg.graph.terms import plain
from minkg.pictures import draw
from minkg.site.explorer.content import PageContent, items, quads, rdf_forms, table_forms
from minkg.site.explorer.frame import Frame
from minkg.site.explorer.page_facts import NAMES, PagePassage
from minkg.words.names import expand

if TYPE_CHECKING:
    from minkg.findings import Finding

NEAR = 24  # linked entries in the picture on a page
TOP = 6  # findings on a page
COLUMNS = ("entry", "property", "value", "passage", "state")
STATED = "mk:statesThat"
_GLANCE = (
    "coversStage", "addressesTopic", "appliesToMaterial", "performsFunction", "targetsActor",
    "appliesIn", *ComparedValue.OTHERS.values(), "modality", "concerns", "publishedOn",
)  # fmt: skip
_DESCRIBES = ("mk:summary", "mk:locator", "mk:reviewState", "mk:languageRead", "dcterms:isPartOf")


class StatedProperty(NamedTuple):
    """A property with its values, and whether nobody compared any of them with a text."""

    predicate: str
    values: list[Fact]

    @property
    def unchecked(self) -> bool:
        """Whether all of it is unchecked."""
        return all(fact.state == "unchecked" for fact in self.values)


def entry(frame: Frame, name: str) -> PageContent:
    """Give the page of whatever has this name."""
    shelf = frame.shelf
    if name in shelf.passages:
        return passage(frame, shelf.passages[name])
    if name not in shelf.kinds:
        raise frame.graph._unknown(name)
    facts, found = shelf.facts[name], shelf.of(name)
    rest = [f for f in facts if f.predicate not in (*NAMES, "rdf:type")]
    near = draw(frame.graph, "entry", name, lang=frame.lang, most=NEAR)
    into = [f for f in shelf.into[name] if f.predicate != "dcterms:isPartOf"]
    document = shelf.of_document.get(name, [])
    links = len(into) + sum(map(_links, rest))
    values = {
        "name": name,
        "kind": shelf.kinds[name],
        "names": names(frame, facts),
        "identity": lines(f for f in rest if not f.passage),
        "glance": glance(rest),
        "said": said(rest),
        "states": shelf.states(name),
        "into": grouped(into),
        "findings": found[:TOP],
        "count": len(found),
        "picture": inline(near.svg),
        "picture_title": near.title,
        "links": links,
        "passages": [(p, len(shelf.supports.get(p.name, ()))) for p in document],
        "compared": name in shelf.compared.at,
        "is_plan": shelf.kinds[name] == "proposal",
        "other": other,
    }
    whole = [*facts, *into]
    forms = {
        **table_forms(lambda: table(whole)),
        **rdf_forms(lambda: quads(shelf, facts)),
        "json": items("entry", lambda: [item(frame, name)]),
        "svg": lambda: (
            (near if links <= NEAR else draw(frame.graph, "entry", name, lang=frame.lang)).svg
        ),
    }
    return PageContent(frame.text(name), "entry.html", values, forms)


def passage(frame: Frame, one: PagePassage) -> PageContent:
    """Give the page of a passage: what it is, and what it supports."""
    shelf = frame.shelf
    supported = shelf.supports.get(one.name, [])
    about = [f for f in shelf.facts[one.name] if f.predicate not in (*_DESCRIBES, "rdf:type")]
    beside = [p.name for p in shelf.of_document[one.document]]
    at = beside.index(one.name)
    values = {
        "one": one,
        "about": lines(about),
        "into": grouped(shelf.into[one.name]),
        "before": beside[at - 1] if at else "",
        "behind": beside[at + 1] if at + 1 < len(beside) else "",
        "supported": [
            (subject, lines(facts)) for subject, facts in _by(supported, lambda f: f.subject)
        ],
    }
    facts = [*(f for f in shelf.facts[one.name] if not f.passage), *supported]
    forms = {**table_forms(lambda: table(facts)), **rdf_forms(lambda: quads(shelf, facts))}
    forms["json"] = items("passage", lambda: [passage_item(frame, one)])
    return PageContent(f"{frame.text(one.document)}, {one.locator}", "passage.html", values, forms)


def names(frame: Frame, facts: Iterable[Fact]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Give names by language: what is used most first; each with its kind and whether it is ours."""  # noqa: E501
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for fact in sorted(
        facts, key=lambda f: NAMES.index(f.predicate) if f.predicate in NAMES else 9
    ):
        if fact.predicate in NAMES and isinstance(fact.value, ox.Literal):
            one = (fact.value.value, fact.predicate, fact.predicate != "mk:translatedLabel")
            found.setdefault(fact.value.language or "", []).append(one)
    order = [frame.lang, "en", "ar", "zh", "fr", "ru", "es"]
    return sorted(found.items(), key=lambda i: order.index(i[0]) if i[0] in order else 99)


def lines(facts: Iterable[Fact]) -> list[StatedProperty]:
    """Give facts by property, what is said in words first."""
    order = sorted(facts, key=lambda f: (f.predicate != STATED, f.predicate, str(f.value)))
    return [StatedProperty(p, list(said)) for p, said in groupby(order, key=lambda f: f.predicate)]


def glance(facts: list[Fact]) -> list[StatedProperty]:
    """Give what the facets state, each value once with the facts behind it."""
    found = []
    for prop in _GLANCE:
        best: dict[str, Fact] = {}
        for fact in facts:
            if fact.predicate == f"mk:{prop}":
                known = best.get(str(fact.value))
                if known is None or known.state == "unchecked":
                    best[str(fact.value)] = fact
        if best:
            found.append(StatedProperty(f"mk:{prop}", list(best.values())))
    return found


def said(facts: Iterable[Fact]) -> list[tuple[str, list[StatedProperty]]]:
    """Give facts by passage."""
    those = [fact for fact in facts if fact.passage]
    return [(name, lines(group)) for name, group in groupby(those, key=lambda f: f.passage)]


def grouped(facts: Iterable[Fact]) -> list[tuple[str, list[tuple[str, list[Fact]]]]]:
    """Give links that come in, by property and by who says so."""
    order = sorted(facts, key=lambda f: (f.predicate, f.subject))
    return [
        (predicate, _by(those, lambda f: f.subject))
        for predicate, those in groupby(order, key=lambda f: f.predicate)
    ]


def _by(facts: Iterable[Fact], key: object) -> list[tuple[str, list[Fact]]]:
    return [(k, list(group)) for k, group in groupby(facts, key=key)]  # type: ignore[call-overload]


def _links(fact: Fact) -> bool:
    return isinstance(fact.value, ox.NamedNode)


def other(finding: "Finding", name: str) -> str:
    """Give the other side of a finding."""
    return finding.second if finding.first == name else finding.first


def inline(svg: str) -> str:
    """Fit a picture into a page: no styles of its own, no fixed size."""
    head, end, body = svg.partition(">")
    head = re.sub(r' (?:style|width|height)="[^"]*"', "", head)
    return f'{head} class="near"{end}{body}'


def table(facts: Iterable[Fact]) -> Table:
    """Give facts as a table."""
    return Table(
        COLUMNS,
        [
            (
                ox.NamedNode(expand(f.subject)),
                ox.NamedNode(expand(f.predicate)),
                f.value,
                ox.NamedNode(expand(f.passage)) if f.passage else None,
                ox.Literal(f.state) if f.state else None,
            )
            for f in dict.fromkeys(facts)
        ],
    )


def fact_item(fact: Fact) -> dict[str, str]:
    """Give a fact as JSON."""
    made = {"property": fact.predicate, "value": plain(fact.value)}
    if isinstance(fact.value, ox.Literal) and fact.value.language:
        made["language"] = fact.value.language
    if fact.passage:
        made |= {"passage": fact.passage, "state": fact.state}
    return made


def item(frame: Frame, name: str) -> dict[str, object]:
    """Give an entry as JSON."""
    shelf, facts = frame.shelf, frame.shelf.facts[name]
    return {
        "name": name,
        "iri": expand(name),
        "class": shelf.kinds[name],
        "label": frame.text(name),
        "names": [fact_item(f) for f in facts if f.predicate in NAMES],
        "facts": [fact_item(f) for f in facts if f.predicate not in (*NAMES, "rdf:type")],
        "links": [{"entry": f.subject} | fact_item(f) for f in shelf.into[name]],
        "overlaps": [
            {"with": other(f, name), "kind": f.kind, "expected": round(f.expected, 6)}
            for f in shelf.of(name)
        ],
    }


def passage_item(frame: Frame, one: PagePassage) -> dict[str, object]:
    """Give a passage as JSON."""
    facts: Iterator[Fact] = iter(frame.shelf.supports.get(one.name, ()))
    return {
        "name": one.name,
        "iri": expand(one.name),
        "document": one.document,
        "locator": one.locator,
        "summary": one.summary,
        "state": one.state,
        "languageRead": one.language,
        "facts": [{"entry": f.subject} | fact_item(f) for f in facts],
    }
