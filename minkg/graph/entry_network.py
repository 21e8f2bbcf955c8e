"""Entries and the links between them as a networkx graph."""

from typing import TYPE_CHECKING

from minkg.graph.asking import Asking
from minkg.words.names import (
    ENTRIES_GRAPH,
    ENTRY,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    expand,
    folder_of,
    name_of,
)

if TYPE_CHECKING:
    import networkx


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = f"""SELECT DISTINCT ?x ?c WHERE {{
  ?x a ?c . FILTER(STRSTARTS(STR(?c), "{ONTOLOGY}"))
}}"""
_LINKS = f"""SELECT DISTINCT ?s ?p ?o ?g ?state WHERE {{
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER(isIRI(?o) && STRSTARTS(STR(?s), "{ENTRY}") && STRSTARTS(STR(?o), "{ENTRY}")
         && ?p != <{_TYPE}>)
  OPTIONAL {{ ?g <{ONTOLOGY}reviewState> ?state }}
}}"""


def network(graph: Asking, lang: str = "en") -> "networkx.MultiDiGraph[str]":
    """Give entries as nodes and what they say of each other as edges, always in the same order.

    A node is the name of an entry; it has `label`, `language` and `official` (its
    name in a language, and whether that is an official one) and `kind` (its folder).
    An edge is one fact in one passage; it has `predicate`, `label`, `passage` and
    `state` (the review state); the last two are empty where a fact only places an
    entry in its vocabulary. A fact that two passages state is two edges.
    """
    import networkx

    graph.labels(lang).learn()
    net: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for name, kind in _kinds(graph).items():
        label = graph.label(expand(name), lang)
        net.add_node(
            name, label=label.text, kind=kind, language=label.language, official=label.official
        )
    for source, predicate, target, passage, state in _links(graph):
        if source in net and target in net:
            label = graph.label(expand(predicate), lang)
            net.add_edge(
                source, target, predicate=predicate, label=label.text, passage=passage, state=state
            )
    return net


def _kinds(graph: Asking) -> dict[str, str]:
    """Give the folder of every entry, in the order of names."""
    kinds: dict[str, str] = {}
    for entry, kind in sorted(
        (name_of(entry.value), name_of(kind.value).removeprefix("mk:"))
        for entry, kind in graph.select(_KINDS)
        if entry is not None and kind is not None
    ):
        if entry in graph.names:
            kinds.setdefault(entry, folder_of(kind))
    return kinds


def _links(graph: Asking) -> list[tuple[str, str, str, str, str]]:
    """Give source, predicate, target, passage and review state of every link, sorted."""
    links = {
        (
            name_of(source.value),
            name_of(predicate.value),
            name_of(target.value),
            "" if passage.value in (ENTRIES_GRAPH, ONTOLOGY_GRAPH) else name_of(passage.value),
            state.value if state is not None else "",
        )
        for source, predicate, target, passage, state in graph.select(_LINKS)
        if source is not None and predicate is not None and target is not None
        if passage is not None
    }
    return sorted(links)
