"""An endpoint that answers otherwise than its own facts is refused, and told why."""

import re

import pyoxigraph as ox
import pytest

from minkg.graph import probe
from minkg.graph.probe import _FETCHED, PROBES, make_sure
from minkg.graph.remote import Remote
from minkg.graph.store import Embedded, load
from minkg.home.folder import Home
from minkg.words import NotFound, Unavailable
from minkg.words.names import ENTRIES_GRAPH, expand
from tests.tools.endpoints import Lie, endpoint
from tests.tools.thorough import THOROUGH

PASSAGE = "https://w3id.org/minkg/unep-ea6-minerals-report.19"


def drop(pattern, text=""):
    """Give an endpoint that reads a part of questions as something else."""
    return Lie(query=lambda query: re.sub(pattern, text, query))


def change(word, rows):
    """Give an endpoint that changes the answers to questions that hold a word."""
    return Lie(rows=lambda query, found: rows(found) if word in query else found)


def without_language(rows):
    return [
        tuple(ox.Literal(term.value) if isinstance(term, ox.Literal) else term for term in row)
        for row in rows
    ]


@pytest.fixture(scope="module")
def some(kg):
    """Give those facts of the shipped graph that are asked about."""
    asked = {expand(name) for name in ("mk:coversStage", *_FETCHED)}
    store = ox.Store()
    store.extend(quad for quad in kg.store.quads() if quad.predicate.value in asked)
    return Embedded(store)


LIES = {
    "cuts after 100": (Lie(rows=lambda _, rows: rows[:100]), "100 rows of 10001"),
    "cuts after 10000": (Lie(rows=lambda _, rows: rows[:10_000]), "10000 rows of 10001"),
    "checked is not found": (drop('"checked"', '"read"'), "which passages are checked"),
    "entries are not in the union": (
        Lie(blind=frozenset({ENTRIES_GRAPH})),
        "which passages are checked",
    ),
    "a passage is not in the union": (
        Lie(blind=frozenset({PASSAGE})),
        "what all passages say together",
    ),
    "a fact comes once for each graph": (
        change("?entry ?stage WHERE { ?entry mk:coversStage", lambda rows: [*rows, *rows[:4]]),
        "what all passages say together",
    ),
    "named graphs are not heeded": (Lie(deaf=True), "what only some passages say"),
    "states come from anywhere": (
        drop(r"\?passage mk:reviewState \?state }$", '?any mk:reviewState "checked", ?state }'),
        "which passage says what",
    ),
    "groups are counted wrongly": (
        change("GROUP BY", lambda rows: rows[1:]),
        "how many passages are in each review state",
    ),
    "MINUS is not heeded": (drop(r"MINUS \{.*\} \}$", "}"), "which stages no instrument covers"),
    "NOT EXISTS is not heeded": (
        drop(r"FILTER NOT EXISTS \{[^}]*\}"),
        "which terms have no narrower one",
    ),
    "paths end after a step": (
        drop(r"skos:broader\*", "skos:broader?"),
        "which terms are broader than a term",
    ),
    "VALUES is not heeded": (
        drop(r"VALUES \?term \{[^}]*\}"),
        "which terms are broader than a term",
    ),
    "paths are no paths": (drop(r"skos:broader\+", "skos:broader"), "which terms lie within"),
    "UNDEF is nothing": (drop(r"VALUES.*UNDEF }", "FILTER (false)"), "a value left open"),
    "DISTINCT is not heeded": (
        drop(r"DISTINCT (\?stage WHERE { VALUES)", r"\1"),
        "a value left open",
    ),
    "languages are not heeded": (drop(r"FILTER \(LANG[^}]*"), "names in one language"),
    "languages are lost": (Lie(rows=lambda _, rows: without_language(rows)), "names in one"),
    "dates are not compared": (drop(r"FILTER \(STR\(\?date[^}]*"), "adopted since a date"),
    "nothing is sorted": (
        change("ORDER BY", lambda rows: list(rows)[::-1]),
        "the order of an answer",
    ),
    "pages begin anew": (drop(r"OFFSET \d+"), "the order of an answer"),
    "yes is no": (drop(r"ASK \{.*", "ASK { FILTER (false) }"), "a question for yes or no"),
}


@pytest.mark.parametrize("name", LIES if THOROUGH else [*LIES][:3])
def test_a_wrong_answer_is_refused(name, kg, some):
    lie, told = LIES[name]
    with (
        endpoint(kg.store if "cuts" in name else some, lie) as server,
        pytest.raises(Unavailable) as refused,
    ):
        make_sure(Remote(server.url))
    sentence, hint = str(refused.value).split("\n\nhint: ")
    assert sentence.startswith(f"error: the endpoint '{server.url}' ")
    assert told in sentence
    assert "\n" not in sentence
    assert "minkg export nq" in hint
    assert refused.value.exit_code == 2


def test_every_probe_can_tell_a_lie():
    told = [expected for _, expected in LIES.values()]
    assert [one.what for one in PROBES if not any(text in one.what for text in told)] == []


def test_what_is_missing_and_too_much_is_counted(some):
    lie = change("GROUP BY", lambda rows: [*rows[1:], (ox.Literal("read"), ox.Literal(3))])
    with endpoint(some, lie) as server, pytest.raises(Unavailable) as refused:
        make_sure(Remote(server.url))
    assert "(missing: 1, too many: 1)" in str(refused.value)
    assert "combien de passages" in refused.value.text("fr")


def test_true_answers_pass_and_are_asked_for_once(some):
    with endpoint(some) as server:
        make_sure(Remote(server.url))
        asked = len(server.seen)
        assert asked <= 30
        again = Remote(server.url)
        opened = len(server.seen)
        make_sure(again)
        assert len(server.seen) == opened < asked * 2


def test_facts_that_change_meanwhile_are_no_lie(some):
    late = []

    def lose_some_once(query, rows):
        if "GROUP BY" in query and not late:
            late.append(query)
            return rows[1:]
        return rows

    with endpoint(some, Lie(rows=lose_some_once)) as server:
        make_sure(Remote(server.url))
    assert late


def test_a_question_that_is_refused_is_told(some):
    def no_paths(query):
        if "broader+" in query:
            raise ValueError("transitive start not given")
        return query

    with endpoint(some, Lie(query=no_paths)) as server, pytest.raises(Unavailable) as told:
        make_sure(Remote(server.url))
    assert "refuses a question of SPARQL 1.1: which terms lie within which" in str(told.value)
    assert "transitive start not given" in str(told.value)


def test_facts_of_others_are_told():
    other = ox.Store()
    name = ox.NamedNode("urn:x")
    other.add(ox.Quad(name, name, name, name))
    for store in (other, ox.Store()):
        with endpoint(Embedded(store)) as server, pytest.raises(NotFound, match="no facts of min"):
            make_sure(Remote(server.url))


def test_a_home_without_facts_passes(tiny_home, tmp_path):
    """Where there is little to ask about, little can be wrong."""
    for folder in ("ontology", "shapes", "queries"):
        (tmp_path / folder).symlink_to(tiny_home.path / folder)
    (tmp_path / "data").mkdir()
    with endpoint(load(Home(tmp_path))) as server:
        make_sure(Remote(server.url))
    assert probe._passed == {server.url}
