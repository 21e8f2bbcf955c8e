"""The objects of JSON and YAML become records."""

import json

from minkg.intake.readers import objects
from minkg.intake.readers.objects import read_objects


def read(data, kind=""):
    found = read_objects(json.dumps(data), "x.json", kind)
    return found, [
        (r.kind, [(g.key, g.text, g.language, g.place.pointer) for g in r.given])
        for r in found.records
    ]


def test_one_object_a_list_and_lists_by_class():
    assert read({"name": "a"}, "standard")[1] == [("standard", [("name", "a", "", "/name")])]
    assert read([{"name": "a"}, {"name": "b"}])[1][1] == ("", [("name", "b", "", "/1/name")])
    assert read({"standard": [{"name": "a"}]})[1] == [
        ("standard", [("name", "a", "", "/standard/0/name")])
    ]


def test_texts_by_language_and_lists_of_values():
    _, ((_, given),) = read([{"name": {"en": "a", "fr": "b"}, "topic": ["c", True, 5, None]}])
    assert given == [
        ("name", "a", "en", "/0/name/en"), ("name", "b", "fr", "/0/name/fr"),
        ("topic", "c", "", "/0/topic/0"), ("topic", "true", "", "/0/topic/1"),
        ("topic", "5", "", "/0/topic/2"),
    ]  # fmt: skip


def test_what_is_no_value_is_told_at_its_pointer():
    found, _ = read([{"name": [["a"]], "x": {"q": {"r": 1}}}])
    assert {p.place.pointer for p in found.problems} >= {"/0/name/0"}
    assert found.records[0].spoilt


def test_yaml_and_a_file_that_is_too_large(monkeypatch):
    (record,) = read_objects("- name: a\n", "x.yaml", "standard", yaml=True).records
    assert [g.text for g in record.given] == ["a"]
    monkeypatch.setattr(objects, "MOST_TREE", 3)
    (problem,) = read_objects("[1, 2]", "x.json", "").problems
    assert problem.sentence() == "is larger than 0 megabytes"
