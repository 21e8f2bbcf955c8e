"""Terms of RDF: how they are written for people, and the words for review states."""

import pyoxigraph as ox

from minkg.words import N_
from minkg.words.names import ENTRIES_GRAPH, ONTOLOGY_GRAPH, name_of

__all__ = ["REVIEW_STATES", "Row", "Term", "passage_of", "plain", "states_seen", "width"]

REVIEW_STATES = (N_("checked"), N_("secondary"), "unchecked")  # of passages
Term = ox.NamedNode | ox.BlankNode | ox.Literal


Row = tuple[Term | None, ...]


def plain(term: Term | None) -> str:
    """Write a term for people: a name for an IRI, the text of a literal.

    >>> plain(ox.NamedNode("https://w3id.org/minkg/unep")), plain(ox.Literal("5")), plain(None)
    ('unep', '5', '')
    """
    if term is None:
        return ""
    return name_of(term.value) if isinstance(term, ox.NamedNode) else term.value


def passage_of(graph: object) -> str:
    """Give the name of the passage that a graph is; empty for those that only identify.

    >>> passage_of(ox.NamedNode("https://w3id.org/minkg/doc.19")), passage_of(ox.DefaultGraph())
    ('doc.19', '')
    """
    if not isinstance(graph, ox.NamedNode) or graph.value in (ENTRIES_GRAPH, ONTOLOGY_GRAPH):
        return ""
    return name_of(graph.value)


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal: wide signs two, marks none."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def states_seen(*, checked_only: bool = False, without_unchecked: bool = False) -> tuple[str, ...]:
    """Give the review states that are seen: all, those read somewhere, or those compared.

    >>> states_seen(), states_seen(without_unchecked=True)
    (('checked', 'secondary', 'unchecked'), ('checked', 'secondary'))
    """
    return REVIEW_STATES[: 1 if checked_only else 2 if without_unchecked else 3]
