"""The tables of a report, whole; who writes a file takes as many rows as fit."""

from collections.abc import Iterable
from functools import cached_property

from minkg.briefing.blocks import TableBlock, Text
from minkg.briefing.content import Proposal
from minkg.briefing.lists import Lists
from minkg.findings import FACETS, Finding, Wording
from minkg.graph.terms import REVIEW_STATES

TO_JUDGE = ("possible-duplication", "overlap", "covered-proposal")


class Tables(Lists):
    """The tables of one content in one language."""

    @cached_property
    def to_judge(self) -> list[Finding]:
        """The findings that people are asked to judge, the most similar first."""
        return [
            f for f in self.content.findings
            if f.kind in TO_JUDGE and not any(j.verdict == "different" for j in f.judgements)
        ]  # fmt: skip

    @cached_property
    def top_topics(self) -> list[str]:
        """The topics that have no broader one."""
        return [topic for topic, depth in self.content.matrix.topics if depth == 0]

    def weakest(self, finding: Finding) -> str:
        """Give the review state of the least reviewed passage behind a finding."""
        states = [
            e.state
            for part in finding.parts.values()
            for concept in part.narrowest(self.content.graph.broader)
            for side in part.evidence[concept]
            for e in side
        ]
        return max(states, key=REVIEW_STATES.index, default="")

    def state(self, finding: Finding) -> Text:
        """Give that state in words."""
        state = self.weakest(finding)
        return (self.words.state(state),) if state else self.words.t("—")

    def numbers(self) -> TableBlock:
        """Give how much there is."""
        words, content = self.words, self.content
        numbers = content.numbers
        top = [content.matrix.cells[s, t] for t in self.top_topics for s in content.matrix.stages]
        gaps = sum(cell.kind == "gap" for cell in top)
        rows = (
            (len(content.facets.subjects),
             words.say("instruments, organizations and proposals compared")),
            (len(self.to_judge), words.say("overlaps for people to judge")),
            (len(content.proposals), words.say("proposals, each with what exists already")),
            (f"{gaps} / {len(top)}",
             words.say("cells of stage and topic without an entry in the passages read")),
            (numbers.passages,
             words.say("passages of {count} documents", count=numbers.documents)),
        )  # fmt: skip
        return self._sheet(
            "numbers", words.say("Summary"), (words.say("how many"), words.say("what")),
            [(words.t(str(figure), "strong"), words.t(text)) for figure, text in rows], (1, 5),
        )  # fmt: skip

    def reviews(self) -> TableBlock:
        """Give how many facts stand in what review state."""
        words, numbers = self.words, self.content.numbers
        meaning = {
            "checked": words.say("facts compared with the text"),
            "secondary": words.say("facts read in another document"),
            "unchecked": words.say("general knowledge, to be confirmed"),
        }
        rows = [
            ((words.state(state),), words.t(str(numbers.states.get(state, 0)), "number"),
             words.t(Wording.percent(numbers.states.get(state, 0) / numbers.facts if numbers.facts
                             else None)), words.t(meaning[state]))
            for state in REVIEW_STATES
        ]  # fmt: skip
        heads = (words.say("review"), words.say("facts"), words.say("share"), words.say("what"))
        return self._sheet("review", words.say("How far this was checked"), heads, rows,
                           (2, 1, 1, 4))  # fmt: skip

    def findings(self, found: Iterable[Finding]) -> TableBlock:
        """Give one row per finding."""
        words, graph = self.words, self.content.graph
        heads = words.heads(
            "first",
            "second",
            "kind",
            "similarity",
            "shared topic",
            "shared stage",
            "least reviewed passage",
        )
        rows = [
            (words.entry(f.first), words.entry(f.second), words.t(words.say(Wording.KINDS[f.kind])),
             words.t(Wording.number(f.expected), "number"),
             words.entries(f.parts["topic"].narrowest(graph.broader)),
             words.entries(f.parts["stage"].narrowest(graph.broader)), self.state(f))
            for f in found
        ]  # fmt: skip
        return self._sheet("findings", words.say("Findings"), heads, rows,
                           (3, 3, 1.8, 1.7, 3, 2.2, 2))  # fmt: skip

    def evidence(self, f: Finding) -> TableBlock:
        """Give what is shared, facet by facet, with the passages on both sides."""
        words = self.words
        rows = [
            (words.t(words.say(facet), "strong"), words.entry(concept),
             *(words.cites([e.passage for e in side], 3)
               for side in part.evidence[concept]))
            for facet in FACETS
            for part in (f.parts[facet],)
            for concept in part.narrowest(self.content.graph.broader)
        ]  # fmt: skip
        heads = (words.say("facet"), words.say("shared"), words.name(f.first), words.name(f.second))
        return self._sheet("evidence", words.say("side by side"), heads, rows, (1.3, 2.3, 3.2, 3.2))

    def proposals(self) -> TableBlock:
        """Give one row per proposal."""
        words = self.words
        heads = words.heads(
            "proposal",
            "support",
            "covered most by",
            "how much of it",
            "least reviewed passage",
            "stated nowhere else",
            "gaps closed",
        )
        rows = [self._proposal(one) for one in self.content.proposals]
        return self._sheet("proposals", words.say("Proposals, and what exists already"),
                           heads, rows, (3.2, 2, 3, 1.4, 2, 1.7, 1.4))  # fmt: skip

    def _proposal(self, one: Proposal) -> tuple[Text, ...]:
        words, found = self.words, one.whatif.findings
        best = found[0] if found else None
        support = dict.fromkeys(s.support for s in one.statements if s.support)
        return (
            words.entry(one.name), words.entries(support),
            words.entry(other(best, one.name)) if best
            else words.t(words.say("nothing found in the passages read")),
            words.t(Wording.percent(share(best, one.name)) if best else "—"),
            self.state(best) if best else words.t("—"),
            words.t(str(sum(map(len, one.whatif.new.values()))), "number"),
            words.t(str(len(one.whatif.closes)), "number"),
        )  # fmt: skip

    def covering(self, one: Proposal) -> TableBlock:
        """Give what covers a proposal already, the best cover first."""
        words = self.words
        rows = [
            (words.entry(other(f, one.name)), words.t(Wording.percent(share(f, one.name))),
             words.entries(f.parts["topic"].narrowest(self.content.graph.broader)), self.state(f),
             words.cites(f.passages(1 if f.first == one.name else 0), 3))
            for f in one.whatif.findings
        ]  # fmt: skip
        heads = words.heads(
            "entry", "covered", "shared topic", "least reviewed passage", "passages"
        )
        return self._sheet(one.name, words.say("what covers it already"), heads, rows,
                           (3, 1.3, 2.6, 1.9, 3.2))  # fmt: skip

    def shared(self, found: Iterable[Finding]) -> TableBlock:
        """Give what is shared by each of these pairs, one row per facet and concept."""
        words = self.words
        rows = [
            (words.entry(f.first), words.entry(f.second), *row)
            for f in found for row in self.evidence(f).rows
        ]  # fmt: skip
        heads = words.heads("first", "second", "facet", "shared", "passage", "other passage")
        return self._sheet("evidence", words.say("Evidence"), heads, rows)

    def covers(self) -> TableBlock:
        """Give what covers each proposal already, in one table."""
        words = self.words
        rows = [
            (words.entry(one.name), *row)
            for one in self.content.proposals for row in self.covering(one).rows
        ]  # fmt: skip
        heads = words.heads(
            "proposal", "entry", "covered", "shared topic", "least reviewed passage", "passages"
        )
        return self._sheet("covers", words.say("What covers it already"), heads, rows)

    def matrix(self, topics: Iterable[str]) -> TableBlock:
        """Give how many act on every topic at every stage."""
        words, matrix = self.words, self.content.matrix
        chosen = list(topics)
        counts = [[len(matrix.cells[s, t].subjects) for s in matrix.stages] for t in chosen]
        most = max((n for row in counts for n in row), default=0) or 1
        rows = [
            (words.entry(topic), *(words.t(str(n) if n else "–", "number") for n in row))
            for topic, row in zip(chosen, counts, strict=True)
        ]
        tones = {
            (y, x + 1): n / most for y, row in enumerate(counts) for x, n in enumerate(row) if n
        }
        heads = (words.say("topic"), *(words.name(stage) for stage in matrix.stages))
        whole = self._sheet("matrix", words.say("Topics and life-cycle stages"), heads, rows,
                            (3, *[1.0] * len(matrix.stages)))  # fmt: skip
        whole.tones.update(tones)
        return whole

    def gaps_by_stage(self) -> TableBlock:
        """Give for every stage the topics on which nobody acts, and where many act apart."""
        words, matrix = self.words, self.content.matrix

        def topics(stage: str, kind: str) -> Text:
            cells = [matrix.cells[stage, topic] for topic in self.top_topics]
            return words.entries(cell.topic for cell in cells if cell.kind == kind)

        heads = (words.say("stage"), words.say("gap"), words.say("fragmentation"))
        rows = [(words.entry(s), topics(s, "gap"), topics(s, "fragmentation"))
                for s in matrix.stages]  # fmt: skip
        return self._sheet("gaps-by-stage", words.say("Gaps"), heads, rows, (2, 4, 4))

    def cells(self, topics: Iterable[str], kinds: Iterable[str]) -> TableBlock:
        """Give cells of these topics that are of these kinds, or of which the ground is thin."""
        words, matrix, wanted = self.words, self.content.matrix, set(kinds)
        every = [matrix.cells[stage, topic] for topic in topics for stage in matrix.stages]
        rows = [
            (words.entry(c.topic), words.entry(c.stage), words.t(words.say(Wording.KINDS[c.kind])),
             words.t(words.join(words.say(Wording.THIN[reason]) for reason in c.thin) or "—"),
             words.t(str(len(c.subjects)), "number"), words.entries(c.subjects[:6]))
            for c in every if c.kind in wanted
        ]  # fmt: skip
        heads = words.heads("topic", "stage", "kind", "reason", "how many", "entries")
        return self._sheet("gaps", words.say("Gaps and thin ground"), heads, rows,
                           (2.4, 2, 1.6, 2.2, 1, 4))  # fmt: skip


def other(finding: Finding, name: str) -> str:
    """Give the other side of a finding."""
    return finding.second if finding.first == name else finding.first


def share(finding: Finding, name: str) -> float:
    """Give how much of what an entry states the other side covers."""
    return (finding.first_covered if finding.first == name else finding.second_covered) or 0.0
