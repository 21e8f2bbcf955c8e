"""What a file says of entries before it is RDF: records of given values, each with its place.

A row of a sheet is a record, and so is an object of a JSON or YAML file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from minkg.checking import Problem
from minkg.words.place import Place

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Given:
    """One value as it was given.

    `key` is the header of its column or the key of its object, as written; `text` is
    the value (a date as ISO 8601, a whole number without decimals, true or false);
    `language` is that of the text where the file says it (`{"en": "…"}`), else empty.
    """

    key: str
    text: str
    place: Place
    language: str = ""


@dataclass(frozen=True)
class Record:
    """The values given together: a row, or an object.

    `kind` is the sheet, file or key that says what class they are of, as written;
    `blank` gives the place where the value of a key would stand that was not given;
    `spoilt` are the keys of values that are wrong in themselves and so are missing here,
    empty where a value has no key, and `raw` what was written there; `headers` are those
    of its table.
    """

    kind: str
    place: Place
    given: Sequence[Given]
    blank: Callable[[str], Place] = field(compare=False)
    spoilt: Sequence[str] = ()
    headers: Sequence[str] = ()
    raw: Sequence[Given] = ()


@dataclass
class Gathered:
    """All records of one file, in its order, and what is wrong with the file itself.

    A file that cannot be read to its end has no records.

    `headers` gives, by sheet, every column's header with its place, so that an unknown
    or repeated one is told once and not once per row.
    """

    file: str
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headers: dict[str, list[Given]] = field(default_factory=dict)
