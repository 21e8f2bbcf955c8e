"""Errors: a sentence with its place and the way out, told in the reader's language."""

import pytest

from minkg.words import BadInput, MinkgError, NotFound, Unavailable
from minkg.words.place import Place

HINT = "`minkg find TEXT` searches all names"


@pytest.mark.parametrize(
    ("kind", "code"), [(MinkgError, 2), (NotFound, 2), (BadInput, 1), (Unavailable, 2)]
)
def test_an_error_has_an_exit_code(kind, code):
    error = kind("no entry is called '{name}'", name="x")
    assert isinstance(error, MinkgError)
    assert (error.exit_code, str(error)) == (code, "error: no entry is called 'x'")


def test_values_are_filled_in_after_the_translation():
    error = NotFound("no entry is called '{name}'", hint=HINT, name="{sand}")
    first, _, last = error.text("fr").split("\n")
    assert first == "erreur: aucune entrée ne s’appelle « {sand} »"
    assert last.endswith("`minkg find TEXT` recherche dans tous les noms")


@pytest.mark.parametrize("place", ["a.ttl:7", Place("a.ttl", 7)])
def test_the_place_stands_first(place):
    error = BadInput("is empty", hint="write it", place=place)
    assert str(error) == "a.ttl:7: is empty\n\nhint: write it"
    assert error.text("es").startswith("a.ttl:7: ")
