"""A change tells what validating everything before and after it tells apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from minkg.checking import standing as checking
from minkg.checking.sourced_facts import SourcedFacts
from minkg.checking.standing import StandingHome, base, read_shapes
from minkg.checking.telling import Teller
from minkg.graph.terms import Term
from minkg.home.folder import find_home
from minkg.home.opening import read_home
from minkg.home.turtle import read_facts
from minkg.shacl.engine import ShapeResult, Shapes
from minkg.shacl.fact_index import RDF, FactIndex, Triple, triple_of
from minkg.shacl.incremental import Checked
from minkg.words.names import expand
from tests.tools.reference import BASE, results_of, triples
from tests.tools.statements import Statements
from tests.tools.thorough import examples

HOME = find_home()
SHAPES = read_shapes(HOME)
TESTS = Path(__file__).parents[1]
EXAMPLES = sorted(TESTS.glob("shapes/*/bad.trig"))
QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))


def results(facts: Iterable[Triple], shapes: FactIndex) -> dict[ShapeResult, None]:
    return dict.fromkeys(results_of(FactIndex(facts), shapes))


class Followed:
    """Checked facts, and the same facts in a list that is checked from scratch."""

    def __init__(self, facts: list[Triple], shapes: FactIndex) -> None:
        self.facts, self.shapes = list(dict.fromkeys(facts)), shapes
        self.checked = Checked(Shapes(shapes), FactIndex(facts))
        self.known = results(facts, shapes)

    def change(self, added: list[Triple], removed: list[Triple], *, undo: bool) -> None:
        """Change the facts; compare with validating all of them."""
        kept = [fact for fact in self.facts if fact not in removed or fact in added]
        after = list(dict.fromkeys([*kept, *added]))
        wrong = results(after, self.shapes)
        change = self.checked.change(added, removed)
        assert set(change.brought) == set(wrong) - set(self.known)
        assert set(change.mended) == set(self.known) - set(wrong)
        assert set(self.checked.results()) == set(wrong)
        if undo:
            self.checked.undo(change)
        else:
            self.facts, self.known = after, wrong
        assert ordered(self.checked.facts) == ordered(FactIndex(self.facts))
        assert set(self.checked.results()) == set(self.known)


def ordered(facts: FactIndex) -> dict[tuple[Term, Term], list[Term]]:
    found: dict[tuple[Term, Term], list[Term]] = {}
    for subject, predicate, value in facts.triples():
        found.setdefault((subject, predicate), []).append(value)
    return found


NODES = [f"<{BASE}{name}>" for name in "abcd"]
CLASSES = [f"<{BASE}{name}>" for name in "CDE"]
VERBS = [f"<{BASE}{name}>" for name in "pqr"]
TYPE, BELOW = f"<{RDF}type>", f"<{expand('rdfs:subClassOf')}>"
INTEGER = f"^^<{expand('xsd:integer')}>"
TEXTS = ['"x"@en', '"y"@en', f'"1"{INTEGER}', f'"01"{INTEGER}', f'"2"{INTEGER}']
TARGETS = [
    ("targetClass", CLASSES), ("targetNode", [*NODES, *TEXTS]),
    ("targetSubjectsOf", VERBS), ("targetObjectsOf", VERBS),
]  # fmt: skip
REPEATED = ["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]
OF_VALUE = [
    "sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal", "sh:datatype xsd:integer", "sh:minInclusive 2",
    "sh:minLength 28", 'sh:pattern "[ab]$"', 'sh:languageIn ( "de" )',
]  # fmt: skip
OF_VALUES = ["minCount 1", "minCount 2", "maxCount 0", "maxCount 1", "uniqueLang true"]
COMPARED = ["equals", "disjoint", "lessThan", "lessThanOrEquals"]
LISTED = ["and", "or", "xone"]
FILTERS = [
    "FILTER(?x != ?value)", f"FILTER(?verb IN ({VERBS[0]}, {VERBS[1]}))", "FILTER(isIRI(?y))",
    f"FILTER(?x IN ({VERBS[0]}) && ?y != ?x)", "BIND(?y AS ?value)",
]  # fmt: skip
CLAUSES = [
    "OPTIONAL {{ {} }}", "MINUS {{ {} }}", "FILTER EXISTS {{ {} }}", "FILTER NOT EXISTS {{ {} }}",
    "FILTER(?x != ?y || EXISTS {{ {} }})", "{{ {} }} UNION {{ {} }}", "{{ {} }}",
]  # fmt: skip


@dataclass
class Maker:
    """Makes random facts, shapes and queries."""

    random: Random

    def one(self, *choices: str) -> str:
        """Choose."""
        return self.random.choice(choices)

    def fact(self) -> Triple:
        """Make a fact."""
        subject, verb, value = self.random.choice(
            [
                (self.one(*NODES), self.one(*VERBS), self.one(*NODES, *TEXTS, *CLASSES)),
                (self.one(*NODES), self.one(*VERBS), self.one(*NODES)),
                (self.one(*NODES, VERBS[0]), TYPE, self.one(*CLASSES)),
                (self.one(*CLASSES), BELOW, self.one(*CLASSES)),
            ]
        )
        (quad,) = ox.parse(f"{subject} {verb} {value} .", format=ox.RdfFormat.N_TRIPLES)
        return triple_of(quad)

    def facts(self, most: int) -> list[Triple]:
        """Make some facts."""
        return [self.fact() for _ in range(self.random.randint(0, most))]

    def target(self) -> str:
        """Make a target."""
        kind, terms = self.random.choice(TARGETS)
        return f"sh:{kind} {self.one(*terms)}"

    def path(self, depth: int = 2) -> str:
        """Make a property path."""
        kind = self.random.randint(0, 6) if depth else 0
        if kind < 3:
            return self.one(*VERBS, TYPE)
        inner, other = self.path(depth - 1), self.path(depth - 1)
        if kind == 3:
            return f"( {inner} {other} )"
        if kind == 4:
            return f"[ sh:alternativePath ( {inner} {other} ) ]"
        return f"[ sh:{self.one(*REPEATED)} {inner} ]"

    def shape(self, depth: int = 2) -> str:
        """Make what stands in a shape."""
        on_path = self.random.random() < 0.6
        parts = [self.constraint(depth, on_path=on_path) for _ in range(self.random.randint(1, 2))]
        return " ; ".join([f"sh:path {self.path()}"] * on_path + parts)

    def constraint(self, depth: int, *, on_path: bool) -> str:
        """Make a constraint, with shapes in it."""
        kind = self.random.randint(0, 9) if depth else self.random.randint(0, 4)
        if kind == 0:
            return f"sh:class {self.one(*CLASSES)}"
        if kind == 1:
            return f"sh:hasValue {self.one(*NODES)} ; sh:in ( {self.one(*NODES)} {TEXTS[2]} )"
        if kind == 2 or (kind < 5 and not on_path):
            return self.one(*OF_VALUE)
        if kind == 3:
            return f"sh:{self.one(*COMPARED)} {self.one(*VERBS)}"
        if kind == 4:
            return f"sh:{self.one(*OF_VALUES)}"
        inner = self.shape(depth - 1)
        if kind == 5:
            return f"sh:{self.one('not', 'node')} [ {inner} ]"
        if kind == 6:
            return f"sh:{self.one(*LISTED)} ( [ {inner} ] [ {self.shape(depth - 1)} ] )"
        if kind == 7:
            return f"sh:property [ sh:path {self.path()} ; {self.constraint(0, on_path=True)} ]"
        if kind == 8 and on_path:
            counts = "sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1"
            return f"sh:qualifiedValueShape [ {inner} ] ; {counts}"
        return "sh:closed true ; sh:ignoredProperties ( rdf:type )"

    def verb(self) -> str:
        """Make what stands between subject and value."""
        step = self.one(*VERBS, TYPE)
        return self.one(
            step,
            step,
            step,
            "?verb",
            "?x",
            step + self.one(*"*+?"),
            f"({step}|^{VERBS[2]})",
            f"{step}/{self.one(f'{BELOW}*', f'^{VERBS[0]}', *VERBS)}",
        )

    def pattern(self) -> str:
        """Make a triple pattern."""
        names = ["$this", "?this", "?value", "?x", "?y"]
        subject = self.one(*names, *names, self.one(*NODES))
        value = self.one(*names, *names, self.one(*NODES, *CLASSES, *TEXTS))
        return f"{subject} {self.verb()} {value} ."

    def group(self, depth: int) -> str:
        """Make what stands between braces."""
        parts = [self.pattern() for _ in range(self.random.randint(1, 2))]
        for _ in range(self.random.randint(0, 2) if depth else 0):
            inner, other = self.group(depth - 1), self.group(depth - 1)
            parts.append(self.one(*CLAUSES).format(inner, other))
        parts += [self.one(*FILTERS)] * (self.random.random() < 0.2)
        if self.random.random() < 0.3:
            self.random.shuffle(parts)
        return " ".join(parts)

    def query(self) -> str:
        """Make a query."""
        start = self.one("$this ?verb ?value .", f"$this {self.one(*VERBS)} ?value .", "")
        end = self.one(*[""] * 9, "GROUP BY $this ?value")
        group = self.group(self.random.randint(0, 2))
        return f"SELECT $this ?value WHERE {{ {start} {group} }} {end}"


def follow(make: Maker, shapes: FactIndex) -> None:
    followed = Followed(make.facts(25), shapes)
    for number in range(make.random.randint(1, 4)):
        removed = [fact for fact in followed.facts if make.random.random() < 0.15]
        followed.change(make.facts(3), removed, undo=number % 3 == 1)


MAKERS = st.randoms(use_true_random=False).map(Maker)


@settings(QUIET, max_examples=examples(250))
@given(MAKERS)
def test_random_shapes(make: Maker) -> None:
    shapes = [f":S{at} {make.target()} ; {make.shape()} .\n" for at in range(2)]
    follow(make, FactIndex(triples("".join(shapes))))


@settings(QUIET, max_examples=examples(300))
@given(MAKERS)
def test_random_queries(make: Maker) -> None:
    query = make.query()
    try:
        ox.Store().query(query)
    except SyntaxError:
        assume(False)
    written = query.replace('"', '\\"')
    text = f':S {make.target()} ; sh:sparql [ sh:select "{written}" ] .'
    follow(make, FactIndex(triples(text)))


def test_a_literal_is_one_value_in_all_its_spellings_for_queries_only() -> None:
    """A store keeps "01" as 1, and must keep it as long as one of both is there."""
    same = [triples(f":a :p {text}^^xsd:integer .")[0] for text in ('"1"', '"01"')]
    query = f"SELECT $this WHERE {{ $this <{BASE}p> 1 }}"
    shapes = FactIndex(triples(f':S sh:targetNode :a ; sh:sparql [ sh:select "{query}" ] .'))
    followed = Followed([], shapes)
    followed.change(same[:1], [], undo=False)
    followed.change(same[1:], [], undo=False)
    followed.change([], same[:1], undo=True)
    followed.change([], same[1:], undo=False)
    assert followed.checked.results()
    followed.change([], same, undo=False)
    assert not followed.checked.results()


def test_a_result_that_two_shapes_lead_to_is_mended_by_neither_alone() -> None:
    shapes = """:S sh:targetNode :a , :b ; sh:property [ sh:path :p ; sh:property :Inner ] .
        :Inner sh:path :q ; sh:minCount 1 ."""
    followed = Followed(triples(":a :p :c . :b :p :c ."), FactIndex(triples(shapes)))
    assert [str(r.focus) for r in followed.checked.about([ox.NamedNode(f"{BASE}c")])] == [
        f"<{BASE}c>"
    ]
    followed.change([], triples(":a :p :c ."), undo=False)
    assert len(followed.checked.results()) == 1


# The shapes of minkg, with the frozen small home.


def small_home() -> list[ox.Quad]:
    files = [*HOME.ontology, *TESTS.glob("tiny/data/*/*.trig")]
    return [quad for path in sorted(files) for quad in read_facts(path)]


SMALL = small_home()
FACTS = [quad for quad in SMALL if str(quad.subject).startswith(f"<{BASE}")]


def other(make: Maker) -> ox.Quad:
    """Make a quad out of parts of quads that are there, or with a new entry in it."""
    quad, value, graph = (make.random.choice(FACTS) for _ in range(3))
    subject = make.random.choice([quad.subject, value.subject, ox.NamedNode(f"{BASE}new")])
    objects = [quad.object, quad.object, value.object, value.subject]
    return ox.Quad(subject, quad.predicate, make.random.choice(objects), graph.graph_name)


def copy(subject: Term) -> list[ox.Quad]:
    """Give all that is said of an entry, of another."""
    new = ox.NamedNode(f"{str(subject)[1:-1]}-2")
    return [
        ox.Quad(new, quad.predicate, quad.object, quad.graph_name)
        for quad in FACTS
        if quad.subject == subject
    ]


def whole(term: Term) -> list[ox.Quad]:
    """Give all that is said of an entry, or in a passage."""
    return [quad for quad in FACTS if term in (quad.subject, quad.graph_name)]


def test_a_whole_home_is_one_change() -> None:
    """Where most nodes are affected, all are looked at, which is the same."""
    followed = Followed([], SHAPES)
    facts = [fact for fact in Statements(SMALL) if fact[1] != ox.NamedNode(f"{RDF}type")]
    followed.change(facts, [], undo=False)
    followed.change(list(Statements(SMALL)), [], undo=True)
    followed.change([], facts, undo=False)


@settings(QUIET, max_examples=examples(12))
@given(MAKERS)
def test_random_changes_of_the_small_home(make: Maker) -> None:
    quads, known = dict.fromkeys(SMALL), Statements(SMALL)
    followed = Followed(list(known), SHAPES)
    for number in range(3):
        some, (one, two) = make.random, make.random.sample(FACTS, 2)
        gone = dict.fromkeys(some.sample(list(quads), some.randint(0, 4)))
        gone |= dict.fromkeys(whole(one.subject) if some.random() < 0.2 else ())
        new = [other(make) for _ in range(some.randint(0, 4))]
        new += copy(two.subject) if some.random() < 0.3 else []
        new = [quad for quad in dict.fromkeys(new) if quad not in quads]
        gone = {quad: None for quad in gone if quad in quads}
        added, removed = known.change(new, gone)
        followed.change(added, removed, undo=number == 1)
        if number == 1:
            known.change(gone, new)
        else:
            quads = {quad: None for quad in [*quads, *new] if quad not in gone}
        assert set(known) == set(followed.facts) == set(Statements(quads))


@pytest.mark.ci
@settings(QUIET, max_examples=2)
@given(MAKERS)
def test_an_entry_of_the_shipped_home_is_taken_away_and_comes_back(make: Maker) -> None:
    old = list(base(read_home(HOME)).files)
    followed = Followed(old, SHAPES)
    subject = make.random.choice([fact[0] for fact in old if fact[0].value.startswith(BASE)])
    said = [fact for fact in old if subject in fact]
    followed.change([], said, undo=False)
    followed.change(said, [], undo=False)


def from_scratch(new: SourcedFacts) -> list[tuple[str, str]]:
    """Give rule and place of all problems that `validate` must tell."""
    old = base(read_home(HOME))
    replaced = new.replaced(path.stem for path in HOME.data)
    both = new.over(base(read_home(HOME), without=replaced)).seal()
    facts = FactIndex(both.files)
    known = set(checking.results_of(old, FactIndex(old.files), SHAPES))
    found = []
    for result in checking.results_of(both, facts, SHAPES):
        problem = Teller(SHAPES, facts).problem(result, *both.spot(result, facts))
        if problem.file in new.shown or result not in known:
            found.append((problem.rule, problem.place))
    return sorted(found)


@pytest.mark.ci
@settings(QUIET, max_examples=examples(8))
@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4, unique=True), MAKERS)
def test_new_files_have_the_problems_that_validating_everything_tells(
    standing: StandingHome, broken: list[Path], make: Maker
) -> None:
    """Examples of broken rules, and a file of the home with a line left out."""
    path = make.random.choice(HOME.data)
    new = SourcedFacts()
    for example in broken:
        new.take_file(read_facts(example), example, example.parent.name)
    new.take_file(read_facts(path), path, path.name)
    gone = make.random.choice([fact for fact, file in new.files.items() if file == path.name])
    del new.files[gone]
    found = standing.problems(new, replacing=True)
    assert sorted((problem.rule, problem.place) for problem in found) == from_scratch(new)
