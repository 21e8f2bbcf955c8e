"""One way to say that nothing is called so: what is near, what there is, in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.words.errors import BadInput, MinkgError, NotFound
from minkg.words.languages import LANGUAGES
from minkg.words.lookup import CHOOSE, hint_of, known_language, listed, near_names, pick, unknown

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,4}", fullmatch=True)
SENTENCE = "no entry is called '{name}'"
COMMENTS = ["tailings-management", "tailings-comments"]


@given(NAMES, st.lists(NAMES, max_size=4))
def test_the_word_itself_is_the_only_near_name(word, others):
    assert near_names(word.upper(), [*others, word]) == [word]


@given(st.text(max_size=200), st.lists(st.text(max_size=9), max_size=30))
def test_near_names_are_few_and_among_the_choices(word, choices):
    near = near_names(word, choices)
    assert len(near) <= 3
    assert len(set(near)) == len(near)
    assert set(near) <= set(choices)


@pytest.mark.parametrize(
    ("word", "choices", "near"),
    [
        ("gold", ["extraction"], []),
        ("", [], []),
        ("", ["extraction"], []),
        ("extration", ["recycling", "extraction"], ["extraction"]),
        ("EXTRATION", ["Extraction"], ["Extraction"]),
        ("notes.a00", ["notes.a05", "notes.a01", "notes"], ["notes.a01", "notes.a05"]),
        ("a-b1", [f"a-b{n}" for n in range(2, 9)], ["a-b2", "a-b3", "a-b4"]),
        ("tailing-managment", COMMENTS, ["tailings-management"]),
        ("sables", {"sable": 1, "sables2": 1, "table": 2}, ["sables2"]),
    ],
    ids=str,
)
def test_near_names(word, choices, near):
    assert near_names(word, choices) == near


def test_long_texts_are_compared_only_at_their_beginning():
    assert near_names("tailings" + "x" * 100_000, ["tailings"]) == []
    told = str(unknown(SENTENCE, "x" * 100_000, ["y"]))
    assert len(told) < 200
    assert f"'{'x' * 80}…'" in told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a33", "did you mean `a3`"),
        ("poter", "did you mean `poster`"),
        ("a5x", "choose one of: a3, a4, poster"),
        ("letter", "choose one of: a3, a4, poster"),
    ],
)
def test_one_form_of_hint(name, told):
    with pytest.raises(NotFound) as caught:
        pick(name, ("a3", "a4", "poster"), "no size is called '{name}'")
    assert str(caught.value) == f"error: no size is called '{name}'\n\nhint: {told}"


def test_several_near_names_are_told_in_every_language():
    error = unknown(SENTENCE, "notes.a00", ["notes.a01", "notes.a05", "notes.a07"])
    assert error.values["meant"] == ("notes.a01", "notes.a05", "notes.a07")
    assert error.remedy() == "did you mean `notes.a01`, `notes.a05` or `notes.a07`"
    told = {error.remedy(lang) for lang in LANGUAGES}
    assert len(told) == len(LANGUAGES)
    assert all("`notes.a01`, `notes.a05`" in one and "`notes.a07`" in one for one in told)


def test_names_are_shown_as_they_are_to_be_typed():
    error = unknown("no command '{name}'", "shwo", ["show"], show="`minkg {}`".format)
    assert error.remedy() == "did you mean `minkg show`"
    error = unknown(SENTENCE, "zzz", ["unep"], otherwise="`minkg find TEXT` searches all names")
    assert error.remedy() == "`minkg find TEXT` searches all names"
    error = unknown(SENTENCE, "norme", ["standard"], near=["norm"])
    assert error.remedy() == "did you mean `norm`"
    assert hint_of([]) == (CHOOSE, {})


def test_pick_gives_the_thing_or_the_name():
    assert pick("a", {"a": 1}, SENTENCE) == 1
    assert pick("a", ["a"], SENTENCE) == "a"
    with pytest.raises(BadInput) as caught:
        pick("b", {"a": 1}, "'{name}' of {where}", error=BadInput, where="here")
    assert caught.value.sentence() == "'b' of here"
    assert type(unknown(SENTENCE, "b", error=MinkgError)) is MinkgError


def test_of_many_choices_those_that_are_like_the_word_are_listed():
    many = [f"choice-{n}" for n in range(50)]
    assert listed(many[:40]) == ", ".join(many[:40])
    assert listed(many) == ", ".join([*many[:40], "…"])
    assert listed(many, "choice-49", 1) == "choice-49, …"
    assert listed([]) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_six_languages_are_known(lang):
    assert known_language(lang) == lang


@pytest.mark.parametrize("lang", ["xx", "", "EN", "fr-FR", "de"])
def test_other_languages_are_refused(lang):
    with pytest.raises(NotFound, match="minkg does not speak"):
        known_language(lang)
