"""The report: every citation has its passage, and what is unchecked says so."""

import pytest

from minkg.briefing.blocks import Figure, Heading, TableBlock, text_of
from minkg.briefing.content import BriefingContent
from minkg.briefing.report import FINDINGS, report
from tests.tools.report_text import spans


def test_every_citation_has_its_passage(told):
    cited = {span.text.strip("\u200e") for span in spans(told) if span.passage}
    (listed,) = [
        block for block in told.blocks if isinstance(block, TableBlock) and block.name == "cited"
    ]
    numbers = [text_of(row[0]) for row in listed.rows]
    assert numbers == [f"[{at}]" for at in range(1, len(numbers) + 1)]
    assert cited == set(numbers)


def test_unchecked_evidence_says_so(content):
    told = report(content, "en")
    warned = {span.text for span in spans(told) if span.look == "warn"}
    assert "unchecked" in warned


def test_chapters_come_in_their_order(content):
    told = report(content, "en")
    heads = [block.text for block in told.blocks if isinstance(block, Heading) and block.level == 1]
    assert heads[:5] == [
        "Summary",
        "Who covers the same ground",
        "Proposals, and what exists already",
        "Gaps and thin ground",
        "Timeline",
    ]
    assert heads[-2:] == ["Method and limits", "Passages cited"]


@pytest.mark.ci
def test_what_does_not_fit_is_left_out_and_counted(kg):
    told = report(BriefingContent(kg), "en")
    (ranking,) = [b for b in told.blocks if isinstance(b, TableBlock) and b.name == "findings"]
    assert len(ranking.rows) == FINDINGS
    after = told.blocks[told.blocks.index(ranking) + 1]
    assert text_of(after.text).startswith(f"{ranking.left_out} more rows are left out here")


def test_each_proposal_has_a_heading(content):
    told = report(content, "en")
    heads = {block.text for block in told.blocks if isinstance(block, Heading)}
    assert "Global sand observatory" in heads


def test_pictures_are_for_the_paper(content):
    figures = [block for block in report(content, "en").blocks if isinstance(block, Figure)]
    assert len(figures) == 2
    assert all(sorted(f.picture.points) == pytest.approx([595.3, 841.9], abs=0.1) for f in figures)
