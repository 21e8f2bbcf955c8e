"""Which addresses are let in."""

import pytest

from minkg.intake.readers.iris import MOST_LONG, seen, trouble_of, values_of


@pytest.mark.parametrize(
    "iri", ["https://www.unep.org/a?b=c#d", "urn:isbn:1", "mailto:a@b.org", "http://例え.jp/"]
)
def test_whole_addresses_are_let_in(iri):
    assert trouble_of(iri) is None


@pytest.mark.parametrize(
    ("iri", "said"),
    [
        ("www.unep.org", "not a whole address"), ("https://", "not a whole address"),
        ("javascript:alert(1)", "begins with"), ("file:///etc/passwd", "begins with"),
        ("https://e.org/../x", "goes up with"), ("https://e.org/a b", "cannot have"),
        ("https://e.org/\u202ex", "cannot have"), ("https://e.org/" + "x" * MOST_LONG, "more than"),
    ],
)  # fmt: skip
def test_what_could_do_harm_is_told(iri, said):
    message, hint = trouble_of(iri)
    assert said in message
    assert hint


def test_what_cannot_be_seen_is_shown():
    assert values_of("ftp:x\u200b") == {
        "iri": "ftp:x\\u200b", "scheme": "ftp", "most": f"{MOST_LONG:,}",
    }  # fmt: skip
    assert seen("x" * 61) == "x" * 60 + "…"
