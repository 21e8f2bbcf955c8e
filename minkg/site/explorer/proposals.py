"""Proposals: what is said of their support, and what each would add to what exists."""

from collections.abc import Iterable

from minkg.findings import FACETS, WhatIf, tables
from minkg.graph import Fact
from minkg.graph.terms import plain
from minkg.site.explorer.content import PageContent, items, table_forms, texts
from minkg.site.explorer.entry import STATED, lines
from minkg.site.explorer.frame import Frame
from minkg.words.lookup import unknown

TOP = 20


def every(frame: Frame) -> PageContent:
    """Give all proposals with their support and with what covers each best."""
    shelf = frame.shelf
    rows = [
        (name, _support(shelf.facts[name]), _cover(frame, name))
        for name, kind in shelf.kinds.items()
        if kind == "proposal"
    ]
    rows.sort(key=lambda row: -(row[2][1] or 0.0) if row[2] else 0.0)
    clusters = {
        name: [plain(f.value) for f in shelf.facts[name] if f.predicate == "mk:inCluster"]
        for name, *_ in rows
    }
    table = lambda: texts(  # noqa: E731
        ("proposal", "support", "coveredBy", "covered"),
        [
            (
                n,
                ", ".join(plain(f.value) for f in s),
                *((c[0], f"{c[1] or 0:.0%}") if c else ("", "")),
            )
            for n, s, c in rows
        ],
    )
    forms = {
        **table_forms(table),
        "json": items(
            "proposals",
            lambda: [
                {
                    "name": n,
                    "support": [plain(f.value) for f in s],
                    "coveredBy": c[0] if c else None,
                    "covered": c[1] if c else None,
                }
                for n, s, c in rows
            ],
        ),
    }
    values = {"rows": rows, "clusters": clusters}
    return PageContent(frame.say("Proposals"), "proposals.html", values, forms)


def _support(facts: Iterable[Fact]) -> list[Fact]:
    """Give each level of support once, checked facts first."""
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda f: f.state):
        if fact.predicate == "mk:supportLevel":
            found.setdefault(plain(fact.value), fact)
    return list(found.values())


def _cover(frame: Frame, name: str) -> tuple[str, float | None] | None:
    """Give what covers most of a proposal among what exists."""
    subjects = frame.shelf.compared.facets.subjects
    covers = [
        (f.second, f.first_covered)
        for f in frame.shelf.of(name)
        if f.first == name and subjects[f.second].group != "proposal"
    ]
    return max(covers, key=lambda c: c[1] or 0.0, default=None)


def one(frame: Frame, name: str) -> PageContent:
    """Give what one proposal would add."""
    shelf = frame.shelf
    if shelf.kinds.get(name) != "proposal" or name not in shelf.compared.at:
        proposals = [n for n, kind in shelf.kinds.items() if kind == "proposal"]
        raise unknown("no proposal is called '{name}'", name, proposals, otherwise="see /proposals")
    subject = shelf.compared.facets.subjects[name]
    new, closes = frame.graph.findings.additions(subject)
    found = sorted(shelf.of(name), key=lambda f: -(_covered(f, name) or 0.0))
    answer = WhatIf(subject, tuple(found[:TOP]), new, closes)
    stated = [f for f in shelf.facts[name] if f.predicate == STATED]
    values = {
        "name": name,
        "answer": answer,
        "covered": lambda f: _covered(f, name),
        "stated": stated,
        "support": _support(shelf.facts[name]),
        "facets": FACETS,
        "facts": lines(
            f
            for f in shelf.facts[name]
            if f.predicate in ("mk:wouldCreate", "mk:modality", "mk:proposedAt", "mk:inCluster")
        ),
        "subject": subject,
    }
    forms = {
        **table_forms(
            lambda: texts(
                ("entry", "kind", "covered", "similarity"),
                [
                    (
                        f.second if f.first == name else f.first,
                        f.kind,
                        f"{_covered(f, name) or 0:.6f}",
                        f"{f.expected:.6f}",
                    )
                    for f in found
                ],
            )
        ),
        "json": items("whatif", lambda: [tables.whatif_item(answer, frame.words)]),
    }
    return PageContent(frame.text(name), "whatif.html", values, forms)


def _covered(finding: object, name: str) -> float | None:
    first: str = finding.first  # type: ignore[attr-defined]
    side = "first_covered" if first == name else "second_covered"
    value: float | None = getattr(finding, side)
    return value
