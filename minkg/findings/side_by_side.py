"""Entries side by side: what each states, facet by facet, with the passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from minkg.findings.facets import FACETS, Evidence
from minkg.graph.sparql import among, declared, said
from minkg.graph.terms import plain
from minkg.words import N_
from minkg.words.names import bare, expand

if TYPE_CHECKING:
    from minkg.graph import Graph


@dataclass(frozen=True)
class ComparedValue:
    """One value of one facet, and who states it, with the passages.

    `stated` has one item per compared entry, in their order; None: not stated. `differs`
    is true where some state it and some do not.
    """

    OTHERS: ClassVar = {
        N_("legal force"): "legalForce",
        N_("administered by"): "administeredBy",
        N_("operated by"): "operatedBy",
        N_("launched by"): "launchedBy",
        N_("launched in"): "launchedIn",
        N_("established in"): "establishedIn",
        N_("adopted on"): "adoptedOn",
        N_("support level"): "supportLevel",
    }
    facet: str
    value: str
    stated: tuple[tuple[Evidence, ...] | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the entries differ in this."""
        return any(said is None for said in self.stated)


def compare(kg: "Graph", names: Sequence[str]) -> list[ComparedValue]:
    """Give what the entries state in each facet, the facets in their order, shared values first."""
    rows = {**FACETS, **ComparedValue.OTHERS}
    found: dict[tuple[str, str], dict[str, list[Evidence]]] = {}
    values = " ".join(f"<{expand(name)}>" for name in names)
    table = kg.select(
        declared(
            f"""SELECT DISTINCT ?x ?property ?value ?passage ?state WHERE {{
            VALUES ?x {{ {values} }} {among("?property", rows.values())}
            {said("?x ?property ?value")} }} ORDER BY ?x ?property ?value ?passage"""
        )
    )
    facet_of = {prop: facet for facet, prop in rows.items()}
    for x, prop, value, passage, state in table:
        facet = facet_of[bare(plain(prop))]
        stated = found.setdefault((facet, plain(value)), {})
        stated.setdefault(plain(x), []).append(Evidence(plain(passage), plain(state)))
    order = list(rows)
    lines = [
        ComparedValue(facet, value, tuple(tuple(by[n]) if n in by else None for n in names))
        for (facet, value), by in found.items()
    ]
    return sorted(lines, key=lambda line: (order.index(line.facet), line.differs, line.value))
