"""Which IRIs are not let in: those that no file of entries needs and that could do harm."""

import re

from minkg.words import N_

MOST_LONG = 2_000
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_KNOWN = {"http", "https", "urn", "mailto"}
_FORBIDDEN = re.compile(r'[\s<>"{}|\\^`]')
_CLIMBS = re.compile(r"(?:^|/)\.\.?(?:/|$|[?#])")
Trouble = tuple[str, str]


def trouble_of(iri: str) -> Trouble | None:
    """Give message and hint when an IRI is not one that can be kept.

    >>> trouble_of("https://example.org/a"), trouble_of("javascript:alert(1)")[0]
    (None, "'{iri}' begins with '{scheme}:', which is not used here")
    """
    if len(iri) > MOST_LONG:
        return N_("'{iri}' has more than {most} signs"), N_("shorten the address")
    if not iri.isprintable() or _FORBIDDEN.search(iri):
        return N_("'{iri}' has a sign that an address cannot have"), N_("type the address anew")
    scheme = _SCHEME.match(iri)
    if scheme is None:
        return N_("'{iri}' is not a whole address"), N_("write it with https:// or http://")
    if scheme[1].lower() not in _KNOWN:
        return (
            N_("'{iri}' begins with '{scheme}:', which is not used here"),
            N_("write it with https:// or http://"),
        )
    if scheme[1].lower().startswith("http") and not re.match(r"[^:]+://[^/?#]", iri):
        return N_("'{iri}' is not a whole address"), N_("write it with https:// or http://")
    if _CLIMBS.search(iri):
        return N_("'{iri}' goes up with '..'"), N_("write the address as it is without '..'")
    return None


def values_of(iri: str) -> dict[str, str]:
    r"""Give the values for the gaps of a message about an IRI; hidden signs can be seen.

    >>> values_of("http://e/\u202eb")["iri"]
    'http://e/\\u202eb'
    """
    shown = seen(iri)
    return {"iri": shown, "scheme": shown.partition(":")[0], "most": f"{MOST_LONG:,}"}


def seen(text: str) -> str:
    r"""Shorten a text, and write what cannot be seen so that it can.

    >>> seen("a\u202eb")
    'a\\u202eb'
    """
    short = text if len(text) <= 60 else f"{text[:60]}…"
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in short
    )
