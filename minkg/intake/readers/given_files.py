"""The files that are given: one by one, in folders, or on standard input."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from minkg.intake.readers.detect import CHOICES
from minkg.intake.readers.records import MOST_BYTES
from minkg.words import N_, BadInput

ENDINGS = {
    ".xlsx", ".xlsm", ".csv", ".tsv", ".json", ".yaml", ".yml", ".jsonld", ".rdf", ".owl", ".ttl",
    ".trig", ".nt", ".nq", ".xls", ".xlsb", ".ods",
}  # fmt: skip


def files_of(sources: Sequence[str | Path]) -> Iterator[tuple[str, Path | None]]:
    """Give what each file is called in problems, and its path; standard input has none.

    A folder gives all files below it whose ending is that of a kind that is read, except
    hidden ones and those that a spreadsheet program keeps while a workbook is open.
    """
    for source in sources:
        path = Path(source)
        if str(source) == "-":
            yield "-", None
        elif path.is_dir():
            yield from ((str(inner), inner) for inner in sorted(_below(path)))
        else:
            yield str(path), path


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            hidden = name.startswith((".", "~$"))
            if not hidden and Path(name).suffix.lower() in ENDINGS:
                yield Path(place, name)


def content_of(shown: str, path: Path | None) -> bytes:
    """Read a file, or refuse it where it is too large or cannot be read."""
    try:
        if path is None:
            return _limited(sys.stdin.buffer, shown)
        with path.open("rb") as stream:
            return _limited(stream, shown)
    except OSError as error:
        raise BadInput("cannot be read: {reason}", place=shown, reason=error.strerror) from error


def _limited(stream: BinaryIO, shown: str) -> bytes:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        hint, most = N_("split it into several files"), MOST_BYTES // 2**20
        raise BadInput("is larger than {most} megabytes", hint=hint, place=shown, most=most)
    return content


def empty_folder(folder: str) -> BadInput:
    """Tell that there is nothing to read in a folder."""
    hint = N_("give a folder with files such as: {choices}")
    return BadInput("holds no file that minkg reads", hint=hint, place=folder, choices=CHOICES)
