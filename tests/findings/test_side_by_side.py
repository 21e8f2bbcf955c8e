"""Entries side by side: every value with the passages that say it, on the right side."""

from minkg import KnowledgeGraph
from minkg.findings.facets import FACETS
from minkg.findings.side_by_side import ComparedValue
from minkg.graph.terms import plain


def test_every_cell_is_what_the_passage_says(kg: KnowledgeGraph) -> None:
    names = ("marine-sand-watch", "global-sand-observatory", "grid-geneva")
    lines = kg.compare(*names)
    assert lines
    properties = {**FACETS, **ComparedValue.OTHERS}
    for line in lines:
        for name, said in zip(names, line.stated, strict=True):
            for evidence in said or ():
                facts = kg.passage(evidence.passage)
                assert facts is not None
                stated = {
                    (fact.subject, fact.predicate, plain(fact.value)) for fact in facts.supported
                }
                assert (name, f"mk:{properties[line.facet]}", line.value) in stated


def test_what_all_state_stands_first_and_differences_are_marked(kg: KnowledgeGraph) -> None:
    lines = kg.compare("marine-sand-watch", "global-sand-observatory")
    sand = next(line for line in lines if line.value == "sand")
    assert not sand.differs
    assert all(sand.stated)
    use = next(line for line in lines if line.value == "use")
    assert use.differs
    assert use.stated[0] is None
    topics = [line.differs for line in lines if line.facet == "topic"]
    assert topics == sorted(topics)


def test_facets_stand_in_their_order(kg: KnowledgeGraph) -> None:
    seen = [line.facet for line in kg.compare("marine-sand-watch", "global-tailings-portal")]
    order = [*FACETS, *ComparedValue.OTHERS]
    assert [order.index(facet) for facet in seen] == sorted(order.index(facet) for facet in seen)


def test_names_of_any_kind_are_taken(kg: KnowledgeGraph) -> None:
    assert kg.compare("GISTM", "Marine Sand Watch") == kg.compare(
        "global-industry-standard-on-tailings-management", "marine-sand-watch"
    )
