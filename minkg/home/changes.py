"""Change several entries of a home at once: all of them or none, whatever stops it on the way.

New contents are staged beside the data. Then one file, the journal, is renamed into its place:
before that the home is as it was, from then on as it will be. The staged files are renamed into
their places, and the journal becomes `last`. Whoever meets a journal without a living process
finishes it; there is no way back from a journal, and none forward without one.

    .minkg/lock      held by the one process that writes; the system frees it when that ends
    .minkg/staged/   new contents, numbered
    .minkg/journal   {"change": ID, "files": {PATH: SHA-256, or null to delete, …}}
    .minkg/last      the journal of the last change
"""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

from minkg.home.file_lock import patiently, take
from minkg.home.folder import Home
from minkg.words import N_, BadInput, MinkgError, Unavailable
from minkg.words.names import is_name

FOLDER = ".minkg"
TRIES = 3
_RIGHTS = N_("run the command as somebody who may write to the home")
_ENTRY = re.compile(r"data/([^/]+)/([^/]+)\.trig")
T = TypeVar("T")
Contents = Mapping[Path, bytes | None]


def read_steadily(home: Home, read: Callable[[], T]) -> T:
    """Give what `read` reads of a home: all from before a change, or all from after it.

    A change under way is waited for, one left behind by a dead process is finished, and
    `read` is called again where a change came in between; so it must read all it needs.
    """
    for _ in range(TRIES):
        with _telling(home, N_("a change of the home is not finished: {reason}"), hint=_RIGHTS):
            before = patiently(lambda: _settled(home), Unavailable, OSError)
        try:
            found = read()
        except (OSError, MinkgError):
            if last_change(home) == before:
                raise
        else:
            if last_change(home) == before:
                return found
    with lock(home):
        return read()


@contextmanager
def lock(home: Home) -> Iterator[Callable[[Contents], None]]:
    """Let nobody else write to a home; gives `commit`, the function that changes it.

    `commit({path: content, other: None})` writes and deletes files `data/CLASS/NAME.trig` of
    the home. When it raises, nothing is changed, or the error says that the change is decided.
    What a dead process left behind is settled before.
    """
    home.refuse_shipped()
    with _telling(home, N_("no change of the home can be made: {reason}"), hint=_RIGHTS):
        held = patiently(lambda: _grab(home), Unavailable)
    with held:
        yield partial(_commit, home)


def _commit(home: Home, contents: Contents) -> None:
    files = {
        os.path.relpath(path, home.path).replace(os.sep, "/"): content
        for path, content in contents.items()
    }
    try:
        with _telling(
            home,
            N_("cannot be written, and nothing is changed: {reason}"),
            hint="make room for it, or name a home that you may write to",
        ):
            _targets(home, files)
            _stage(home.path / FOLDER, files)
    except BaseException:
        with suppress(OSError):
            _settle(home)
        raise
    with _telling(
        home,
        N_("the change is decided, but not finished: {reason}"),
        hint="mend this; then the next command finishes it",
    ):
        _settle(home)


def _stage(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Write contents and journal; the rename of the journal decides."""
    import json

    staged, sums = folder / "staged", {}
    for number, (inside, content) in enumerate(files.items()):
        if content is not None:
            _write(staged / str(number), content)
        sums[inside] = _sum(staged / str(number))
    record = {"change": os.urandom(8).hex(), "files": sums}
    _write(staged / "journal", json.dumps(record).encode())
    _sync(staged)
    (staged / "journal").replace(folder / "journal")


def _settle(home: Home) -> None:
    """Carry out the journal where there is one; drop what is only staged."""
    folder = home.path / FOLDER
    if (folder / "journal").exists():
        _sync(folder)
        steps = _steps(home)
        for target, staged in steps:
            if staged is None:
                target.unlink(missing_ok=True)
            elif staged.exists():
                target.parent.mkdir(exist_ok=True)
                staged.replace(target)
        for changed in {home.path / "data", *(target.parent for target, _ in steps)}:
            _sync(changed)
        (folder / "journal").replace(folder / "last")
        _sync(folder)
    for left in (folder / "staged").iterdir():
        left.unlink()


def _steps(home: Home) -> list[tuple[Path, Path | None]]:
    """Read from the journal which file gets which staged content; trust nothing it says."""
    import json

    folder = home.path / FOLDER
    steps: list[tuple[Path, Path | None]] = []
    try:
        files = json.loads((folder / "journal").read_bytes())["files"]
        for number, (target, inside) in enumerate(zip(_targets(home, files), files, strict=True)):
            wanted, staged = files[inside], folder / "staged" / str(number)
            if wanted is not None and wanted not in (_sum(staged), _sum(target)):
                raise ValueError(wanted)
            steps.append((target, None if wanted is None else staged))
    except (BadInput, ValueError, KeyError, TypeError, RecursionError) as error:
        raise MinkgError(
            "the journal of an unfinished change cannot be carried out",
            hint="compare data/ with your last good copy, then delete the folder {folder}",
            place=str(folder / "journal"),
            folder=FOLDER,
        ) from error
    return steps


def _targets(home: Home, files: Iterable[str]) -> list[Path]:
    """Give these files of home; refuse what cannot or must not be written."""
    spelt: dict[Path, dict[str, str]] = {}
    targets = []
    for inside in files:
        target, match = home.path / inside, _ENTRY.fullmatch(inside)
        named = match is not None and is_name(match[1]) and is_name(match[2])
        if not named or target.is_dir() or target.parent.is_file():
            hint = N_("an entry is a file data/CLASS/NAME.trig")
            raise BadInput("no entry can be written here", hint=hint, place=inside)
        for place in (target.parent, target):
            _refuse_other_case(place, spelt)
        _refuse_elsewhere(home, target)
        targets.append(target)
    return targets


def _refuse_other_case(place: Path, spelt: dict[Path, dict[str, str]]) -> None:
    """Refuse a name that on some systems is that of another file; `spelt` keeps what was read."""
    if place.parent not in spelt:
        names = os.listdir(place.parent) if place.parent.is_dir() else []  # noqa: PTH208 - quicker
        spelt[place.parent] = {name.casefold(): name for name in sorted(names)}
    other = spelt[place.parent].get(place.name, place.name)
    if other != place.name:
        raise BadInput(
            "'{other}' is there, and differs only in small and capital letters",
            hint="rename it, or choose another name",
            place=str(place),
            other=other,
        )


def _refuse_elsewhere(home: Home, target: Path) -> None:
    """Refuse to follow links and mounts, and see that the renames will be allowed."""
    folder = target.parent if target.parent.exists() else home.path / "data"
    real = home.path.resolve() / target.relative_to(home.path)
    if target.resolve() != real or folder.stat().st_dev != (home.path / FOLDER).stat().st_dev:
        raise _leads_out(target)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _leads_out(path: Path) -> BadInput:
    hint = N_("put a folder or a file in place of the link or mount")
    return BadInput("leads out of the home", hint=hint, place=str(path))


def last_change(home: Home) -> bytes | None:
    """Give the journal of the last change; None while a change is being carried out."""
    folder = home.path / FOLDER
    if (folder / "journal").exists():
        return None
    try:
        return (folder / "last").read_bytes()
    except FileNotFoundError:
        return b""


def _settled(home: Home) -> bytes:
    """Give the journal of the last change, after finishing one that a dead process left."""
    if last_change(home) is None:
        _grab(home).close()
    return last_change(home) or b""  # under way again: no state is like this one until it has ended


def _grab(home: Home) -> IO[bytes]:
    """Take the lock, without waiting, and settle what a dead process left."""
    with ExitStack() as stack:
        held = stack.enter_context(take(_folder(home) / "lock"))
        _settle(home)
        stack.pop_all()
    return held


def _folder(home: Home) -> Path:
    """Give the folder beside the data, made where it is not there; git does not see it."""
    folder = home.path / FOLDER
    for place in (folder, folder / "staged"):
        if place.is_symlink():
            raise _leads_out(place)
    if not (folder / "staged").is_dir():
        folder.mkdir(exist_ok=True)
        with suppress(FileExistsError):
            _write(folder / ".gitignore", b"*\n")
        (folder / "staged").mkdir(exist_ok=True)
        _sync(folder)
        _sync(home.path)
    return folder


@contextmanager
def _telling(home: Home, message: str, *, hint: str) -> Iterator[None]:
    """Tell an error of the system in our own words."""
    try:
        yield
    except OSError as error:
        place = str(error.filename or home.path)
        raise Unavailable(message, hint=hint, place=place, reason=error.strerror) from error


def _sum(path: Path) -> str | None:
    """Give the checksum of a file; None where there is none."""
    import hashlib

    plain = path.is_file() and not path.is_symlink()
    return hashlib.sha256(path.read_bytes()).hexdigest() if plain else None


def _write(path: Path, content: bytes) -> None:
    """Write a new file and have it on the disk."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    if os.name != "nt" and folder.is_dir():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
