"""The form in which names are compared: what counts in a name, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.duplicates.name_forms import form, script, tokens


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("The Marine Sand Watch", "marine sand watch", "en"),
        ("Institute of Tailings", "Institute for Tailings", "en"),
        ("Copper Traders Ltd.", "Copper Traders Limited", "en"),
        ("Centre for Organisation", "Center for Organization", "en"),
        ("U.N. Environment", "United Nations Environment", "en"),
        ("6th session", "Sixth session", "en"),
        ("Annex II on dams", "Annex 2 on dams", "en"),
        ("Intl. Dept.", "International Department", "en"),
        ("L’Agence de l'eau", "Agence eau", "fr"),
        ("Agencia de las Naciones Unidas", "Agencia ONU", "es"),
        ("خطة ٢٠٣٠", "خطة 2030", "ar"),
        ("البرنامج", "برنامج", "ar"),
        ("全球的尾矿", "全球尾矿", "zh"),
    ],
)
def test_the_same_form(one: str, other: str, lang: str) -> None:
    assert form(one, lang).words == form(other, lang).words
    assert form(one, lang).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Annex A", "Annex B"),
        ("Sand Watch 2022", "Sand Watch 2023"),
        ("Resolution 5/12", "Resolution 5/11"),
        ("Company Group", "Company"),
    ],
)
def test_another_form(one: str, other: str) -> None:
    assert form(one, "en").words != form(other, "en").words


def test_a_name_of_small_words_keeps_them() -> None:
    assert form("The Of", "en").words == ("the", "of")
    assert form("Ltd", "en").words == ("ltd",)


def test_numbers_are_words_with_digits() -> None:
    assert form("Resolution 5/12 of 2022", "en").numbers == ("2022", "5_12")
    assert form("Sand", "en").numbers == ()


def test_letters_are_latin_without_spaces() -> None:
    assert form("Песок и золото", "ru").letters == "pesokzoloto"
    assert form("采矿", "zh").letters == "caikuang"


@pytest.mark.parametrize(
    ("text", "name"),
    [("sand", "Latin"), ("5 песок", "Cyrillic"), ("رمل", "Arabic"), ("沙", "Han"), ("5", "Latin")],
)
def test_scripts(text: str, name: str) -> None:
    assert script(text.split()) == name


@given(st.text(max_size=40), st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", ""]))
def test_any_name_has_a_form(text: str, lang: str) -> None:
    made = form(text, lang)
    assert bool(made.words) == bool(tokens(text))
    assert made.plain == " ".join(tokens(text))
    assert all(word == word.strip() != "" for word in made.words)
    assert form(f"  {text} ", lang).words == made.words
