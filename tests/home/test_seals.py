"""Seals of passages: the same for the same facts, another for others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.home.seals import COMPANION, companion_of, seal_of

TEXTS = st.text(st.characters(exclude_characters="\n"), max_size=5)
FACTS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6)


@given(FACTS, st.randoms())
def test_the_order_and_repetition_of_facts_do_not_matter(facts, some):
    mixed = [*facts, *facts[:2]]
    some.shuffle(mixed)
    assert seal_of(mixed) == seal_of(facts)


@pytest.mark.parametrize("facts", [[], [("a", "b", "d")], [("a", "b", "c"), ("a", "b", "d")]])
def test_other_facts_have_another_seal(facts):
    assert seal_of(facts) != seal_of([("a", "b", "c")])


def test_a_seal_is_a_known_digest():
    # printf '<a> <b> <c> .\n' | sha256sum
    assert seal_of([("<a>", "<b>", "<c>")]) == "8ee5b532f48cee4cd73c4f4e9dbaf7e2"


def test_a_companion_has_no_companion():
    assert companion_of("x.19") == f"x.19{COMPANION}"
    assert companion_of(companion_of("x.19")) == companion_of("x.19")
