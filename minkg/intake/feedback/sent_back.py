"""What was turned back, as files to mend and send again: in the form that it came in.

A workbook has each problem as a note on its cell, a CSV and a TriG file in a comment above.
"""

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from minkg.checking import Problem
from minkg.home import write_facts
from minkg.intake.drafting.pieces import Piece, Pieces
from minkg.intake.feedback.marked_workbook import said
from minkg.intake.readers.records import Given, Record
from minkg.words import is_right_to_left
from minkg.words.place import Place
from minkg.words.sheet_text import inert

WIDE, MOST_SHEET = 24, 31
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
Told = dict[Place, list[Problem]]


def sent_back_files(
    turned: Iterable[Piece], problems: Sequence[Problem], lang: str = "en"
) -> Iterator[tuple[str, str, bytes]]:
    """Give, for every file something was turned back of, its name, an ending, and the content."""
    files: dict[str, list[Piece]] = defaultdict(list)
    for piece in turned:
        files[piece.file].append(piece)
    for file, pieces in files.items():
        own = [problem for problem in problems if problem.file == file]
        records = [piece.record for piece in pieces if piece.record is not None]
        ending = Path(file).suffix.lower()
        if not records:
            yield file, ".trig", _trig(pieces, own, lang)
        elif records[0].place.pointer is not None:
            yield file, ".json", _json(records)
        elif records[0].place.sheet is not None:
            yield file, ".xlsx", _workbook(records, own, lang)
        else:
            yield file, ending if ending == ".tsv" else ".csv", _csv(pieces, own, lang, ending)


def free_path(file: str, ending: str, folder: Path = Path()) -> Path:
    """Give a name for the rejected part of a file that nothing has yet, so none is overwritten."""
    stem = "new" if file == "-" else Path(file).stem
    names = (f"{stem}-rejected{'' if n == 1 else f'-{n}'}{ending}" for n in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _trig(pieces: Sequence[Piece], problems: Sequence[Problem], lang: str) -> bytes:
    quads = [quad for piece in pieces for quad, _ in piece.facts]
    lines = "".join(f"# {line}\n" for line in _lines(problems, lang))
    return (lines + write_facts(quads, Path("rejected.trig"))).encode()


def _lines(problems: Iterable[Problem], lang: str) -> Iterator[str]:
    for problem in problems:
        yield from f"{problem.place}: {said([problem], lang)}".splitlines()


def _given(record: Record) -> dict[str, Given]:
    """Give what was written in each column, also where it is wrong in itself."""
    return {one.key: one for one in (*record.raw, *record.given)}


def _columns(records: Sequence[Record]) -> list[str]:
    """Give the headers of a sheet: those of the file, else the keys that have a value."""
    return list(dict.fromkeys(key for r in records for key in (*r.headers, *_given(r))))


def _csv(pieces: Sequence[Piece], problems: Sequence[Problem], lang: str, ending: str) -> bytes:
    import csv

    records = [piece.record for piece in pieces if piece.record is not None]
    columns, found = _columns(records), Pieces(pieces)
    told: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        for piece in found.of(problem):
            told[id(piece)].append(problem)
    out = io.StringIO()
    rows = csv.writer(out, "excel-tab" if ending == ".tsv" else "excel")
    rows.writerow(map(inert, columns))
    for piece in pieces:
        for line in _lines(told[id(piece)], lang):
            rows.writerow([inert(f"# {line}")])
        given = {key: one.text for key, one in _given(piece.record).items()} if piece.record else {}
        rows.writerow([inert(given.get(column, "")) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def _json(records: Sequence[Record]) -> bytes:
    """Write objects by class; texts by language where they had one."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for given in (*record.given, *record.raw):
            values[given.key][given.language].append(given.text)
        kinds[record.kind].append({key: _value(texts) for key, texts in values.items()})
    return (json.dumps(kinds, ensure_ascii=False, indent=1) + "\n").encode()


def _value(texts: dict[str, list[str]]) -> Any:
    short = {lang: those[0] if len(those) == 1 else those for lang, those in texts.items()}
    return short[""] if set(short) == {""} else short


def _workbook(records: Sequence[Record], problems: Sequence[Problem], lang: str) -> bytes:
    import datetime

    import xlsxwriter

    out = io.BytesIO()
    sheets: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        sheets[record.kind].append(record)
    told: Told = defaultdict(list)
    for problem in problems:
        told[problem.place].append(problem)
    usual = {"font_name": "Arial", "font_size": 10}
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": usual}) as book:
        book.set_properties({"title": "minkg", "created": datetime.datetime(2000, 1, 1)})
        for title, rows in zip(_titles(sheets), sheets.values(), strict=True):
            _sheet(book, book.add_worksheet(title), rows, told, lang)
    return out.getvalue()


def _titles(kinds: Iterable[str]) -> Iterator[str]:
    """Give the names of sheets as all programs take them; other programs write longer ones.

    >>> list(_titles(["standard", "Standard", "'a/b'", "x" * 40]))
    ['standard', 'Standard-2', 'a-b', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    taken = set[str]()
    for kind in kinds:
        plain = _NOT_IN_SHEETS.sub("-", kind).strip("'") or "sheet"
        ends = ("" if n == 1 else f"-{n}" for n in count(1))
        names = (plain[: MOST_SHEET - len(end)].rstrip("'") + end for end in ends)
        title = next(name for name in names if name.casefold() not in taken)
        taken.add(title.casefold())
        yield title


def _sheet(book: Any, sheet: Any, records: Sequence[Record], told: Told, lang: str) -> None:
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
    wrong = book.add_format(
        {"num_format": "@", "text_wrap": True, "valign": "top", "bg_color": "#FFC7CE"}
    )
    if is_right_to_left(lang):
        sheet.right_to_left()
    columns = _columns(records)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns), WIDE, text)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, head)
    for row, record in enumerate(records, 1):
        given = _given(record)
        for at, column in enumerate(columns):
            place = given[column].place if column in given else record.blank(column)
            own = told.get(place, []) if column in given or place != record.place else []
            if at == 0:
                own = own or told.get(record.place, [])
            value = given[column].text if column in given else ""
            if value:
                sheet.write_string(row, at, value, wrong if own else text)
            elif own:
                sheet.write_blank(row, at, None, wrong)
            if own:
                sheet.write_comment(row, at, said(own, lang), {"author": "minkg"})
