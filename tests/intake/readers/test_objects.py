"""The objects of JSON and YAML become records."""

import json

import pytest

from minkg.intake.readers import objects, sheet_rows
from minkg.intake.readers.objects import read_objects
from minkg.intake.readers.sheet_rows import MOST_SIGNS, Tally


def read(data, kind=""):
    text = data if isinstance(data, str) else json.dumps(data)
    found = read_objects(text, "x.json", kind)
    return found, [
        (r.kind, [(g.key, g.text, g.language, g.place.pointer) for g in r.given])
        for r in found.records
    ]


def told(found):
    return [f"{p.place}: {p.sentence()} → {p.remedy()}" for p in found.problems]


@pytest.mark.parametrize(
    ("data", "kind", "records"),
    [
        ({"name": "a"}, "standard", [("standard", "/name")]),
        ([{"name": "a"}, {"name": "b"}], "", [("", "/0/name"), ("", "/1/name")]),
        ({"standard": [{"name": "a"}], "topic": []}, "", [("standard", "/standard/0/name")]),
        ({"standard": [{"name": "a"}], "a/b": [{"name": "b"}]}, "x",
         [("standard", "/standard/0/name"), ("a/b", "/a~1b/0/name")]),
        ({"name": "a", "topic": ["b"]}, "", [("", "/name")]),  # a list of texts is no class
        ({}, "", []), ([], "", []), ([{}, {"a": None}], "", []), ("null", "", []),
    ],
)  # fmt: skip
def test_one_object_a_list_and_lists_by_class(data, kind, records):
    _, found = read(data, kind)
    assert [(kind, given[0][3]) for kind, given in found] == records


def test_texts_by_language_and_lists_of_values():
    _, ((_, given),) = read(
        [{"name": {"en": "a", "fr": ["b", "c"]}, " topic \n x ": ["c", True, False, 5, 1.50, None]}]
    )
    assert given == [
        ("name", "a", "en", "/0/name/en"),
        ("name", "b", "fr", "/0/name/fr/0"), ("name", "c", "fr", "/0/name/fr/1"),
        *(("topic x", text, "", f"/0/ topic \n x /{at}")
          for at, text in enumerate(["c", "true", "false", "5", "1.5"])),
    ]  # fmt: skip


def test_a_number_stays_as_it_was_written():
    _, ((_, given),) = read('{"paragraph": 1.10, "size": 1E400, "free": [NaN]}')
    assert [text for _, text, _, _ in given] == ["1.10", "1E400", "NaN"]


LISTS = "write a text, a list of texts, or a text for each language"
OBJECT = 'write it as an object, such as {"name": {"en": "…"}}'


@pytest.mark.parametrize(
    ("data", "wrong", "spoilt", "raw"),
    [
        ([{"a": [["глубоко"]]}], [f"/0/a/0: the value of 'a' is nested too deeply → {LISTS}"],
         ["a"], ['["глубоко"]']),
        ([{"a": {"en": {"fr": {"x": [1]}}}}],
         [f"/0/a/en: the value of 'a' is nested too deeply → {LISTS}"], ["a"],
         ['{"fr": {"x": ["1"]}}']),
        ([{"a": {"xx": "b"}}],
         ["/0/a/xx: 'xx' is not a language that is used here → "
          "choose one of: en, ar, zh, fr, ru, es"], ["a"], ["b"]),
        (["b"], [f"/0: this is not an object with keys and values → {OBJECT}"], [""], ["b"]),
        ([True], [f"/0: this is not an object with keys and values → {OBJECT}"], [""], ["true"]),
        ([{"a": "#N/A"}],
         ["/0/a: '#N/A' is an error of the spreadsheet program and not a value → "
          "write the value, or empty the cell"], ["a"], ["#N/A"]),
        ('{"a": "b", "a": "c"}', ["/a: the key 'a' stands twice → write several values as a list"],
         ["a"], []),
        ('[{"a": {"en": "b", "en": "c"}}]',
         ["/0/a/en: the key 'en' stands twice → write several values as a list"], ["en"], []),
        ([{"a": "x" * (MOST_SIGNS + 1)}],
         ["/0/a: this text is too long → use at most 32,767 signs"], ["a"], ["x" * MOST_SIGNS]),
    ],
    ids=["nested", "by language", "language", "text", "truth", "error", "twice", "inner", "long"],
)  # fmt: skip
def test_what_is_no_value_is_told_at_its_pointer(data, wrong, spoilt, raw):
    found, _ = read(data)
    assert told(found) == [f"x.json:{line}" for line in wrong]
    (record,) = found.records
    assert (record.spoilt, [given.text for given in record.raw]) == (spoilt, raw)


def test_both_values_of_a_key_that_stands_twice_are_kept():
    _, ((_, given),) = read('{"a": "b", "a": "c"}')
    assert [text for _, text, _, _ in given] == ["b", "c"]
    found, _ = read('{"standard": [{"a": "b"}], "standard": [{"a": "c"}]}')
    assert told(found) == [
        "x.json:/standard: the key 'standard' stands twice → write several values as a list"
    ]
    assert [record.given[0].text for record in found.records] == ["b", "c"]


def test_what_stands_deep_inside_is_left_out_of_what_was_written():
    found, _ = read([{"a": [[[[[[["deep"]]]]]]]}])
    assert found.records[0].raw[0].text == "[[[[[[]]]]]]"


def test_where_a_missing_value_would_stand():
    found, _ = read([{"a": "b"}])
    assert found.records[0].place.pointer == "/0"
    assert found.records[0].blank("x/y").pointer == "/0/x~1y"


def test_yaml_and_its_documents():
    found = read_objects("- name: a\n", "x.yaml", "standard", yaml=True)
    assert [(g.text, g.place.pointer) for g in found.records[0].given] == [("a", "/0/name")]
    found = read_objects("name: a\n---\nname: b\n", "x.yaml", "", yaml=True)
    assert [r.given[0].place.pointer for r in found.records] == ["/0/name", "/1/name"]


def test_a_text_that_cannot_be_read_is_told_and_gives_nothing():
    found, records = read('[{"a": "b"},\n{]')
    assert records == []
    assert told(found) == [
        "x.json:2: a key in double quotes should stand here → "
        "compare the line with the one before it"
    ]


def test_limits(monkeypatch):
    monkeypatch.setattr(objects, "MOST_TREE", 6)
    assert read("[1, 2]")[0].records != []
    found, records = read("[1, 2] ")
    assert told(found) == ["x.json: is larger than 0 megabytes → split it into several files"]
    assert records == []


def test_rows_of_all_files_are_counted_together(monkeypatch):
    tally = Tally(rows=1)
    read_objects('[{"a": ["b", "c"]}]', "x.json", "", tally)
    assert (tally.rows, tally.values) == (2, 2)
    monkeypatch.setattr(sheet_rows, "MOST_ROWS", 2)
    tally.rows = 1
    found = read_objects('[{"a": "b"}, {"a": "c"}]', "x.json", "", tally)
    assert told(found) == ["x.json:/1: more than 2 rows are too many → split it into several files"]
    assert found.records == []
