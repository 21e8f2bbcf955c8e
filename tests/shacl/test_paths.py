"""Property paths: walked as pySHACL walks them, back again, and told by their steps."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minkg.shacl.engine import Shapes
from minkg.shacl.fact_index import FactIndex
from minkg.shacl.paths import Alternative, Repeat, Step, Verb, joined
from tests.tools.reference import BASE, triples
from tests.tools.things import FACTS, agree

PATHS = {
    "predicate": ":link",
    "inverse": "[ sh:inversePath :link ]",
    "sequence": "( :link :link )",
    "sequence of three": "( :link :link :p )",
    "alternative": "[ sh:alternativePath ( :p :q ) ]",
    "zero or more": "[ sh:zeroOrMorePath :link ]",
    "one or more": "[ sh:oneOrMorePath :link ]",
    "zero or one": "[ sh:zeroOrOnePath :link ]",
    "inverse of a sequence": "[ sh:inversePath ( :link :link ) ]",
    "inverse of a repetition": "[ sh:inversePath [ sh:oneOrMorePath :link ] ]",
    "repetition of an alternative": "[ sh:oneOrMorePath [ sh:alternativePath ( :link :p ) ] ]",
    "sequence with an inverse": "( [ sh:inversePath :link ] :p )",
    "class path": "( rdf:type [ sh:zeroOrMorePath rdfs:subClassOf ] )",
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("bound", ["sh:nodeKind sh:BlankNode", "sh:minCount 99", "sh:maxCount 1"])
def test_paths(path: str, bound: str) -> None:
    assert agree(
        f":S a sh:PropertyShape ; sh:targetClass :Thing ; sh:path {PATHS[path]} ; {bound} ."
    )


def test_what_is_not_a_path_is_told() -> None:
    with pytest.raises(ValueError, match="not a path"):
        Shapes(FactIndex(triples(":S sh:path [ ] .")))[ox.NamedNode(f"{BASE}S")]


STEPS = st.builds(Step, st.sampled_from([f"{BASE}{n}" for n in ("link", "p", "q")]), st.booleans())
WAYS = st.recursive(
    STEPS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: joined(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Alternative(tuple(parts))),
        st.builds(Repeat, inner, st.booleans(), st.booleans()),
    ),
    max_leaves=5,
)
INDEX = FactIndex(FACTS)
NODES = [fact[0] for fact in FACTS] + [fact[2] for fact in FACTS]


@given(WAYS, st.sampled_from(NODES))
def test_the_way_back_leads_to_where_it_began(path, node):
    assert path.turned().turned() == path
    for there in path.walk(INDEX, [node]):
        assert node in path.turned().walk(INDEX, [there])


@given(WAYS, st.sampled_from(NODES))
def test_a_path_leads_to_each_node_once(path, node):
    found = path.walk(INDEX, [node, node])
    assert len(set(found)) == len(dict.fromkeys(path.walk(INDEX, [node])))
    assert (node in found) or not path.may_stay()


@given(WAYS, st.sampled_from(NODES), st.sampled_from(FACTS))
def test_a_new_fact_changes_only_paths_that_look_at_it(path, node, fact):
    """Whoever finds something else by one fact less is found from the fact by the way back."""
    rest = FactIndex([other for other in FACTS if other != fact])
    if set(path.walk(rest, [node])) != set(path.walk(INDEX, [node])):
        starts = set()
        for before, step in path.reads():
            if step.predicate in (None, fact[1].value):
                end = fact[2] if step.back else fact[0]
                starts |= set(before.turned().walk(INDEX, [end]))
        assert node in starts


def test_from_subjects_to_the_predicates_used_of_them():
    (verb,) = Verb(back=True).walk(INDEX, [ox.NamedNode(f"{BASE}small")])
    assert verb == ox.NamedNode(f"{BASE}b")
    assert ox.NamedNode(f"{BASE}small") in Verb().walk(INDEX, [verb])
    assert Verb().turned() == Verb(back=True)
    assert not Verb().may_stay()
