"""Which entry a text means: by name, or by label in any language."""

import pyoxigraph as ox
import pytest

from minkg.graph.terms import plain
from minkg.intake.forms.mentions import Meaning, locator_path, proposed_name
from minkg.shacl.fact_index import FactIndex
from minkg.words.names import MAX_NAME, expand, is_name
from tests.tools.small_forms import FACTS, node

REPORT = node("unep-ea6-minerals-report")


@pytest.mark.parametrize(
    ("text", "wanted", "meant"),
    [
        ("unep", "", ["unep"]), (":unep", "", ["unep"]), ("UNEP", "", ["unep"]),
        ("unep-ea6-minerals-report.19", "", ["unep-ea6-minerals-report.19"]),
        ("добыча", "mk:LifecycleStage", ["extraction"]),
        ("Extraction", "mk:LifecycleStage", ["extraction"]),
        ("EXTRACTION", "mk:UnEntity", ["extraction"]),  # of another class, but clear
        ("https://e.org/x", "", ["https://e.org/x"]), ("mk:Topic", "", ["mk:Topic"]),
        ("my own label (sand-code)", "", ["sand-code"]), ("not-there-yet", "", ["not-there-yet"]),
        ("not-there.1", "", ["not-there.1"]),
        ("No such thing!", "", []), ("", "", []), ("https://e.org/a b", "", []),
        ("No such (Thing)", "", []), ("nope:Topic", "", []), ("mk:a b", "", []),
    ],
)  # fmt: skip
def test_names_and_labels(text, wanted, meant):
    found = Meaning(FACTS).of(text, expand(wanted) if wanted else "")
    assert [plain(term) for term in found] == meant


def test_a_label_of_two_entries_is_decided_by_the_class_or_left_open():
    facts = []
    for name, kind in (("two", "Topic"), ("one", "Material")):
        facts.append((node(name), node("rdf:type"), node(f"mk:{kind}")))
        facts.append((node(name), node("skos:altLabel"), ox.Literal("Sand", language="en")))
    meaning = Meaning(FactIndex(facts))
    assert meaning.of("sand") == [node("one"), node("two")]
    assert meaning.of("sand", expand("mk:Topic")) == [node("two")]
    assert meaning.of("sand", expand("mk:Standard")) == [node("one"), node("two")]
    assert meaning.of("one") == [node("one")]


def test_entries_of_the_file_are_known_by_label_and_name():
    meaning = Meaning(FACTS)
    meaning.add(node("new-one"), node("mk:Standard"), ["Sand Code", "SC"])
    assert meaning.of("sand code") == meaning.of("sc") == [node("new-one")]
    assert meaning.of("Sand Code", expand("mk:Standard")) == [node("new-one")]
    assert meaning.of("new-one") == [node("new-one")]
    assert not meaning.known(node("new-one"))
    assert meaning.known(node("unep"))
    meaning.add(node("extraction-2"), node("mk:Topic"), ["extraction"])
    assert meaning.of("Extraction") == [node("extraction"), node("extraction-2")]
    assert meaning.of("Extraction", expand("mk:Topic")) == [node("extraction-2")]
    assert meaning.of("extraction") == [node("extraction")]  # a name is more than a label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("para. 19", "19"),
        ("19", "19"),
        (":unep-ea6-minerals-report.19", "19"),
        ("paragraph 99 (b)", "99.b"),
        ("99.b", "99.b"),
        ("Annex II", "annex-ii"),
        ("—", ""),
    ],
)
def test_a_passage_by_the_end_of_its_name(text, name):
    assert Meaning(FACTS).passage(REPORT, text) == node(f"unep-ea6-minerals-report.{name}")


def test_a_passage_by_its_locator_however_it_is_named():
    passage, other = node("unep-ea6-minerals-report.box-b"), node("unep-ea6-minerals-report.9")
    facts = [
        (passage, node("dcterms:isPartOf"), REPORT),
        (passage, node("mk:locator"), ox.Literal("Box 2, p. 9")),
        (other, node("dcterms:isPartOf"), REPORT),
        (other, node("mk:locator"), ox.Literal("box-b")),
        (passage, node("rdf:type"), node("mk:Passage")),
    ]
    meaning = Meaning(FactIndex(facts))
    assert meaning.passage(REPORT, "box 2,  P. 9") == passage
    assert meaning.passage(REPORT, "box-b") == passage  # its name is more than another's locator
    assert meaning.passage(node("another"), "Box 2, p. 9") != passage


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("30 (d) (e)", "30.d.e"), ("30(d)(e)", "30.d.e"), ("para 30; (d)", "30.d"),
        ("paras. 3-4", "3-4"), ("п. 5", "5"), ("пункт 5 (a)", "5.a"), ("الفقرة 4", "4"),
        ("第3条", "3"), ("第 3 段", "3"), ("alinéa 2", "2"), ("item 7", "7"),
        ("Article 7", "art-7"), ("Art. 7", "art-7"), ("art.7 (b)", "art-7.b"),
        ("статья 7", "art-7"), ("ст. 7", "art-7"), ("artículo 7", "art-7"), ("المادة 7", "art-7"),
        ("article 3, para. 4", "art-3.4"), ("Annex, para. 3", "annex.3"),
        ("table 2", "table2"), ("Table 2.1", "table2.1"), ("footnote 12", "fn12"),
        ("fn. 12", "fn12"), ("fn 12", "fn12"), ("footnote", "footnote"),
        ("Annex C.1", "annex-c.1"), ("preamble", "preamble"), ("departure 2", "departure-2"),
        ("", ""), ("—", ""), ("?!", ""),
    ],
)  # fmt: skip
def test_places_as_people_write_them(text, path):
    assert locator_path(text) == path


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("2030 Agenda", "agenda-2030"), ("Côte d’Ivoire", "cote-d-ivoire"), ("UN", "un"),
        ("!!!", ""), ("2030", ""), ("", ""), ("4 R & 5 S", "r-5-s-4"),
        ("  Минамата  ", "minamata"),
    ],
)  # fmt: skip
def test_a_name_from_a_label(label, name):
    assert proposed_name(label) == name
    assert not name or is_name(name)


@pytest.mark.parametrize("label", ["word " * 40, "水俣公约的缔约方大会" * 9, "x" * 61])
def test_a_proposed_name_is_never_too_long(label):
    name = proposed_name(label)
    assert not name or is_name(name)
    assert len(name) <= MAX_NAME
    assert proposed_name("word " * 40) == "-".join(["word"] * 12)
