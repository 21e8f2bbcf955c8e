"""Facts with their places."""

import pyoxigraph as ox

from minkg.checking.sourced_facts import SEAL, STANDING_SEAL, SUPPORTS, SourcedFacts, Spot
from minkg.home.seals import seal_of
from minkg.shacl import FactIndex, ShapeResult
from minkg.words.place import Place
from tests.tools.small_forms import node

HEADER = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
"""
FACT = (node(":a"), node("mk:coversStage"), node(":use"))
QUAD = ox.Quad(*FACT, node(":doc.1"))


def result(focus, path=None, value=None, component="class"):
    return ShapeResult(focus, path, value, node("mks:x"), component)


def test_a_passage_supports_what_stands_in_it():
    source = SourcedFacts()
    source.take([QUAD], "x.trig")
    assert source.files == {FACT: "x.trig", (node(":doc.1"), SUPPORTS, node(":a")): "x.trig"}
    assert source.said == {node(":doc.1"): {FACT}}


def test_the_first_that_says_it_counts_and_the_upper_over_the_lower():
    source, below = SourcedFacts(), SourcedFacts()
    source.take([QUAD], "x.trig")
    source.take([QUAD], "y.trig")
    below.take([QUAD, ox.Quad(*FACT[:2], node(":sand"), node(":doc.1"))], "z.trig")
    both = source.over(below)
    assert both.files[FACT] == "x.trig"
    assert len(both.said[node(":doc.1")]) == 2
    assert both.shown == {"x.trig", "y.trig", "z.trig"}


def test_a_sealed_passage_gets_the_seal_of_what_stands_there_now():
    source = SourcedFacts()
    source.take([QUAD, ox.Quad(node(":doc.1"), SEAL, ox.Literal("old"))], "x.trig")
    for _ in range(2):
        standing = [f[2].value for f in source.seal().files if f[1] == STANDING_SEAL]
        assert standing == [seal_of([FACT])]


def test_who_is_described_anew():
    source = SourcedFacts()
    source.take([ox.Quad(node(":a"), node("rdf:type"), node("mk:Topic"))], "new/a.trig")
    source.take([ox.Quad(node(":b"), node("rdf:type"), node("mk:Topic"))], "c.trig")
    assert source.replaced(["a", "b", "d"]) == {"a"}
    source.take([ox.Quad(node(":b"), node("skos:prefLabel"), ox.Literal("b"))], "c.trig")
    assert source.replaced(["a", "b"]) == {"a", "b"}


def test_a_result_stands_at_its_line_or_cell():
    source = SourcedFacts(
        texts={"-": f"{HEADER}\n:doc.1 {{\n  :a\n    mk:coversStage :use ;\n  .\n}}"}
    )
    source.take([QUAD], "-")
    facts = FactIndex([FACT])
    assert source.spot(result(*FACT), facts).place == Place("-", 6)
    table = SourcedFacts()
    table.take([QUAD], "x.csv", Place("x.csv", row=2, column=3))
    assert table.spot(result(*FACT), facts) == (Place("x.csv", row=2, column=3), True)
    assert source.spot(result(node(":z")), facts).place == Place("z")


def test_files_that_have_lines_are_read_for_them(tmp_path):
    path = tmp_path / "x.trig"
    path.write_text(f"{HEADER}:doc.1 {{ :a\n mk:coversStage :use . }}", "utf-8-sig")
    source = SourcedFacts()
    source.take_file([QUAD], path, "shown.trig")
    source.take_file([ox.Quad(node(":b"), *FACT[1:])], tmp_path / "x.jsonld", "x.jsonld")
    assert source.paths == {"shown.trig": path}
    facts = FactIndex(source.files)
    assert source.spot(result(*FACT), facts) == Spot(Place("shown.trig", 4))
    assert source.spot(result(node(":b"), *FACT[1:]), facts) == Spot(Place("x.jsonld"))
    assert source.lines("shown.trig") is source.lines("shown.trig")
    assert source.lines("nobody.trig").find("x") is None


def test_of_too_many_values_the_last_is_told():
    source, other = SourcedFacts(), (*FACT[:2], node(":sand"))
    source.take([ox.Quad(*FACT)], "x.csv", Place("x.csv", row=2, column=1))
    source.take([ox.Quad(*other)], "x.csv", Place("x.csv", row=3, column=1))
    facts = FactIndex(source.files)
    spot = source.spot(result(*FACT[:2], component="maxCount"), facts)
    assert spot == Spot(Place("x.csv", row=3, column=1), in_table=True)


def test_what_is_missing_stands_at_its_empty_cell_else_at_its_entry():
    asked = []

    def blank(focus, path):
        asked.append((focus, path))
        return Place("x.csv", row=2, column=7) if focus == node(":a") else None

    source = SourcedFacts(blanks=[lambda *_: None, blank])
    source.take([QUAD, ox.Quad(node(":b"), *FACT[1:])], "x.csv", Place("x.csv", row=2, column=1))
    facts, missing = FactIndex(source.files), node("mk:summary")
    found = source.spot(result(node(":a"), missing, component="minCount"), facts)
    assert found == Spot(Place("x.csv", row=2, column=7), in_table=True)
    assert asked == [(node(":a"), missing.value)]
    found = source.spot(result(node(":b"), missing, component="minCount"), facts)
    assert found == Spot(Place("x.csv", row=2, column=1), in_table=True)


def test_what_is_only_spoken_of_stands_where_it_is_spoken_of():
    source = SourcedFacts(texts={"-": f"{HEADER}:a\n  mk:coversStage :use ."})
    source.take([ox.Quad(*FACT)], "-")
    found = source.spot(result(node(":use"), None, None), FactIndex(source.files))
    assert found.place.file == "-"


def test_what_is_in_cells_describes_nothing_anew():
    source, label = SourcedFacts(), ox.Quad(node(":a"), node("skos:prefLabel"), ox.Literal("a"))
    kind = ox.Quad(node(":a"), node("rdf:type"), node("mk:Topic"))
    source.take([kind, label], "a.csv", Place("a.csv", row=2, column=1))
    assert source.replaced(["a"]) == set()


def test_an_unsealed_passage_gets_no_seal():
    source = SourcedFacts()
    source.take([QUAD], "x.trig")
    assert source.seal().files.keys() == {FACT, (node(":doc.1"), SUPPORTS, node(":a"))}
