"""What the tests of reading share: the small home, and what was read as text to compare."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from minkg.checking.problem import Problem
from minkg.home.folder import Home, find_home
from minkg.home.turtle import read_facts, write_facts
from minkg.intake.drafting.drafter import Drafter
from minkg.intake.drafting.reading import New, read_new, take_drafts
from minkg.intake.forms.fields import Forms
from minkg.intake.readers.objects import read_objects
from minkg.shacl.fact_index import FactIndex, triple_of

ROOT = Path(__file__).parents[2]
HOME = find_home(ROOT)
TINY = sorted((ROOT / "tests" / "tiny" / "data").glob("*/*.trig"))
DOCUMENT, PARAGRAPH = "unep-ea6-minerals-report", "19"
COLUMNS = ("name (en)", "document", "paragraph", "says that (en)")
GOOD = ("Sand rules", DOCUMENT, PARAGRAPH, "Sand is counted.")


@cache
def known() -> tuple[FactIndex, FactIndex]:
    def terms(paths: list[Path]) -> FactIndex:
        return FactIndex(triple_of(quad) for path in paths for quad in read_facts(path))

    return terms(HOME.shapes), terms([*HOME.ontology, *TINY])


def reading(*sources: str | Path, lang: str = "en", **more: Any) -> New:
    """Read with the frozen small home."""
    return read_new(sources, Home(HOME.path), lang, known=known, **more)


def drafted(*records: dict[str, Any], lang: str = "en") -> New:
    """Draft objects as if they stood in x.json; those that name no class are standards."""
    text = json.dumps([{"class": "standard", **record} for record in records])
    shapes, terms = known()
    drafter, new = Drafter(Forms(shapes, terms), terms, lang), New()
    take_drafts(new, [drafter.draft(read_objects(text, "x.json", "x"))])
    return new


def line(problem: Problem, lang: str = "en") -> str:
    mark = "" if problem.severity == "violation" else f"{problem.severity}: "
    return f"{problem.place}: {mark}{problem.sentence(lang)} → {problem.remedy(lang)}"


def lines(new: New) -> list[str]:
    return [line(problem) for problem in new.problems]


def facts(new: New) -> str:
    """Give the facts in canonical form, without the prefixes."""
    return write_facts(new.quads(), Path("new.trig")).partition("\n\n")[2]


def account(new: New) -> str:
    """Give problems, pieces and facts as one text."""
    pieces = []
    for piece in new.pieces:
        held = " held" if piece.held else ""
        raw = [f"{one.key}={one.text[:30]!r}" for one in piece.record.raw] if piece.record else []
        name = piece.entry or "-"
        pieces.append(" ".join([str(piece.place), f"{name}{held}", *raw]))
    return "\n".join([*lines(new), "", *pieces, "", facts(new)])


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    """Write sheets of plain values; a value may be (value, format), and (None, …) is left out."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name.replace("_", "-"))
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write(at, column, value[0], book.add_format({"num_format": value[1]}))
                elif value is not None:
                    sheet.write(at, column, value)
    book.close()
    return path
