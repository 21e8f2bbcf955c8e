"""The patterns of a query: which variables are joined by which path, in which group."""

import pyoxigraph as ox
import pytest

from minkg.shacl.paths import Alternative, Repeat, Sequence, Step
from minkg.shacl.query_patterns import groups_of, variables
from tests.tools.reference import BASE

P, Q = (Step(f"{BASE}{name}") for name in "pq")
PREFIX = f"PREFIX : <{BASE}> "


def read(patterns):
    """Give the groups of a query that Oxigraph understands, too."""
    query = f"{PREFIX}SELECT $this WHERE {{ {patterns} }}"
    ox.Store().query(query)
    return groups_of(query)[1]


def seen(group):
    return [(pattern.subject, pattern.path, pattern.value) for pattern in group.patterns]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        ("$this :p ?x", [("?this", P, "?x")]),
        ("?this :p ?x ; :q ?y , 5 .", [("?this", P, "?x"), ("?this", Q, "?y"), ("?this", Q, None)]),
        ('$this :p "a; b"@en . ?x :q "1"^^:d', [("?this", P, None), ("?x", Q, None)]),
        ("$this :p/:q ?x", [("?this", Sequence((P, Q)), "?x")]),
        ("$this (:p|^:q) ?x", [("?this", Alternative((P, Step(Q.predicate, back=True))), "?x")]),
        ("$this :p* ?x", [("?this", Repeat(P, zero=True, many=True), "?x")]),
        ("$this :p+ ?x", [("?this", Repeat(P, zero=False, many=True), "?x")]),
        ("$this :p? ?x", [("?this", Repeat(P, zero=True, many=False), "?x")]),
        ("$this :p '''long\ntext'''", [("?this", P, None)]),
        ("$this :p _:b . _:b :q true", [("?this", P, "_:b"), ("_:b", Q, None)]),
    ],
)
def test_patterns(patterns, found):
    (group,) = read(patterns)
    assert seen(group) == found


def test_a_variable_may_stand_for_the_property():
    (group,) = read("$this ?p ?x FILTER(?p IN (:p, :q))")
    (pattern,) = group.patterns
    assert (pattern.verb, pattern.variables) == ("?p", {"?this", "?p", "?x"})
    assert group.among == {"?p": [P.predicate, Q.predicate]}


def test_groups_know_what_is_around_them():
    outer, inner, deep = read("$this :p ?x OPTIONAL { ?x :q ?y FILTER EXISTS { ?y :p ?z } }")
    assert list(deep.scope()) == [deep, inner, outer]
    assert variables(inner.known) == {"?this", "?x"}
    assert outer.known is None
    assert seen(deep) == [("?y", P, "?z")]


def test_what_is_denied_tells_its_place():
    text = "$this :p ?x FILTER NOT EXISTS { ?x :q ?y }"
    query = f"{PREFIX}SELECT $this WHERE {{ {text} }}"
    _, (_, denied) = groups_of(query)
    start, brace, bound = denied.denied
    assert query[start:].startswith("FILTER NOT EXISTS")
    assert query[brace] == "{"
    assert bound == {"?this", "?x"}
    _, more = read("$this :p ?x FILTER NOT EXISTS { ?x :q ?y FILTER(?y > 1) }")
    assert more.denied is None


def test_where_the_braces_open():
    query = f"{PREFIX}SELECT DISTINCT $this (?x AS ?value) WHERE {{ $this :p ?x }}"
    opening, groups = groups_of(query)
    assert query[opening - 1] == "{"
    assert len(groups) == 1


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o }",
        "SELECT (COUNT(?x) AS ?n) WHERE { $this <u:p> ?x }",
        "SELECT $this WHERE { GRAPH ?g { $this <u:p> ?x } }",
        "SELECT $this WHERE { $this <u:p> ?x } LIMIT 5",
        "SELECT $this WHERE { $this <u:p> [] }",
        "SELECT $this WHERE { $this unknown:p ?x }",
        r"PREFIX e: <u:> SELECT $this WHERE { $this e:a\-b ?x }",
        'SELECT $this WHERE { $this <u:p> "open }',
        "SELECT $this WHERE { $this <u:p> ?x",
        "",
    ],
)
def test_what_is_not_understood_has_no_groups(query):
    assert groups_of(query)[1] == []
