"""The dots of a briefing's map: those with most links, spread over the whole map."""

from collections import Counter

from minkg.briefing.content import BriefingContent
from minkg.briefing.formats import map_places
from minkg.briefing.formats.map_places import SIZE, places


def test_every_linked_subject_has_a_place(content):
    found = places(content)
    names = [name for name, _, _ in found]
    assert names == sorted({n for s, _, o, _ in content.links for n in (s, o)})
    assert all(0 <= x <= SIZE and 0 <= y <= SIZE for _, x, y in found)
    assert len({place for _, *place in map(tuple, found) for place in [tuple(place)]}) == len(found)


def test_places_are_always_the_same(graph, content):
    assert places(BriefingContent(graph)) == places(content)


def test_only_those_with_most_links_where_there_are_many(content, monkeypatch):
    monkeypatch.setattr(map_places, "MOST", 3)
    degree = Counter(name for s, _, o, _ in content.links for name in (s, o))
    best = sorted(degree, key=lambda name: (-degree[name], name))[:3]
    assert [name for name, _, _ in places(content)] == sorted(best)


class Few:
    """A content with a few links."""

    def __init__(self, *links):
        self.links = links


def test_one_or_none():
    assert places(Few()) == []
    assert places(Few(("a", "p", "a", "checked"))) == [("a", SIZE // 2, SIZE // 2)]
    assert [name for name, *_ in places(Few(("b", "p", "a", "checked")))] == ["a", "b"]
