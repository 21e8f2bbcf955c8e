"""What is taken or turned back as a whole."""

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.intake.drafting.file_draft import FileDraft
from minkg.intake.drafting.pieces import Piece, Pieces, pieces_of_draft, pieces_of_graph
from minkg.intake.readers.rdf_files import ReadGraph
from minkg.intake.readers.records import Record
from minkg.words.names import expand
from minkg.words.place import Place
from tests.intake.drafting.test_row import row
from tests.tools.small_forms import node
from tests.tools.told import drafted, known


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


def test_a_row_is_a_piece_and_so_is_a_record_that_is_lost():
    made = row()
    made.entry, made.held = node(":sand-code"), True
    lost = Record("standrad", Place("x", row=3), (), lambda key: Place("x", row=3))
    found = list(pieces_of_draft(FileDraft("x", [made, row()], [lost])))
    assert [(one.entry, one.place.row, one.held) for one in found] == [
        ("sand-code", 2, True), ("", 2, False), ("", 3, True),
    ]  # fmt: skip
    assert [one.record for one in found] == [made.record, made.record, lost]
    assert {one.file for one in found} == {"x"}


def test_what_an_rdf_file_says_of_a_subject_is_a_piece():
    facts = [quad for quad, _ in (*piece(2, "a", "c").facts, *piece(3, "b").facts)]
    held = dict.fromkeys((expand(":b"), expand(":gone")))
    found = list(pieces_of_graph(ReadGraph(quads=facts, held=held), "x.trig"))
    assert [(one.entry, len(one.facts), one.held) for one in found] == [
        ("a", 2, False), ("b", 1, True), ("gone", 0, True),
    ]  # fmt: skip
    assert {(one.place, one.record) for one in found} == {(Place("x.trig"), None)}


def problem(place: str, severity: str = "violation", **more: str) -> Problem:
    where = Place("x.json", pointer=place or None)
    return Problem("", place=where, severity=severity, **more)


def test_every_row_is_taken_or_turned_back():
    """An entry is taken whole or not at all, and never without what it speaks of."""
    source = {"document": "report", "says that": "x"}
    new = drafted(
        {"name": "report", "class": "document"},  # 0
        {"name": "A", **source, "paragraph": "1"},  # 1
        {"name": "A", **source, "paragraph": "2"},  # 2
        {"name": "B", **source, "paragraph": "2", "buildsOn": "a"},  # 3
        {"name": "C", **source, "paragraph": "3", "summary": "only"},  # 4
        {"name": "D", **source, "paragraph": "3"},  # 5
        {"name": "E", **source, "paragraph": "3", "bogus": "x"},  # 6
        {"class": "?", "name": "F"},  # 7
        {"name": "Sand", "entry": "sand", "class": "material"},  # 8: known
        {"name": "G", **source, "paragraph": "4", "buildsOn": "sand"},  # 9
    )
    graph = known()[1]
    there = graph.by_subject(expand("rdf:type"))

    def taken(*problems: Problem) -> set[str]:
        good, bad = new.by_place.split(problems, there)
        assert len(good) + len(bad) == len(new.pieces) == 10
        assert {id(piece) for piece in good}.isdisjoint(id(piece) for piece in bad)
        return {(piece.place.pointer or "").strip("/") for piece in good}

    assert taken() == set("01234589")
    assert taken(problem("/1", "warning")) == set("01234589")
    assert taken(problem("/2/says that")) == set("04589")
    assert taken(problem("/4/summary")) == set("0123589") - set("5")
    assert taken(problem("/5")) == set("0123489")
    assert taken(problem("/8/name")) == set("0123459")
    assert taken(problem("/0/name")) == set("8")
    assert taken(problem("", entry="b")) == set("0124589")
    assert taken(problem("")) == set()
    assert taken(problem("", rule="column")) == set("01234589")
