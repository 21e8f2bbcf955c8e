"""A report to print, put together from a briefing's content: chapters of texts, tables, pictures.

What does not fit is left out and counted.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from minkg.briefing.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Report,
    Span,
    TableBlock,
    Text,
    numbered,
)
from minkg.briefing.content import BriefingContent, Proposal
from minkg.briefing.method import alt, method, new_in
from minkg.briefing.tables import Tables
from minkg.findings import Finding
from minkg.pictures import Scene, Wish, draw
from minkg.words import MinkgError, translate

if TYPE_CHECKING:
    from minkg.pictures import Picture

# How much a report holds: findings in the ranking and at length, rows of tables.
FINDINGS, TOLD, COVERING, CELLS, EVENTS, ROWS, PASSAGES = 20, 8, 4, 16, 38, 12, 1000


def report(content: BriefingContent, lang: str) -> Report:
    """Put the report together; pictures are drawn for A4."""
    chapters = Chapters(content, lang, "a4")
    blocks, numbers = numbered(chapters.blocks())
    whole = (*blocks, *chapters.passages(numbers))
    return Report(chapters.title, chapters.source, lang, whole)


class Chapters:
    """The chapters of a report, one method each."""

    def __init__(self, content: BriefingContent, lang: str, paper: str) -> None:
        self.content, self.paper = content, paper
        self.tables = Tables(content, lang)
        self.words = self.tables.words
        self.lang = lang
        self.title = translate(
            "Who does what for the environment along the life cycle of minerals and metals", lang
        )
        self.source = Scene(content.graph, lang, Wish()).source

    def blocks(self) -> Iterator[Block]:
        """Give all blocks in their order, but for the list of passages."""
        yield from self.summary()
        yield from self.findings()
        yield from self.proposals()
        yield from self.gaps()
        yield from self.timeline()
        yield from self.answers()
        yield Heading(self.words.say("Method and limits"))
        yield from method(self.tables)

    def summary(self) -> Iterator[Block]:
        """Give numbers, how far they were checked, and the picture of topics and stages."""
        say, tables = self.words.say, self.tables
        yield Heading(say("Summary"))
        yield self._paragraph(
            say(
                "An overlap is a finding for people to judge. A gap means that no instrument was "
                "found in the passages read."
            ),
            "lead",
        )
        yield tables.numbers()
        yield Heading(say("How far this was checked"), 2)
        yield tables.reviews()
        yield Heading(say("Where who acts: topics and life-cycle stages"), 2)
        yield self._paragraph(
            say(
                "The picture that follows counts those of which one passage says both the topic "
                "and the stage, or something narrower."
            )
        )
        yield Heading(say("Most shared ground"), 2)
        yield Bullets(tuple(self._sentence(f) for f in tables.to_judge[:3]))
        yield from self.figure("stage-topic")

    def figure(self, view: str, *entries: str) -> Iterator[Figure]:
        """Draw a view, where it can be drawn on this paper."""
        picture = self.picture(view, *entries)
        if picture is not None:
            yield Figure(picture, alt(self.tables, view, picture))

    def picture(self, view: str, *entries: str) -> "Picture | None":
        """Draw a view; nothing where the data or the paper do not allow it."""
        try:
            return draw(self.content.graph, view, *entries, lang=self.lang, size=self.paper)
        except MinkgError:
            return None

    def findings(self) -> Iterator[Block]:
        """Give the ranking, and the first findings with their evidence."""
        say, found = self.words.say, self.tables.to_judge
        yield Heading(say("Who covers the same ground"))
        yield self._paragraph(
            say(
                "Pairs that share rare ground come first. Each is a finding for people to judge, "
                "with the passages on both sides."
            ),
            "lead",
        )
        if not found:
            yield self._paragraph(say("none"))
            return
        yield from self._shown(self.tables.findings(found), FINDINGS)
        for at, finding in enumerate(found[:TOLD], 1):
            yield from self.finding(at, finding)

    def finding(self, at: int, finding: Finding) -> Iterator[Block]:
        """Give one finding: its sentence, links, judgements, and what is shared."""
        words = self.words
        first, second = words.full_name(finding.first), words.full_name(finding.second)
        yield Heading(f"{at}. {first} – {second}", 2)
        yield Paragraph(self._sentence(finding))
        yield from self._explained(finding)
        yield self.tables.evidence(finding)

    def _explained(self, finding: Finding) -> Iterator[Block]:
        words = self.words
        items = [
            words.t(
                words.say(
                    "judged '{verdict}' by {by} on {on}: {reason}",
                    verdict=words.say(j.verdict),
                    by=words.name(j.by),
                    on=j.on,
                    reason=words.framed(j.reason),
                )
            )
            for j in finding.judgements
        ]
        items += [
            (
                words.span(words.say("explained by:")),
                Span(" "),
                *words.linked(x.subject, x.predicate, x.object),
                Span(" "),
                *words.cites([x.passage]),
            )
            for x in finding.links
        ]
        if items:
            yield Bullets(tuple(items))

    def proposals(self) -> Iterator[Block]:
        """Give every proposal with what if it came true."""
        say = self.words.say
        yield Heading(say("Proposals, and what exists already"))
        yield self._paragraph(
            say(
                "How much of what a proposal states is covered by what exists, what only it "
                "states, and which empty cells it would fill. Support is worded as the passages "
                "word it."
            ),
            "lead",
        )
        if not self.content.proposals:
            yield self._paragraph(say("none"))
            return
        yield self.tables.proposals()
        for one in self.content.proposals:
            yield from self.proposal(one)

    def proposal(self, one: Proposal) -> Iterator[Block]:
        """Give one proposal: what is said, what covers it, what would be new."""
        words = self.words
        yield Heading(words.full_name(one.name), 2)
        yield Bullets(tuple(self._said(one)))
        yield Bullets(tuple(new_in(self.tables, one)))
        if one.whatif.findings:
            yield Heading(words.say("What covers it already"), 3)
            yield from self._shown(self.tables.covering(one), COVERING)

    def _said(self, one: Proposal) -> Iterator[Text]:
        words = self.words
        for said in one.statements:
            spans = [*words.t(said.text, "", said.language)] if said.text else []
            if said.support:
                spans += [Span(" — ")] if spans else []
                spans += [words.span(words.say("support:")), Span(" "), *words.entry(said.support)]
            yield (*spans, Span(" "), *words.cites([said.passage]))

    def gaps(self) -> Iterator[Block]:
        """Give empty cells, and the cells where the ground is thin."""
        say, tables = self.words.say, self.tables
        yield Heading(say("Gaps and thin ground"))
        yield self._paragraph(
            say(
                "No instrument was found in the passages read; not stated is not the same as not "
                "there."
            ),
            "lead",
        )
        yield self._paragraph(
            say(
                "Thin ground has only voluntary instruments, only proposals, only one source, or "
                "only unchecked facts."
            )
            + " "
            + say("Fragmentation: three or more act, and no typed link joins them.")
        )
        yield tables.gaps_by_stage()
        yield Heading(say("Thin ground"), 2)
        yield from self._shown(tables.cells(tables.top_topics, ["thin"]), CELLS)

    def timeline(self) -> Iterator[Block]:
        """Give the picture of time and the steps of the process."""
        say = self.words.say
        yield Heading(say("Timeline"))
        yield self._paragraph(say("Dates are as precise as the passages are."), "lead")
        steps = self.tables.timeline(steps=True)
        yield from self._shown(steps, EVENTS)
        yield from self.figure("timeline")

    def answers(self) -> Iterator[Block]:
        """Give the answers to prepared questions: who is asked to do what, and so on."""
        for name in self.content.tables:
            sheet = self.tables.answer(name)
            yield Heading(sheet.title)
            yield self._paragraph(sheet.note, "lead")
            yield from self._shown(sheet, ROWS)

    def passages(self, numbers: Mapping[str, int]) -> Iterator[Block]:
        """Give the passages cited, as far as they are told at length."""
        say = self.words.say
        yield Heading(say("Passages cited"))
        yield self._paragraph(say("Summaries of passages are in our own words, in English."))
        yield from self._shown(self.tables.cited(numbers), PASSAGES)

    def _sentence(self, finding: Finding) -> Text:
        text = self.words.sentence(finding)
        if self.tables.weakest(finding) != "unchecked":
            return self.words.t(text)
        return (*self.words.t(text), Span(" ("), self.words.state("unchecked"), Span(")"))

    def _shown(self, sheet: TableBlock, most: int) -> Iterator[Block]:
        """Give a table, or as much of it as there is room for with a note on the rest."""
        if not sheet.rows:
            yield self._paragraph(self.words.say("none"))
            return
        top = sheet.top(most)
        yield top
        if top.left_out:
            yield self._paragraph(
                self.words.say(
                    "{count} more rows are left out here; the workbook has all "
                    "(minkg briefing -o FILE.xlsx).",
                    count=top.left_out,
                ),
                "quiet",
            )

    def _paragraph(self, text: str, look: str = "") -> Paragraph:
        return Paragraph(self.words.t(text), look)
