"""What is taken or turned back as a whole."""

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.intake.drafting.pieces import Piece, Pieces
from minkg.intake.readers.records import Record
from minkg.words.place import Place
from tests.tools.small_forms import node


def piece(row, entry, *links, held=False):
    facts = [
        (ox.Quad(node(f":{entry}"), node("mk:concerns"), node(f":{link}")), None) for link in links
    ]
    facts.append((ox.Quad(node(f":{entry}"), node("rdf:type"), node("mk:Topic")), None))
    place = Place("x.csv", row=row)
    return Piece(place, entry, facts, Record("", place, (), lambda key: place), held)


def test_a_problem_belongs_to_its_row_its_entry_or_the_file():
    one, two = piece(2, "a"), piece(3, "b")
    pieces = Pieces([one, two])
    assert pieces.of(Problem("x", place=Place("x.csv", row=3, column=7))) == [two]
    assert pieces.of(Problem("x", place=Place("x.csv"), entry="a")) == [one]
    assert pieces.of(Problem("x", place=Place("x.csv"))) == [one, two]
    assert pieces.of(Problem("x", place=Place("x.csv"), rule="column")) == ()
    assert pieces.of(Problem("x", place=Place("other.csv"))) == ()


def test_an_entry_goes_with_all_its_rows_and_with_those_that_speak_of_it():
    wrong, again, speaks, free = piece(2, "a"), piece(3, "a"), piece(4, "b", "a"), piece(5, "c")
    pieces = Pieces([wrong, again, speaks, free])
    problem = Problem("x", place=Place("x.csv", row=2, column=1))
    assert pieces.split([problem]) == ([free], [wrong, again, speaks])
    assert pieces.split([problem], known={node(":a")})[0] == [speaks, free]


def test_a_warning_turns_nothing_back_and_what_is_held_goes():
    one, held = piece(2, "a"), piece(3, "b", held=True)
    warning = Problem("x", place=Place("x.csv", row=2), severity="warning")
    assert Pieces([one, held]).split([warning]) == ([one], [held])
