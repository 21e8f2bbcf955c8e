"""The shapes of minkg are judged as pySHACL, the reference, judges them."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minkg.checking.sourced_facts import SourcedFacts
from minkg.checking.standing import base
from minkg.home.folder import find_home
from minkg.home.opening import read_home
from minkg.home.turtle import read_facts
from minkg.shacl.fact_index import RDF, SH, Triple, triple_of
from minkg.words.names import ONTOLOGY, expand
from tests.tools.reference import BASE, ours, reference, triples
from tests.tools.thorough import examples

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parents[1] / "shapes"
HOME = find_home(ROOT)


def shapes_of(*, across: bool) -> list[Triple]:
    return [
        triple_of(quad)
        for path in HOME.shapes
        if (path.stem == "across") is across
        for quad in read_facts(path)
    ]


def example_files(pattern: str) -> SourcedFacts:
    source = SourcedFacts()
    for path in sorted(EXAMPLES.glob(pattern)):
        source.take_file(read_facts(path), path, str(path))
    return source


def ontology() -> SourcedFacts:
    """Read what the ontology says in IRIs; no label or definition is needed here."""
    source = SourcedFacts()
    for path in HOME.ontology:
        source.take_file(read_facts(path), path, path.name)
    return SourcedFacts({t: f for t, f in source.files.items() if not isinstance(t[2], ox.Literal)})


@pytest.mark.ci
@pytest.mark.parametrize("kind", ["ok", "bad"])
def test_the_home_with_all_examples_is_judged_alike(kind: str) -> None:
    """Without queries, which the reference asks once for every node."""
    facts = list(example_files(f"[A-Z]*/{kind}.trig").over(base(read_home(HOME))).files)
    shapes = shapes_of(across=False)
    assert ours(facts, shapes) == reference(facts, shapes)


@pytest.mark.ci
@pytest.mark.parametrize("kind", ["ok", "bad"])
def test_queries_are_judged_alike(kind: str) -> None:
    """The reference puts the node into the query; we ask once for all nodes."""
    facts = list(example_files(f"across-*/{kind}.trig").over(ontology()).files)
    shapes = shapes_of(across=True)
    assert ours(facts, shapes) == reference(facts, shapes)


SMALL = triples("""
:unep a mk:UnEntity ; skos:prefLabel "UNEP"@en ; mk:statesThat "It works."@en ; mk:partOf :un .
:un a mk:UnEntity ; skos:prefLabel "UN"@en ; mk:statesThat "It is."@en .
:t a mk:Topic ; skos:prefLabel "t"@en , "t"@fr , "t"@es , "t"@ru , "t"@ar , "t"@zh ;
    skos:definition "A topic."@en ; skos:inScheme mk:topics ; skos:broader :u .
:m a mk:Meeting ; skos:prefLabel "Meeting"@en ; mk:startsOn "2023-09-07"^^xsd:date ;
    mk:endsOn "2023-09-08"^^xsd:date ; mk:addressesTopic :t ; mk:partOf :m2 ;
    mk:officialSite "https://www.unep.org/"^^xsd:anyURI ; mk:participationMode "online" .
:q a mk:Quantity ; skos:prefLabel "115 people"@en ; mk:minimum 115.0 ; mk:maximum 120.0 ;
    mk:comparator "about" ; mk:unit "person" ; mk:quantityOf :m .
:d a mk:Document ; skos:prefLabel "Doc"@en ; mk:symbol "D/1" .
:d.1 a mk:Passage ; dcterms:isPartOf :d ; mk:locator "1" ; mk:summary "Says."@en ;
    mk:languageRead "en" ; mk:reviewState "checked" ; mk:supports :m , :unep , :un , :q , :d .
""")
THINGS = [fact[0] for fact in SMALL]
OTHER_VALUES: list[ox.NamedNode | ox.Literal] = [
    *(ox.NamedNode(BASE + name) for name in ("unep", "t", "m", "d", "d.1", "missing")),
    *(ox.NamedNode(ONTOLOGY + name) for name in ("Meeting", "Topic", "topics", "materials")),
    *(ox.Literal(text) for text in ("", "online", "checked", "en", "2023")),
    *(ox.Literal("t", language=tag) for tag in ("en", "fr", "de", "en-GB", "zh-Hans")),
    *(
        ox.Literal(text, datatype=ox.NamedNode(expand(f"xsd:{kind}")))
        for text, kind in [
            ("2023-09-07", "date"), ("2023-09-31", "date"), ("2023", "gYear"), ("23", "gYear"),
            ("2023-13", "gYearMonth"), ("115", "integer"), ("7.50", "decimal"), ("x", "decimal"),
            ("true", "boolean"), ("yes", "boolean"),
            ("https://a.org/", "anyURI"), ("a b", "anyURI"),
        ]
    ),
]  # fmt: skip


def _mutate(facts: list[Triple], kind: str, index: int, value: ox.NamedNode | ox.Literal) -> None:
    index %= len(facts)
    subject, predicate, old = facts[index]
    if kind == "delete":
        del facts[index]
    elif kind == "change":
        facts[index] = (subject, predicate, value)
    elif kind == "add":
        facts.append((subject, predicate, value))
    elif kind == "retype":
        facts[index] = (subject, ox.NamedNode(f"{RDF}type"), value)
    elif kind == "move":
        facts[index] = (THINGS[index - 1], predicate, old)
    elif isinstance(old, ox.Literal):
        language = value.language if isinstance(value, ox.Literal) and value.language else "fr"
        facts[index] = (subject, predicate, ox.Literal(old.value, language=language))


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["delete", "change", "add", "retype", "move", "retag"]),
        st.integers(0, len(SMALL) - 1),
        st.sampled_from(OTHER_VALUES),
    ),
    min_size=1,
    max_size=8,
)
CORE = tuple(shapes_of(across=False))
QUIET = settings(
    deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@settings(QUIET, max_examples=examples(150))
@given(MUTATIONS)
def test_broken_graphs_are_judged_alike(
    changes: list[tuple[str, int, ox.NamedNode | ox.Literal]],
) -> None:
    facts = list(SMALL)
    for change in changes:
        _mutate(facts, *change)
    facts += ontology().files
    assert ours(facts, CORE) == reference(facts, CORE)


@settings(QUIET, max_examples=examples(8))
@given(MUTATIONS)
def test_broken_graphs_are_judged_alike_by_queries(
    changes: list[tuple[str, int, ox.NamedNode | ox.Literal]],
) -> None:
    facts = list(SMALL)
    for change in changes:
        _mutate(facts, *change)
    known = [t for t in ontology().files if t[1].value != f"{RDF}type"]
    queries = [t for t in shapes_of(across=True) if t[1].value != f"{SH}targetSubjectsOf"]
    assert ours([*facts, *known], queries) == reference([*facts, *known], queries)
