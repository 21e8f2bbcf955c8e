"""What a reader wishes to see: filters, names, stages, the source."""

import re

import pytest

from minkg.findings.facets import Evidence
from minkg.graph.vocabularies import STAGES
from minkg.knowledge import KnowledgeGraph
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.scene import SHORT, Scene, Wish
from minkg.words.errors import NotFound
from minkg.words.version import VERSION


def test_filters_limit_what_is_shown(kg: KnowledgeGraph) -> None:
    every, gold = draw(kg, "coverage").svg, draw(kg, "coverage", material="gold").svg
    assert "Only material: gold." in gold
    assert gold.count("<circle") < every.count("<circle")
    rows = draw(kg, "stage-topic", topic="waste", stage="extraction").svg
    assert "tailings management" in rows
    assert "marine extraction" in rows
    assert "climate change" not in rows
    bodies = draw(kg, "sets", of="un-entity").svg
    assert bodies != draw(kg, "sets").svg


def scene(kg: KnowledgeGraph, lang: str = "en", **wish: object) -> Scene:
    return Scene(kg, lang, Wish(**wish))


def test_names_have_a_star_where_they_are_not_official(kg: KnowledgeGraph) -> None:
    assert scene(kg).word("marine-sand-watch") == "Marine Sand Watch"
    ours = [name for name in kg.names if scene(kg, "fr").word(name).endswith(" *")]
    assert ours


def test_a_long_name_gives_way_to_a_shorter_one_of_its_language(kg: KnowledgeGraph) -> None:
    told = scene(kg)
    name = "global-industry-standard-on-tailings-management"
    assert len(told.word(name)) > SHORT
    for one in kg.names:
        assert told.short(one) == told.word(one) or len(told.short(one)) <= SHORT
    assert told.short("sand") == "sand"


def test_stages_stand_in_the_order_of_the_life_cycle(kg: KnowledgeGraph) -> None:
    assert scene(kg).stages == list(STAGES)
    below = scene(kg, stage="extraction").stages
    assert "extraction" in below
    assert all(s == "extraction" or "extraction" in kg.broader[s] for s in below)


def test_subjects_pass_all_filters(kg: KnowledgeGraph) -> None:
    every, some = scene(kg).subjects(), scene(kg, topic="waste", material="gold").subjects()
    assert 0 < len(some) < len(every)
    for one in some:
        assert "waste" in kg.facets().concepts(one, "topic")
        assert "gold" in kg.facets().concepts(one, "material")
    assert {one.kind for one in scene(kg, of="standard").subjects()} == {"standard"}


def test_what_is_limited_is_said(kg: KnowledgeGraph) -> None:
    assert scene(kg, topic="waste").filtered() == ["Only topic: waste."]
    with pytest.raises(NotFound, match="'gold' is not among the concepts of 'topic'"):
        scene(kg, topic="gold")


def test_places_are_told_by_document(kg: KnowledgeGraph) -> None:
    said = [Evidence("b.2", "checked"), Evidence("a.10", "unchecked"), Evidence("a.9", "checked")]
    assert scene(kg).places([*said, *said]) == "a 9, 10 (unchecked); b 2"
    assert scene(kg, "fr").places(said[1:2]) == "a 10 (non vérifié)"


def test_the_source_counts_what_was_read(kg: KnowledgeGraph) -> None:
    every, checked = scene(kg).source, scene(kg.checked()).source
    count = [int(re.search(r"passages read \((\d+)\)", text)[1]) for text in (every, checked)]
    assert 0 < count[1] < count[0]
    assert checked.endswith("Only facts that somebody compared with the text are shown.")
    assert VERSION in every


def test_the_class_of_an_entry_in_words(kg: KnowledgeGraph) -> None:
    assert scene(kg).kind("marine-sand-watch") == "platform"
    assert scene(kg, "fr").kind("marine-sand-watch") == "plateforme"
