"""The report: every citation has its passage, and what is unchecked says so."""

from minkg.briefing.blocks import TableBlock, text_of
from minkg.briefing.report import report
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
