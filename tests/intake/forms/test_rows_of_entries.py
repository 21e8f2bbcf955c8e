"""Entries that are there, as rows of a table; read again they are the same facts."""

import pyoxigraph as ox
import pytest

from minkg.graph.terms import plain
from minkg.intake.forms.choices import Choices
from minkg.intake.forms.rows_of_entries import ENTRY_KEY, filled
from minkg.intake.forms.template_columns import MOST
from minkg.intake.forms.templates import Templates
from minkg.words.names import PREFIXES, expand
from tests.tools.small_forms import FACTS, FORMS, QUADS, SHAPES, node, templates

PASSAGE = "unep-ea6-minerals-report.19"
INTEGER = ox.NamedNode(f"{PREFIXES['xsd']}integer")


def said(name, key, value, passage=""):
    block = node(passage) if passage else ox.DefaultGraph()
    return ox.Quad(node(name), node(key), value, block)


def a(kind, name="odd"):
    return said(name, "rdf:type", node(f"mk:{kind}"))


def english(text):
    return ox.Literal(text, language="en")


def rows_of(*quads, name="odd"):
    """Give the rows of an entry that is planted, and what is left out."""
    return Templates(SHAPES, [*QUADS, *quads]).filled([name])


def test_a_row_for_each_passage_names_in_the_first():
    rows = templates().filled(["marine-sand-watch"]).rows["platform"]
    assert len(rows) > 1
    assert {tuple(row.values[ENTRY_KEY]) for row in rows} == {("marine-sand-watch",)}
    assert ("prefLabel", "en") in rows[0].values
    assert all(("prefLabel", "en") not in row.values for row in rows[1:])
    row = next(row for row in rows if row.passage and plain(row.passage).endswith(".19"))
    assert row.values["paragraph", ""] == ["19"]
    assert row.values["launchedIn", ""] == ["2023-09"]
    assert "extraction" not in row.values["coversStage", ""]


def test_rows_of_planted_facts():
    found = rows_of(
        a("Standard"),
        said("odd", "skos:prefLabel", english("Odd")),
        said("odd", "mk:coversStage", node("use"), PASSAGE),
        said("odd", "mk:coversStage", node("disposal"), PASSAGE),
        said("odd", "mk:statesThat", english("It is said."), "minkg-reading-notes.2"),
        said("odd", "skos:editorialNote", english("Loose.")),
    )
    report = FACTS.value(node("unep-ea6-minerals-report"), expand("skos:prefLabel")).value
    notes = FACTS.value(node("minkg-reading-notes"), expand("skos:prefLabel")).value
    assert [(row.passage and plain(row.passage), row.values) for row in found.rows["standard"]] == [
        (None, {
            ENTRY_KEY: ["odd"], ("prefLabel", "en"): ["Odd"], ("editorialNote", "en"): ["Loose."],
        }),
        ("minkg-reading-notes.2", {
            ENTRY_KEY: ["odd"], ("statesThat", "en"): ["It is said."],
            ("document", ""): [notes], ("paragraph", ""): ["2"],
        }),
        (PASSAGE, {
            ENTRY_KEY: ["odd"], ("coversStage", ""): ["disposal", "use"],
            ("document", ""): [report], ("paragraph", ""): ["19"],
        }),
    ]  # fmt: skip
    assert found.left == []


def test_more_values_than_columns_take_more_rows():
    kind = a("Standard", "many")
    many = [said("many", "skos:altLabel", english(f"name {n}")) for n in range(MOST + 2)]
    many.append(said("many", "mk:symbol", ox.Literal("S/1"), PASSAGE))
    rows = rows_of(kind, *many, name="many").rows["standard"]
    names = [row.values.get(("altLabel", "en"), []) for row in rows]
    assert [len(texts) for texts in names] == [MOST, 2]
    assert names[0][0] == "name 0"
    assert names[1] == ["name 8", "name 9"]  # as people count
    assert [row.values.get(("symbol", "")) for row in rows] == [["S/1"], None]
    for key, text in ((ENTRY_KEY, "many"), (("paragraph", ""), "19")):
        assert [row.values[key] for row in rows] == [[text], [text]]
    assert [row.passage for row in rows] == [node(PASSAGE)] * 2


@pytest.mark.parametrize(
    ("path", "value", "passage"),
    [
        ("mk:addressesTopic", ox.Literal("Sand"), PASSAGE),
        ("mk:statesThat", node("sand"), PASSAGE),
        ("mk:addressesTopic", ox.BlankNode("b"), PASSAGE),
        ("skos:prefLabel", ox.Literal("no language"), ""),
        ("skos:prefLabel", english("in a passage"), PASSAGE),
        ("skos:altLabel", english(" spaces "), ""),
        ("skos:altLabel", english(""), ""),
        ("skos:altLabel", english("#N/A"), ""),
        ("skos:altLabel", english("a" * 32_768), ""),
        ("mk:symbol", ox.Literal("5", datatype=INTEGER), ""),
        ("mk:symbol", ox.Literal("spoken", language="en"), PASSAGE),
        ("mk:unknown", ox.Literal("no column"), ""),
        ("mk:symbol", ox.Literal("no passage"), "unep"),
    ],
)  # fmt: skip
def test_what_would_not_come_back_is_left_out_and_told(path, value, passage):
    odd = said("odd", path, value, passage)
    found = rows_of(a("Standard"), odd)
    assert found.left == [odd]
    assert [row.values for row in found.rows["standard"]] == [{ENTRY_KEY: ["odd"]}]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("many", [a("Standard", "many")]),  # the graph does not know its class
        ("unep", [a("Unheard", "unep")]),
    ],
)
def test_what_no_table_can_hold_is_left_whole(name, facts):
    forms = FORMS if name != "unep" else type(FORMS)(FORMS.shapes, type(FACTS)(()))
    found = filled({name: facts}, [name], forms, Choices(FACTS, "en"))
    assert (dict(found.rows), found.left) == ({}, facts)


@pytest.mark.parametrize("name", ["naïve", "2023~x", "a!b"])
def test_a_name_that_no_cell_can_state_is_left_whole_and_not_lost(name):
    kind = a("Standard", name)
    made = Templates(SHAPES, [*QUADS, kind])
    (told,) = made.names("standard") - templates().names("standard")
    found = made.filled([told])
    assert (dict(found.rows), found.left) == ({}, [kind])


def test_entries_stand_in_the_order_of_their_names():
    names = ["sand", "mine-waste", "marine-sediment"]
    rows = templates().filled(names).rows["material"]
    found = dict.fromkeys(row.values[ENTRY_KEY][0] for row in rows)
    assert list(found) == sorted(names)
