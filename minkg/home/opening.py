"""A home opened for reading: what was left half way is finished first, and all is of one moment."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
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
    broken: dict[Path, BadInput]

    @property
    def files(self) -> dict[Path, list[ox.Quad]]:
        """The facts of all files, the ontology first."""
        return {**self.ontology, **self.entries}

    def whole(self) -> "HomeFacts":
        """Give the same, or raise the error of the first file that cannot be read."""
        for error in self.broken.values():
            raise error
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
    before, broken = stamp(home), dict[Path, BadInput]()

    def facts(paths: Iterable[Path]) -> dict[Path, list[ox.Quad]]:
        found = {}
        for path in paths:
            try:
                found[path] = read_facts(path, home.show(path))
            except BadInput as error:
                broken[path] = error
        return found

    return HomeFacts(home, before, facts(home.ontology), facts(home.data), broken)


def stamp(home: Home) -> bytes:
    """Give what is another one after every change of a home, made by minkg or by hand."""
    seen = blake2b(last_change(home) or b"", digest_size=16)
    classes = (Path(entry) for entry in _sorted(home.path / "data"))
    for folder in (home.path / "ontology", home.path / "shapes", *classes):
        for file in _sorted(folder):
            seen.update(os.fsencode(f"{file.path}\0{_state(file)}\n"))
    return seen.digest()


def _sorted(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:  # no folder, or none that may be read: who reads it tells why
        return []


def _state(file: os.DirEntry[str]) -> str:
    with suppress(OSError):
        found = file.stat()
        return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"
    return ""
