"""A home opened for reading: what was left half way is finished first, and all is of one moment."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from minkg.home.changes import last_change, read_steadily
from minkg.home.folder import Home, find_home
from minkg.home.turtle import read_facts
from minkg.words import BadInput

__all__ = ["HomeFacts", "open_home", "read_home"]


def open_home(given: str | Path | None = None) -> Home:
    """Find home, and finish a change of it that was interrupted, or tell why that cannot be.

    Every command opens its home here, so that nobody reads half of a change.
    """
    home = find_home(given)
    read_steadily(home, lambda: None)
    return home


class HomeFacts(NamedTuple):
    """What the files of a home say, all read at one moment, and which of them cannot be read."""

    home: Home
    stamp: bytes
    ontology: dict[Path, list[ox.Quad]]
    entries: dict[Path, list[ox.Quad]]
    broken: list[BadInput]

    @property
    def files(self) -> dict[Path, list[ox.Quad]]:
        """The facts of all files, the ontology first."""
        return {**self.ontology, **self.entries}

    def whole(self) -> "HomeFacts":
        """Give the same, or raise the error of the first file that cannot be read."""
        if self.broken:
            raise self.broken[0]
        return self

    def quads(self) -> Iterator[ox.Quad]:
        """Give all facts, if all files can be read."""
        return chain.from_iterable(self.whole().files.values())

    def is_current(self) -> bool:
        """Tell whether the home is still as it was read."""
        return stamp(self.home) == self.stamp


def read_home(home: Home) -> HomeFacts:
    """Read ontology and data of a home."""
    return read_steadily(home, lambda: _read(home))


def _read(home: Home) -> HomeFacts:
    before, broken = stamp(home), list[BadInput]()

    def facts(paths: Iterable[Path]) -> dict[Path, list[ox.Quad]]:
        found = {}
        for path in paths:
            try:
                found[path] = read_facts(path, home.show(path))
            except BadInput as error:
                broken.append(error)
        return found

    return HomeFacts(home, before, facts(home.ontology), facts(home.data), broken)


def stamp(home: Home) -> bytes:
    """Give what is another one after every change of a home, made by minkg or by hand."""
    seen = blake2b(last_change(home) or b"", digest_size=16)
    for path in [*home.ontology, *home.data, *home.shapes]:
        try:
            found = path.stat()
            seen.update(f"{path}\0{found.st_ino} {found.st_size} {found.st_mtime_ns}\n".encode())
        except OSError as error:
            seen.update(f"{path}\0{error.errno}\n".encode())
    return seen.digest()
