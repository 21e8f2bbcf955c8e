"""The report as Markdown: whatever the text, it is only text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from minkg.briefing.formats.markdown import markdown_report
from minkg.briefing.report import report
from minkg.words.sheet_text import markdown


def test_markdown_is_text_with_tables(content):
    told = report(content, "en")
    text = markdown_report(told)
    assert not re.search(r"(?<!\\)<", text)
    assert "&lt;script&gt;" in text
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    assert lines
    for block in re.split(r"\n\n+", text):
        if block.startswith("| "):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, block
    assert text.startswith("# ")


@given(st.text())
def test_any_text_is_only_text_in_markdown(text):
    line = markdown(text)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*{}\[\]#|~$]", line)
    assert not re.search(r"[<>]|&(?!(amp|lt|gt);)", line)
    assert not re.search(r"(?<![^\W_])(?<!\\)_|(?<!\\)_(?![^\W_])", line)
    assert not re.match(r"([-+]|[0-9]+[.)])(\s|$)|[-=]+\s*$", line)
