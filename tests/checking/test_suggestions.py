"""What could stand instead of a wrong value."""

import pyoxigraph as ox
import pytest

from minkg.checking.suggestions import Examples, in_cell
from minkg.graph.terms import plain
from minkg.shacl import SH, FactIndex, ShapeResult
from minkg.words.names import compact
from tests.tools.reference import triples
from tests.tools.small_forms import FACTS, SHAPES, node

EXAMPLES = Examples(SHAPES, FACTS)


def result(shape, path, value=None, component="class"):
    return ShapeResult(node(":x"), node(path), value, node(shape), component)


@pytest.mark.parametrize(
    ("path", "value", "near"),
    [
        ("mk:coversStag", ":use", "mk:coversStage"),
        ("mk:coversStage", ":extracton", "extraction"),
        ("rdf:type", "mk:Standrd", "mk:Standard"),
    ],
)
def test_what_is_spelt_alike(path, value, near):
    assert EXAMPLES.known_like(node(path), node(value))[0] == near
    assert EXAMPLES.known_like(node("mk:coversStage"), ox.Literal("x")) == []


def test_choices_of_a_class_and_of_a_list():
    stages = [plain(term) for term in EXAMPLES.choices("class", node("mk:LifecycleStage"))]
    assert "extraction" in stages
    assert stages == sorted(stages)
    assert EXAMPLES.choices("class", None) == []
    assert EXAMPLES.choices("minCount", node("mk:Topic")) == []
    allowed = SHAPES.value(node("mks:Quantity-comparator"), "http://www.w3.org/ns/shacl#in")
    assert "about" in [plain(term) for term in EXAMPLES.choices("in", allowed)]


def test_a_line_that_would_keep_the_rule():
    line = EXAMPLES.line(result("mks:Quantity-comparator", "mk:comparator"))
    assert line == 'mk:comparator "exactly"'
    stage = EXAMPLES.line(
        result("mks:Faceted-coversStage", "mk:coversStage", ox.Literal("extraction"))
    )
    assert stage == "mk:coversStage :extraction"
    number = EXAMPLES.line(result("mks:Quantity-maximum", "mk:maximum", ox.Literal("15")))
    assert number == "mk:maximum 15.0"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('mk:statesThat "It is."@en ;', "It is."),
        ('mk:launchedIn "2023-09"^^xsd:gYearMonth', "2023-09"),
        ("mk:addressesTopic :tailings ;", "tailings"),
        ('mk:officialSite "https://www.unep.org/"^^xsd:anyURI', "https://www.unep.org/"),
        ("mk:minimum 115.0", "115.0"),
        ("plain words: nothing else", "plain words: nothing else"),
    ],
)
def test_in_a_cell_there_is_no_turtle(text, cell):
    assert in_cell(text) == cell


LITTLE = Examples(
    FactIndex(
        triples(
            """
mks:own sh:path mk:p ; skos:example "mk:p :own" .
mks:way sh:path ( mk:p mk:q ) .
mks:any sh:path mk:any .
mks:site sh:path mk:site ; sh:datatype xsd:anyURI .
mks:text sh:path mk:text ; sh:datatype rdf:langString .
mks:odd sh:path mk:odd ; sh:datatype xsd:hexBinary .
mks:when sh:path mk:when ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) .
mks:amount sh:path mk:amount ; sh:datatype xsd:decimal .
mks:again sh:path mk:amount ; sh:minCount 1 .
mks:linked sh:path mk:link ; sh:class mk:Topic .
mks:used sh:path mk:uses ; sh:class mk:Topic .
mks:nobody sh:path mk:nobody ; sh:class mk:Nobody .
"""
        )
    ),
    FactIndex(triples(":sand a mk:Topic . :gold a mk:Topic . :x mk:uses :none , :sand .")),
)
TEXT = ox.Literal("Sand", language="fr")


@pytest.mark.parametrize(
    ("shape", "path", "value", "line"),
    [
        ("mks:own", "mk:p", None, "mk:p :own"),
        ("mks:site", "mk:site", None, 'mk:site "https://www.unep.org/"^^xsd:anyURI'),
        ("mks:text", "mk:text", None, 'mk:text "…"@en'),
        ("mks:text", "mk:text", TEXT, 'mk:text "Sand"@fr'),
        ("mks:text", "mk:text", ox.Literal("Sand"), 'mk:text "Sand"@en'),
        ("mks:odd", "mk:odd", None, 'mk:odd "…"@en'),
        ("mks:when", "mk:when", None, 'mk:when "2023-09-07"^^xsd:date'),
        ("mks:when", "mk:when", ox.Literal("2021"), 'mk:when "2021"^^xsd:gYear'),
        ("mks:when", "mk:when", ox.Literal("2021-02-01"), 'mk:when "2021-02-01"^^xsd:date'),
        ("mks:when", "mk:when", ox.Literal("12345"), 'mk:when "2023-09-07"^^xsd:date'),
        ("mks:when", "mk:when", ox.Literal("soon"), 'mk:when "2023-09-07"^^xsd:date'),
        ("mks:when", "mk:when", ox.Literal(""), 'mk:when "2023-09-07"^^xsd:date'),
        ("mks:amount", "mk:amount", ox.Literal("7"), "mk:amount 7.0"),
        ("mks:again", "mk:amount", None, "mk:amount 115.0"),  # by another shape of the property
        ("mks:linked", "mk:link", None, "mk:link :gold"),
        ("mks:linked", "mk:link", ox.Literal("the sand"), "mk:link :gold"),
        ("mks:linked", "mk:link", ox.Literal("SAND"), "mk:link :sand"),
        ("mks:used", "mk:uses", None, "mk:uses :sand"),
        ("mks:nobody", "mk:nobody", None, "mk:nobody :…"),
        ("mks:any", "mk:any", None, "mk:any :…"),
    ],
)
def test_a_line_has_what_its_shape_allows(shape, path, value, line):
    assert LITTLE.line(result(shape, path, value)) == line


def test_without_a_single_property_there_is_no_line():
    way = LITTLE.shapes.value(node("mks:way"), f"{SH}path")
    assert LITTLE.line(ShapeResult(node(":x"), way, None, node("mks:way"), "minCount")) == "…"
    assert LITTLE.line(ShapeResult(node(":x"), None, None, node("mks:x"), "minCount")) == "…"


def test_datatypes_of_a_shape_its_own_and_its_alternatives():
    def names(shape):
        return [compact(kind.value) for kind in LITTLE.datatypes(node(shape))]

    assert names("mks:amount") == ["xsd:decimal"]
    assert names("mks:when") == ["xsd:date", "xsd:gYear"]
    assert names("mks:linked") == []


def test_what_is_known_or_like_nothing_has_no_near_name():
    assert EXAMPLES.known_like(node("mk:coversStage"), node(":extraction")) == []
    assert EXAMPLES.known_like(node("mk:coversStage"), node(":qqqqq")) == []
    assert EXAMPLES.known_like(None, node(":extracton")) == ["extraction"]
