"""A store in a folder on disk: filled from home once, and refused when home has changed since."""

import hashlib
import tempfile
from pathlib import Path

import pyoxigraph as ox

from minkg.graph.store import Embedded, fill, holds_facts
from minkg.home import Home, read_steadily
from minkg.words import MinkgError, NotFound, Unavailable

_STAMP = "minkg-home.txt"  # in the folder: which facts it was filled with
_NEW = "name an empty or a new folder"


def open_folder(path: Path, home: Home) -> Embedded:
    """Open a store on disk; fill it from home when the folder is new or empty.

    It is filled beside its place and moved there when it is whole.
    """
    try:
        stamp = home_stamp(home)
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            _fill(path, home, stamp)
        elif not (path / "CURRENT").exists():
            raise NotFound("'{path}' holds something that is not a store", hint=_NEW, path=path)
        store = Embedded(ox.Store.read_only(str(path)))
        if _stamp_of(path) != stamp:
            raise _strange(path, store)
    except (OSError, RuntimeError, UnicodeError) as error:
        raise Unavailable(
            "the store '{path}' cannot be opened: {reason}",
            hint="delete the folder; it is filled again from home",
            path=path,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return store


def home_stamp(home: Home) -> str:
    """Give a text that changes with any fact of home."""
    seen = hashlib.blake2b(digest_size=16)
    for file in (*home.ontology, *home.data):
        content = file.read_bytes()
        seen.update(f"{file.relative_to(home.path).as_posix()} {len(content)}\n".encode())
        seen.update(content)
    return seen.hexdigest()


def _stamp_of(path: Path) -> str:
    file = path / _STAMP
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _strange(path: Path, store: Embedded) -> MinkgError:
    """Tell whether a store is of another program, or of a home that has changed."""
    if not holds_facts(store):
        return NotFound("'{path}' holds no facts of minkg", hint=_NEW, path=path)
    return Unavailable(
        "the store '{path}' was filled from another home, or before home changed",
        hint="name a new folder, or delete this one if nothing was changed in it by `minkg serve`; "
        "it is filled again from home",
        path=path,
    )


def _fill(path: Path, home: Home, stamp: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as part:
        made = read_steadily(home, lambda: _filled(part, home))
        (made / _STAMP).write_text(f"{stamp}\n", encoding="utf-8")
        try:
            if path.is_dir():
                path.rmdir()
            made.rename(path)
        except OSError:
            if not (path / "CURRENT").exists():  # else another process has filled it meanwhile
                raise


def _filled(part: str, home: Home) -> Path:
    """Fill a new store inside a folder, and close it."""
    folder = Path(tempfile.mkdtemp(dir=part), "store")
    store = fill(ox.Store(str(folder)), home)
    store.optimize()
    store.flush()
    return folder
