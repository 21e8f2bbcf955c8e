"""A review: what is written of a passage, and where."""

import pyoxigraph as ox
import pytest

from minkg.checking import Review, Reviewing
from minkg.home.seals import seal_of
from minkg.shacl import triple_of
from minkg.words import BadInput, NotFound
from minkg.words.names import expand

PASSAGE = "unep-ea6-minerals-report.19"
BY = Review("A reader", "2026-11-30")


def test_the_facts_of_a_passage_are_sealed_as_they_stand(tiny_home):
    reviewing = Reviewing(tiny_home)
    said = reviewing.facts(PASSAGE)
    reviewing.take(PASSAGE, BY)
    (path,) = reviewing.contents()
    assert path.name == "unep-ea6-minerals-report.trig"
    seal = seal_of(triple_of(quad) for quad in said)
    text = reviewing.contents()[path].decode()
    for line in (f'mk:seal "{seal}" ;', 'mk:comparedBy "A reader" ;'):
        assert line in text
    assert f'mk:comparedOn "2026-11-30"^^<{expand("xsd:date")}>' not in text
    assert 'mk:comparedOn "2026-11-30"^^xsd:date ;' in text


def test_who_read_it_elsewhere_seals_nothing(tiny_home):
    passage = ox.NamedNode(expand(PASSAGE))
    facts = Review("A reader", "2026-11-30", "secondary").facts(passage, ())
    assert [str(quad.object) for quad in facts] == ['"secondary"']


def test_all_checked_passages_are_found(tiny_home):
    found = Reviewing(tiny_home).passages("checked")
    assert PASSAGE in found
    assert list(found) == sorted(found)


def test_another_name_is_told_with_what_is_near(tiny_home):
    with pytest.raises(NotFound) as caught:
        Reviewing(tiny_home).facts("unep-ea6-minerals-report.199")
    assert "did you mean `unep-ea6-minerals-report.19`" in str(caught.value)


def test_what_only_waits_is_not_reviewed_by_its_own_name(tiny_home):
    with pytest.raises(BadInput) as caught:
        Reviewing(tiny_home).take(f"{PASSAGE}.to-confirm", BY)
    assert caught.value.sentence() == f"'{PASSAGE}.to-confirm' only waits to be compared"
    assert caught.value.remedy() == f"name the passage itself: `minkg review {PASSAGE} --by NAME`"
