"""What a page gives to machines: tables, items, RDF."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib

from minkg.site.explorer.content import FILES, items, quads, rdf_forms, table_forms, texts
from minkg.site.explorer.page_facts import page_facts
from minkg.words import VERSION
from tests.tools.pages import RDF


@pytest.mark.parametrize("name", ["marine-sand-watch", "sand", "unep-ea6-minerals-report", "unep-ea6-minerals-report.19"])  # noqa: E501  # fmt: skip
def test_siblings_say_the_same(site, tiny, name):
    iri = f"https://w3id.org/minkg/{name}"
    said = {f: site.get(f"/{name}.{f}").body for f in ("ttl", "trig", "jsonld", "json", "csv")}
    facts = {
        (str(q.predicate), str(q.object))
        for q in tiny.store.quads()
        if str(q.subject) == f"<{iri}>"
    }
    for form, kind in RDF.items():
        quads = list(ox.parse(said[form], format=kind))
        own = {(str(q.predicate), str(q.object)) for q in quads if str(q.subject) == f"<{iri}>"}
        assert own == facts, form
    graph = rdflib.Graph().parse(data=said["ttl"], format="turtle")
    assert len(graph) == len({q.triple for q in ox.parse(said["ttl"], format=RDF["ttl"])})
    assert json.loads(said["json"])["items"][0]["iri"] == iri
    rows = list(csv.reader(io.StringIO(said["csv"].decode("utf-8-sig"))))
    assert rows[0] == ["entry", "property", "value", "passage", "state"]
    assert len(rows) > len(facts) / 2


def test_a_table_is_made_only_when_it_is_asked_for():
    made = []

    def make():
        made.append(1)
        return texts(("a", "b"), [(1, "x"), (None, "é")])

    forms = table_forms(make)
    assert made == []
    assert forms["csv"]() == "a,b\r\n1,x\r\nNone,é\r\n"
    assert json.loads(forms["json"]())["head"]["vars"] == ["a", "b"]
    assert len(made) == 2


def test_items_say_their_kind_and_version():
    assert json.loads(items("gaps", lambda: iter([{"é": 1}]))()) == {
        "minkg": VERSION, "kind": "gaps", "items": [{"é": 1}],
    }  # fmt: skip


def test_facts_bring_the_passages_that_they_cite(tiny):
    shelf = page_facts(tiny)
    facts = [f for f in shelf.facts["marine-sand-watch"] if f.passage]
    found = quads(shelf, [*facts, *facts])
    assert len(found) == len(set(found))
    subjects = {quad.subject.value.rpartition("/")[2] for quad in found}
    assert subjects == {"marine-sand-watch", *(fact.passage for fact in facts)}
    graphs = {quad.graph_name.value.rpartition("/")[2] for quad in found}
    assert graphs == {"entries", *(fact.passage for fact in facts)}


def test_rdf_without_graphs_says_each_fact_once():
    name = ox.NamedNode
    twice = [ox.Quad(name("urn:s"), name("urn:p"), name("urn:o"), name(f"urn:{g}")) for g in "gh"]
    forms = rdf_forms(lambda: twice)
    assert len(list(ox.parse(forms["ttl"](), format=ox.RdfFormat.TURTLE))) == 1
    assert len(list(ox.parse(forms["trig"](), format=ox.RdfFormat.TRIG))) == 2


def test_every_format_of_a_page_is_one_of_the_web():
    assert [name for name, form in FILES.items() if form.suffix != f".{name}"] == []
    types = [kind for form in FILES.values() for kind in form.types]
    assert len(types) == len(set(types))
