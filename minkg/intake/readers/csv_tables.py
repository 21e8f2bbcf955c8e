"""Read tables of text: comma, semicolon or tab between the cells, in the encodings of old programs.

Cells have the addresses that a spreadsheet program shows for them.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from minkg.checking import Problem
from minkg.intake.readers.records import Gathered
from minkg.intake.readers.sheet_rows import (
    SPLIT,
    SheetRows,
    Tally,
    cell_of,
    too_long,
    too_many_columns,
)
from minkg.words import N_, BadInput
from minkg.words.place import Place
from minkg.words.sheet_text import restored

MOST_TABLE = 32 * 1024 * 1024
MOST_WIDE = 16_384  # columns of a sheet in a spreadsheet program, filled or not
_MARKS = {
    codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be",
}  # fmt: skip
_LETTERS = {  # what texts in the six languages have most of, beside ASCII, by encoding
    "windows-1252": "àâçéèêëîïôùûüœñáíóúÀÉÈÊÇÁÍÓÚÑ¿¡«»’‘“”–—…ºª°äöüß€",
    "windows-1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяё«»“”–—…№",
    "windows-1256": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ،؛؟«»“”",
    "gb18030": bytes(
        byte for first in range(0xB0, 0xD8) for last in range(0xA1, 0xFF) for byte in (first, last)
    ).decode("gb2312", "ignore") + "，。、；：（）《》“”—·",
}  # fmt: skip
_TOLD = re.compile(r'"?sep=(\t|[^"\w\s])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_QUOTE = N_('put a text with quotation marks between "…", and write each one inside it twice')
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_SEPARATORS = ",;\t\r\n"
_BEYOND = re.compile(r"[^\0-\x7f]")


def read_csv(content: bytes, shown: str, kind: str = "", tally: Tally | None = None) -> Gathered:
    """Read a table; `kind` says of what class its rows are, as the name of a sheet does."""
    gathered = Gathered(shown)
    sheet = SheetRows(gathered, tally or Tally(), kind)
    try:
        for number, row in enumerate(_rows(_text(content, gathered), shown), 1):
            values = (
                (column, *cell_of(restored(cell))) for column, cell in enumerate(row, 1) if cell
            )
            if cells := [cell for cell in values if cell[1] or cell[2]]:
                sheet.take(number, cells)
    except BadInput as error:
        gathered.problems.append(Problem.of(error, Place(shown)))
        sheet.drop()
    sheet.end()
    return gathered


def _text(content: bytes, gathered: Gathered) -> str:
    """Decode a file; an encoding that had to be guessed is told as a warning."""
    if len(content) > MOST_TABLE:
        most = MOST_TABLE // 2**20
        raise BadInput("is larger than {most} megabytes", hint=SPLIT, most=most)
    marked = next((code for mark, code in _MARKS.items() if content.startswith(mark)), "")
    encoding = marked or _wide(content) or "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if marked or encoding != "utf-8" or _is_nearly_utf8(content):
            line = content.count(b"\n", 0, error.start) + 1
            hint = N_("save the file with the encoding UTF-8")
            place = Place(gathered.file, line)
            raise BadInput("is not UTF-8 text", hint=hint, place=place) from error
        encoding, text = _guess(content)
        guessed = BadInput(
            "is not UTF-8 text; it was read as {encoding}",
            hint="look at the letters with accents, or save the file as CSV UTF-8",
            encoding=encoding,
        )
        place = Place(gathered.file)
        gathered.problems.append(Problem.of(guessed, place, severity="warning"))
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        hint = N_("save the table again as .xlsx or .csv")
        place = Place(gathered.file, line)
        raise BadInput("is no text from here on: a zero byte", hint=hint, place=place)
    return text.removeprefix("\ufeff")


def _is_nearly_utf8(content: bytes) -> bool:
    """Tell whether a text is UTF-8 but for a few signs, and so of no other encoding."""
    read = content.decode("utf-8", "replace")
    return read.count("\ufffd") * 2 < len(read) - len(read.encode("ascii", "ignore"))


def _wide(content: bytes) -> str:
    """Give the form of UTF-16, if it is one, in which the separators are signs of their own."""
    found = {"": sum(map(content.count, _SEPARATORS.encode())) // 10}
    if b"\0" in content:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = content.decode(encoding, "replace")
            found[encoding] = 0 if "\0" in text else sum(map(text.count, _SEPARATORS))
    return max(found, key=lambda encoding: found[encoding])


def _guess(content: bytes) -> tuple[str, str]:
    """Find the encoding in which most signs are usual ones; a few lines of text are enough."""
    best, chosen, most = "", "", -1.0
    for encoding, letters in _LETTERS.items():
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            signs = [sign[0] for sign in islice(_BEYOND.finditer(text), 5000)]
            share = sum(sign in letters for sign in signs) / len(signs)
            if share > most:
                best, chosen, most = encoding, text, share
    return best, chosen


def _rows(text: str, shown: str) -> Iterator[list[str]]:
    told = _TOLD.match(text)
    separator = told[1] if told else _separator(text[: 2**16])
    rest = text[told.end() :] if told else text
    lines = io.StringIO(rest, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        place = Place(shown, reader.line_num + (2 if told else 1))
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise too_long(place) from error
            raise BadInput(
                "a quotation mark in this row is not closed, or is not at the end of its cell",
                hint=_QUOTE,
                place=place,
            ) from error
        if len(row) > MOST_WIDE:
            raise too_many_columns(place)
        yield row


def _separator(text: str) -> str:
    """Find what stands between the headers."""
    header = re.split(r"[\r\n]", _QUOTED.sub("", text), maxsplit=1)[0]
    best = max("\t;,", key=header.count)
    return best if best in header else ","
