"""JSON and YAML: problems at JSON pointers, nothing guessed, nothing followed, nothing lost."""

import json
from pathlib import Path

import pytest

from minkg.intake.readers.objects import MOST_TREE
from tests.tools.told import DOCUMENT, account, facts, lines, reading

DATA = Path(__file__).parents[2] / "intake"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


GOOD = {
    "name": {"en": "Sand rules", "ru": "Правила о песке"},
    "document": DOCUMENT,
    "paragraph": 19,
    "says that": {"en": "Sand is counted."},
    "applies to material": ["sand", "Tailings"],
}
FACTS = """\
:sand-rules
    a mk:Standard ;
    skos:prefLabel "Sand rules"@en ;
    skos:prefLabel "Правила о песке"@ru ;
.

:unep-ea6-minerals-report.19 {
    :sand-rules
        mk:appliesToMaterial :sand ;
        mk:appliesToMaterial :tailings ;
        mk:statesThat "Sand is counted."@en ;
    .
}
"""
YAML = f"""\
# a remark
standard:
  - name: {{en: Sand rules, ru: Правила о песке}}
    document: {DOCUMENT}
    paragraph: 19
    says that:
      en: Sand is counted.
    applies to material: [sand, Tailings]
"""
WHOLE = {
    "standard.json": json.dumps(GOOD),
    "one.json": json.dumps({**GOOD, "class": "standard"}),
    "list.json": json.dumps([{**GOOD, "class": "Standard"}]),
    "groups.json": json.dumps({"стандарт": [GOOD], "meeting": []}),
    "marked.json": "\ufeff" + json.dumps({"standard": [GOOD]}),
    "groups.yaml": YAML,
    "wrong-ending.csv": YAML,
    "noted.yml": "%YAML 1.1\n---\n" + YAML + "...\n",
    "standard.yaml": YAML.partition("standard:\n")[2],
}


@pytest.mark.parametrize("name", WHOLE)
def test_every_form_is_read(name):
    Path(name).write_text(WHOLE[name], "utf-8")
    new = reading(name)
    assert lines(new) == []
    assert facts(new) == FACTS


def test_utf_16():
    Path("x.json").write_bytes(WHOLE["groups.json"].encode("utf-16"))
    assert facts(reading("x.json")) == FACTS


AWKWARD = {
    "values.json": """{"standard": [
        {"name": {"en": "One", "xx": "?"}, "says that": [["deep"]], "bogus": null},
        {"name": "Two", "name": "Twice", "document": {"en": {"en": "x"}}},
        "not an object", 7, null, {}, [],
        {"name": {"en": ["Three", "Drei"]}, "adopted on": 2023, "deprecated": false,
         "paragraph": 19, "document": "unep-ea6-minerals-report", "says that (fr)": " Oui. ",
         "nmae": "x", "has the acronym": {"en": "#REF!"}, "editorial note": "a\\u0000b"},
        {"entry": "../../x", "name": "Up"}, {"entry": "ontology", "name": "Kept"}
    ]}""",
    "values.yaml": """\
standard:
- name: {en: yes, fr: 2023-09-07, ru: 1.10, es: ~, zh: "null"}
  adopted on: 2023-09-07
  ? [a]
  : x
---
- class: meeting
  name: Second document
- class: meetnig
  name: No class
""",
    "unreadable.json": '{"a": 1',
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_values(name, expect):
    Path(name).write_text(AWKWARD[name], "utf-8")
    expect(DATA / f"{name}.txt", account(reading(name)))


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
NESTED = "things are nested inside each other more than 100 times"
BROKEN = {
    '[{"name": "x"},]': "x.json:1: a value should stand here",
    '{"name": "x" "y": 1}': "x.json:1: a comma should stand here",
    '{"name":\n "x}': "x.json:2: the text that begins here has no end",
    '{"name": “x”}': "x.json:1: a value should stand here",
    '{"name": "a\nb"}': "x.json:1: a line break or another control character stands in a text",
    '{"name": "x"} {': "x.json:1: something follows after the end",
    "[" * 100_000: f"x.json: {NESTED}",
    '{"a":' * 100_000 + "1" + "}" * 100_000: f"x.json: {NESTED}",
    '["' + "x" * MOST_TREE + '"]': "x.json: is larger than 16 megabytes",
    LAUGHS: "x.json:1: 'a' refers to another place of the file",
    "a: !!python/object/apply:os.system [ls]\n": "x.json:1: 'tag:yaml.org,2002:python/object",
    "a: [1\n": "x.json:2:",
    "a:\n\tb: 1\n": "x.json:2: found character",
    "a: " + "[" * 500: f"x.json:1: {NESTED}",
    "a: " + "[" * 5_000: "x.json:1: exceeded maximum nesting depth",
    "- " * 5_000 + "x": f"x.json:1: {NESTED}",
    "a: b\n" + "  c: d\n": "x.json:2: mapping values are not allowed in this context",
    "%YAML 9.1\n---\na: b\n": "x.json:1: found incompatible YAML document",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_text_is_told_at_its_line(text):
    Path("x.json").write_text(text, "utf-8")
    new = reading("x.json")
    assert lines(new)[0].startswith(BROKEN[text])
    assert (list(new.quads()), new.pieces) == ([], [])


def test_all_anchors_are_told():
    Path("x.yaml").write_text(LAUGHS, "utf-8")
    assert [p.line for p in reading("x.yaml").problems] == [1, 2, 2, 2, 3, 3, 3]
