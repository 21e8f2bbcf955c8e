"""What a report says of its method, of what would be new, and of pictures, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minkg.briefing.blocks import Block, Bullets, Heading, Span, Text, clean
from minkg.briefing.content import Proposal
from minkg.briefing.tables import Tables
from minkg.findings import FACETS, Wording

if TYPE_CHECKING:
    from minkg.pictures import Picture


def new_in(tables: Tables, one: Proposal) -> Iterator[Text]:
    """Say what would be new with a proposal, and which gaps it would close."""
    words, answer = tables.words, one.whatif
    parts: list[Span] = []
    for facet in FACETS:
        if facet in answer.new:
            parts += [Span("; " if parts else ""), Span(words.say(facet) + ": ")]
            parts += words.entries(answer.new[facet])
    if not parts:
        parts = [Span(words.say("nothing that another one does not state already"))]
    yield (Span(words.say("what would be new") + ": ", "", "strong"), *parts)
    cells: list[Span] = []
    for stage, topic in answer.closes:
        cells += [Span("; " if cells else ""), *words.entry(topic), Span(" × "),
                  *words.entry(stage)]  # fmt: skip
    yield (Span(words.say("which gaps it would close") + ": ", "", "strong"),
           *(cells or [Span(words.say("none"))]))  # fmt: skip


def method(tables: Tables) -> Iterator[Block]:
    """Say how this was found, and what it cannot tell."""
    for title, lines in method_lines(tables):
        yield Heading(title, 2)
        yield Bullets(tuple(tables.words.t(line) for line in lines))


def method_lines(tables: Tables) -> list[tuple[str, list[str]]]:
    """Give the method as titles with lines."""
    words, weights = tables.words, tables.content.weights
    say, whole = words.say, sum(tables.content.weights.values()) or 1.0
    counted = words.join(f"{say(f)} {Wording.percent(weights[f] / whole)}" for f in FACETS)
    return [
        (say("Facts and passages"), [
            say("Every fact stands in the passage of a document that says it."),
            say("A fact is checked (compared with the text at hand), secondary (read in another document) or unchecked (general knowledge, to be confirmed), and says so wherever it is shown."),  # noqa: E501
            say("What a source states stays as stated; where passages contradict each other, both sides are shown."),  # noqa: E501
        ]),
        (say("Overlap, duplication, fragmentation"), [
            say("The terms follow the public audit tradition (GAO-15-49SP): fragmentation, where several act in the same broad area; overlap, where they have similar goals, activities or beneficiaries; duplication, where they do the same for the same beneficiaries."),  # noqa: E501
            say("Similarity is the information that two share, facet by facet, divided by all that they state: rare shared ground counts much, common ground hardly. Broader concepts count with narrower ones."),  # noqa: E501
            say("A facet that one side does not state is unknown, not empty: it gives an interval from low to high, and the rank is by what may be expected."),  # noqa: E501
            say("Nothing here says that two bodies are duplicates: every finding is for people to judge, and their judgements are shown with it."),  # noqa: E501
        ]),
        (say("Gaps"), [
            say("A gap means that no instrument was found in the passages read; not stated is not the same as not there."),  # noqa: E501
            say("Figures that a source does not state are left out, not zero."),
        ]),
        (say("Limits"), [
            say("The report on resolution 5/12 was read whole; most of the field around it was read in databases and pages or is general knowledge still to be confirmed."),  # noqa: E501
            say("Names with a star are translations of our own; summaries of passages are in English."),  # noqa: E501
            say("The ranking depends on the weights of facets, which are editorial: {weights}.", weights=counted),  # noqa: E501
        ]),
    ]  # fmt: skip


def alt(tables: Tables, view: str, picture: "Picture") -> str:
    """Say in words what a picture shows, for those who do not see it."""
    say, cells = tables.words.say, tables.content.matrix.cells.values()
    if view == "stage-topic":
        told = say(
            "Of {all} cells of topic and stage, narrower topics too, {gaps} have no entry; the chapter on gaps lists them.",  # noqa: E501
            all=len(cells), gaps=sum(cell.kind == "gap" for cell in cells),
        )  # fmt: skip
    elif view == "timeline":
        told = say("The table of this chapter has the same dates with their passages.")
    else:
        told = say("The tables of this report have the same with the passages.")
    return f"{clean(picture.title)}. {told}"
