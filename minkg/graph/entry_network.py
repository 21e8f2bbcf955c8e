"""Entries and the links between them as a networkx graph."""

from typing import TYPE_CHECKING

from minkg.graph.asking import Asking
from minkg.graph.sparql import declared, said_anywhere
from minkg.graph.terms import passage_of
from minkg.words.names import ENTRY, ONTOLOGY, expand, folder_of, name_of

if TYPE_CHECKING:
    import networkx


_KINDS = f"""SELECT DISTINCT ?x ?c WHERE {{
  ?x a ?c . FILTER(STRSTARTS(STR(?c), "{ONTOLOGY}"))
}}"""
_LINKS = declared(
    f"""SELECT DISTINCT ?s ?p ?o ?passage ?state WHERE {{
  {said_anywhere("?s ?p ?o")}
  FILTER(isIRI(?o) && STRSTARTS(STR(?s), "{ENTRY}") && STRSTARTS(STR(?o), "{ENTRY}")
         && ?p != rdf:type)
}}"""
)


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
        (name_of(entry.value), folder_of(kind.value))
        for entry, kind in graph.select(_KINDS)
        if entry is not None and kind is not None
    ):
        if entry in graph.names:
            kinds.setdefault(entry, kind)
    return kinds


def _links(graph: Asking) -> list[tuple[str, str, str, str, str]]:
    """Give source, predicate, target, passage and review state of every link, sorted."""
    links = {
        (
            name_of(source.value),
            name_of(predicate.value),
            name_of(target.value),
            passage_of(passage),
            state.value if state is not None else "",
        )
        for source, predicate, target, passage, state in graph.select(_LINKS)
        if source is not None and predicate is not None and target is not None
    }
    return sorted(links)
