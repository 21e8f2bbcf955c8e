"""The long lists of a report: dates, answers, passages, facts, links; each whole."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from minkg.briefing.blocks import Span, TableBlock, Text
from minkg.briefing.content import BriefingContent, Event
from minkg.briefing.sections import SECTIONS
from minkg.briefing.speaker import Speaker
from minkg.words import natural
from minkg.words.names import expand


class Lists:
    """The lists of one content in one language."""

    def __init__(self, content: BriefingContent, lang: str) -> None:
        self.content, self.words = content, Speaker(content, lang)
        content.graph.labels(lang).learn()

    def timeline(self, *, steps: bool) -> TableBlock:
        """Give dated facts, each once with its passages; only steps of processes if asked."""
        words = self.words

        def key(event: Event) -> tuple[str, str, str]:
            return event.date, event.event, event.entry

        events = [event for event in self.content.timeline if event.process or not steps]
        rows = [
            (
                words.t(date),
                words.entry(entry),
                words.t(self.content.graph.label(expand(what), words.lang).text),
                words.cites([event.passage for event in same], 3),
            )
            for (date, what, entry), same in groupby(sorted(events, key=key), key)
        ]
        heads = words.heads("date", "entry", "event", "passages")
        return self._sheet("timeline", words.say("Timeline"), heads, rows, (1.2, 4, 2, 3))

    def answer(self, name: str) -> TableBlock:
        """Give the answer to a prepared question."""
        words, table = self.words, self.content.tables[name]
        title, note = next((title, note) for key, title, note in SECTIONS if key == name)
        narrow = ("minimum", "maximum", "comparator", "unit", "modality", "passage", "otherPassage")
        rows = [tuple(words.value(term) for term in row) for row in table]
        heads = tuple(self.content.graph.titles(table.columns, words.lang))
        widths = tuple(
            5.0 if column == "statement" else 1.4 if column in narrow else 2.6
            for column in table.columns
        )
        return self._sheet(name, words.say(title), heads, rows, widths, words.say(note))

    def passages(self) -> TableBlock:
        """Give all passages: where they stand, what they say in our words, their review state."""
        words = self.words
        rows = [
            (
                words.t(p.name, "", "en"),
                words.entry(p.document),
                words.t(p.locator, "", "en"),
                words.t(p.summary, "", "en"),
                (words.state(p.state),),
            )
            for p in sorted(self.content.passages.values(), key=lambda p: natural(p.name))
        ]
        heads = words.heads("passage", "document", "locator", "summary", "review")
        return self._sheet("passages", words.say("Passages"), heads, rows)

    def cited(self, numbers: Mapping[str, int]) -> TableBlock:
        """Give the passages that were cited by number, in that order."""
        words, known = self.words, self.content.passages
        rows = [
            (
                (Span(f"[{number}]", "", "strong", name),),
                (
                    *words.entry(known[name].document),
                    Span(self.words.join(("", ""))),
                    *words.t(known[name].locator, "quiet", "en"),
                ),
                words.t(known[name].summary, "", "en"),
                (words.state(known[name].state),),
            )
            for name, number in numbers.items()
        ]
        heads = words.heads("number", "document", "summary", "review")
        return self._sheet("cited", words.say("Passages cited"), heads, rows, (0.8, 3, 5.3, 1.7))

    def facts(self) -> TableBlock:
        """Give every fact that a passage states."""
        words, content = self.words, self.content
        rows = [
            (
                words.t(name, "", "en"),
                words.entry(name),
                words.t(self._property(fact.predicate)),
                words.value(fact.value),
                words.t(fact.passage, "", "en"),
                (words.state(fact.state),),
            )
            for name, those in sorted(content.facts.items())
            for fact in those
            if fact.passage
        ]
        heads = words.heads("name", "entry", "property", "value", "passage", "review")
        return self._sheet("facts", words.say("Facts"), heads, rows)

    def links(self) -> TableBlock:
        """Give the links between those compared."""
        words = self.words
        rows = [
            (words.entry(s), words.t(self._property(p)), words.entry(o), (words.state(state),))
            for s, p, o, state in self.content.links
        ]
        heads = words.heads("first", "link", "second", "best reviewed passage")
        return self._sheet("links", words.say("Map of links"), heads, rows)

    def _property(self, predicate: str) -> str:
        return self.content.graph.label(expand(predicate), self.words.lang).text

    def _sheet(
        self,
        name: str,
        title: str,
        heads: tuple[str, ...],
        rows: Sequence[tuple[Text, ...]],
        widths: tuple[float, ...] = (),
        note: str = "",
    ) -> TableBlock:
        return TableBlock(
            name, title, heads, tuple(rows), widths or (1.0,) * len(heads), len(rows), note=note
        )
