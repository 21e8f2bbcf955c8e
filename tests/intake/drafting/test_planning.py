"""What adding would do; nothing is written."""

import pytest

from minkg.checking import StandingHome
from minkg.duplicates import names_in
from minkg.intake.drafting.planning import plan
from minkg.intake.drafting.reading import read_new
from tests.tools.told import DOCUMENT

HEAD = (
    "class,name (en),document,paragraph,covers life-cycle stage,says that (en),"
    "performs function,addresses topic\n"
)
ROW = f"standard,{{}},{DOCUMENT},19,{{}},It is said.,norm-setting,sustainable-sand-management\n"
PREFIXES = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
TOPIC = ':sand-at-sea a mk:Topic ; skos:prefLabel "Sand at sea"@en .\n'


@pytest.fixture(scope="module")
def standing(tiny_home):
    return StandingHome(tiny_home)


@pytest.fixture
def planned(standing, tmp_path, monkeypatch):
    """Plan with a file of these contents."""
    monkeypatch.chdir(tmp_path)
    names = list(names_in(standing.read.quads()))

    def one(text, accepted=(), name="x.csv", lang="en"):
        (tmp_path / name).write_text(text)
        return plan(read_new([name], standing.home), standing, names, accepted, lang)

    return one


def told(made):
    """Give what blocks: its place, its rule, what is wrong and how to mend it."""
    return [
        f"{one.place} {one.rule}: {one.sentence()} → {one.remedy()}"
        for one in made.problems
        if one.severity == "violation"
    ]


def test_a_good_row_is_taken_and_its_files_are_told(standing, planned):
    made = planned(HEAD + ROW.format("Gravel Code", "extraction"))
    assert (made.new, made.extended, made.turned, made.alike) == (["gravel-code"], [], [], [])
    assert [(one.rule, one.severity) for one in made.problems] == [("to-confirm", "warning")]
    data = standing.home.path / "data"
    files = [data / "document" / f"{DOCUMENT}.trig", data / "standard" / "gravel-code.trig"]
    assert list(made.contents) == files
    assert f":{DOCUMENT}.19.to-confirm {{\n    :gravel-code\n" in made.contents[files[1]].decode()
    assert files[0].read_text() != made.contents[files[0]].decode()
    assert not files[1].exists()
    assert {str(quad.subject).rpartition("/")[2] for quad in made.quads()} == {
        "gravel-code>", f"{DOCUMENT}.19.to-confirm>",
    }  # fmt: skip


def test_a_bad_row_turns_back_itself_only(planned):
    rows = ROW.format("Gravel Code", "extraction") + ROW.format("Pebble Code", "no such thing!")
    made = planned(HEAD + rows)
    assert made.new == ["gravel-code"]
    assert [piece.place.row for piece in made.turned] == [3]
    assert len(made.taken) + len(made.turned) == 2
    assert [text.partition(" →")[0] for text in told(made)] == [
        "x.csv:E3 Faceted-coversStage: 'no such thing!' is not a life-cycle stage"
    ]


def test_what_speaks_of_what_is_turned_back_goes_with_it(planned):
    made = planned(
        f":no-topic a mk:Topic .\n:old-code mk:addressesTopic :no-topic .\n{TOPIC}".replace(
            ":no-topic a", f"{PREFIXES}:no-topic a", 1
        ),
        name="x.trig",
    )
    assert {piece.entry for piece in made.turned} >= {"no-topic", "old-code"}
    assert len(made.taken) + len(made.turned) == 3


def test_more_of_what_is_there_extends_it_and_the_same_again_is_nothing(standing, planned):
    path = standing.names["marine-sand-watch"]
    more = PREFIXES + ':marine-sand-watch skos:altLabel "Sea sand watch"@en .'
    made = planned(more, name="x.trig")
    assert (made.new, made.extended, list(made.contents)) == ([], ["marine-sand-watch"], [path])
    added = set(made.contents[path].decode().splitlines()) - set(path.read_text().splitlines())
    assert added == {'    skos:altLabel "Sea sand watch"@en ;'}
    again = planned(path.read_text(), name="y.trig")
    assert (again.turned, again.contents) == ([], {})


def test_what_may_be_there_already_is_asked_unless_accepted(planned):
    text = HEAD + ROW.format("The Marine Sand Watch", "extraction")
    made = planned(text)
    assert (made.taken, made.contents) == ([], {})
    assert told(made) == [
        "x.csv:A2 duplicate: 'the-marine-sand-watch' may be the same as 'marine-sand-watch', by "
        "the names Marine Sand Watch | The Marine Sand Watch → add to 'marine-sand-watch' instead; "
        "if they differ, add it all the same: `--accept-new`"
    ]
    for accepted in (None, ["the-marine-sand-watch"]):
        taken = planned(text, accepted=accepted)
        assert (taken.new, told(taken)) == (["the-marine-sand-watch"], [])
        assert [one.second for one in taken.alike] + [one.first for one in taken.alike] == [
            "the-marine-sand-watch", "marine-sand-watch",
        ]  # fmt: skip


def test_of_two_new_ones_alike_the_second_is_asked(planned):
    rows = ROW.format("Gravel Code", "extraction") + ROW.format("The Gravel Code", "extraction")
    made = planned(HEAD + rows)
    assert made.new == ["gravel-code"]
    assert [text.partition(",")[0] for text in told(made)] == [
        "x.csv:A3 duplicate: 'the-gravel-code' may be the same as 'gravel-code'"
    ]


@pytest.mark.parametrize("name", ["new-one", "other-doc.7"])
def test_what_has_no_file_to_go_to_is_turned_back(planned, name):
    made = planned(f'{PREFIXES}:{name} skos:altLabel "x"@en .', name="x.trig")
    assert (made.taken, made.contents) == ([], {})
    assert told(made) == [
        f"x.trig name: '{name}' is not an entry that can be added → give it a class, and a name "
        "of small letters, digits and hyphens"
    ]


def test_what_breaks_a_rule_elsewhere_is_turned_back_and_what_does_not_is_taken(standing, planned):
    """The end stands in the new file, but the start that comes after it in the home."""
    early = f':{DOCUMENT}.2 {{ :sand-workshop-2023 mk:endsOn "2001-01-01"^^xsd:date . }}'
    more = ':marine-sand-watch skos:altLabel "Sea sand watch"@en .'
    made = planned("\n".join((PREFIXES, early, more)), name="x.trig")
    assert [piece.entry for piece in made.turned] == ["sand-workshop-2023"]
    assert made.extended == ["marine-sand-watch"]
    place, text = "data/meeting/sand-workshop-2023.trig:27", "starts on 2023-07, after it ends"
    sentence = f"'sand-workshop-2023' {text} → correct mk:startsOn or mk:endsOn"
    assert told(made) == [
        f"{place} across-dates: {sentence}",
        f"x.trig across-dates: this would break a rule in {place}: {sentence}",
    ]


def test_problems_are_told_in_the_language(planned):
    made = planned(HEAD + ROW.format("Pebble Code", "extracton"), lang="fr")
    (wrong,) = [one for one in made.problems if one.severity == "violation"]
    assert "«étape du cycle de vie»" in wrong.sentence("fr")
