"""Pairs labelled by hand from the report: how far the ranking agrees; never tuned to.

"yes" means that the paragraphs put both on the same ground, whether or not a link
explains it. `pytest -s tests/test_gold.py` shows the agreement.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from minkg.judgements import read_weights
from minkg.knowledge import KnowledgeGraph
from minkg.overlap import read_overlaps

FILE = Path(__file__).parent / "gold" / "pairs.tsv"
with FILE.open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def average_precision(ranked: Sequence[bool]) -> float:
    """Give the mean share of right ones at the place of each right one."""
    places = [at for at, right in enumerate(ranked, 1) if right]
    return sum(found / at for found, at in enumerate(places, 1)) / len(places)


def concordance(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Give the share of (yes, no) couples in which yes scores higher; a tie is half."""
    yes = [s for s, r in zip(scores, right, strict=True) if r]
    no = [s for s, r in zip(scores, right, strict=True) if not r]
    return sum((y > n) + (y == n) / 2 for y in yes for n in no) / (len(yes) * len(no))


def test_the_file_is_well_formed(kg: KnowledgeGraph) -> None:
    assert 20 <= len(PAIRS) <= 30
    compared = read_overlaps(kg, read_weights(kg))
    for row in PAIRS:
        assert list(row) == ["first", "second", "overlap", "passages", "reason"]
        assert row["first"] < row["second"]
        assert compared.subject(row["first"])
        assert compared.subject(row["second"])
        assert row["overlap"] in ("yes", "no")
        assert row["reason"].endswith(".")
        for passage in row["passages"].split():
            assert kg.passage(passage), passage
    assert len({(row["first"], row["second"]) for row in PAIRS}) == len(PAIRS)
    assert len({row["overlap"] for row in PAIRS}) == 2


def test_the_measures_of_agreement() -> None:
    assert average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert concordance([0.9, 0.5, 0.1], [True, False, True]) == 0.5
    assert concordance([0.5, 0.5], [True, False]) == 0.5


def test_the_agreement_is_shown(kg: KnowledgeGraph) -> None:
    compared = read_overlaps(kg, read_weights(kg))
    found = [(compared.pair(row["first"], row["second"]), row) for row in PAIRS]
    found.sort(key=lambda one: (-one[0].expected, one[0].first, one[0].second))
    scores, right = [f.expected for f, _ in found], [row["overlap"] == "yes" for _, row in found]
    for finding, row in found:
        sys.stdout.write(
            f"{finding.expected:.3f} {row['overlap']:3} {finding.kind or '-':20} "
            f"{finding.first} / {finding.second}\n"
        )
    sys.stdout.write(
        f"{sum(right)} yes of {len(right)}: average precision {average_precision(right):.3f} "
        f"(by chance about {sum(right) / len(right):.3f}), "
        f"yes above no {concordance(scores, right):.3f} (by chance 0.500)\n"
    )
