"""Forty facts drawn by chance, printed with their passages for people to review: `pytest -s`."""

import random
import sys

from minkg import KnowledgeGraph
from minkg.graph.terms import plain

SEED, DRAWN = 512, 40
FACTS = """PREFIX mk: <https://w3id.org/minkg/ontology#>
SELECT DISTINCT ?passage ?entry ?property ?value ?state ?summary WHERE {
  GRAPH ?passage { ?entry ?property ?value }
  ?passage mk:reviewState ?state ; mk:summary ?summary
} ORDER BY ?passage ?entry ?property ?value"""


def test_forty_facts_for_review(kg: KnowledgeGraph) -> None:
    every = list(kg.select(FACTS))
    drawn = random.Random(SEED).sample(every, DRAWN)
    for passage, entry, prop, value, state, summary in drawn:
        said = " ".join(map(plain, (entry, prop, value)))
        sys.stdout.write(f"{plain(passage)} ({plain(state)}): {said}\n    “{plain(summary)}”\n")
        assert plain(summary)
        found = kg.passage(plain(passage))
        assert found is not None
        assert plain(entry) in {fact.subject for fact in found.supported}


def test_the_field_is_there(kg: KnowledgeGraph) -> None:
    counts = {folder: len(list(kg.entries(folder))) for folder in ("agreement", "proposal")}
    rules = sum(len(list(kg.entries(f))) for f in ("standard", "framework", "regulation"))
    bodies = len(list(kg.entries("organization")))
    assert counts["agreement"] >= 60
    assert counts["proposal"] >= 13
    assert (rules >= 60, bodies >= 80) == (True, True)
