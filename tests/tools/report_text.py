"""A report as tests read it: its spans, and letters without layout."""

import unicodedata

from minkg.briefing.blocks import TableBlock


def plain(text):
    """Give letters alone, in their basic forms, so that layout and shaping do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def spans(told):
    for block in told.blocks:
        if isinstance(block, TableBlock):
            yield from (span for row in block.rows for cell in row for span in cell)
        else:
            texts = getattr(block, "items", None) or [getattr(block, "text", "")]
            yield from (span for text in texts if isinstance(text, tuple) for span in text)
