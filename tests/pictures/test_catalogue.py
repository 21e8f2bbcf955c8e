"""Every view by its name: nothing breaks it, and what cannot be shown is told."""

import re
from pathlib import Path

import pytest

from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import VIEWS, draw
from minkg.words.errors import MinkgError, NotFound
from tests.tools.geometry import check_geometry
from tests.tools.small_home import passage, small


@pytest.mark.parametrize(
    "name",
    ['<script>alert(1)</script> & \\"q\\"', "long words " * 18 + "end", "w" * 200, "开" * 99],
    ids=["script", "words", "letters", "signs"],
)
def test_names_are_harmless_and_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        "minkg.pictures.drawing.picture.font_faces", lambda signs: ""
    )  # it takes time
    called = f'skos:prefLabel "{name}"@en'
    kg = small(
        tmp_path,
        f":one a mk:Platform ; {called} . :two a mk:Platform ; {called} .",
        f":t a mk:Topic ; {called} . :s a mk:LifecycleStage ; {called} . :p a mk:Proposal ;",
        f"{called} . :o a mk:UnEntity ; {called} .",
        *passage(
            ":one mk:coversStage :s ; mk:addressesTopic :t ; mk:operatedBy :o .",
            ':two mk:partOf :one ; mk:coversStage :s ; mk:addressesTopic :t ; mk:launchedIn "2023"'
            "^^xsd:gYear .",
            ":p mk:addressesTopic :t ; mk:coversStage :s .",
        ),
    )
    for view, kind in VIEWS.items():
        for size in (None, "slide", "a4"):
            picture = draw(kg, view, *("one", "two")[: kind.least], size=size)
            check_geometry(picture.svg)
            assert "<script" not in picture.svg + picture.html()
        if "开" not in name:
            assert picture.png(0.3).startswith(b"\x89PNG")


def test_nothing_to_show_is_said(tmp_path: Path) -> None:
    kg = small(tmp_path, ':one a mk:Platform ; skos:prefLabel "One"@en .')
    for view, kind in VIEWS.items():
        if view == "overlap":
            with pytest.raises(MinkgError, match="there are not two entries to compare"):
                draw(kg, view)
            continue
        for size in (None, "a4"):
            check_geometry(draw(kg, view, *("one", "one")[: kind.least], size=size).svg)
    assert "No passage read links this entry to another." in draw(kg, "entry", "one").svg
    assert "Nothing is stated that could be shown." in draw(kg, "sets").svg


@pytest.mark.ci
def test_five_hundred_topics(tmp_path: Path) -> None:
    facts = [
        f':t{at} a mk:Topic ; skos:prefLabel "Topic {at}"@en . :x{at} a mk:Platform ; '
        f'skos:prefLabel "X {at}"@en .'
        for at in range(500)
    ]
    said = [
        f":x{at} mk:addressesTopic :t{at} ; mk:coversStage :s ; mk:partOf :x{(at * 7) % 500} ."
        for at in range(500)
    ]
    said += [f":p mk:addressesTopic :t{at} ." for at in range(500)]
    facts.append(':p a mk:Proposal ; skos:prefLabel "P"@en .')
    kg = small(
        tmp_path, *facts, ':s a mk:LifecycleStage ; skos:prefLabel "S"@en .', *passage(*said)
    )
    for wanted in (("stage-topic",), ("coverage",), ("columns",), ("network",), ("sets", "topic")):
        check_geometry(draw(kg, *wanted).svg)
        picture = draw(kg, *wanted, size="a4")
        check_geometry(picture.svg)
        assert re.search(r"\d+ of \d+|At most \d+|left out", picture.svg)


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (("stage-topics",), {}, "did you mean `stage-topic`"),
        (("zzz",), {}, "choose one of: stage-topic, coverage"),
        (("entry",), {}, "needs the argument ENTRY"),
        (("pair", "unep"), {}, "needs two entries"),
        (("pair", "unep", "gold", "sand"), {}, "'sand' is too much"),
        (("entry", "uneq"), {}, "no entry is called 'uneq'"),
        (("overlap", "gold", "unep"), {}, "'gold' is not an instrument, an organization"),
        (("coverage", "gold"), {}, "'gold' is not an instrument, an organization"),
        (("stage-topic", "unep"), {}, "shows the whole graph"),
        (("sets", "topics"), {}, "did you mean `topic`"),
        (("stage-topic",), {"lang": "xx"}, "minkg does not speak 'xx'"),
        (("stage-topic",), {"of": "instruments"}, "did you mean `instrument`"),
        (("coverage",), {"of": "instrumentz"}, "no class is called 'instrumentz'"),
        (("coverage",), {"topic": "gold"}, "'gold' is not among the concepts of 'topic'"),
        (("coverage",), {"size": "a5"}, "choose one of: slide, a4"),
        (("coverage",), {"size": "slides"}, "did you mean `slide`"),
        (("coverage",), {"palette": "gray"}, "did you mean `grey`"),
    ],
)
def test_what_is_not_there_is_told(
    kg: KnowledgeGraph, arguments: tuple[str, ...], options: dict[str, str], said: str
) -> None:
    with pytest.raises(NotFound, match=re.escape(said)):
        draw(kg, *arguments, **options)


def test_a_number_that_makes_no_sense(kg: KnowledgeGraph) -> None:
    with pytest.raises(MinkgError, match="from 1 on"):
        draw(kg, "coverage", most=0)
