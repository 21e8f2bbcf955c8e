"""What is odd in a fact."""

import pyoxigraph as ox
import pytest

from minkg.intake.readers.suspicious import oddities

A, B = ox.NamedNode("urn:a"), ox.NamedNode("urn:b")
TYPED = "http://www.w3.org/2001/XMLSchema#"


def told(value):
    return list(oddities(ox.Quad(A, B, value)))


@pytest.mark.parametrize(
    "text",
    ["plain", "Côte d'Ivoire", "Минамата", "水俣 UNEP", "a\nb\tc\r", "", "UNEP-ЮНЕП", "α and b",
     "حدود\u200cها", "Ωmega", "the 5µm", "abc2до3"],
)  # fmt: skip
def test_what_people_write_is_not_odd(text):
    assert told(ox.Literal(text)) == []
    assert told(ox.Literal(text, language="ru")) == []


@pytest.mark.parametrize(
    ("text", "severity", "sign"),
    [
        ("a\0b", "violation", "U+0000"), ("a\x7f", "violation", "U+007F"),
        ("\x85", "violation", "U+0085"), ("soft\u00adhyphen", "warning", "U+00AD"),
        ("\u202ebad", "warning", "U+202E"), ("a\u200bb", "warning", "U+200B"),
        ("\ufeffa", "warning", "U+FEFF"), ("\u2066a", "warning", "U+2066"),
        ("\u202ea\x01", "violation", "U+0001"),  # what must not be kept is told first
    ],
)  # fmt: skip
def test_signs_that_cannot_be_seen(text, severity, sign):
    ((found, message, hint, values),) = told(ox.Literal(text, language="en"))
    assert (found, values["sign"]) == (severity, sign)
    assert message == "a sign stands in '{value}' that cannot be seen: {sign}"
    assert hint == "type the text anew instead of copying it"
    assert values["value"].isprintable()


@pytest.mark.parametrize(
    ("text", "word", "scripts"),
    [
        ("the Мinamata text", "Мinamata", "Latin, Cyrillic"),
        ("СO2 and Аir", "СO", "Latin, Cyrillic"),
        ("Αir", "Αir", "Latin, Greek"), ("оΑ", "оΑ", "Cyrillic, Greek"),
        ("аbΑ", "аbΑ", "Latin, Cyrillic, Greek"),
        ("Ж" + "a" * 70, "Ж" + "a" * 59, "Latin, Cyrillic"),
    ],
)  # fmt: skip
def test_a_word_of_several_scripts(text, word, scripts):
    ((severity, message, hint, values),) = told(ox.Literal(text))
    assert (severity, values) == ("warning", {"value": word, "scripts": scripts})
    assert message == "the word '{value}' has letters of several scripts: {scripts}"
    assert hint == "type the word anew, with letters of one script"


def test_only_the_first_of_many_such_words_is_told():
    assert len(told(ox.Literal("Аir Аir"))) == 1
    assert [severity for severity, *_ in told(ox.Literal("Аir \u202e"))] == ["warning", "warning"]


@pytest.mark.parametrize(
    "value", [ox.NamedNode("javascript:x"), ox.Literal("1", datatype=ox.NamedNode("javascript:x"))]
)
def test_addresses_that_are_not_let_in_also_as_datatype(value):
    ((severity, message, hint, values),) = told(value)
    assert (severity, values["scheme"]) == ("violation", "javascript")
    assert message.format(**values) == (
        "'javascript:x' begins with 'javascript:', which is not used here"
    )
    assert hint == "write it with https:// or http://"


def test_every_part_of_a_fact_is_looked_at():
    bad, good = ox.NamedNode("file:x"), ox.NamedNode("urn:x")
    for quad in (
        ox.Quad(bad, B, good), ox.Quad(A, bad, good), ox.Quad(A, B, bad), ox.Quad(A, B, good, bad),
    ):  # fmt: skip
        assert [severity for severity, *_ in oddities(quad)] == ["violation"]
    assert list(oddities(ox.Quad(ox.BlankNode("x"), B, ox.BlankNode("y")))) == []


def test_numbers_are_no_texts_but_addresses_are():
    integer, address = (ox.NamedNode(f"{TYPED}{name}") for name in ("integer", "anyURI"))
    assert told(ox.Literal("1\u202e", datatype=integer)) == []
    assert len(told(ox.Literal("https://e.org/\u202e", datatype=address))) == 1
