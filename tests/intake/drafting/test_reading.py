"""From files to facts: a workbook worked through by hand, names, passages, rows in = rows out."""

import datetime
import io
import json
from pathlib import Path

import pytest

from minkg.checking.problem import Problem
from minkg.intake.drafting.validating import validate
from minkg.words.names import expand
from minkg.words.place import Place
from tests.tools.told import COLUMNS, DOCUMENT, GOOD, HOME, facts, known, lines, reading, workbook

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


TAKEN = (
    "an entry is called '{0}' already → "
    "to add to it, write '{0}' in the column 'entry'; else write another name there"
)
WATCH, COLUMN = "Marine sand watch", "in the column 'entry'"
NAMED = [
    # what is there already is extended only when its name is stated
    ([{"name": WATCH}], ["x.json:/0/name: " + TAKEN.format("marine-sand-watch")]),
    ([{"name": WATCH, "entry": "marine-sand-watch", "class": "platform"}], []),
    ([{"name": WATCH, "entry": "another-watch"}], []),
    ([{"entry": "marine-sand-watch", "class": "platform", "name": "Sea"},
      {"name": "Sea", "class": "platform"}], []),
    # two different names never become one entry
    ([{"name": "Sand, code"}, {"name": "Sand code!"}],
     ["x.json:/1/name: " + TAKEN.format("sand-code")]),
    ([{"name": "Sand code"}, {"name": "Sand code", "class": "meeting"}],
     ["x.json:/1/name: " + TAKEN.format("sand-code")]),
    ([{"name": "Sand code"}, {"name": "Sand code"}], []),
    ([{"name": "Sand code"}, {"name": "Sand code", "entry": "code-of-sand"}], []),
    ([{"name": {"ru": "Кодекс", "en": "Code"}}], []),
    ([{"name": "!?"}],
     [f"x.json:/0: this row names no entry → fill in a name, or {COLUMN} the "
      "name it has in minkg"]),
    ([{"name": "Entries"}],
     [f"x.json:/0: no entry can be called 'entries' → write another name {COLUMN}"]),
]  # fmt: skip
NAMES = [
    ["marine-sand-watch"], ["marine-sand-watch"], ["another-watch"], ["marine-sand-watch", "sea"],
    ["sand-code"] * 2, ["sand-code"] * 2, ["sand-code"] * 2, ["code-of-sand"] * 2, ["code"], [""],
    ["entries"],
]  # fmt: skip


@pytest.mark.parametrize(("case", "names"), list(zip(NAMED, NAMES, strict=True)))
def test_how_entries_are_named(case, names):
    records, wanted = case
    new = reading(objects(*records))
    assert lines(new) == wanted
    assert [piece.entry for piece in new.pieces] == names
    refused = any("already" in text or "names no" in text for text in wanted)
    assert any(piece.held for piece in new.pieces) == refused


def test_names_are_for_the_unnamed_block_and_facts_for_the_passage():
    every = {
        "name": {"en": "Sand code"},
        "other name": {"en": "SC"},
        "has the acronym": {"en": "SC"},
        "has the unofficial translation": {"fr": "Code"},
        "has the official site": "https://e.org",
        "was adopted by": "unea",
        "has the symbol": "X/1",
        "document": DOCUMENT,
        "paragraph": "19",
    }
    new = reading(objects(every))
    told = facts(new)
    unnamed, passage = told.split("\n\n")
    assert {text.split()[0] for text in unnamed.splitlines()[1:-1]} == {
        "a",
        "skos:prefLabel",
        "skos:altLabel",
        "mk:acronym",
        "mk:translatedLabel",
    }
    assert {text.split()[0] for text in passage.splitlines()[2:-2]} == {
        "mk:officialSite",
        "mk:symbol",
        "mk:adoptedBy",
    }


STATES = [
    ({}, {}, '"unchecked"'),
    ({"has the review state": "secondary"}, {}, '"secondary"'),
    ({}, {"has the review state": "checked"}, '"checked"'),
]


@pytest.mark.parametrize(("first", "second", "wanted"), STATES)
def test_nobody_has_checked_a_new_passage_unless_a_row_says_so(first, second, wanted):
    source = {"document": DOCUMENT, "says that": "It is."}
    rows = [
        {"name": "A", **source, "paragraph": "77 (a)", **first},
        {"name": "B", **source, "paragraph": "77(a)", **second},
    ]
    told = facts(reading(objects(*rows)))
    states = [text.split()[1] for text in told.splitlines() if "reviewState" in text]
    assert states == [wanted]
    assert told.count("mk:locator") == 1
    assert told.count(":unep-ea6-minerals-report.77.a {") == 1


def test_a_known_passage_is_not_described_again():
    told = facts(
        reading(objects({"name": "A", "document": DOCUMENT, "paragraph": "19", "says that": "x"}))
    )
    assert "mk:Passage" not in told
    assert "reviewState" not in told


def test_a_paragraph_without_letters_and_numbers_is_no_place():
    source = {"document": DOCUMENT, "says that": "x"}
    new = reading(objects({"name": "A", **source, "paragraph": "(…)"}, {"name": "B", **source}))
    assert lines(new) == [
        "x.json:/0/paragraph: '(…)' does not name a place in a document → "
        "write the number as it is printed, such as 30 (d) (e)",
        "x.json:/1: this row does not say which paragraph of which document says so → "
        "fill in 'document' and 'paragraph'",
    ]


def test_rdf_and_tables_name_each_other():
    Path("a.trig").write_text(f'{TRIG}:new-body a mk:UnEntity ; skos:prefLabel "New body"@en .')
    objects(
        {"name": "Sand code", "was adopted by": "New body", "document": DOCUMENT, "paragraph": "19"}
    )
    new = reading("x.json", "a.trig")
    assert "mk:adoptedBy :new-body" in facts(new)
    assert [piece.entry for piece in new.pieces] == ["new-body", "sand-code"]


def test_what_may_mean_several_things_is_asked_back():
    objects(
        {"name": "A", "document": "S", "paragraph": "1"},
        {"name": "S", "class": "document", "entry": "s-1"},
        {"name": "S", "class": "document", "entry": "s-2"},
    )
    assert lines(reading("x.json")) == [
        "x.json:/0/document: 'S' may mean several entries: s-1, s-2 → "
        "write the name of the one you mean"
    ]


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


def test_problems_of_shapes_stand_at_the_cells():
    workbook(
        Path("book.xlsx"),
        standard=[
            [*COLUMNS, "performs function", "is in force from", "applies to material"],
            [*GOOD, "auditing", "soon", "sand"],
            ["", DOCUMENT, "19", "x"],
            ["Gravel rules", DOCUMENT, "19", "x", None, "2023", "gravle"],
        ],
    )
    found = validate("book.xlsx", home=HOME)
    assert {(str(p.place), p.rule) for p in found if p.severity == "violation"} == {
        ("book.xlsx:standard!F2", "Instrument-inForceFrom"),
        ("book.xlsx:standard!A3", "name"),
        ("book.xlsx:standard!E4", "Standard-performsFunction"),
        ("book.xlsx:standard!G4", "Faceted-appliesToMaterial"),
    }


def problem(place: str, severity: str = "violation", **more: str) -> Problem:
    where = Place("x.json", pointer=place or None)
    return Problem("", place=where, severity=severity, **more)


def test_every_row_is_taken_or_turned_back():
    """An entry is taken whole or not at all, and never without what it speaks of."""
    source = {"document": "report", "says that": "x"}
    objects(
        {"name": "report", "class": "document"},  # 0
        {"name": "A", **source, "paragraph": "1"},  # 1
        {"name": "A", **source, "paragraph": "2"},  # 2
        {"name": "B", **source, "paragraph": "2", "buildsOn": "a"},  # 3
        {"name": "C", **source, "paragraph": "3", "summary": "only"},  # 4
        {"name": "D", **source, "paragraph": "3"},  # 5
        {"name": "E", **source, "paragraph": "3", "bogus": "x"},  # 6
        {"class": "?", "name": "F"},  # 7
        {"name": "Sand", "entry": "sand", "class": "material"},  # 8: known
        {"name": "G", **source, "paragraph": "4", "buildsOn": "sand"},  # 9
    )
    new = reading("x.json")
    graph = known()[1]
    there = graph.by_subject(expand("rdf:type"))

    def taken(*problems: Problem) -> set[str]:
        good, bad = new.by_place.split(problems, there)
        assert len(good) + len(bad) == len(new.pieces) == 10
        assert {id(piece) for piece in good}.isdisjoint(id(piece) for piece in bad)
        return {(piece.place.pointer or "").strip("/") for piece in good}

    assert taken() == set("01234589")
    assert taken(problem("/1", "warning")) == set("01234589")
    assert taken(problem("/2/says that")) == set("04589")
    assert taken(problem("/4/summary")) == set("0123589") - set("5")
    assert taken(problem("/5")) == set("0123489")
    assert taken(problem("/8/name")) == set("0123459")
    assert taken(problem("/0/name")) == set("8")
    assert taken(problem("", entry="b")) == set("0124589")
    assert taken(problem("")) == set()
    assert taken(problem("", rule="column")) == set("01234589")
