"""Faces: a name is imported when it is first used, and no other name is there."""

import sys

import pytest

from minkg.words.faces import face

MODULES = {"natural": "spelling", "nearest": "spelling", "spelling": "spelling"}


@pytest.fixture
def room(monkeypatch):
    """Give a room that has nothing yet."""
    made = type(sys)("minkg.words")
    monkeypatch.setitem(sys.modules, "minkg.words", made)
    made.__path__ = []
    return made


def test_a_name_is_kept_once_it_was_asked_for(room):
    get = face("minkg.words", MODULES)
    assert not hasattr(room, "natural")
    found = get("natural")
    assert (found, room.natural) == (sys.modules["minkg.words.spelling"].natural,) * 2
    assert not hasattr(room, "nearest")


def test_a_name_of_a_module_is_the_module(room):
    assert face("minkg.words", MODULES)("spelling") is sys.modules["minkg.words.spelling"]
    assert room.spelling is sys.modules["minkg.words.spelling"]


def test_what_the_face_does_not_name_is_not_there(room):
    with pytest.raises(AttributeError, match=r"module 'minkg\.words' has no attribute '_TOKEN'"):
        face("minkg.words", MODULES)("_TOKEN")
    assert vars(room).keys() & set(MODULES) == set()
