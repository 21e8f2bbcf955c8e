"""What a file says before it is RDF."""

from dataclasses import FrozenInstanceError

import pytest

from minkg.intake.readers.records import Gathered, Given, Record
from minkg.words.place import Place


def record(text="b", **more):
    given = [Given("a", text, Place("x", 1))]
    return Record("standard", Place("x", 1), given, lambda key: Place(key, 1), **more)


def test_two_records_with_the_same_values_are_equal_whatever_finds_their_blanks():
    one, two = record(), record()
    assert one == two
    assert one.blank is not two.blank
    assert one != record("c")
    assert one != record(spoilt=["a"])
    assert one != record(raw=[Given("a", "#N/A", Place("x", 1))])


def test_what_a_record_need_not_say():
    one = record()
    assert (one.spoilt, one.headers, one.raw) == ((), (), ())
    assert one.given[0].language == ""
    assert one.blank("name") == Place("name", 1)


def test_what_was_given_is_not_changed():
    one = record()
    with pytest.raises(FrozenInstanceError):
        one.kind = "topic"
    with pytest.raises(FrozenInstanceError):
        one.given[0].text = "c"


def test_each_file_gathers_its_own():
    one, two = Gathered("x"), Gathered("y")
    one.records.append(record())
    one.headers["s"] = []
    assert (two.file, two.records, two.headers, two.problems) == ("y", [], {}, [])
