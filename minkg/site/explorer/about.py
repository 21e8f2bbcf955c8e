"""About minkg: the method, how good the data is, and what changed."""

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from minkg.findings import FACETS, VERDICTS, Overlaps
from minkg.graph import Fact
from minkg.graph.terms import REVIEW_STATES, plain
from minkg.site.explorer.content import PageContent, items, table_forms, texts
from minkg.site.explorer.frame import Frame
from minkg.words import LANGUAGES

if TYPE_CHECKING:
    from minkg.site.explorer.page_facts import PageFacts

TEN = 10
NEWEST = 25
_DATES = ("mk:publishedOn", "mk:adoptedOn", "mk:launchedIn", "mk:inForceFrom", "mk:establishedIn",
          "mk:startsOn")  # fmt: skip


class ToMend(NamedTuple):
    """A passage that somebody should read: what rests on it."""

    passage: str
    facts: int
    findings: int


def about(frame: Frame) -> PageContent:
    """Say what this is, how it is made, and what its figures mean."""
    values = {
        "weights": {f: frame.graph.findings.weights[f] for f in FACETS},
        "verdicts": VERDICTS,
        "overlap": Overlaps.THRESHOLDS["overlap"],
        "covered": Overlaps.THRESHOLDS["covered"],
        "twin": Overlaps.THRESHOLDS["twin"],
        "total": len(frame.graph.store),
        "documents": len(frame.shelf.of_document),
        "passages": len(frame.shelf.passages),
        "reserved": "",
    }
    return PageContent(frame.say("About, and the method"), "about.html", values)


def to_mend(shelf: "PageFacts") -> list[ToMend]:
    """Give the unchecked passages on which most findings and facts rest."""
    rests: Counter[str] = Counter()
    for finding in shelf.findings:
        rests.update(
            {
                e.passage
                for part in finding.parts.values()
                for sides in part.evidence.values()
                for side in sides
                for e in side
                if e.state == "unchecked"
            }
        )
    found = [
        ToMend(p.name, len(shelf.supports.get(p.name, ())), rests[p.name])
        for p in shelf.passages.values()
        if p.state == "unchecked"
    ]
    return sorted(found, key=lambda m: (-m.findings, -m.facts, m.passage))


def quality(frame: Frame) -> PageContent:
    """Say how good the data is, and what to mend first."""
    shelf = frame.shelf
    kinds = Counter(shelf.kinds.values())
    coverage = {kind: _coverage(shelf, kind) for kind in sorted(kinds, key=lambda k: -kinds[k])}
    facts = {
        s: sum(f.state == s for said in shelf.supports.values() for f in said)
        for s in REVIEW_STATES
    }
    ten = to_mend(shelf)
    conflicts = frame.graph.query("conflicts")
    values = {
        "kinds": kinds,
        "coverage": coverage,
        "ten": ten[:TEN],
        "unread": len(ten),
        "facts": facts,
        "total": sum(facts.values()),
        "languages": LANGUAGES,
        "states": REVIEW_STATES,
        "conflicts": conflicts,
        "shown": list(conflicts.rows)[:15],
        "passages": {s: sum(p.state == s for p in shelf.passages.values()) for s in REVIEW_STATES},
        "documents": _documents(shelf),
        "silent": list(frame.graph.query("entries-without-facets")),
        "single": len(frame.graph.query("single-source-entries")),
        "ambiguities": len(frame.graph.query("ambiguities")),
    }
    forms = {
        **table_forms(lambda: texts(("passage", "facts", "findings"), ten)),
        "json": items("to-mend", lambda: [m._asdict() for m in ten]),
    }
    return PageContent(frame.say("How good the data is"), "quality.html", values, forms)


def _coverage(shelf: "PageFacts", kind: str) -> dict[str, tuple[int, int]]:
    """Count by language the entries of a class with an official name, and with ours only."""
    official: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for name in (n for n, k in shelf.kinds.items() if k == kind):
        has: dict[str, set[str]] = {"skos:prefLabel": set(), "mk:translatedLabel": set()}
        for fact in shelf.facts[name]:
            if fact.predicate in has and isinstance(fact.value, ox.Literal):
                has[fact.predicate].add(fact.value.language or "")
        official.update(has["skos:prefLabel"])
        ours.update(has["mk:translatedLabel"] - has["skos:prefLabel"])
    return {lang: (official[lang], ours[lang]) for lang in LANGUAGES}


def _documents(shelf: "PageFacts") -> list[tuple[str, dict[str, int]]]:
    """Give the documents with most unchecked passages."""
    found = []
    for document, those in shelf.of_document.items():
        counts = Counter(p.state for p in those)
        if counts["unchecked"]:
            found.append((document, {state: counts[state] for state in REVIEW_STATES}))
    return sorted(found, key=lambda d: (-d[1]["unchecked"], d[0]))[:TEN]


def changes(frame: Frame) -> PageContent:
    """Say what changed: the list of changes, notes on entries, and what is newest."""
    shelf = frame.shelf
    every = [f for name in shelf.kinds for f in shelf.facts[name]]
    notes = [f for f in every if f.predicate == "skos:changeNote"]
    gone = [f.subject for f in every if f.predicate == "owl:deprecated"]
    dated = sorted(
        (f for f in every if f.predicate in _DATES), key=lambda f: plain(f.value), reverse=True
    )
    newest: list[Fact] = list({(f.subject, f.predicate): f for f in reversed(dated)}.values())[::-1]
    file = frame.graph.home.path / "CHANGELOG.md"
    values = {
        "notes": notes,
        "gone": gone,
        "newest": newest[:NEWEST],
        "log": log(file.read_text(encoding="utf-8")) if file.is_file() else [],
    }
    forms = {
        **table_forms(
            lambda: texts(
                ("date", "property", "entry", "passage"),
                [(plain(f.value), f.predicate, f.subject, f.passage) for f in newest],
            )
        ),
        "json": items(
            "newest",
            lambda: [
                {
                    "date": plain(f.value),
                    "property": f.predicate,
                    "entry": f.subject,
                    "passage": f.passage,
                }
                for f in newest
            ],
        ),
    }
    return PageContent(frame.say("Changes"), "changes.html", values, forms)


def log(text: str) -> list[tuple[int, str]]:
    r"""Read a list of changes: headings with their depth, and points with depth 0.

    >>> log("# Changelog\n\n## 0.1.0\n\n### Entries\n- One\n  thing.\n- Two")
    [(2, '0.1.0'), (3, 'Entries'), (0, 'One thing.'), (0, 'Two')]
    """
    found: list[tuple[int, str]] = []
    for line in text.splitlines():
        heading = re.match(r"(#{2,4}) +(.+)", line)
        if heading:
            found.append((len(heading[1]), heading[2]))
        elif line.startswith(("- ", "* ")):
            found.append((0, line[2:].strip()))
        elif line.strip() and found and not found[-1][0] and line[0] == " ":
            found[-1] = (0, f"{found[-1][1]} {line.strip()}")
    return found
