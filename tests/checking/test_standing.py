"""Problems have the right place, whatever the layout and the format of the file."""

import io
import time
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path

import pyoxigraph as ox
import pytest

from minkg.checking.problem import Problem
from minkg.checking.telling import TEMPLATES
from minkg.home.turtle import FORMATS
from minkg.intake.drafting.validating import validate
from minkg.words import languages as language
from minkg.words.names import DATA_PREFIXES
from tests.tools.frozen_home import frozen_home

Write = Callable[..., Path]
HOME = frozen_home()
HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in DATA_PREFIXES.items())
PASSAGE = ":unep-ea6-minerals-report.19"
GOOD = """:new-thing a mk:Initiative ; skos:prefLabel "New thing"@en .
:unep-ea6-minerals-report.19 {
  :new-thing mk:statesThat "It is new."@en ; mk:addressesTopic :tailings-management .
}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def one(text: str, name: str = "new.trig") -> Path:
        path = tmp_path / name
        path.write_text(HEADER + text, "utf-8")
        return path

    return one


def rules(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems if problem.severity != "info"]


def line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_good_file_has_no_problem(write: Write) -> None:
    assert {problem.rule for problem in validate(write(GOOD), home=HOME)} == {"to-confirm"}


TOPIC = "mk:addressesTopic :tailings-management"
LINE = "mk:addressesTopic\n :HERE"
IRI = "<https://w3id.org/minkg/ontology#addressesTopic>\n<https://w3id.org/minkg/HERE>"
OTHER = ':other a mk:Initiative ; skos:prefLabel "Other"@en .\n'
LAYOUTS = {
    "canonical": GOOD.replace(TOPIC, LINE),
    "one line": GOOD.replace("\n", " ").replace(TOPIC, "mk:addressesTopic :HERE"),
    "list": GOOD.replace(TOPIC, "mk:addressesTopic\n\n\t:tailings-management ,\n\t:HERE"),
    "comments": GOOD.replace(TOPIC, f'# :HERE? no\n # """ [ (\n {LINE} # done'),
    "long text before": GOOD.replace(
        '"It is new."@en ;', '"""It\nis \\"new\\".\n:HER E ; ."""@en ;\n'
    ).replace(TOPIC, LINE),
    "whole names": GOOD.replace(TOPIC, IRI),
    "old prefix": "@prefix m: <https://w3id.org/minkg/ontology#> .\n"
    + GOOD.replace(TOPIC, "m:addressesTopic\n:HERE"),
    "GRAPH": GOOD.replace(":unep-ea6", "GRAPH :unep-ea6", 1).replace(TOPIC, LINE),
    "another subject first": OTHER
    + GOOD.replace(TOPIC, LINE).replace("{", f"{{ :other mk:statesThat 'x'@en ; {TOPIC} ."),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_line_is_right_in_every_layout(layout: str, write: Write) -> None:
    path = write(LAYOUTS[layout].replace("HERE", "tailings-managemnt"))
    (problem,) = [p for p in validate(path, home=HOME) if p.severity == "violation"]
    wanted = [
        number
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "tailings-managemnt" in line and "?" not in line
    ]
    assert (problem.file, [problem.line]) == (str(path), wanted)
    assert str(problem.place) == f"{path}:{wanted[0]}"
    assert "'tailings-managemnt' is not a topic" in str(problem)
    assert "hint: did you mean `tailings-management`" in str(problem)


def quads(text: str = GOOD) -> list[ox.Quad]:
    return list(ox.parse((HEADER + text).encode(), ox.RdfFormat.TRIG))


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_format_is_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"new{suffix}"
    wrong = quads(GOOD.replace("tailings-management", "tailings-managemnt"))
    flat = suffix in (".ttl", ".nt", ".rdf")
    facts = [q.triple for q in wrong] if flat else wrong
    path.write_bytes(ox.serialize(facts, format=FORMATS[suffix]) or b"")
    found = [p for p in validate(path, home=HOME) if p.severity != "info"]
    wanted = {"Faceted-addressesTopic"} | ({"Supported-passage"} if flat else set())
    assert {p.rule for p in found} == wanted
    problem = next(p for p in found if p.rule == "Faceted-addressesTopic")
    assert problem.file == str(path)
    if suffix in (".jsonld", ".rdf"):
        assert problem.line is None
        assert str(problem).startswith(f"{path}: 'tailings")
    else:
        assert problem.line == line_of(path, "tailings-managemnt")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class In:
        buffer = io.BytesIO((HEADER + GOOD.replace("mk:statesThat", "mk:statsThat")).encode())

    monkeypatch.setattr("sys.stdin", In)
    found = validate("-", home=HOME)
    assert [(str(p.place), p.rule) for p in found] == [
        ("-:7", "Initiative-statesThat"),
        ("-:9", "across-property"),
    ]
    assert found[1].remedy() == "did you mean `mk:statesThat`"


def test_broken_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class In:
        buffer = io.BytesIO((HEADER + ":a mk:b ; ;; ] .").encode())

    monkeypatch.setattr("sys.stdin", In)
    (problem,) = validate("-", home=HOME)
    assert (str(problem.place), problem.rule) == ("-:7", "syntax")


def test_a_folder(write: Write, tmp_path: Path) -> None:
    write(GOOD, "a.trig")
    write(
        GOOD.replace("new-thing", "newer-thing")
        .replace("New", "Newer")
        .replace("statesThat", "concerns"),
        "b.trig",
    )
    (tmp_path / "notes.txt").write_text("not ours")
    found = validate(tmp_path, home=HOME)
    assert {Path(p.file).name for p in found if p.severity == "violation"} == {"b.trig"}
    assert {Path(p.file).name for p in found if p.severity != "violation"} == {"a.trig"}
    assert [p.rule for p in found if p.severity != "violation"] == ["to-confirm"]


def test_several_broken_files_are_all_told(write: Write, tmp_path: Path) -> None:
    write(":a mk:b \n :c :d .", "a.trig")
    write('\n:a skos:prefLabel "x .\n', "b.ttl")
    (tmp_path / "c.trig").write_bytes(HEADER.encode() + b'\n\n:a skos:prefLabel "caf\xe9"@fr .')
    write(GOOD.replace('It is new."@en', 'It is new."'), "d.trig")
    found = validate(tmp_path, home=HOME)
    assert [(Path(p.file).name, p.rule) for p in found] == [
        ("a.trig", "syntax"),
        ("b.ttl", "syntax"),
        ("c.trig", "syntax"),
        ("d.trig", "Entry-statesThat"),
    ]
    assert found[0].line in (7, 8)
    assert found[1].line in (8, 9)
    assert (found[2].line, found[2].sentence()) == (9, "is not UTF-8 text")
    assert all(p.severity == "violation" for p in found)


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK")
    found = validate(tmp_path / "x.docx", tmp_path / "none.trig", home=HOME)
    assert len(found) == 2
    assert {p.rule for p in found} == {"syntax"}
    assert {p.file for p in found} == {str(tmp_path / "x.docx"), str(tmp_path / "none.trig")}


def test_an_empty_file_is_no_problem(write: Write) -> None:
    assert validate(write(""), home=HOME) == []


def test_a_new_file_that_breaks_an_old_entry(write: Write) -> None:
    old = next(iter(HOME.data))
    path = write(
        GOOD.replace('"New thing"@en', '"Marine Sand Watch"@en').replace("Initiative", "Platform")
    )
    found = [p for p in validate(path, home=HOME) if p.rule == "across-label"]
    assert {p.file for p in found} == {str(path), "data/platform/marine-sand-watch.trig"}
    assert all(p.line for p in found)
    assert old.exists()


def test_a_circle_through_an_old_vocabulary(write: Write) -> None:
    path = write(":tailings-management skos:broader :tailings-management .")
    found = validate(path, home=HOME)
    assert "across-circle" in rules(found)
    assert {p.file for p in found if p.rule == "across-circle"} == {str(path)}


def test_an_edited_copy_replaces_the_old_entry(tmp_path: Path) -> None:
    old = HOME.entry("marine-sand-watch")
    assert old is not None
    path = tmp_path / "marine-sand-watch.trig"
    path.write_text(old.read_text("utf-8").replace("@ru", "@fr"), "utf-8")
    assert [p for p in validate(path, home=HOME) if p.rule.startswith("Entry-prefLabel")] == []
    renamed = tmp_path / "edited.trig"
    path.rename(renamed)
    assert [p for p in validate(renamed, home=HOME) if "Label" in p.rule] == []


def test_an_edited_copy_without_its_class(tmp_path: Path) -> None:
    old = HOME.entry("marine-sand-watch")
    assert old is not None
    path = tmp_path / "marine-sand-watch.trig"
    path.write_text(old.read_text("utf-8").replace("    a mk:Platform ;\n", ""), "utf-8")
    found = [p for p in validate(path, home=HOME) if p.file == str(path)]
    assert rules(found) == ["across-untyped"]


def test_facts_for_an_old_entry_do_not_replace_it(write: Write) -> None:
    path = write(f"{PASSAGE} {{ :marine-sand-watch mk:coversStage :extraction . }}")
    assert rules(validate(path, home=HOME)) == ["to-confirm"]


def test_old_problems_are_not_told_again(write: Write) -> None:
    assert [p for p in validate(write(GOOD), home=HOME) if p.severity == "info"] == []
    assert any(p.severity == "info" for p in validate(home=HOME))


def test_a_file_inside_the_home_is_told_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Problems of a file are told even when the home holds the same file."""
    import shutil

    for folder in ("ontology", "data", "shapes", "queries"):
        shutil.copytree(HOME.path / folder, tmp_path / folder)
    bad = Path("data/initiative/new-thing.trig")
    (tmp_path / bad).parent.mkdir(exist_ok=True)
    (tmp_path / bad).write_text(HEADER + GOOD.replace("statesThat", "statsThat"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert rules(validate(bad)) == ["Initiative-statesThat", "across-property"]
    assert {"Initiative-statesThat", "across-property"} <= set(rules(validate()))


UNKNOWN = {
    "mk:addressesTopic :tailings-management": [
        ("mk:adressesTopic :tailings-management", "did you mean `mk:addressesTopic`"),
        ("mk:addressesTopic :tailing-management", "did you mean `tailings-management`"),
    ],
    "a mk:Initiative": [("a mk:initiative", "did you mean `mk:Initiative`")],
    '"It is new."@en': [
        ('"It is new."@en ; mk:concerns :marine-sand-wach', "did you mean `marine-sand-watch`"),
        (
            '"It is new."@en ; mk:concerns :zz',
            "correct the name, or add the file of that entry",
        ),
        ('"Neu."@de', "choose one of: en, ar, zh, fr, ru, es"),
        ('"It is new."', 'write it like:  mk:statesThat "It is new."@en ;'),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [(old, new, hint) for old, pairs in UNKNOWN.items() for new, hint in pairs],
)
def test_a_slip_is_told_with_the_way_out(old: str, new: str, hint: str, write: Write) -> None:
    found = validate(write(GOOD.replace(old, new)), home=HOME)
    assert hint in [problem.remedy() for problem in found]


def test_one_slip_is_one_problem(write: Write) -> None:
    for wrong in (
        "mk:operatedBy :unepp",
        'mk:operatedBy "UNEP"',
        'mk:startsOn "May"',
        "mk:startsOn :unep",
    ):
        found = validate(
            write(GOOD.replace("mk:statesThat", f"{wrong} ; mk:statesThat")), home=HOME
        )
        assert len(found) == 1, (wrong, [str(p) for p in found])


def test_messages_fall_back_to_english(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_catalogue", lambda lang: NullTranslations())
    path = write(GOOD.replace(":tailings-management", ":tailings-managemnt"))
    (problem,) = validate(path, home=HOME, lang="fr")
    assert problem.sentence("fr") == problem.sentence("en")
    assert problem.sentence("fr").startswith("'tailings-managemnt' is not «")
    assert problem.item("fr")["rule"] == "Faceted-addressesTopic"


def test_every_template_fills_its_gaps() -> None:
    for message, hint in TEMPLATES.values():
        assert message[0] in "'{" or message[0].islower()
        assert not message.endswith(".")
        assert hint[0].islower()


def test_an_item_has_what_json_promises(write: Write) -> None:
    (problem,) = validate(write(GOOD.replace(":tailings-management", ":tailings")), home=HOME)
    item = problem.item()
    assert set(item) == {"file", "line", "cell", "entry", "rule", "severity", "message", "hint"}
    assert item["entry"] == "new-thing"


def test_braces_in_hints_are_left_alone() -> None:
    problem = Problem("x", ":doc.19 { :{entry} … } {unknown}", values={"entry": "y"})
    assert problem.remedy() == ":doc.19 { :y … } {unknown}"


@pytest.mark.ci
def test_the_whole_home_is_checked_in_a_moment() -> None:
    validate(home=HOME)
    start = time.process_time()
    validate(home=HOME)
    assert time.process_time() - start < 4
