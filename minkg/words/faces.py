"""The face of a room: the few names that others may use, imported when they are first used."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["face"]


def face(room: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Give the `__getattr__` of a room; `modules` tells in which module each name stands.

    A name that stands in a module of its own name is that module.

    >>> face("minkg.words", {"natural": "spelling"})("natural").__name__
    'natural'
    """

    def get(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module '{room}' has no attribute '{name}'")
        module = import_module(f"{room}.{modules[name]}")
        found: object = module if name == modules[name] else getattr(module, name)
        setattr(sys.modules[room], name, found)
        return found

    return get
