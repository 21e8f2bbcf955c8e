"""Texts become values as their field wants them."""

import pytest

from minkg.intake.forms.fields import Field
from minkg.intake.forms.values import literal, slug
from minkg.words.names import name_of


@pytest.mark.parametrize(
    ("kind", "text", "datatype"),
    [
        ("date", "2023-09-07", "xsd:date"), ("date", "2023-09", "xsd:gYearMonth"),
        ("date", "2023", "xsd:gYear"), ("date", "soon", "xsd:string"),
        ("date", "2023-02-29", "xsd:string"), ("date", "2023-09-07Z", "xsd:string"),
        ("date", "12023", "xsd:string"), ("date", "7.9.2023", "xsd:string"),
        ("number", "1.5", "xsd:decimal"), ("number", "-3", "xsd:decimal"),
        ("number", "many", "xsd:string"), ("number", "1,5", "xsd:string"),
        ("number", "1e3", "xsd:string"), ("boolean", "maybe", "xsd:string"),
        ("address", "https://e.org/", "xsd:anyURI"), ("text", "2023", "xsd:string"),
        ("choice", "true", "xsd:string"), ("words", "a", "xsd:string"),
    ],
)  # fmt: skip
def test_each_kind(kind, text, datatype):
    found = literal(text, Field("mk:x", kind, {}, {}))
    assert (name_of(found.datatype.value), found.value) == (datatype, text)


def test_yes_and_no_in_capitals_as_spreadsheet_programs_write_them():
    found = literal("TRUE", Field("mk:x", "boolean", {}, {}))
    assert (found.value, name_of(found.datatype.value)) == ("true", "xsd:boolean")


def test_words_have_their_language():
    found = literal("eau", Field("mk:x", "words", {}, {}), "fr")
    assert (found.value, found.language) == ("eau", "fr")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (":sand-code", "sand-code"), ("a-report.30.d", "a-report.30.d"), ("::x", "-x"),
        ("Sand code é", "Sand-code--"), ("../x?y#z", "..-x-y-z"), ("a>b", "a-b"), ("", ""),
    ],
)  # fmt: skip
def test_names_have_no_sign_that_an_iri_cannot_have(text, name):
    assert slug(text) == name
