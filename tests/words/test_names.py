"""Names and IRIs: rules that hold for every name."""

from hypothesis import given
from hypothesis import strategies as st

from minkg.words.names import (
    ENTRY,
    MAX_NAME,
    ONTOLOGY,
    PREFIXES,
    bare,
    class_of,
    compact,
    expand,
    folder_of,
    is_name,
    name_of,
)

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


@given(st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True))
def test_a_term_is_known_by_its_bare_name(name):
    assert bare(name) == bare(f"mk:{name}") == bare(ONTOLOGY + name) == name
    assert folder_of(f"mk:{name}") == folder_of(ONTOLOGY + name) == folder_of(name)
