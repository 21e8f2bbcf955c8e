"""Which format an answer has: what the client accepts best, of what there is."""

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from minkg.words import MinkgError

FORM = "application/x-www-form-urlencoded"
HTML = "text/html; charset=utf-8"
_TABLE, _RDF = ox.QueryResultsFormat, ox.RdfFormat


class MediaFormat(NamedTuple):
    """A format: its short name, its media types (the first is its own), its name in pyoxigraph."""

    name: str
    types: tuple[str, ...]
    suffix: str

    @property
    def table(self) -> ox.QueryResultsFormat:
        """Give the format of tables and truths."""
        return getattr(_TABLE, self.name.upper())  # type: ignore[no-any-return]

    @property
    def graph(self) -> ox.RdfFormat:
        """Give the format of facts."""
        form = _RDF.from_media_type(self.types[0])
        assert form is not None
        return form


TABLES = (
    MediaFormat("json", ("application/sparql-results+json", "application/json"), ".srj"),
    MediaFormat("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), ".srx"),
    MediaFormat("csv", ("text/csv",), ".csv"),
    MediaFormat("tsv", ("text/tab-separated-values",), ".tsv"),
)
GRAPHS = (
    MediaFormat("turtle", ("text/turtle", "application/x-turtle"), ".ttl"),
    MediaFormat("trig", ("application/trig", "application/x-trig"), ".trig"),
    MediaFormat("ntriples", ("application/n-triples", "text/plain"), ".nt"),
    MediaFormat("nquads", ("application/n-quads", "text/x-nquads"), ".nq"),
    MediaFormat("jsonld", ("application/ld+json", "application/json"), ".jsonld"),
    MediaFormat("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), ".rdf"),
)
DATASETS = tuple(form for form in GRAPHS if form.name in ("trig", "nquads", "jsonld"))
NAMES = {form.name: form for form in (*TABLES, *GRAPHS)} | {"ttl": GRAPHS[0], "nt": GRAPHS[2]}


class ChosenFormat(NamedTuple):
    """A format and the media type under which it is sent."""

    form: MediaFormat
    type: str

    @property
    def content_type(self) -> str:
        """Give the header's value."""
        return f"{self.type}; charset=utf-8" if self.type.startswith("text/") else self.type


class NotAcceptable(MinkgError):
    """An answer is not there in a format that the client takes."""


def not_acceptable(forms: Iterable[MediaFormat]) -> NotAcceptable:
    """Tell which formats there are."""
    return NotAcceptable(
        "this answer has none of the formats that you accept",
        hint="accept one of: {choices}",
        choices=", ".join(form.types[0] for form in forms),
    )


def weighted(header: str | None) -> list[tuple[str, float]]:
    """Read what a client accepts, with its quality; what has no right quality is left out.

    >>> weighted("fr-CH, en;q=0.5, de;q=x, *;q=0")
    [('fr-ch', 1.0), ('en', 0.5), ('*', 0.0)]
    """
    found = []
    for part in (header or "")[:4000].lower().split(","):
        name, *parameters = [piece.strip() for piece in part.split(";")]
        pairs = [parameter.partition("=") for parameter in parameters]
        try:
            value = float(next((text for key, _, text in pairs if key.strip() == "q"), "1"))
        except ValueError:
            continue
        if name and 0 <= value <= 1:
            found.append((name, value))
    return found


def ranges(accept: str) -> list[tuple[str, float]]:
    """Read an Accept header: media ranges with their quality; what is no range is left out.

    >>> ranges("text/csv;q=0.5, */*;q=0.1, text/turtle; charset=utf-8, nonsense, a/b;q=x")
    [('text/csv', 0.5), ('*/*', 0.1), ('text/turtle', 1.0)]
    """
    return [(name, value) for name, value in weighted(accept) if name.count("/") == 1]


def quality(kind: str, accepted: Iterable[tuple[str, float]]) -> float:
    """Give how well a media type is accepted: the most specific range that fits it counts.

    >>> quality("text/csv", [("text/*", 0.5), ("text/csv", 0.0), ("*/*", 1.0)])
    0.0
    """
    said = dict(reversed(list(accepted)))
    for fits in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if fits in said:
            return said[fits]
    return 0.0


def choose(
    accept: str | None, forms: Iterable[MediaFormat], name: str | None = None
) -> ChosenFormat | None:
    """Give the best format; `name` is a short name that counts more than the header.

    >>> choose("application/xml;q=0.9, */*;q=0.8", TABLES).content_type
    'application/xml'
    >>> choose(None, GRAPHS).type, choose("image/png", TABLES), choose("", TABLES, "csv").type
    ('text/turtle', None, 'text/csv')
    """
    if name is not None:
        return next(
            (ChosenFormat(form, form.types[0]) for form in forms if NAMES[name] == form), None
        )
    if not accept or not accept.strip():
        return next((ChosenFormat(form, form.types[0]) for form in forms), None)
    accepted = ranges(accept)
    best: tuple[float, ChosenFormat | None] = (0.0, None)
    for form in forms:
        for kind in form.types:
            value = quality(kind, accepted)
            if value > best[0]:
                best = (value, ChosenFormat(form, kind))
    return best[1]


def accepts_gzip(header: str | None) -> bool:
    """Tell whether a client takes gzip.

    >>> accepts_gzip("br, gzip;q=0.8"), accepts_gzip("gzip;q=0"), accepts_gzip(None)
    (True, False, False)
    """
    codings = dict(weighted(header))
    return codings.get("gzip", codings.get("*", 0.0)) > 0
