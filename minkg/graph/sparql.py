"""Queries as the program writes them: their prefixes, and the patterns that many of them share."""

from collections.abc import Iterable

from minkg.graph.query_tokens import tokens
from minkg.words.names import PREFIXES

__all__ = ["among", "declared", "instances", "not_deprecated", "said", "said_anywhere"]


def declared(text: str) -> str:
    """Declare before a query the prefixes of minkg that it uses and does not declare itself.

    They stand on its first line, so that every line keeps its number.

    >>> declared("ASK { ?x a mk:Topic }")
    'PREFIX mk: <https://w3id.org/minkg/ontology#> ASK { ?x a mk:Topic }'
    """
    used: dict[str, None] = {}
    own: set[str] = set()
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                own.add(prefix)
            else:
                used[prefix] = None
        before = token.text.upper()
    wanted = [prefix for prefix in PREFIXES if prefix in used and prefix not in own]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in wanted) + text


def among(variable: str, names: Iterable[str]) -> str:
    """Give the pattern by which a variable is one of these terms of the ontology.

    >>> among("?group", ["Instrument", "Proposal"])
    'VALUES ?group { mk:Instrument mk:Proposal }'
    """
    return f"VALUES {variable} {{ {' '.join(f'mk:{name}' for name in names)} }}"


def instances(*classes: str) -> str:
    """Give the pattern of ?x, its class ?kind, and which of these classes it is of: ?group."""
    return f"{among('?group', classes)} ?kind rdfs:subClassOf* ?group . ?x a ?kind"


def not_deprecated(thing: str = "?x") -> str:
    """Give the pattern that leaves out what is no longer used."""
    return f"FILTER NOT EXISTS {{ {thing} owl:deprecated true }}"


def said(fact: str) -> str:
    """Give the pattern of what a ?passage says, with its review ?state."""
    return f"GRAPH ?passage {{ {fact} }} ?passage mk:reviewState ?state"


def said_anywhere(fact: str) -> str:
    """Give the pattern of what stands in any graph ?passage; no ?state where it is no passage."""
    return f"GRAPH ?passage {{ {fact} }} OPTIONAL {{ ?passage mk:reviewState ?state }}"
