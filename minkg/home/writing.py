"""Files that minkg makes are written wholly or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from minkg.words import Unavailable


def write_file(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all; a device or a pipe is written as it is."""
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files: all of them, or none where one cannot be written."""
    from contextlib import suppress

    drafts: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, content in contents.items():
            target = path.resolve()
            if target.exists() and not target.is_file():
                target.write_bytes(content)
                continue
            draft = target.parent / f".{target.name}.{os.getpid()}.part"
            drafts.append((draft, target))
            draft.write_bytes(content)
        for draft, target in drafts:
            draft.replace(target)
    except OSError as error:
        raise Unavailable(
            "cannot be written: {reason}",
            hint="name a file in a folder that you may write to",
            place=str(path),
            reason=error.strerror,
        ) from error
    finally:
        for draft, _ in drafts:  # what is not in its place by now never will be
            with suppress(OSError):
                draft.unlink()
