"""Pairs that a reader of the report labelled, and how far the measure agrees with the labels."""

import csv
import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation, mean

import pytest

from minkg.knowledge import KnowledgeGraph

GOLD = Path(__file__).parents[1] / "gold" / "pairs.tsv"
COLUMNS = ["first", "second", "overlap", "paragraph", "reason"]
LABELS = {"no": 0.0, "partly": 0.5, "yes": 1.0}
PARAGRAPH = re.compile(r"([1-9]|[12][0-9]|3[0-3])(\.[a-e])?")

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Give the labelled pairs."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        found = list(reader)
    assert reader.fieldnames == COLUMNS
    return found


def average_precision(scores: Sequence[float], relevant: Sequence[bool]) -> float:
    """Give the mean precision over the relevant; equal scores are found together."""
    found = 0.0
    for level in set(scores):
        above = [right for score, right in zip(scores, relevant, strict=True) if score >= level]
        here = [right for score, right in zip(scores, relevant, strict=True) if score == level]
        found += sum(here) * mean(above)
    return found / sum(relevant)


def ranks(values: Sequence[float]) -> list[float]:
    """Give every value's place from below; equal values share the mean of their places."""
    return [sum(v < value for v in values) + values.count(value) / 2 for value in values]


def test_average_precision() -> None:
    assert average_precision([0.9, 0.5, 0.4], [True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([0.5, 0.5], [True, False]) == 0.5


def test_ranks() -> None:
    assert ranks([0.3, 0.1, 0.3]) == [2.0, 0.5, 2.0]


def test_well_formed(rows: list[Row], kg: KnowledgeGraph) -> None:
    subjects = kg.facets().subjects
    for row in rows:
        assert list(row) == COLUMNS
        assert all(row.values()), row
        assert row["overlap"] in LABELS
        assert row["first"] in subjects
        assert row["second"] in subjects
        assert all(map(PARAGRAPH.fullmatch, row["paragraph"].split(", "))), row
    pairs = Counter(frozenset((row["first"], row["second"])) for row in rows)
    assert set(pairs.values()) == {1}, "a pair stands there twice"
    assert {len(pair) for pair in pairs} == {2}, "a subject is paired with itself"


def test_balanced(rows: list[Row]) -> None:
    counts = Counter(row["overlap"] for row in rows)
    assert all(counts[label] >= len(rows) / 4 for label in LABELS), counts


def test_agreement(rows: list[Row], kg: KnowledgeGraph) -> None:
    compared = kg.compared()
    scores = [compared.pair(row["first"], row["second"]).expected for row in rows]
    labels = [LABELS[row["overlap"]] for row in rows]
    assert not any(map(math.isnan, scores))
    figures = {"rank correlation": correlation(ranks(scores), ranks(labels))}
    for name, least in (("yes", 1.0), ("yes or partly", 0.5)):
        relevant = [label >= least for label in labels]
        figures[f"average precision of {name}"] = average_precision(scores, relevant)
        figures[f"base rate of {name}"] = mean(relevant)
    for name, figure in figures.items():
        sys.stdout.write(f"{name}: {figure:.3f}\n")
        assert -1 <= figure <= 1, name
