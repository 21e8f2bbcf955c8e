"""The query of a constraint: what it looks at, and how it is asked about few nodes or about all."""

import pyoxigraph as ox
import pytest

from minkg.shacl.constraint_query import read_select
from minkg.shacl.paths import Step
from tests.tools.reference import BASE

P, Q, R = (f"<{BASE}{name}>" for name in "pqr")
BOUNDED = [
    f"$this {P} ?x . ?y {Q} ?x", f"$this {P} ?x OPTIONAL {{ ?x {Q} ?y }}",
    f"$this {P} ?x MINUS {{ ?x {Q} ?y }}", f"$this {P} ?x FILTER NOT EXISTS {{ ?x {Q}* ?y }}",
    f"{{ $this {P} ?x }} UNION {{ ?x {Q} $this }}", f"$this {P} ?x BIND(STR(?x) AS ?y)",
]  # fmt: skip

UNBOUNDED = [
    f"$this {P} ?x OPTIONAL {{ ?x {Q} ?y }} ?y {R} $this",  # any ?y, where there is none of ?x
    f"$this {P} ?x MINUS {{ ?x {Q} ?y }} $this {R} ?y", f"$this {P} ?x . ?y {Q}* ?z",
    f"$this {P} ?x . ?y {Q}? <{BASE}a>", f"$this {P} ?x . VALUES ?x {{ 1 }}",
    f"$this {P} ?x . {{ SELECT ?x {{ ?x {Q} ?y }} }}", f"BIND($this AS ?y) $this {P} ?y",
    f"GRAPH ?g {{ $this {P} ?x }}", f"$this !{P} ?x", f"$this {P} [ {Q} ?x ]", "",
]  # fmt: skip


@pytest.mark.parametrize("pattern", BOUNDED)
def test_what_a_query_looks_at_is_bounded(pattern: str) -> None:
    reads = list(read_select(f"SELECT $this WHERE {{ {pattern} }}").reads())
    assert all(path is not None for path, _ in reads)


@pytest.mark.parametrize("pattern", UNBOUNDED)
def test_a_query_that_is_not_understood_may_look_at_anything(pattern: str) -> None:
    query = f"SELECT $this WHERE {{ {pattern} }}"
    ox.Store().query(query)
    if pattern:
        assert list(read_select(query).reads()) == [(None, Step(None))]
    assert read_select(query).about([ox.NamedNode(BASE)]) is None


def test_what_must_not_exist_is_subtracted_where_that_is_the_same() -> None:
    def whole(pattern: str) -> str:
        return read_select(f"SELECT $this WHERE {{ {pattern} }}").whole

    assert "MINUS" in whole(f"$this {P} ?x FILTER NOT EXISTS {{ ?x {Q} ?y }}")
    assert "MINUS" not in whole(f"$this {P} ?x FILTER NOT EXISTS {{ ?y {Q} ?z }}")
    assert "MINUS" not in whole(f"FILTER NOT EXISTS {{ ?x {Q} ?y }} $this {P} ?x")
    assert "MINUS" not in whole(f"$this {P} ?x FILTER NOT EXISTS {{ ?x {Q} ?y FILTER(?y = ?x) }}")
