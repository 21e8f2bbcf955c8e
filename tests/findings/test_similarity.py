"""The measures: planted pairs, the formulas in plain Python, and what must always hold."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minkg.findings.facets import FACETS, Evidence, Facets, Subject
from minkg.findings.judgements import VERDICTS, parse_weights, read_judgements, read_weights
from minkg.findings.similarity import (
    Figures,
    figures,
    masses,
    shared_masses,
    stability,
    weights_array,
)
from minkg.knowledge import KnowledgeGraph
from minkg.words.errors import BadInput
from tests.tools.planted import EQUAL, FULL, overlaps, subject, table

NOTHING = math.nan
VALUES = {"a": [], "b": ["a"], "c": ["b"], "d": ["a"], "e": [], "all": [], "f": ["all"]}
EMBRACING = frozenset({"all"})
WEIGHTS = st.fixed_dictionaries(
    {facet: st.sampled_from([0.0, 0.075, 0.2, 0.25, 1.0, 3.0]) for facet in FACETS}
).filter(lambda weights: sum(weights.values()) > 0)


def measure(facets: Facets, first: str, second: str, weights: Mapping[str, float]) -> list[float]:
    """Give low, expected, high and coverage both ways, by the program."""
    values = masses(facets)
    one, other = (np.array([values.names.index(name)]) for name in (first, second))
    shared = shared_masses(values, one, other)
    found: Figures = figures(values, one, other, shared, weights_array(weights))
    return [float(part[0]) for part in found]


def by_hand(facets: Facets, first: str, second: str, weights: Mapping[str, float]) -> list[float]:
    """Give the same by the formulas of the overlap model, one sum after the other."""

    def above(value: str) -> set[str]:
        found = {value}
        for broad in facets.broader.get(value, ()):
            found |= above(broad)
        return found - facets.embracing

    closed = {
        name: {f: set().union(*map(above, values)) for f, values in one.stated.items()}
        for name, one in facets.subjects.items()
    }

    def holding(facet: str, concept: str) -> list[str]:
        return [name for name, by in closed.items() if concept in by.get(facet, ())]

    def mass(facet: str, concepts: set[str]) -> float:
        count = len(closed)
        return weights[facet] * sum(
            -math.log((len(holding(facet, c)) + 1) / (count + 1)) for c in concepts
        )

    def likely(facet: str, name: str) -> float:
        """Give the mean of what other subjects that state the facet share with this one."""
        rest = [o for o, by in closed.items() if o != name and facet in by]
        shared = [mass(facet, closed[name][facet] & closed[o][facet]) for o in rest]
        return sum(shared) / len(rest) if rest else 0.0

    common = union = one_mass = other_mass = expected = most = 0.0
    for facet in FACETS:
        one, other = closed[first].get(facet), closed[second].get(facet)
        common += mass(facet, (one or set()) & (other or set()))
        union += mass(facet, (one or set()) | (other or set()))
        one_mass += mass(facet, one or set())
        other_mass += mass(facet, other or set())
        if one is None and other is not None:
            expected, most = expected + likely(facet, second), most + mass(facet, other)
        if other is None and one is not None:
            expected, most = expected + likely(facet, first), most + mass(facet, one)
    if union < 1e-9:
        return [0.0, 0.0, 1.0, NOTHING, NOTHING]
    return [
        common / union,
        (common + expected) / union,
        (common + most) / union,
        common / one_mass if one_mass > 1e-9 else NOTHING,
        common / other_mass if other_mass > 1e-9 else NOTHING,
    ]


@st.composite
def tables(draw: st.DrawFn) -> Facets:
    """Draw a facet table of two to six subjects over a small hierarchy."""
    values = st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3, unique=True)
    stated = st.dictionaries(st.sampled_from(list(FACETS)), values)
    count = draw(st.integers(2, 6))
    subjects = {}
    for at in range(count):
        facets = draw(stated)
        subjects[f"s{at}"] = Subject(
            f"s{at}",
            "standard",
            draw(st.sampled_from(["instrument", "proposal"])),
            {f: {v: (Evidence("p.1", "checked"),) for v in those} for f, those in facets.items()},
        )
    return Facets(subjects, VALUES, EMBRACING)


def same(found: list[float], wanted: list[float]) -> bool:
    return found == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@given(tables(), WEIGHTS)
def test_the_figures_are_those_of_the_formulas(facets: Facets, weights: dict[str, float]) -> None:
    for other in list(facets.subjects)[1:]:
        found = measure(facets, "s0", other, weights)
        assert same(found, by_hand(facets, "s0", other, weights))


@given(tables(), WEIGHTS)
def test_the_interval_lies_between_0_and_1(facets: Facets, weights: dict[str, float]) -> None:
    low, expected, high, covered, covers = measure(facets, "s0", "s1", weights)
    assert 0 <= low <= expected <= high <= 1
    assert all(math.isnan(part) or 0 <= part <= 1 for part in (covered, covers))


@given(tables(), WEIGHTS)
def test_similarity_is_symmetric_and_coverage_turns(
    facets: Facets, weights: dict[str, float]
) -> None:
    *one, covered, covers = measure(facets, "s0", "s1", weights)
    *other, turned, back = measure(facets, "s1", "s0", weights)
    assert one == other
    assert same([covered, covers], [back, turned])


@given(tables(), WEIGHTS)
def test_identical_subjects_have_similarity_1(facets: Facets, weights: dict[str, float]) -> None:
    facets = replace(
        facets, subjects={**facets.subjects, "s1": replace(facets.subjects["s0"], name="s1")}
    )
    low, expected, high, covered, _ = measure(facets, "s0", "s1", weights)
    informative = not math.isnan(covered)
    assert [low, expected, high] == ([1, 1, 1] if informative else [0, 0, 1])


@dataclass
class Fixed(Facets):
    """A facet table whose information content does not follow from the table."""

    fixed: Mapping[str, float] = field(default_factory=dict)

    def information(self, facet: str, concept: str) -> float:
        """Give the fixed information."""
        return self.fixed[concept]


@given(
    tables(), WEIGHTS, st.sampled_from(list(FACETS)), st.sampled_from(sorted(VALUES)),
    st.lists(st.sampled_from([0.0, 0.1, 1.0, 2.5]), min_size=len(VALUES), max_size=len(VALUES)),
)  # fmt: skip
def test_a_shared_value_more_never_lowers_similarity(
    facets: Facets, weights: dict[str, float], facet: str, value: str, information: list[float]
) -> None:
    fixed = dict(zip(VALUES, information, strict=True))
    before = Fixed(facets.subjects, VALUES, EMBRACING, fixed=fixed)
    more = dict(facets.subjects)
    for name in ("s0", "s1"):
        stated = {**more[name].stated, facet: {**more[name].stated.get(facet, {}), value: ()}}
        more[name] = replace(more[name], stated=stated)
    after = Fixed(more, VALUES, EMBRACING, fixed=fixed)
    assert measure(after, "s0", "s1", weights)[0] >= measure(before, "s0", "s1", weights)[0]


def rename(facets: Facets, names: Mapping[str, str], values: Mapping[str, str]) -> Facets:
    """Give the same table under other names of subjects and concepts, in another order."""
    subjects = {}
    for one in reversed(facets.subjects.values()):
        stated = {f: {values[v]: e for v, e in by.items()} for f, by in one.stated.items()}
        subjects[names[one.name]] = replace(one, name=names[one.name], stated=stated)
    broader = {values[v]: [values[b] for b in those] for v, those in facets.broader.items()}
    return Facets(subjects, broader, frozenset(values[v] for v in facets.embracing))


@given(tables(), WEIGHTS, st.permutations(range(6)), st.permutations(sorted(VALUES)))
def test_renaming_and_order_change_nothing(
    facets: Facets, weights: dict[str, float], order: list[int], shuffled: list[str]
) -> None:
    names = {f"s{at}": f"t{to}" for at, to in enumerate(order)}
    values = dict(zip(sorted(VALUES), shuffled, strict=True))
    other = rename(facets, names, values)
    for name in list(facets.subjects)[1:]:
        found = measure(other, names["s0"], names[name], weights)
        np.testing.assert_array_equal(found, measure(facets, "s0", name, weights))


@pytest.mark.ci
@settings(max_examples=30)
@given(tables(), WEIGHTS, st.integers(1, 4))
def test_rank_stability_is_a_share_and_always_the_same(
    facets: Facets, weights: dict[str, float], top: int
) -> None:
    values = masses(facets)
    first, second = np.nonzero(np.triu(np.ones((len(values.names),) * 2), 1))
    shared = shared_masses(values, first, second)
    runs = [stability(values, first, second, shared, weights_array(weights), top) for _ in range(2)]
    assert ((runs[0] >= 0) & (runs[0] <= 1)).all()
    assert (runs[0] == runs[1]).all()
    assert runs[0].sum() >= min(top, len(first)) - 1e-9


def test_identical() -> None:
    facets = table(subject("one", **FULL), subject("two", **FULL))
    assert measure(facets, "one", "two", EQUAL) == [1, 1, 1, 1, 1]


def test_nested() -> None:
    """What states less of the same is covered whole, and covers a part."""
    facets = table(subject("small", topic="sand-topic"), subject("large", topic="sand-topic air"))
    low, _, _, covered, covers = measure(facets, "small", "large", EQUAL)
    assert covered == 1
    assert low == covers == pytest.approx(math.log(3) / (math.log(3) + math.log(4.5)), abs=0.1)
    assert low == pytest.approx(math.log(9 / 3) / (math.log(9 / 3) + math.log(9 / 2)))


def test_disjoint() -> None:
    facets = table(subject("one", **FULL), subject("two", **dict.fromkeys(FACETS, "elsewhere")))
    assert measure(facets, "one", "two", EQUAL) == [0, 0, 0, 0, 0]


def test_unknown_facets_widen_the_interval() -> None:
    facets = table(
        subject("one", topic="sand-topic", stage="mining"), subject("two", topic="sand-topic")
    )
    low, expected, high, *_ = measure(facets, "one", "two", EQUAL)
    assert 0 < low <= expected < high == 1
    third = table(*list(facets.subjects.values())[:2], subject("three", stage="mining"))
    likelier = measure(third, "one", "two", EQUAL)
    assert likelier[0] < likelier[1] < likelier[2] == 1


def test_nobody_else_states_the_facet() -> None:
    """What only one states cannot be expected of another: its own statement is no sample."""
    facets = table(subject("one", topic="a", stage="mining"), subject("two", topic="a"), alone=True)
    facets.subjects["three"] = subject("three", topic="b")
    low, expected, high, *_ = measure(facets, "one", "two", EQUAL)
    assert low == expected < high == 1


def test_common_ground_of_all_counts_nothing() -> None:
    facets = table(*(subject(name, topic="sand-topic") for name in ("one", "two")), alone=True)
    assert measure(facets, "one", "two", EQUAL)[:3] == [0, 0, 1]
    assert facets.information("topic", "sand-topic") == 0


def test_all_embracing_concepts_count_nothing() -> None:
    facets = table(subject("one", place="world"), subject("two", place="world"))
    assert measure(facets, "one", "two", EQUAL)[:3] == [0, 0, 1]


def test_nothing_stated_is_unknown() -> None:
    facets = table(subject("one"), subject("two"), subject("three", **FULL))
    low, expected, high, covered, covers = measure(facets, "one", "two", EQUAL)
    assert [low, expected, high] == [0, 0, 1]
    assert math.isnan(covered)
    assert math.isnan(covers)
    low, expected, high, covered, covers = measure(facets, "one", "three", EQUAL)
    assert [low, high, covers] == [0, 1, 0]
    assert math.isnan(covered)


def test_weights_change_the_ranking() -> None:
    """One and two share the topic, one and three the stage and the topic in general."""
    subjects = (
        subject("one", topic="sand-trade", stage="mining"),
        subject("two", topic="sand-trade", stage="elsewhere"),
        subject("three", topic="sand-topic", stage="mining"),
    )

    def ranking(text: str) -> list[tuple[str, str]]:
        found = overlaps(*subjects, weights=parse_weights(text))
        pairs = (found.pair("one", "two"), found.pair("one", "three"))
        return [(f.first, f.second) for f in sorted(pairs, key=lambda f: -f.expected)]

    assert ranking("topic=1") == [("one", "two"), ("one", "three")]
    assert ranking("stage=1") == [("one", "three"), ("one", "two")]
    assert ranking("topic=1,stage=9")[0] == ("one", "three")


def test_only_the_proportion_of_weights_counts() -> None:
    facets = table(subject("one", **FULL), subject("two", topic="sand-topic", stage="use"))
    one, ten = ({f: factor * at for at, f in enumerate(FACETS, 1)} for factor in (1, 10))
    assert same(measure(facets, "one", "two", one), measure(facets, "one", "two", ten))


def test_weights_that_count_nothing_are_refused() -> None:
    for weights in ({}, dict.fromkeys(FACETS, 0.0)):
        with pytest.raises(BadInput, match="all weights are 0"):
            weights_array(weights)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour=1", "no facet is called 'colour'"),
        ("", "no facet is called ''"),
        ("topic", "'' is not a weight"),
        ("topic=much", "'much' is not a weight"),
        ("topic=-1", "'-1' is not a weight"),
        ("topic=nan", "'nan' is not a weight"),
        ("topic=inf", "'inf' is not a weight"),
        ("topic=0,stage=0", "all weights are 0"),
    ],
)
def test_weights_in_a_wrong_form_are_told(text: str, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_weights(text)
    assert message in str(caught.value)


def test_a_misspelt_facet_gets_a_hint() -> None:
    with pytest.raises(BadInput, match="did you mean `topic=1`"):
        parse_weights("topc=1")


def test_weights_are_data(kg: KnowledgeGraph, tiny: KnowledgeGraph) -> None:
    weights = read_weights(kg)
    assert list(weights) == list(FACETS)
    assert sum(weights.values()) == pytest.approx(1)
    assert max(weights, key=weights.__getitem__) == "topic"
    assert read_weights(tiny) == {**dict.fromkeys(FACETS, 0.0), "stage": 0.4, "topic": 0.6}


def test_judgements_are_data(tiny: KnowledgeGraph) -> None:
    (pair, said), *rest = read_judgements(tiny).items()
    assert not rest
    assert pair == {"global-sand-observatory", "marine-sand-watch"}
    (judgement,) = said
    assert judgement.verdict in VERDICTS
    assert judgement.by == "grid-geneva"
    assert judgement.on == "2024-02"
    assert judgement.reason.startswith("The platform follows dredging at sea")
    assert judgement.reply
