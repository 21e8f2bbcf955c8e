"""The queue: a folder where drafts wait for a curator, who takes them in with `minkg add`.

One draft is one TriG file, written wholly or not at all. Nothing in the folder is ever read or
changed by the server, and nothing is written anywhere else.
"""

import os
import re
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from minkg.home import Home
from minkg.words import BadInput, MinkgError, Unavailable
from minkg.words.names import is_name

MOST_BYTES = 500_000  # of a draft
MOST_FILES, MOST_ALL = 2_000, 200_000_000  # drafts that wait, and bytes of all of them
NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[a-z0-9-]{1,60}-[0-9a-f]{8}\.trig")


def prepare(folder: Path, home: Home) -> Path:
    """Make the folder; refuse one in which a draft would count as data."""
    try:
        whole = folder.resolve()
        _keep_apart(whole, folder, home)
        whole.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise Unavailable(
            "the folder '{path}' cannot be made: {reason}",
            path=folder,
            reason=getattr(error, "strerror", None) or error,
            hint="name a folder that you may write to",
        ) from error
    return whole


def _keep_apart(whole: Path, folder: Path, home: Home) -> None:
    for inner in ("data", "ontology", "shapes", "queries"):
        if whole.is_relative_to((home.path / inner).resolve()):
            raise MinkgError(
                "a queue in '{path}' would be part of the graph",
                path=folder,
                hint="name a folder of its own: `minkg serve --queue queue`",
            )


def store(folder: Path, name: str, content: bytes, about: Sequence[str] = ()) -> str:
    """Put a draft into the queue; give the name of its file. `about` lines stand above it."""
    if not is_name(name):
        raise BadInput("'{name}' is not a name of entries", name=name[:60], hint="use a-z and -")
    if len(content) > MOST_BYTES:
        raise BadInput(
            "the draft is larger than {size} kB",
            hint="send less at a time",
            size=MOST_BYTES // 1000,
        )
    _room(folder, len(content))
    when = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    file = f"{when}-{name}-{secrets.token_hex(4)}.trig"
    draft = folder / f".{file}.part"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(draft, flags, 0o644), "wb") as stream:
            stream.write(headed(content, when, about))
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(folder / file)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise Unavailable(
            "the draft cannot be stored: {reason}",
            reason=error.strerror,
            hint="take the file with you, and tell whoever runs this server",
        ) from error
    return file


def headed(content: bytes, when: str, about: Sequence[str] = ()) -> bytes:
    r"""Write a comment above a draft: when it came, and what was said of it.

    >>> headed(b":a a mk:Topic .", "20261128T120000Z", ["like :b\nhere"]).decode().splitlines()[1]
    '# like :b here'
    """
    lines = (f"Submitted at {when} through the form; no curator has seen it.", *about)
    plain = (" ".join("".join(filter(_is_seen, line)).split()) for line in lines)
    return "".join(f"# {line}\n" for line in plain).encode() + b"\n" + content


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or sign.isspace()


def _room(folder: Path, size: int) -> None:
    """Refuse where too much waits already."""
    try:
        with os.scandir(folder) as found:
            sizes = [one.stat(follow_symlinks=False).st_size for one in found]
    except OSError as error:
        raise Unavailable(
            "the queue cannot be read: {reason}",
            reason=error.strerror,
            hint="take the file with you, and tell whoever runs this server",
        ) from error
    if len(sizes) >= MOST_FILES or sum(sizes) + size > MOST_ALL:
        raise Unavailable(
            "too many drafts wait for a curator", hint="take the file with you and come again later"
        )
