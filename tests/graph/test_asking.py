"""What parts of a graph ask of the whole; whatever can answer that will do."""

import inspect

import pyoxigraph as ox
import pytest

from minkg.graph.asking import Asking
from minkg.graph.entry import Entry
from minkg.graph.graph import Graph
from minkg.graph.labels import Labels
from minkg.graph.search import find
from minkg.graph.table import Table
from minkg.words.names import expand

ASKED = [
    name for name, value in vars(Asking).items()
    if not name.startswith("_") or (name == "__contains__" and callable(value))
]  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_graph_answers_it_in_the_same_form(name):
    wanted, has = getattr(Asking, name), inspect.getattr_static(Graph, name)
    assert ASKED == ["names", "__contains__", "select", "label", "labels"]
    if callable(wanted):
        assert list(inspect.signature(has).parameters) == list(inspect.signature(wanted).parameters)
    else:
        assert not callable(has)


class Small:
    """Knows two names, and answers nothing else."""

    names = frozenset(("sand-code", "unep"))

    def __contains__(self, name):
        """Know the names."""
        return name in self.names

    def select(self, text):
        """Answer with one link."""
        if "?p ?o ?passage ?state" in text:
            row = (ox.NamedNode(expand("mk:partOf")), ox.NamedNode(expand("unep")))
            return Table(
                ("p", "o", "passage", "state"), [(*row, ox.NamedNode(expand("report.1")), None)]
            )
        return Table((), [])

    def label(self, iri, lang="en"):
        """Give the name in the IRI."""
        return self.labels(lang)[iri]

    def labels(self, lang="en"):
        """Know no labels."""
        return Labels(self.select, lang)


def test_an_entry_and_the_search_need_no_more():
    small = Small()
    assert find(small, "sand") == [("sand-code", "sand code")]
    (fact,) = Entry(small, "sand-code").facts
    assert (fact.predicate, fact.value.value, fact.passage) == (
        "mk:partOf",
        expand("unep"),
        "report.1",
    )
    assert Entry(small, "sand-code").label() == "sand-code"
