"""Names and IRIs: rules that hold for every name."""

from hypothesis import given
from hypothesis import strategies as st

from minkg.words.names import (
    ENTRY,
    MAX_NAME,
    PREFIXES,
    class_of,
    compact,
    expand,
    folder_of,
    is_name,
    name_of,
)
from minkg.words.spelling import natural, nearest

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,4}", fullmatch=True)
IRIS = st.builds(
    str.__add__, st.sampled_from([*PREFIXES.values(), "http://e/"]), st.text(max_size=9)
)


@given(NAMES)
def test_names_come_back(name):
    assert is_name(name)
    assert name_of(expand(name)) == name
    assert compact(expand(name)) == f":{name}"
    assert expand(name) == expand(f":{name}") == ENTRY + name


@given(st.text(max_size=5) | NAMES.map(str.upper) | NAMES.map(lambda n: n + "-"))
def test_is_name_is_strict(text):
    good = text.isascii() and text.replace("-", "").isalnum() and text == text.lower()
    shape = bool(text) and text[0].isalpha() and "" not in text.split("-")
    assert is_name(text) == (good and shape)


def test_names_are_short():
    assert is_name("x" * MAX_NAME)
    assert not is_name("x" * (MAX_NAME + 1))
    assert not is_name("x\n")


@given(IRIS)
def test_every_iri_comes_back(iri):
    assert expand(compact(iri)) == iri


@given(IRIS.filter(lambda iri: iri.startswith(tuple(PREFIXES.values()))))
def test_short_names_come_back(iri):
    if not compact(iri).startswith("<"):
        assert expand(name_of(iri)) == iri


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True), min_size=1, max_size=3))
def test_folders_are_classes(parts):
    name = "".join(parts)
    assert folder_of(name) == "-".join(parts).lower()
    assert class_of(folder_of(name)) == name


@given(st.lists(st.integers(0, 999)))
def test_numbers_sort_as_numbers(numbers):
    texts = [f"report.{n}" for n in numbers]
    assert sorted(texts, key=natural) == [f"report.{n}" for n in sorted(numbers)]


@given(st.lists(st.text(max_size=5)))
def test_any_texts_can_be_sorted(texts):
    keys = sorted(natural(text) for text in texts)
    assert len(keys) == len(texts)


@given(NAMES.filter(lambda n: len(n) > 3), st.lists(NAMES, max_size=4))
def test_the_word_itself_is_nearest(word, others):
    assert nearest(word.upper(), [*others, word]) == word


def test_nothing_is_near():
    assert nearest("gold", ["extraction"]) is None
    assert nearest("", []) is None
