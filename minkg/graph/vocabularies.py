"""The concepts of a vocabulary as a tree: stages as life goes, all others by name."""

from collections import defaultdict
from collections.abc import Collection, Mapping

STAGES = (
    "exploration", "planning-and-permitting", "design", "construction", "extraction", "processing",
    "mine-waste-management", "manufacturing", "supply-chain", "use", "reuse", "recovery",
    "disposal", "closure",
)  # fmt: skip
_RANK = {stage: rank for rank, stage in enumerate(STAGES)}


def tree(broader: Mapping[str, Collection[str]]) -> list[tuple[str, int]]:
    """Give concepts with their depth, each below the first of those that are broader.

    `broader` has for every concept those of the same vocabulary that are directly broader.

    >>> tree({"use": [], "sand-use": ["use"], "design": []})
    [('design', 0), ('use', 0), ('sand-use', 1)]
    """
    under: dict[str, list[str]] = defaultdict(list)
    for concept in sorted(broader, key=_order):
        under[min(broader[concept], key=_order, default="")].append(concept)
    rows: list[tuple[str, int]] = []

    def add(parent: str, depth: int) -> None:
        for concept in under[parent]:
            rows.append((concept, depth))
            add(concept, depth + 1)

    add("", 0)
    return rows


def _order(concept: str) -> tuple[int, str]:
    return _RANK.get(concept, len(STAGES)), concept
