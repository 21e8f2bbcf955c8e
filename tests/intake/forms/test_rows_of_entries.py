"""Entries that are there, as rows of a table; read again they are the same facts."""

import pytest

from minkg.graph.terms import plain
from minkg.intake.forms.template_columns import MOST
from minkg.intake.forms.templates import Templates
from tests.tools.small_forms import QUADS, SHAPES, node


@pytest.fixture(scope="module")
def made():
    return Templates(SHAPES, QUADS)


def test_a_row_for_each_passage_names_in_the_first(made):
    rows = made.filled(["marine-sand-watch"]).rows["platform"]
    assert len(rows) > 1
    assert {tuple(row.values["entry", ""]) for row in rows} == {("marine-sand-watch",)}
    assert ("prefLabel", "en") in rows[0].values
    assert all(("prefLabel", "en") not in row.values for row in rows[1:])
    said = next(row for row in rows if row.passage and plain(row.passage).endswith(".19"))
    assert said.values["paragraph", ""] == ["19"]
    assert said.values["launchedIn", ""] == ["2023-09"]
    assert "extraction" not in said.values["coversStage", ""]


def test_many_values_are_spread_over_rows(made):
    rows = made.filled(["unep-ea6-minerals-report"]).rows["document"]
    assert all(len(texts) <= MOST for row in rows for texts in row.values.values())


def test_what_no_table_can_hold_is_left(made):
    found = made.filled(["nobody-at-all"])
    assert not found.rows
    assert found.left == made.quads["nobody-at-all"] == []
    assert node(":nobody-at-all") not in made.facts.by_subject("x")
