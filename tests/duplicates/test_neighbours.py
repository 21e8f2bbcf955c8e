"""Names near each other: by a key that both have, or by rare sequences of three letters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.duplicates.name_forms import form
from minkg.duplicates.neighbours import MANY, TOP, Trigrams, sharing

TEXTS = st.lists(st.text("sandwch 5", min_size=1, max_size=14), min_size=1, max_size=7)


def test_who_shares_a_key_is_paired_and_the_smaller_comes_first() -> None:
    keys = [("a", 2), ("a", 1), ("b", 1), ("b", 3), ("c", 4), ("a", 2)]
    assert set(sharing(keys)) == {(1, 2), (1, 3)}


def test_of_a_key_that_many_have_all_are_paired_with_the_first() -> None:
    assert list(sharing(("a", at) for at in range(MANY + 1))) == [
        (0, at) for at in range(1, MANY + 1)
    ]
    assert len(list(sharing(("a", at) for at in range(MANY)))) == MANY * (MANY - 1) / 2


def by_hand(texts: list[str]) -> list[list[float]]:
    """Give the cosines of all pairs by the formula, one sum after the other."""
    sets = [
        {f" {word} "[at : at + 3] for word in form(text, "en").latin for at in range(len(word))}
        for text in texts
    ]
    weight = {
        gram: math.log((len(sets) + 1) / (sum(gram in one for one in sets) + 1)) + 1
        for one in sets for gram in one
    }  # fmt: skip

    def dot(one: set[str], other: set[str]) -> float:
        return sum(weight[gram] ** 2 for gram in one & other)

    return [
        [dot(a, b) / math.sqrt(dot(a, a) * dot(b, b)) if a and b else 0.0 for b in sets]
        for a in sets
    ]


@given(TEXTS)
def test_cosines_are_those_of_the_formula(texts: list[str]) -> None:
    made = Trigrams([form(text, "en") for text in texts])
    wanted = by_hand(texts)
    for one in range(len(texts)):
        for other in range(len(texts)):
            assert made.cosine(one, other) == pytest.approx(wanted[one][other], abs=1e-9)


@given(TEXTS)
def test_the_nearest_are_all_that_are_near(texts: list[str]) -> None:
    assert len(texts) < TOP
    made = Trigrams([form(text, "en") for text in texts])
    found = set(made.nearest())
    for one, row in enumerate(by_hand(texts)):
        for other, cosine in enumerate(row):
            if abs(cosine - 0.25) > 1e-6:
                assert ((one, other) in found) == (cosine > 0.25)
    assert set(made.nearest([0])) == {pair for pair in found if pair[0] == 0}
    assert list(made.nearest([])) == []
