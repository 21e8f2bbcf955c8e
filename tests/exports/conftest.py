"""The graph as a network, and all its facts, for all tests of exports."""

import networkx
import pytest
import rdflib
from rdflib.compare import IsomorphicGraph, to_isomorphic

from minkg import KnowledgeGraph
from minkg.graph.entry_network import network


@pytest.fixture(scope="module")
def net(kg: KnowledgeGraph) -> "networkx.MultiDiGraph[str]":
    return network(kg)


@pytest.fixture(scope="module")
def union(kg: KnowledgeGraph) -> IsomorphicGraph:
    """All facts, each once, as rdflib reads them from N-Quads."""
    graph = rdflib.Graph()
    for triple in kg.rdflib.triples((None, None, None)):
        graph.add(triple)
    return to_isomorphic(graph)
