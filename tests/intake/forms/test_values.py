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
        ("number", "1.5", "xsd:decimal"), ("number", "many", "xsd:string"),
        ("boolean", "TRUE", "xsd:boolean"), ("address", "https://e.org/", "xsd:anyURI"),
        ("text", "2023", "xsd:string"), ("words", "a", "xsd:string"),
    ],
)  # fmt: skip
def test_each_kind(kind, text, datatype):
    assert name_of(literal(text, Field("mk:x", kind, {}, {})).datatype.value) == datatype


def test_words_have_their_language():
    found = literal("eau", Field("mk:x", "words", {}, {}), "fr")
    assert (found.value, found.language) == ("eau", "fr")


def test_names_have_no_sign_that_an_iri_cannot_have():
    assert slug(":sand-code", passage=False) == "sand-code"
    assert slug("a-report.30.d", passage=True) == "a-report.30.d"
    assert slug("Sand code é", passage=False) == "Sand-code--"
