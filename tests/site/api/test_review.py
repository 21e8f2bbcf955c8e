"""The switch of review states in the web API: each answer holds only what may be seen."""

import json

import pytest

from tests.tools.visiting import Site

STATES = {
    "everything": {"checked", "secondary", "unchecked"},
    "without-unchecked": {"checked", "secondary"},
    "checked-only": {"checked"},
}


@pytest.fixture(scope="module")
def site(kg):
    return Site(kg)


@pytest.mark.parametrize("review", STATES)
def test_an_entry_has_only_facts_of_the_states_asked_for(site, review):
    reply = site.get(f"/api/entries/basel-convention?review={review}")
    (entry,) = json.loads(reply.body)["items"]
    found = {fact["state"] for fact in entry["facts"] if fact["passage"]}
    assert found == STATES[review]


def test_a_state_that_is_none_is_refused_with_the_choices(site):
    reply = site.get("/api/entries?review=checked")
    assert reply.status == 400
    assert json.loads(reply.body)["hint"] == "did you mean `checked-only`"
    reply = site.get("/api/entries?review=xyz")
    assert reply.status == 400
    assert json.loads(reply.body)["hint"] == f"choose one of: {', '.join(STATES)}"


def test_the_next_page_keeps_the_switch(site):
    reply = site.get("/api/entries?class=standard&limit=1&review=checked-only")
    assert "review=checked-only" in json.loads(reply.body)["next"]
