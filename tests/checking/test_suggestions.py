"""What could stand instead of a wrong value."""

import pyoxigraph as ox
import pytest

from minkg.checking.suggestions import Examples, in_cell
from minkg.graph.terms import plain
from minkg.shacl import ShapeResult
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


def test_in_a_cell_there_is_no_turtle():
    assert in_cell('mk:statesThat "It is."@en ;') == "It is."
