"""The parts of a workbook: XML files in a zip, read with care, as anybody may have made them.

Parts are read piece by piece and never as a whole, there is a limit on all that is
unfolded, and XML that declares a document type, and so entities, is refused.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Container
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from minkg.intake.readers.records import MOST_BYTES
from minkg.words import N_, BadInput

MOST_UNFOLDED, MOST_TIMES, FROM = 512 * 1024 * 1024, 200, 16 * 1024 * 1024
SMALL = 32 * 1024 * 1024
_SHEET = N_("open it in a spreadsheet program, and save it as .xlsx or .csv")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, NotImplementedError,
    ValueError, LookupError,
)  # fmt: skip


def damaged() -> BadInput:
    """Tell that a workbook cannot be read, or not wholly."""
    return BadInput("is damaged", hint="get the file again, or save it again")


class Package:
    """A workbook's parts by their names in lower case, as spreadsheet programs look for them."""

    def __init__(self, source: Path | bytes) -> None:
        try:
            content = source if isinstance(source, bytes) else _content(source)
            _look(content)
            self.zip = zipfile.ZipFile(BytesIO(content))
        except OSError as error:
            raise BadInput("cannot be read: {reason}", reason=error.strerror) from error
        except _BROKEN as error:
            raise damaged() from error
        infos = self.zip.infolist()
        self.parts = {info.filename.replace("\\", "/").lower(): info for info in infos}
        self.left = MOST_UNFOLDED
        if sum(info.file_size for info in infos) > self.left or any(map(_blown_up, infos)):
            self.zip.close()
            raise _bomb()

    def close(self) -> None:
        """Close the file."""
        self.zip.close()

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Give by identifier what a part refers to: the kind, and the name of the other part."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship":
                target = posixpath.join("/", folder, attributes["Target"].replace("\\", "/"))
                kind = attributes["Type"].rpartition("/")[2]
                found[attributes["Id"]] = kind, posixpath.normpath(target).strip("/").lower()

        relations = posixpath.join(folder, "_rels", f"{name}.rels").lower()
        if relations in self.parts:
            self.parse(relations, start, most=SMALL)
        return found

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], object] | None = None,
        most: int = MOST_UNFOLDED,
    ) -> None:
        """Walk through the XML of a part; elements are given by name without prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            info = self.parts[part]
            if info.flag_bits & 1 or info.compress_type not in _PACKINGS:
                raise damaged()
            with self.zip.open(info) as stream:
                while piece := stream.read(1 << 16):
                    self.left -= len(piece)
                    most -= len(piece)
                    if min(self.left, most) < 0:
                        raise _bomb()
                    parser.Parse(piece)
            parser.Parse(b"", True)
        except _BROKEN as error:
            raise damaged() from error


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _look(content: bytes) -> None:
    """Refuse what is too large, and what is no zip."""
    if len(content) > MOST_BYTES:
        hint, most = N_("split it into several files"), MOST_BYTES // 2**20
        raise BadInput("is larger than {most} megabytes", hint=hint, most=most)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput("is an old Excel or Word file, or has a password", hint=_SHEET)
    if not content.startswith(b"PK"):
        raise not_xlsx()


def not_xlsx(names: Container[str] = ()) -> BadInput:
    """Tell that a file is no .xlsx workbook; the names of its parts may tell what else it is."""
    if "xl/workbook.bin" in names:
        return BadInput("is a binary workbook", hint=_SHEET)
    if "content.xml" in names:
        return BadInput("is an OpenDocument file", hint=_SHEET)
    return BadInput("is not an .xlsx workbook", hint=_SHEET)


def _blown_up(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(FROM, MOST_TIMES * info.compress_size)


def _bomb() -> BadInput:
    hint = N_("delete the rows, sheets and pictures that are not needed, and save it again")
    return BadInput("would unfold to far more than a workbook needs", hint=hint)


def _refuse(*_: object) -> None:
    raise BadInput("declares XML entities, which no spreadsheet program writes", hint=_SHEET)
