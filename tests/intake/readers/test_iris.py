"""Which addresses are let in."""

import pytest

from minkg.intake.readers.iris import MOST_LONG, seen, trouble_of, values_of

WRITE = "write it with https:// or http://"
SIGN = ("'{iri}' has a sign that an address cannot have", "type the address anew")
WHOLE = ("'{iri}' is not a whole address", WRITE)
SCHEME = ("'{iri}' begins with '{scheme}:', which is not used here", WRITE)
CLIMBS = ("'{iri}' goes up with '..'", "write the address as it is without '..'")


@pytest.mark.parametrize(
    "iri",
    [
        "https://www.unep.org/a?b=c#d", "HTTP://E.ORG", "urn:isbn:1", "mailto:a@b.org",
        "http://例え.jp/", "https://e.org/a..b/.c/d.", "https://e.org/?x=a..", "https://e.org/...",
        "https://e.org/" + "x" * (MOST_LONG - 14),
    ],
    ids=lambda iri: ascii(iri)[:40],
)  # fmt: skip
def test_whole_addresses_are_let_in(iri):
    assert trouble_of(iri) is None


@pytest.mark.parametrize(
    ("iri", "told"),
    [
        ("www.unep.org", WHOLE), ("//e.org/x", WHOLE), ("1a:b", WHOLE), ("", WHOLE),
        ("https://", WHOLE), ("https:/e.org", WHOLE), ("http:///x", WHOLE), ("https://?x", WHOLE),
        ("http://#x", WHOLE),
        ("javascript:alert(1)", SCHEME), ("file:///etc/passwd", SCHEME),
        ("DATA:text/html,x", SCHEME), ("a+b-c.1:x", SCHEME),
        ("https://e.org/../x", CLIMBS), ("https://e.org/..", CLIMBS), ("https://e.org/./x", CLIMBS),
        ("https://e.org/..?x", CLIMBS), ("https://e.org/a/..#x", CLIMBS),
        *((f"https://e.org/a{sign}b", SIGN) for sign in ' \t\n<>"{}|\\^`\u202e\u200b\0'),
        ("javascript:a b", SIGN),  # what stands nowhere is told first
        ("https://e.org/" + "x" * (MOST_LONG - 13),
         ("'{iri}' has more than {most} signs", "shorten the address")),
    ],
    ids=lambda value: ascii(value)[:40],
)  # fmt: skip
def test_what_could_do_harm_is_told_with_a_way_out(iri, told):
    assert trouble_of(iri) == told


def test_the_values_of_a_message():
    assert values_of("ftp:x\u200b") == {"iri": "ftp:x\\u200b", "scheme": "ftp", "most": "2,000"}
    for message, _ in (SIGN, WHOLE, SCHEME, CLIMBS):
        assert "{" not in message.format(**values_of("ftp:x"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 60, "x" * 60), ("x" * 61, "x" * 60 + "…"), ("a\nb", "a\\nb"), ("é 例", "é 例"),
        ("a\x00\u202e\U000e0001", "a\\x00\\u202e\\U000e0001"), ("", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_shown(text, shown):
    assert seen(text) == shown
