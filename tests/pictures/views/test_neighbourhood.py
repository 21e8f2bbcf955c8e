"""The links of one entry: counted where they are many, marked where they are unchecked."""

from pathlib import Path

from minkg.pictures.catalogue import draw
from tests.tools.geometry import check_geometry
from tests.tools.small_home import small


def test_many_links_are_counted_not_drawn(tmp_path: Path) -> None:
    facts = [
        f':x{at} a mk:Platform ; skos:prefLabel "X {at}"@en ; mk:partOf :one .' for at in range(99)
    ]
    kg = small(tmp_path, ':one a mk:Platform ; skos:prefLabel "One"@en .', *facts)
    svg = draw(kg, "entry", "one").svg
    assert "+ 39 more" in svg
    check_geometry(svg)
    assert "+ 94 more" in draw(kg, "entry", "one", most=5).svg


def test_unchecked_facts_and_unofficial_names_are_marked(tmp_path: Path) -> None:
    kg = small(
        tmp_path,
        ':one a mk:Platform ; mk:translatedLabel "Un"@en .',
        ':two a mk:Platform ; skos:prefLabel "Two"@en .',
        ':d a mk:Document ; skos:prefLabel "D"@en . :d.7 a mk:Passage ; dcterms:isPartOf :d ;',
        'mk:locator "7" ; mk:reviewState "unchecked" . :d.7 { :one mk:partOf :two . }',
    )
    svg = draw(kg, "entry", "two").svg
    assert ">Un *<" in svg
    assert ">? 7<" in svg
    assert ">? Un *<" in draw(kg, "entry", "two", size="a4").svg
    assert "? not yet checked against a text" in svg
    assert "* translated by minkg, not an official name" in svg
    assert draw(kg.checked(), "entry", "two").svg.count("<g>") == 0
