"""Order of names, and the article of a noun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.words.spelling import natural, with_article


@given(st.lists(st.integers(0, 999)))
def test_numbers_sort_as_numbers(numbers):
    texts = [f"report.{n}" for n in numbers]
    assert sorted(texts, key=natural) == [f"report.{n}" for n in sorted(numbers)]


@given(st.lists(st.text(max_size=5)))
def test_any_texts_can_be_sorted(texts):
    keys = sorted(natural(text) for text in texts)
    assert len(keys) == len(texts)


@pytest.mark.parametrize(
    "told",
    [
        "a topic", "an actor group", "an instrument", "an umbrella", "a United Nations entity",
        "a unit", "a user", "a UN body", "an NGO", "an EU directive", "a European Union directive",
        "an hour", "a host", "a one-off grant", "an uninhabited place", "a utility", "a ", "a 你",
    ],
)  # fmt: skip
def test_the_article_is_that_of_the_sound(told):
    assert with_article(told.partition(" ")[2]) == told
