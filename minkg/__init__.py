"""minkg: who does what for the environment along the life cycle of minerals and metals.

>>> import minkg
>>> kg = minkg.load()
>>> kg["marine-sand-watch"].label("en")
'Marine Sand Watch'
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "BadInput",
    "Entry",
    "KnowledgeGraph",
    "MinkgError",
    "NotFound",
    "Picture",
    "Problem",
    "Table",
    "Unavailable",
    "load",
    "validate",
]

if TYPE_CHECKING:
    from minkg.checking.problem import Problem
    from minkg.graph.entry import Entry
    from minkg.graph.table import Table
    from minkg.intake.drafting.validating import validate
    from minkg.knowledge import KnowledgeGraph
    from minkg.knowledge import open_graph as load
    from minkg.pictures.drawing.picture import Picture
    from minkg.words.errors import BadInput, MinkgError, NotFound, Unavailable

_WHERE = {
    "BadInput": "errors",
    "Entry": "entry",
    "KnowledgeGraph": "knowledge",
    "MinkgError": "errors",
    "NotFound": "errors",
    "Picture": "pictures.picture",
    "Problem": "problems",
    "Table": "table",
    "Unavailable": "errors",
    "validate": "checking",
}


def __getattr__(name: str) -> Any:
    """Import a public name only when it is used."""
    import importlib

    if name == "load":
        return importlib.import_module("minkg.knowledge").open_graph
    if name in _WHERE:
        return getattr(importlib.import_module(f"minkg.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'minkg' has no attribute '{name}'")
