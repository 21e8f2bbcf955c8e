"""What there is to choose from in a field."""

from minkg.intake.forms.choices import Choices
from minkg.words.names import expand
from tests.tools.small_forms import FACTS, FORMS, node

STAGE = FORMS["standard"].field("coversStage")


def test_labels_in_the_language():
    assert "extraction" in Choices(FACTS, "en").of(STAGE)
    assert "добыча" in Choices(FACTS, "ru").of(STAGE)
    assert Choices(FACTS, "fr").label(node(":sand")) == "sable"


def test_texts_that_mean_one_thing_only():
    choices = Choices(FACTS, "en")
    for term in choices.terms(expand("mk:LifecycleStage")):
        assert choices.meaning.of(
            choices.text(term, expand("mk:LifecycleStage")), expand("mk:LifecycleStage")
        ) == [term]


def test_vocabularies_and_others():
    choices = Choices(FACTS, "en")
    assert choices.is_vocabulary(expand("mk:Topic"))
    assert not choices.is_vocabulary(expand("mk:UnEntity"))
    assert "marine-sand-watch" in choices.names(expand("mk:Platform"))
    assert choices.entries(expand("mk:Platform"))
