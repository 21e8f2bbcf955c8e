"""Where something stands: on a line of a text, in a cell of a sheet, at a JSON pointer.

A place is made once, by whoever reads the file; all others ask it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = ["NOWHERE", "Place", "column_of", "letters_of", "row_and_column"]

_PLAIN = re.compile(r"(?![A-Za-z]{1,3}[0-9]+$|[RrCc]$|[Rr][0-9]*[Cc][0-9]*$)[^\W\d][\w.]*")


class Place(NamedTuple):
    """A place: a line, a cell, what a JSON pointer names, or a file as a whole.

    Rows and columns count from 1; a cell of a table that is no workbook has no sheet, and a
    row as a whole has no column.

    >>> print(Place("a.trig", 7), Place("a.xlsx", sheet="the state's own", row=7, column=3))
    a.trig:7 a.xlsx:'the state''s own'!C7
    """

    file: str = ""
    line: int | None = None
    sheet: str | None = None
    row: int = 0
    column: int = 0
    pointer: str | None = None

    def __str__(self) -> str:
        """Write the place as people look for it: the file, and where inside."""
        inside = self.cell or self.line
        return f"{self.file}:{inside}" if inside else self.file

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self != NOWHERE

    @property
    def cell(self) -> str:
        """Where it is in a file without lines: `standard!C7`, `C7`, `/0/name`; else empty."""
        if self.row:
            sheet = "" if self.sheet is None else f"{_quoted(self.sheet)}!"
            return f"{sheet}{self.address}"
        return self.pointer or ""

    @property
    def address(self) -> str:
        """The address of a cell in its sheet, such as C7."""
        return f"{letters_of(self.column or 1)}{self.row}" if self.row else ""

    def around(self) -> Iterator["Place"]:
        """Give what may hold this place as a whole, from the inside out: its row, or its objects.

        >>> [place.pointer for place in Place("a.json", pointer="/0/name").around()]
        ['/0/name', '/0', '']
        >>> [place.address for place in Place("a.csv", row=7, column=3).around()]
        ['A7']
        """
        if self.row:
            yield self._replace(column=0)
        elif self.pointer is None:
            yield self
        else:
            parts = self.pointer.split("/")
            for end in range(len(parts), 0, -1):
                yield self._replace(pointer="/".join(parts[:end]))


NOWHERE = Place()


@lru_cache(4096)
def letters_of(column: int) -> str:
    """Give the letters of a column.

    >>> [letters_of(column) for column in (1, 26, 27, 16384)]
    ['A', 'Z', 'AA', 'XFD']
    """
    before, last = divmod(column - 1, 26)
    return (letters_of(before) if before else "") + chr(ord("A") + last)


@lru_cache(4096)
def column_of(letters: str) -> int:
    """Give the number of a column of a sheet; raises ValueError where it is none.

    >>> column_of("AA")
    27
    """
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise ValueError(letters)
    return sum(26**at * (ord(letter) - 64) for at, letter in enumerate(reversed(letters)))


def row_and_column(address: str) -> tuple[int, int]:
    """Give row and column of a cell; raises ValueError where it is none.

    >>> row_and_column("AA7")
    (7, 27)
    """
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_of(letters)


@lru_cache(256)
def _quoted(sheet: str) -> str:
    """Write the name of a sheet as it stands before the ! of an address.

    >>> [_quoted(name) for name in ("standard", "un-entity", "UN5", "the state's own")]
    ['standard', "'un-entity'", "'UN5'", "'the state''s own'"]
    """
    return sheet if _PLAIN.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
