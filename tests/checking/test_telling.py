"""Results of shapes become sentences with names."""

import pytest

from minkg.checking.telling import TEMPLATES, Teller
from minkg.shacl import ShapeResult
from minkg.words import LANGUAGES
from minkg.words.place import Place
from tests.tools.small_forms import FACTS, SHAPES, node

AT = Place("x.trig", 3)
WRONG = ShapeResult(
    node(":marine-sand-watch"), node("mk:coversStage"), node(":extracton"),
    node("mks:Faceted-coversStage"), "class",
)  # fmt: skip


def test_a_result_is_told_with_what_was_meant():
    told = Teller(SHAPES, FACTS).problem(WRONG, AT)
    assert told.sentence() == "'extracton' is not a life-cycle stage"
    assert told.remedy() == "did you mean `extraction`"
    assert (told.entry, told.rule, told.place) == ("marine-sand-watch", "Faceted-coversStage", AT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_the_class_in_its_words(lang):
    told = Teller(SHAPES, FACTS, lang).problem(WRONG, AT)
    assert "extracton" in told.sentence(lang)
    assert (told.sentence(lang) == told.sentence("en")) is (lang == "en")


def test_the_same_in_several_languages_at_once():
    told = Teller(SHAPES, FACTS, "fr", ("en", "fr", "ar")).problem(WRONG, AT)
    assert set(told.elsewhere) == {"en", "ar"}
    assert told.elsewhere["en"].sentence("en") == "'extracton' is not a life-cycle stage"


def test_in_a_table_a_hint_has_no_turtle():
    missing = ShapeResult(node(":marine-sand-watch"), node("mk:comparator"), None,
                          node("mks:Quantity-comparator"), "minCount")  # fmt: skip
    assert "mk:comparator" in Teller(SHAPES, FACTS).problem(missing, AT).remedy()
    hint = Teller(SHAPES, FACTS).problem(missing, AT, in_table=True).remedy()
    assert "mk:comparator" not in hint
    assert "exactly" in hint


def test_each_component_has_sentence_and_way_out():
    assert {"class", "minCount", "maxCount", "datatype", "pattern", "in"} <= {
        name.partition(" ")[0] for name in TEMPLATES
    }
