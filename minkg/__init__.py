"""minkg: who does what for the environment along the life cycle of minerals and metals.

>>> import minkg
>>> kg = minkg.load()
>>> kg["marine-sand-watch"].label("en")
'Marine Sand Watch'
"""

from minkg.words.version import VERSION

__version__ = VERSION
TYPE_CHECKING = False  # as in typing, whose import costs every start

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
    from minkg.checking import Problem
    from minkg.graph import Entry, Table
    from minkg.intake import validate
    from minkg.knowledge import KnowledgeGraph
    from minkg.knowledge import open_graph as load
    from minkg.pictures import Picture
    from minkg.words import BadInput, MinkgError, NotFound, Unavailable

_ROOMS = {
    "BadInput": "words",
    "Entry": "graph",
    "KnowledgeGraph": "knowledge",
    "MinkgError": "words",
    "NotFound": "words",
    "Picture": "pictures",
    "Problem": "checking",
    "Table": "graph",
    "Unavailable": "words",
    "validate": "intake",
}


def __getattr__(name: str) -> object:
    """Import a public name only when it is used."""
    import importlib

    if name == "load":
        return importlib.import_module("minkg.knowledge").open_graph
    if name in _ROOMS:
        return getattr(importlib.import_module(f"minkg.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'minkg' has no attribute '{name}'")
