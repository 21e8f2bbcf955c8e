"""How alike two names are: misspelt words, words that one lacks, numbers, other scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.duplicates.likeness import (
    NUMBER_DIFFERS,
    OTHER_SCRIPT,
    SAME_FORM,
    SAME_LETTERS,
    SAME_WORDS,
    WORD_MISSING,
    Words,
    compare,
    could_be,
    misspelt,
)
from minkg.duplicates.name_forms import form

NAMES = ["Global Sand Watch", "Global Sand Observatory", "Tailings Portal", "Sand Watch 2023"]
WORDS = Words(frozenset(form(name, "en").words) for name in NAMES)
TEXTS = st.lists(
    st.sampled_from(["sand", "sands", "watch", "watsh", "2023", "of", "песок"]), max_size=4
)


def like(one: str, other: str, cosine: float = 0.5, lang: str = "en"):
    return compare(form(one, lang), form(other, lang), WORDS, lambda: cosine)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("tailings", "tailngs", True),
        ("observer", "obsevatory", False),
        ("intergovernmental", "intergovermentl", True),
        ("sand", "sans", True),
        ("gas", "gan", False),
        ("niger", "nigeria", False),
        ("austria", "australia", False),
        ("2022", "2023", False),
        ("sand", "watch", False),
    ],
)
def test_a_word_that_may_be_another_misspelt(one: str, other: str, alike: bool) -> None:
    assert (misspelt(one, other) > 0) is alike
    assert misspelt(one, other) == misspelt(other, one)


def test_of_two_known_words_only_endings_may_differ() -> None:
    assert misspelt("standard", "standards", known=True) > 0
    assert misspelt("mining", "minint", known=True) == 0


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("Global Sand Watch", "Global Sand Watch", 1),
        ("Global Sand Watch", "The Global Sand Watch", SAME_FORM),
        ("Global Sand Watch", "Sand Watch, Global", SAME_WORDS),
        ("Global SandWatch", "Global Sand Watch", SAME_LETTERS),
        ("UNEP", "UNIDO", 0),
    ],
)
def test_names_of_one_form(one: str, other: str, value: float) -> None:
    assert like(one, other).value == value


def test_a_word_that_one_lacks_keeps_it_low() -> None:
    assert like("Global Sand Watch", "Global Watch").value < WORD_MISSING
    assert like("Global Sand Watch", "Global Sand Wotch").value > WORD_MISSING


def test_another_number_halves_it() -> None:
    same, other = like("Sand Watsh 2023", "Sand Watch 2023"), like("Sand Watsh 2022", "Sand Watch")
    assert (same.numbers, other.numbers) == (1, 0)
    assert other.value < same.value * NUMBER_DIFFERS + 0.2


def test_another_script_costs_a_little() -> None:
    across = compare(form("Песок", "ru"), form("Pesok", "en"), WORDS, lambda: 1.0)
    assert across.value == SAME_FORM * OTHER_SCRIPT


def test_a_rare_word_weighs_more() -> None:
    assert WORDS.weight("tailings") == 1 > WORDS.weight("sand")
    assert WORDS.weight("unheard") == 1


def test_each_word_is_paired_once() -> None:
    pairs = WORDS.pairs(["sand", "watch", "tailings"], ["watch", "sands", "tailngs"])
    assert pairs[("watch", "watch")] == 1
    assert {one for one, _ in pairs} == {"sand", "watch", "tailings"}
    assert len({other for _, other in pairs}) == len(pairs) == 3


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_a_share(one: list[str], other: list[str]) -> None:
    first, second = (form(" ".join(words), "en") for words in (one, other))
    there, back = (
        compare(*pair, WORDS, lambda: 0.4) for pair in ((first, second), (second, first))
    )
    assert there == pytest.approx(back)
    assert all(0 <= value <= 1 for value in there)


@given(TEXTS, TEXTS)
def test_the_quick_look_leaves_out_nothing_that_is_very_alike(
    one: list[str], other: list[str]
) -> None:
    first, second = (form(" ".join(words), "en") for words in (one, other))
    if compare(first, second, WORDS, lambda: 1.0).value > WORD_MISSING:
        assert could_be(first, second, WORDS)
