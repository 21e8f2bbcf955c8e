"""Shapes read and run over facts: which nodes break which rule.

Read in this order: fact_index, paths, query_patterns, constraint_query, components, engine,
affected, incremental.
"""

from typing import TYPE_CHECKING

from minkg.words.faces import face

__all__ = [
    "RDF",
    "RDFS",
    "SH",
    "Checked",
    "FactIndex",
    "Run",
    "ShapeResult",
    "Shapes",
    "Triple",
    "asking",
    "store_of",
    "triple_of",
    "well_formed",
]

if TYPE_CHECKING:
    from minkg.shacl.components import well_formed
    from minkg.shacl.engine import Run, ShapeResult, Shapes
    from minkg.shacl.fact_index import RDF, RDFS, SH, FactIndex, Triple, asking, store_of, triple_of
    from minkg.shacl.incremental import Checked

__getattr__ = face(
    __name__,
    {
        "Checked": "incremental",
        "FactIndex": "fact_index",
        "RDF": "fact_index",
        "RDFS": "fact_index",
        "Run": "engine",
        "SH": "fact_index",
        "ShapeResult": "engine",
        "Shapes": "engine",
        "Triple": "fact_index",
        "asking": "fact_index",
        "store_of": "fact_index",
        "triple_of": "fact_index",
        "well_formed": "components",
    },
)
