"""The terms of the ontology."""

import csv
import io
import json

import pyoxigraph as ox

from minkg.site.explorer import ontology
from minkg.site.explorer.frame import Frame, PageQuery
from minkg.site.explorer.page_facts import page_facts
from minkg.words.languages import LANGUAGES
from tests.tools.serving import MK


def frame_of(graph, path, lang="en", **pairs):
    given = [(k, v) for k, vs in pairs.items() for v in (vs if isinstance(vs, list) else [vs])]
    return Frame(graph, PageQuery(path, tuple(given), lang))


def terms(graph, lang="en"):
    made = ontology.terms(frame_of(graph, "ontology", lang))
    return made, json.loads(made.forms["json"]())["items"]


def test_every_term_is_told_with_its_meaning_in_every_language(tiny):
    for lang in LANGUAGES:
        made, items = terms(tiny, lang)
        kinds = {t.name: t.kind for many in made.values["parts"].values() for t in many}
        assert len(items) > 100
        assert [item["name"] for item in items if not item["label"]] == []
        bare = {kinds[item["name"]] for item in items if not item["definition"]}
        assert bare <= {"skos:ConceptScheme"}


def test_terms_are_counted_where_they_are_used(tiny):
    _, items = terms(tiny)
    used = {item["name"]: item["used"] for item in items}
    facts = [f for fs in page_facts(tiny).facts.values() for f in fs]
    assert used["mk:coversStage"] == sum(f.predicate == "mk:coversStage" for f in facts)
    assert used["mk:Platform"] == sum(
        kind == "platform" for kind in page_facts(tiny).kinds.values()
    )


def test_a_term_says_what_it_belongs_to(tiny):
    made, _ = terms(tiny)
    every = {t.name: t for many in made.values["parts"].values() for t in many}
    assert every["mk:Platform"].above
    assert every["mk:coversStage"].kind == "owl:ObjectProperty"
    assert every["mk:coversStage"].range == ("mk:LifecycleStage",)
    assert every.keys() == {item["name"] for item in terms(tiny)[1]}


def test_the_ontology_is_given_as_it_is(tiny):
    made, items = terms(tiny)
    said = {str(t) for t in ox.parse(made.forms["ttl"](), format=ox.RdfFormat.TURTLE)}
    files = [t for path in tiny.home.ontology for t in ox.parse(path=str(path))]
    own = [t for t in files if str(t.subject).startswith(f"<{MK}") and "_:" not in str(t)]
    assert own
    assert {str(t.triple) for t in own} <= said
    table = list(csv.DictReader(io.StringIO(made.forms["csv"]())))
    assert [row["term"] for row in table] == [item["name"] for item in items]
