"""Pictures: every view in every language and size is legible; the same data, the same bytes."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

import minkg
from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import VIEWS, draw
from minkg.pictures.drawing.paper import PAPERS
from tests.tools.geometry import SVG, canvas, check_geometry, smallest
from tests.tools.thorough import SPOKEN

if TYPE_CHECKING:
    pass

ROOT = Path(__file__).parents[3]
PICTURES = (
    ("stage-topic",), ("coverage",), ("overlap",), ("overlap", "gistm", "cyanide-code"),
    ("pair", "global-sand-observatory", "marine-sand-watch"),
    ("pair", "minamata-convention", "basel-convention"),
    ("entry", "unep"), ("entry", "tailings-management"), ("entry", "gold"),
    ("columns",), ("network",), ("timeline",), ("sets",), ("sets", "topic"),
)  # fmt: skip
BRIEF = (("entry", "gold"), ("pair", "global-sand-observatory", "marine-sand-watch"), ("sets",))


def test_every_view_is_looked_at() -> None:
    assert {name for name, *_ in PICTURES} == VIEWS.keys()


@pytest.mark.ci
@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("wanted", PICTURES, ids=" ".join)
def test_all_is_legible(kg: KnowledgeGraph, wanted: tuple[str, ...], lang: str) -> None:
    for size in (None, "slide", "a4", *(("a3", "poster") if lang in ("en", "ar") else ())):
        picture = draw(kg, *wanted, lang=lang, size=size)
        check_geometry(picture.svg)
        least = PAPERS[size].least if size else 7
        assert smallest(picture.svg, picture.points) >= least - 0.02
        if size:
            paper = PAPERS[size]
            assert sorted(picture.points) == pytest.approx([paper.short, paper.long], abs=0.1)


@pytest.mark.ci
@pytest.mark.parametrize("wanted", PICTURES, ids=" ".join)
def test_every_picture_says_what_it_is(kg: KnowledgeGraph, wanted: tuple[str, ...]) -> None:
    svg = draw(kg, *wanted, size="a4", title="Our own words").svg
    shown = " ".join(text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    assert "Our own words" in shown
    assert re.search(
        r"Source: passages read \(\d+\) in documents \(\d+\); data \S+; minkg \S+; newest date in "
        r"the data: \d{4}(-\d\d){0,2}",
        shown,
    )


@pytest.mark.ci
@pytest.mark.parametrize("wanted", PICTURES, ids=" ".join)
def test_same_data_same_bytes(kg: KnowledgeGraph, wanted: tuple[str, ...]) -> None:
    again = minkg.load(ROOT)
    one, other = (draw(graph, *wanted, lang="ar", size="a4") for graph in (kg, again))
    assert one == other
    if wanted in BRIEF:
        assert one.html() == other.html()


def test_a_picture_is_as_large_as_its_view_box_says(kg: KnowledgeGraph) -> None:
    picture = draw(kg, "sets")
    area = canvas(ElementTree.fromstring(picture.svg))
    assert (area.width * 0.75, area.height * 0.75) == pytest.approx(picture.points, abs=0.1)
