"""Forty mistakes of different kinds in one workbook: just those cells come back marked."""

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from minkg.cli.main import main
from minkg.intake.forms.templates import TemplateSheet
from tests.intake.forms.test_templates import templates
from tests.tools.thorough import THOROUGH

ROOT = Path(__file__).parents[2]
STANDARD: dict[str, Any] = {
    "prefLabel.en": "Gravel Code {0}", "performsFunction": "norm-setting",
    "statesThat.en": "It asks for a plan, number {0}.", "addressesTopic": "tailings-management",
    "coversStage": "extraction", "appliesToMaterial": "sand", "legalForce": "voluntary-standard",
    "targetsActor": "mining-companies", "document": "unep-ea6-minerals-report", "paragraph": "19",
}  # fmt: skip
MEETING: dict[str, Any] = {
    "prefLabel.en": "Gravel Meeting {0}", "startsOn": "2023-09-07", "heldIn": "geneva",
    "statesThat.en": "It was about gravel, number {0}.", "document": "unep-ea6-minerals-report",
    "paragraph": "20", "partOf": "minerals-metals-intergovernmental-process",
}  # fmt: skip
ABSENT = object()
# What is written instead, by column; the first of these columns must be marked, and no other.
MISTAKES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (STANDARD, {"performsFunction": "norm-seting"}),
    (STANDARD, {"addressesTopic": "gravity"}),
    (STANDARD, {"coversStage": "sand"}),
    (STANDARD, {"appliesToMaterial": "unep"}),
    (STANDARD, {"legalForce": "voluntary"}),
    (STANDARD, {"targetsActor": "everybody and his dog"}),
    (STANDARD, {"administeredBy": "nobody-at-all"}),
    (STANDARD, {"administeredBy": "tailings-management"}),
    (STANDARD, {"inForceFrom": "soon"}),
    (STANDARD, {"inForceFrom": "2021-13"}),
    (STANDARD, {"inForceFrom": "05/06/2021"}),
    (STANDARD, {"inForceFrom": "31.12.2021"}),
    (STANDARD, {"publishedOn": "21"}),
    (STANDARD, {"publishedOn": 44321}),
    (STANDARD, {"adoptedOn": "2023-02-30"}),
    (STANDARD, {"statesThat.en": "=1+1"}),
    (STANDARD, {"statesThat.en": "#REF!"}),
    (STANDARD, {"entry": ABSENT, "prefLabel.en": ABSENT}),
    (STANDARD, {"performsFunction": ABSENT}),
    (STANDARD, {"statesThat.en": ABSENT}),
    (STANDARD, {"addressesTopic": ABSENT}),
    (STANDARD, {"document": ABSENT}),
    (STANDARD, {"paragraph": ABSENT}),
    (STANDARD, {"document": "no-such-document"}),
    (STANDARD, {"prefLabel.en": "Marine Sand Watch"}),
    (STANDARD, {"entry": "Bad Name!"}),
    (STANDARD, {"entry": "../../../etc/passwd"}),
    (STANDARD, {"officialSite": "www.example.org"}),
    (STANDARD, {"officialSite": "javascript:alert(1)"}),
    (STANDARD, {"exactMatch": "file:///etc/passwd"}),
    (STANDARD, {"deprecated": "perhaps"}),
    (STANDARD, {"isReplacedBy": "nothing-known"}),
    (STANDARD, {"benchmarkedAgainst": "gravel"}),
    (STANDARD, {"recognizes": "42"}),
    (STANDARD, {"altLabel.en": "Gr\u0430vel"}),
    (MEETING, {"startsOn": "next week"}),
    (MEETING, {"startsOn": ABSENT}),
    (MEETING, {"startsOn": "2023-09-10", "endsOn": "2023-09-01"}),
    (MEETING, {"heldIn": "on the moon"}),
    (MEETING, {"endsOn": "2023-09-08T18:00"}),
]
# Only a warning: these rows can be taken, and so are told at their first cell that they wait.
WARNINGS = ({"addressesTopic": ABSENT}, {"altLabel.en": "Gr\u0430vel"}, {"startsOn": ABSENT})


def column(sheet: TemplateSheet, key: str) -> int:
    """Give the number of the first column of a key, such as `statesThat.en`."""
    name, _, language = key.partition(".")
    wanted = [at for at, slot in enumerate(sheet.slots, 1) if slot.key[0] == name]
    exact = [at for at in wanted if sheet.slots[at - 1].key[1] == language]
    return (exact if language else wanted)[0]


def plant(path: Path, lang: str) -> tuple[set[str], set[str]]:
    """Write the workbook; give the cells that must be marked, and those of rows that wait."""
    made = templates(lang)
    sheets = dict(zip(("standard", "meeting"), made.sheets(["standard", "meeting"]), strict=True))
    book = openpyxl.load_workbook(path)
    planted, waiting, rows = set(), set(), dict.fromkeys(sheets, 2)
    for number, (right, wrong) in enumerate(MISTAKES):
        folder = "standard" if right is STANDARD else "meeting"
        sheet, page = sheets[folder], book[sheets[folder].name]
        rows[folder] += 1
        for key, value in {**right, **wrong}.items():
            said = value.format(number) if isinstance(value, str) else value
            if value is not ABSENT:
                page.cell(rows[folder], column(sheet, key)).value = said
        first, value = next(iter(wrong.items()))
        if value is ABSENT:  # the first of its columns, which is in the reader's language
            first = first.partition(".")[0]
        letters = get_column_letter(column(sheet, first))
        planted.add(f"{sheet.name}!{letters}{rows[folder]}")
        if wrong in WARNINGS:
            waiting.add(f"{sheet.name}!A{rows[folder]}")
    book.save(path)
    return planted, waiting


def notes(path: Path) -> dict[str, str]:
    return {
        f"{page.title}!{cell.coordinate}": cell.comment.text
        for page in openpyxl.load_workbook(path)
        for row in page.iter_rows(min_row=3)
        for cell in row
        if cell.comment
    }


@pytest.mark.parametrize("lang", ["en", "ru", "ar"] if THOROUGH else ["ar"])
def test_just_these_cells_come_back_marked(lang, tmp_path, monkeypatch, expect, capfd) -> None:
    monkeypatch.chdir(tmp_path)
    options = ["--home", str(ROOT), "--lang", lang]
    assert main(["template", "standard", "meeting", "-o", "filled.xlsx", *options]) == 0
    planted, waiting = plant(Path("filled.xlsx"), lang)
    assert len(planted) == len(MISTAKES) == 40
    assert len(waiting) == len(WARNINGS)
    shutil.copy("filled.xlsx", "sent.xlsx")
    assert main(["validate", "sent.xlsx", "--format", "xlsx", "-o", "back.xlsx", *options]) == 1
    said = notes(Path("back.xlsx"))
    text = "".join(f"{cell}\n{said[cell]}\n\n" for cell in sorted(said, key=len))
    expect(ROOT / "tests" / "forty" / f"{lang}.txt", text)
    assert said.keys() == planted | waiting
    assert all(".to-confirm" in said[cell] for cell in waiting)
    assert not any(".to-confirm" in said[cell] for cell in planted)
