"""The links of one entry with the places that say so."""

from hypothesis import given
from hypothesis import strategies as st

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.drawing.entry_links import EntryLink, groups, joined, links, share


def test_links_have_their_places(kg: KnowledgeGraph) -> None:
    parts = {link.name: link.places for link in links(kg, "unep")[True, "mk:partOf"]}
    assert parts["united-nations"] == {("unep-ea6-minerals-report", "1")}
    assert ("unep", "united-nations") in joined(kg)


def test_share_is_even() -> None:
    assert share([], 60) == 1
    assert share([100], 60) == 60
    assert share([3, 100, 40], 60) == 28


def test_links_run_both_ways(tiny: KnowledgeGraph) -> None:
    out = {(key, link.name) for key, those in links(tiny, "unep").items() for link in those}
    assert ((True, "mk:partOf"), "united-nations") in out
    back = {
        (key, link.name) for key, those in links(tiny, "united-nations").items() for link in those
    }
    assert ((False, "mk:partOf"), "unep") in back
    assert all(name in tiny for _, name in out | back)
    assert "unep" not in {name for _, name in out}


def test_a_link_is_unchecked_when_no_passage_of_it_was_compared() -> None:
    link = EntryLink("sand")
    assert not link.unchecked
    link.states |= {"unchecked"}
    assert link.unchecked
    link.states |= {"checked"}
    assert not link.unchecked


def test_every_entry_has_a_group(tiny: KnowledgeGraph) -> None:
    found = groups(tiny)
    assert found["unep"] == "organization"
    assert found["marine-sand-watch"] == "instrument"
    assert found["sand"] == "concept"
    assert found["unea-6"] == "process"
    assert groups(tiny) is found
    others = {tiny[name].kind for name in tiny.names - found.keys()}
    assert others <= {"judgement", "weight"}


def test_all_links_are_between_entries(tiny: KnowledgeGraph) -> None:
    pairs = joined(tiny)
    assert pairs == sorted(set(pairs))
    ends = {name for pair in pairs for name in pair}
    assert {name for name in ends if "." not in name} <= tiny.names
    assert all(one != other for one, other in pairs)


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(1, 90))
def test_the_share_is_the_largest_that_fits(sizes: list[int], most: int) -> None:
    cap = share(sizes, most)
    assert cap >= 1
    if cap > 1:
        assert sum(min(size, cap) for size in sizes) <= most
    assert cap >= max(sizes, default=0) or sum(min(size, cap + 1) for size in sizes) > most
