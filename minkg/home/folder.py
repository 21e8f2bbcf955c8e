"""Where home is: the folder that holds ontology, data, shapes and queries."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from minkg.words import NotFound

FOLDERS = ("ontology", "data", "shapes", "queries")
PACKAGE = Path(__file__).parents[1]


class Home(NamedTuple):
    """A folder with ontology, data, shapes and queries."""

    path: Path

    def _files(self, folder: str, pattern: str) -> list[Path]:
        return sorted((self.path / folder).glob(pattern))

    @property
    def ontology(self) -> list[Path]:
        """The ontology's modules."""
        return self._files("ontology", "*.ttl")

    @property
    def data(self) -> list[Path]:
        """The entries, one file each."""
        folders = sorted(f.path for f in os.scandir(self.path / "data") if f.is_dir())
        return [
            Path(folder, name)
            for folder in folders
            for name in sorted(os.listdir(folder))  # noqa: PTH208 - half the time of iterdir
            if name.endswith(".trig")
        ]

    @property
    def shapes(self) -> list[Path]:
        """The shapes, one file per class."""
        return self._files("shapes", "*.ttl")

    @property
    def queries(self) -> list[Path]:
        """The questions, one file each."""
        return self._files("queries", "*.rq")

    def entry(self, name: str) -> Path | None:
        """Give the file of an entry, whatever folder it is in."""
        return next(iter((self.path / "data").glob(f"*/{name}.trig")), None)

    def show(self, path: Path) -> str:
        """Write a path as the user would: from home where it is in home."""
        inside = path.resolve()
        root = self.path.resolve()
        return str(inside.relative_to(root)) if inside.is_relative_to(root) else str(path)


def _is_home(path: Path) -> bool:
    return all((path / folder).is_dir() for folder in FOLDERS)


def _candidates() -> Iterator[Path]:
    here = Path.cwd()
    yield from (here, *here.parents)
    yield PACKAGE.parent
    yield PACKAGE / "home"


def find_home(given: str | Path | None = None) -> Home:
    """Find home: the given folder, the checkout you stand in, or the copy that ships with minkg."""
    if given is not None:
        path = Path(given)
        if not _is_home(path):
            raise NotFound(
                "'{path}' is not a home of minkg",
                hint="a home holds the folders {folders}",
                path=path,
                folders=", ".join(FOLDERS),
            )
        return Home(path)
    for path in _candidates():
        if _is_home(path):
            return Home(path)
    raise NotFound(
        "minkg finds no home",
        hint="name one: `minkg --home FOLDER` with the folders {folders}",
        folders=", ".join(FOLDERS),
    )
