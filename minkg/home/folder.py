"""Where home is: the folder that holds ontology, data, shapes and queries."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from minkg.words import NotFound, Unavailable

FOLDERS = ("ontology", "data", "shapes", "queries")
PACKAGE = Path(__file__).parents[1]
SHIPPED = PACKAGE / "home"  # where a wheel puts the folders


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
        root = f"{self.path}{os.sep}"
        if str(path).startswith(root):
            return str(path)[len(root) :]
        for inside, folder in (
            (path.absolute(), self.path.absolute()),
            (path.resolve(), self.path.resolve()),
        ):
            if inside.is_relative_to(folder):
                return str(inside.relative_to(folder))
        return str(path)

    def refuse_shipped(self, path: Path | None = None) -> None:
        """Refuse to write to the home that is part of an installed minkg, or to a path in it.

        The next installation would replace it, and what was written would be gone.
        """
        shipped = SHIPPED.resolve()
        if (path or self.path).resolve().is_relative_to(shipped) and _is_home(shipped):
            raise Unavailable(
                "this home is part of the installed minkg, and the next installation replaces it",
                hint="copy its folders, and name the copy with `--home my-minkg`:  {copying}",
                place=str(shipped),
                copying=_copying(shipped),
            )


def _copying(shipped: Path) -> str:
    """Give the command that makes a home of one's own from the one that ships."""
    if os.name == "nt":
        return " && ".join(f'xcopy /E /I "{shipped / name}" "my-minkg\\{name}"' for name in FOLDERS)
    sources = " ".join(shlex.quote(str(shipped / name)) for name in FOLDERS)
    return f"mkdir my-minkg && cp -R {sources} my-minkg"


def _is_home(path: Path) -> bool:
    return all((path / folder).is_dir() for folder in FOLDERS)


def _candidates() -> Iterator[Path]:
    here = Path.cwd()
    yield from (here, *here.parents)
    yield PACKAGE.parent
    yield SHIPPED


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
