"""What is odd in a fact."""

import pyoxigraph as ox
import pytest

from minkg.intake.readers.suspicious import oddities

A, B = ox.NamedNode("urn:a"), ox.NamedNode("urn:b")


def told(value):
    return [(severity, values) for severity, _, _, values in oddities(ox.Quad(A, B, value))]


@pytest.mark.parametrize("text", ["plain", "Côte d'Ivoire", "Минамата", "水俣 UNEP", "a\nb", ""])
def test_what_people_write_is_not_odd(text):
    assert told(ox.Literal(text)) == []


@pytest.mark.parametrize(
    ("text", "severity", "sign"),
    [("a\0b", "violation", "U+0000"), ("soft\u00adhyphen", "warning", "U+00AD"),
     ("\u202ebad", "warning", "U+202E")],
)  # fmt: skip
def test_signs_that_cannot_be_seen(text, severity, sign):
    ((found, values),) = told(ox.Literal(text, language="en"))
    assert (found, values["sign"]) == (severity, sign)


def test_a_word_of_two_scripts():
    ((severity, values),) = told(ox.Literal("the Мinamata text"))
    assert (severity, values) == ("warning", {"value": "Мinamata", "scripts": "Latin, Cyrillic"})


def test_addresses_that_are_not_let_in_also_as_datatype():
    assert told(ox.NamedNode("javascript:x"))[0][0] == "violation"
    assert told(ox.Literal("1", datatype=ox.NamedNode("javascript:x")))[0][0] == "violation"
