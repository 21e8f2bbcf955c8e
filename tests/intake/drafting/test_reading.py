"""From files of all kinds to facts: a workbook worked through by hand, folders, standard input."""

import datetime
import io
import json
from pathlib import Path

import pytest

from minkg.words.names import expand
from tests.tools.told import DOCUMENT, facts, known, lines, reading, workbook

DATA = Path(__file__).parents[2] / "intake"
TRIG = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def worked(path: str) -> None:
    """Write a workbook as a focal point would: three languages, links by label in any of them."""
    september, month = (
        (datetime.date(2023, 9, 7), "dd.mm.yyyy"),
        (datetime.date(2024, 3, 1), "mm/yyyy"),
    )
    workbook(
        Path(path),
        standard=[
            [
                "entry",
                "name (en)",
                "nom (fr)",
                "название (ru)",
                "document",
                "paragraph",
                "summary in own words (en)",
                "language read",
                "has the review state",
                "says that (en)",
                "сообщает, что (ru)",
                "performs function",
                "performs function 2",
                "covers life-cycle stage",
                "материал",
                "applies to material",
                "is in force from",
            ],
            [
                "",
                "Sand code",
                "Code du sable",
                "Кодекс о песке",
                "Sand in the south",
                "4 (b)",
                "A code on sand is named.",
                "fr",
                "checked",
                "Sand is counted.",
                "Песок считают.",
                "нормотворческая деятельность",
                "audit",
                "Добыча",
                None,
                "沙子",
                september,
            ],
            [
                "",
                "Sand code",
                None,
                None,
                DOCUMENT,
                "para. 19",
                None,
                None,
                None,
                "It is read at sea.",
                None,
                None,
                None,
                "marine-extraction",
                None,
                ":sand",
            ],
            [
                "old-rules",
                "Old rules",
                None,
                None,
                "sand-in-the-south",
                "annex c.1",
                "Older rules are listed.",
                "en",
                None,
                "They are old.",
                None,
                "auditing",
            ],
        ],
        совещание=[
            [
                "название (en)",
                "название (ru)",
                "документ",
                "имеет указатель места",
                "имеет краткое содержание (ru)",
                "имеет язык прочтения",
                "начинается с даты",
                "имеет местом проведения",
                "затрагивает тему",
                "посвящено",
            ],
            [
                "Sand talks",
                "Беседы о песке",
                "Песок на юге",
                "4 (b)",
                None,
                None,
                month,
                "Bangkok",
                "尾矿管理",
                "Кодекс о песке",
            ],
        ],
        document=[
            ["entry", "name (en)", "name (ru)", "has the official site", "document", "paragraph"],
            [
                "sand-in-the-south",
                "Sand in the south",
                "Песок на юге",
                "https://www.unep.org/",
                DOCUMENT,
                19,
            ],
        ],
    )


def test_a_workbook_worked_through(expect):
    worked("book.xlsx")
    new = reading("book.xlsx")
    expect(DATA / "worked.txt", "\n".join(lines(new)))
    expect(DATA / "worked.trig", facts(new))
    assert [(piece.place.cell, piece.entry, piece.held) for piece in new.pieces] == [
        ("standard!A2", "sand-code", False),
        ("standard!A3", "sand-code", False),
        ("standard!A4", "old-rules", False),
        ("совещание!A2", "sand-talks", True),
        ("document!A2", "sand-in-the-south", False),
    ]


def test_the_same_rows_in_parts_are_the_same():
    """The order of files does not matter: what is named in one is known in all."""
    row = {"document": "Sand in the south", "paragraph": "4", "says that": {"en": "Counted."}}
    standard = {"class": "standard", "name": {"en": "Sand code"}, "buildsOn": "Newer code", **row}
    newer = {"class": "standard", "name": {"en": "Newer code"}, **row}
    document = {"class": "document", "name": {"en": "Sand in the south"}}
    one = [standard, newer, document]
    Path("one.json").write_text(json.dumps(one))
    for at, record in enumerate(one):
        Path(f"{at}.json").write_text(json.dumps(record))
    whole = reading("one.json")
    assert lines(whole) == []
    assert "mk:buildsOn :newer-code" in facts(whole)
    for order in ("012", "210", "102"):
        assert facts(reading(*(f"{at}.json" for at in order))) == facts(whole)


def objects(*records: dict[str, object], name: str = "x.json") -> str:
    Path(name).write_text(json.dumps([{"class": "standard", **record} for record in records]))
    return name


def test_rdf_and_tables_name_each_other():
    Path("a.trig").write_text(f'{TRIG}:new-body a mk:UnEntity ; skos:prefLabel "New body"@en .')
    objects(
        {"name": "Sand code", "was adopted by": "New body", "document": DOCUMENT, "paragraph": "19"}
    )
    new = reading("x.json", "a.trig")
    assert "mk:adoptedBy :new-body" in facts(new)
    assert [piece.entry for piece in new.pieces] == ["new-body", "sand-code"]


@pytest.mark.parametrize("lang", ["en", "fr", "ru", "zh", "ar", "es"])
def test_labels_in_every_language_mean_the_same(lang):
    _, terms = known()
    label = next(
        label.value
        for label in (*terms.by_subject(expand("skos:prefLabel"))[_named("tailings-management")],)
        if label.language == lang
    )
    new = reading(objects({"name": "A", "addressesTopic": f" {label.upper()} "}))
    assert "mk:addressesTopic :tailings-management" in facts(new)


def _named(name):
    import pyoxigraph as ox

    return ox.NamedNode(expand(name))


def test_folders_are_searched_and_what_is_hidden_is_not():
    for name in (
        "in/a/x.json",
        "in/a/.hidden.json",
        "in/.git/y.json",
        "in/~$z.json",
        "in/notes.txt",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        objects({"name": name.replace("/", " ")}, name=name)
    Path("in/B.JSON").write_bytes(Path("in/a/x.json").read_bytes().replace(b" x", b" b"))
    Path("none").mkdir()
    new = reading("in", "none", "gone.csv", Path("in/notes.txt"))
    assert [str(problem.place) for problem in new.problems] == ["none", "gone.csv"]
    assert {(piece.file, piece.entry) for piece in new.pieces} == {
        ("in/B.JSON", "in-a-b-json"),
        ("in/a/x.json", "in-a-x-json"),
        ("in/notes.txt", "in-notes-txt"),
    }


@pytest.mark.parametrize("form", ["trig", "csv", "json", "xlsx"])
def test_standard_input_is_known_by_its_content(form, monkeypatch):
    trig = f'{TRIG}:sand-rules a mk:Standard ; skos:prefLabel "Sand rules"@en .'
    if form == "xlsx":
        workbook(Path("x.xlsx"), standard=[["name (en)"], ["Sand rules"]])
    content = {
        "trig": trig.encode(),
        "csv": b"class,name\nstandard,Sand rules\n",
        "json": b'{"standard": [{"name": "Sand rules"}]}',
        "xlsx": Path("x.xlsx").read_bytes() if form == "xlsx" else b"",
    }[form]

    class In:
        buffer = io.BytesIO(content)

    monkeypatch.setattr("sys.stdin", In)
    new = reading("-")
    assert lines(new) == []
    assert facts(new).startswith(":sand-rules\n    a mk:Standard ;\n")
    assert new.source.shown == {"-"}


def test_progress_is_told_every_thousand_rows():
    Path("standard.csv").write_text("name,acronym\n" + "x,\n" * 2500)
    said: list[int] = []
    reading("standard.csv", "standard.csv", progress=said.append)
    assert said == [1000, 2000, 3000, 4000, 5000]
