"""Which entry a text means."""

import pytest

from minkg.graph.terms import plain
from minkg.intake.forms.mentions import Meaning, locator_path, proposed_name
from minkg.words.names import expand
from tests.tools.small_forms import FACTS, node


@pytest.mark.parametrize(
    ("text", "wanted", "meant"),
    [
        ("unep", "", ["unep"]), (":unep", "", ["unep"]), ("UNEP", "", ["unep"]),
        ("добыча", "mk:LifecycleStage", ["extraction"]),
        ("Extraction", "mk:LifecycleStage", ["extraction"]),
        ("https://e.org/x", "", ["https://e.org/x"]), ("mk:Topic", "", ["mk:Topic"]),
        ("my own label (sand-code)", "", ["sand-code"]), ("not-there-yet", "", ["not-there-yet"]),
        ("No such thing!", "", []),
    ],
)  # fmt: skip
def test_names_and_labels(text, wanted, meant):
    found = Meaning(FACTS).of(text, expand(wanted) if wanted else "")
    assert [plain(term) for term in found] == meant


def test_entries_of_the_file_are_known_by_label():
    meaning = Meaning(FACTS)
    meaning.add(node(":new-one"), node("mk:Standard"), ["Sand Code"])
    assert meaning.of("sand code") == [node(":new-one")]
    assert not meaning.known(node(":new-one"))
    assert meaning.known(node(":unep"))


def test_a_passage_by_number_or_locator():
    meaning, report = Meaning(FACTS), node(":unep-ea6-minerals-report")
    assert plain(meaning.passage(report, "para. 19")) == "unep-ea6-minerals-report.19"
    assert plain(meaning.passage(report, "19")) == "unep-ea6-minerals-report.19"
    assert plain(meaning.passage(report, "paragraph 99 (b)")) == "unep-ea6-minerals-report.99.b"


@pytest.mark.parametrize(
    ("text", "path"),
    [("30 (d) (e)", "30.d.e"), ("п. 5", "5"), ("Article 7", "art-7"), ("table 2", "table2"),
     ("الفقرة 4", "4"), ("第3条", "3"), ("fn. 12", "fn.12")],
)  # fmt: skip
def test_places_as_people_write_them(text, path):
    assert locator_path(text) == path


def test_a_name_from_a_label():
    assert proposed_name("2030 Agenda") == "agenda-2030"
    assert proposed_name("水俣公约").isascii()
    assert proposed_name("!!!") == ""
    assert len(proposed_name("word " * 40)) <= 60
