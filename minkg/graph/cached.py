"""What is costly is made once for each graph, and forgotten with it."""

from collections.abc import Callable
from typing import TypeVar, cast

G = TypeVar("G")
T = TypeVar("T")


def made_once(graph: G, make: Callable[[G], T]) -> T:
    """Give what a function makes of a graph; the first call makes it.

    >>> class Thing:
    ...     pass
    >>> thing = Thing()
    >>> made_once(thing, vars) is made_once(thing, vars)
    True
    """
    made: dict[object, object] = vars(graph).setdefault("_made_once", {})
    if make not in made:
        made[make] = make(graph)
    return cast("T", made[make])
