"""How a report says things: names keep their direction, and what is unchecked stands out."""

import pytest

from minkg.briefing.speaker import Speaker

LANGS = ("en", "ar", "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_names_keep_their_direction(content, lang):
    words = Speaker(content, lang)
    assert words.framed("UNEP (Nairobi)") == (
        "\u200eUNEP (Nairobi)\u200e" if lang == "ar" else "UNEP (Nairobi)"
    )
    assert words.framed("12 / 140") == "12 / 140"
    assert words.framed("الرمال") == ("الرمال" if lang == "ar" else "\u200fالرمال\u200f")
