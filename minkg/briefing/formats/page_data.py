"""A briefing's content as compact JSON: numbers stand for names, so that a page stays small.

`core` is what the first view needs; `detail` is what is read when somebody looks further.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from minkg.briefing.content import BriefingContent, is_entry
from minkg.briefing.formats.map_places import places
from minkg.findings import FACETS, Cell, Finding, Overlaps, Wording
from minkg.graph import fold, latin
from minkg.graph.terms import REVIEW_STATES, Term, plain
from minkg.words import LANGUAGES
from minkg.words.names import ONTOLOGY, expand

if TYPE_CHECKING:
    from minkg.graph import Labels

GROUPS = ("instrument", "organization", "proposal")
CELLS = ("gap", "thin", "fragmentation", "covered")
PARTS = 1_000_000  # shared information is written in millionths of a nat
NAMES = ("skos:prefLabel", "skos:altLabel", "mk:acronym", "mk:translatedLabel", "mk:symbol")
LABELS = ("skos:prefLabel", "mk:translatedLabel")
EXPLAINED, SAME_CELL, TWINS, PLAN, DIFFER, APART = 1, 2, 4, 8, 16, 32


class NameNumbers:
    """Numbers for names, in the order of names; a name that is not known gets a new number."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self._at = {name: at for at, name in enumerate(self.names)}

    def __getitem__(self, name: str) -> int:
        """Give the number of a name."""
        if name not in self._at:
            self._at[name] = len(self.names)
            self.names.append(name)
        return self._at[name]

    def all(self, names: Iterable[str]) -> list[int]:
        """Give the numbers of several names."""
        return [self[name] for name in names]


class Encoder:
    """Encodes one content; entries, passages and terms are numbered once for both parts."""

    def __init__(self, content: BriefingContent) -> None:
        self.content = content
        self.entries = NameNumbers(sorted(content.graph.names))
        self.passages = NameNumbers(content.passages)
        self.terms = NameNumbers(())
        self.labels: dict[str, Labels] = {}
        for lang in LANGUAGES:
            self.labels[lang] = content.graph.labels(lang)
            self.labels[lang].learn()

    def core(self) -> dict[str, Any]:
        """Give what the first view needs."""
        content, numbers = self.content, self.content.numbers
        parts = {
            "numbers": {**numbers._asdict(), "states": [numbers.states.get(s, 0)
                                                        for s in REVIEW_STATES]},
            "weights": [content.weights[facet] for facet in FACETS],
            "subjects": self._subjects(),
            "facets": self._facets(),
            "pairs": self._pairs(),
            "matrix": self._matrix(),
            "proposals": [self._proposal(one) for one in content.proposals],
            "kinds": self._kinds(),
            "passages": self._passages(),
        }  # fmt: skip
        return {**parts, "entries": self._named(self.entries.names, entry=True)}

    def detail(self) -> dict[str, Any]:
        """Give what is read when somebody looks further."""
        content = self.content
        parts = {
            "facts": self._facts(),
            "summaries": [p.summary for p in content.passages.values()],
            "read": [p.language for p in content.passages.values()],
            "events": [[e.date, self.terms[e.event], self.entries[e.entry],
                        self.passages[e.passage], int(e.process)] for e in content.timeline],
            "tables": {name: {"columns": [self._titles(c) for c in table.columns],
                              "rows": [[self.value(term) for term in row] for row in table]}
                       for name, table in content.tables.items()},
            "links": [[self.entries[s], self.terms[p], self.entries[o], REVIEW_STATES.index(state)]
                      for s, p, o, state in content.links],
            "places": [[self.entries[name], x, y] for name, x, y in places(content)],
            "questions": [self._question(q) for q in content.graph.questions()],
            "search": self._search(),
        }  # fmt: skip
        return {**parts, "terms": self._named(self.terms.names)}

    def value(self, term: Term | None) -> int | str | list[str]:
        """Give an entry's number, `[text, language]`, `[, , passage or term]`, or a plain text."""
        if isinstance(term, ox.NamedNode):
            name = plain(term)
            if is_entry(term) and name in self.content.graph.names:
                return self.entries[name]
            return ["", "", name]
        if isinstance(term, ox.Literal) and term.language:
            return [term.value, term.language]
        return plain(term)

    def _subjects(self) -> list[list[Any]]:
        found = []
        for name, subject in sorted(self.content.facets.subjects.items()):
            stated = [
                [facet, self.entries[value], self.passages.all(e.passage for e in evidence)]
                for facet, key in enumerate(FACETS)
                for value, evidence in sorted(subject.stated.get(key, {}).items())
            ]
            forces = self.entries.all(subject.legal_force)
            found.append([self.entries[name], GROUPS.index(subject.group), stated, forces])
        return found

    def _facets(self) -> dict[str, Any]:
        facets = self.content.facets
        return {
            "names": list(FACETS),
            "counts": [
                {self.entries[c]: n for c, n in sorted(facets.counts[f].items())} for f in FACETS
            ],
            "stating": [facets.stating[facet] for facet in FACETS],
            "broader": {
                self.entries[narrow]: self.entries.all(sorted(broad))
                for narrow, broad in sorted(facets.broader.items())
            },
            "embracing": self.entries.all(sorted(facets.embracing)),
        }

    def _pairs(self) -> dict[str, list[Any]]:
        found = self.content.findings
        return {
            "first": [self.entries[f.first] for f in found],
            "second": [self.entries[f.second] for f in found],
            "flags": [flags(self.content.overlaps, f) for f in found],
            "stays": [round(f.stability * 100) for f in found],
            "shared": [
                round(sum(f.parts[facet].shared.values()) * PARTS)
                for f in found for facet in FACETS
            ],
            "links": [
                [at, [[self.entries[x.subject], self._labels_of(x.predicate),
                       self.entries[x.object], self.passages[x.passage]] for x in f.links]]
                for at, f in enumerate(found) if f.links
            ],
            "judged": [
                [at, [[j.verdict, self.entries[j.by], j.on, j.reason, j.reply]
                      for j in f.judgements]]
                for at, f in enumerate(found) if f.judgements
            ],
        }  # fmt: skip

    def _matrix(self) -> dict[str, Any]:
        shown = self.content.matrix
        return {
            "stages": self.entries.all(shown.stages),
            "topics": [[self.entries[topic], depth] for topic, depth in shown.topics],
            "cells": [
                [CELLS.index(cell.kind), sum(1 << Cell.REASONS.index(r) for r in cell.thin),
                 self.entries.all(cell.subjects)]
                for topic, _ in shown.topics
                for cell in (shown.cells[stage, topic] for stage in shown.stages)
            ],
        }  # fmt: skip

    def _proposal(self, one: Any) -> dict[str, Any]:
        answer = one.whatif
        return {
            "entry": self.entries[one.name],
            "said": [
                [s.text, s.language, self.entries[s.support] if s.support else -1,
                 self.passages[s.passage]] for s in one.statements
            ],
            "covered": [
                [self.entries[f.second if f.first == one.name else f.first],
                 (f.first_covered if f.first == one.name else f.second_covered) or 0.0]
                for f in answer.findings
            ],
            "new": [[list(FACETS).index(f), self.entries.all(c)] for f, c in answer.new.items()],
            "closes": [self.entries.all(cell) for cell in answer.closes],
        }  # fmt: skip

    def _kinds(self) -> dict[str, Any]:
        kinds: dict[str, str] = {}
        for fact in self.content.facts_of("rdf:type"):
            name = plain(fact.value)
            if name.startswith("mk:"):
                kinds.setdefault(fact.subject, name)
        order = sorted(set(kinds.values()))
        return {
            "names": self._named(order),
            "of": [order.index(kinds[n]) if n in kinds else -1 for n in self.entries.names],
        }

    def _passages(self) -> list[list[Any]]:
        return [
            [p.name, self.entries[p.document], p.locator, REVIEW_STATES.index(p.state)]
            for p in self.content.passages.values()
        ]

    def _facts(self) -> list[list[list[Any]]]:
        known = self.content.facts
        return [
            [
                [self.terms[f.predicate], self.value(f.value),
                 self.passages[f.passage] if f.passage in self.content.passages else -1]
                for f in known.get(name, ()) if f.predicate not in ("rdf:type", *LABELS)
            ]
            for name in self.entries.names
        ]  # fmt: skip

    def _search(self) -> list[str]:
        known, found = self.content.facts, []
        for name in self.entries.names:
            said = [f.value.value for f in known.get(name, ()) if f.predicate in NAMES]
            words = {fold(text) for text in (*said, name.replace("-", " "))}
            words |= {latin(text) for text in said if not text.isascii()}
            found.append("|".join(sorted(words)))
        return found

    def _question(self, question: Any) -> dict[str, Any]:
        parameters = [[p.name, p.default, p.help] for p in question.parameters.values()]
        return {
            "name": question.name, "summary": question.summary, "question": question.question,
            "text": question.text, "parameters": parameters,
        }  # fmt: skip

    def _labels_of(self, predicate: str) -> list[str]:
        return [self.labels[lang][ONTOLOGY + predicate].text for lang in LANGUAGES]

    def _titles(self, column: str) -> list[str]:
        return [self.content.graph.titles([column], lang)[0] for lang in LANGUAGES]

    def _named(self, names: list[str], *, entry: bool = False) -> dict[str, Any]:
        """Give names with labels by language; 0 where English (or what there is) stands for it."""
        iris = [expand(name) for name in names]
        texts: dict[str, list[Any]] = {}
        ours: dict[str, list[int]] = {}
        for lang in LANGUAGES:
            labels = [self.labels[lang][iri] for iri in iris]
            texts[lang] = [
                label.text if lang == "en" or label.language == lang else 0 for label in labels
            ]
            ours[lang] = [at for at, label in enumerate(labels)
                          if not label.official and label.language == lang]  # fmt: skip
        other = {
            at: self.labels["en"][iri].language for at, iri in enumerate(iris)
            if self.labels["en"][iri].language not in ("en", "")
        }  # fmt: skip
        whole = {"names": names, "labels": texts, "ours": ours}
        return {**whole, "foreign": other} if entry else whole


def flags(overlaps: Overlaps, finding: Finding) -> int:
    """Give what decides the kind of a finding apart from its figures."""

    def kind(figure: float, covered: float) -> str:
        changed = replace(finding, expected=figure, first_covered=covered, second_covered=covered)
        return overlaps.kind(changed)

    apart = sum(
        APART << at for at, name in enumerate(Wording.DIFFERENCES) if name in finding.differs
    )
    if finding.kind == "alignment":
        return EXPLAINED | apart
    high, low = kind(1.0, 1.0), kind(1.0, 0.0)
    found = TWINS if high == "possible-duplication" else 0
    found |= SAME_CELL if low in ("overlap", "possible-duplication") else 0
    found |= PLAN if kind(0.0, 1.0) == "covered-proposal" else 0
    return found | apart | (DIFFER if finding.parts["topic"].shared and finding.differs else 0)
