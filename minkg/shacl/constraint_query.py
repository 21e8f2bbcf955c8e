"""The query of a SPARQL constraint: which facts it looks at, and the paths to them from `$this`."""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.shacl.fact_index import RDF
from minkg.shacl.paths import HERE, Alternative, Path, Step, Verb, joined
from minkg.shacl.query_patterns import THIS, Pattern, PatternGroup, groups_of, variables

# How many nodes a step may lead to, roughly: values, subjects, of any predicate, of a class.
_FEW, _SOME, _MANY, _ALL = 1, 10, 100, 100_000
Way = tuple[int, Path]


@dataclass
class Select:
    """A query, and the groups of its patterns; no groups where it is not understood.

    `whole` asks the same of all nodes: what must not exist is subtracted, once for all.
    """

    text: str
    opening: int = 0
    groups: list[PatternGroup] = field(default_factory=list)

    @cached_property
    def whole(self) -> str:
        """The query for all nodes."""
        text = self.text
        for group in reversed(self.groups[1:]):
            if group.denied is None or group.above is not self.groups[0]:
                continue
            start, brace, bound = group.denied
            rest = variables(
                p for other in self.groups if other is not group for p in other.patterns
            )
            shared = variables(group.patterns) & rest
            if shared and shared <= bound:
                text = f"{text[:start]} MINUS {text[brace:]}"
        return text

    def about(self, nodes: Collection[Term]) -> str | None:
        """Write the query for these nodes only; None where only the whole can be asked."""
        bound = any(
            THIS in pattern.variables and not pattern.path.may_stay()
            for group in self.groups[:1]
            for pattern in group.patterns
        )
        if not bound or any(isinstance(node, ox.BlankNode) for node in nodes):
            return None
        listed = " ".join(str(node) for node in nodes)
        head, tail = self.text[: self.opening], self.text[self.opening :]
        return f"{head} VALUES {THIS} {{ {listed} }} {tail}"

    def reads(self) -> Iterator[tuple[Path | None, Step]]:
        """Give the facts it looks at: the path from `$this` to a node, and the step from there.

        Without a path a fact counts wherever it is. A fact can change the rows of `$this` only
        with all patterns of its group and of those around it, so any path over these will do;
        the one is given whose way back leads to the fewest nodes.
        """
        if not self.groups:
            yield None, Step(None)
        for group in self.groups:
            ways = _ways([p for around in group.scope() for p in around.patterns])
            for pattern in group.patterns:
                yield from _reads(pattern, ways)


def read_select(text: str) -> Select:
    """Read a query.

    >>> query = read_select("SELECT $this { $this <http://e/p> ?v . ?other <http://e/q> ?v }")
    >>> [step.predicate for _, step in query.reads()]
    ['http://e/p', 'http://e/q']
    """
    opening, groups = groups_of(text)
    if any(_is_loose(group, groups) for group in groups):
        return Select(text)
    for group in groups:
        group.patterns = [_narrowed(pattern, group) for pattern in group.patterns]
    if any(_begins_anywhere(pattern, group) for group in groups for pattern in group.patterns):
        return Select(text)
    return Select(text, opening, groups)


def _is_loose(group: PatternGroup, groups: list[PatternGroup]) -> bool:
    """Tell whether a variable of a group that a row can do without means something else outside.

    It does not where it is bound before the group.
    """
    if group.known is None:
        return False
    inside = [other for other in groups if group in other.scope()]
    own = variables(p for other in inside for p in other.patterns)
    rest = variables(p for other in groups if other not in inside for p in other.patterns)
    return not own & rest <= variables(group.known)


def _narrowed(pattern: Pattern, group: PatternGroup) -> Pattern:
    """Give the path that a filter leaves for a variable."""
    for around in group.scope():
        if pattern.verb in around.among:
            steps = tuple(Step(iri) for iri in around.among[pattern.verb or ""])
            return replace(pattern, path=Alternative(steps))
    return pattern


def _begins_anywhere(pattern: Pattern, group: PatternGroup) -> bool:
    """Tell whether any node there is fits a path that leads to itself."""
    if not pattern.path.may_stay():
        return False
    others = [p for around in group.scope() for p in around.patterns if not p.path.may_stay()]
    nodes = {variable for other in others for variable in (other.subject, other.value)}
    return not ({pattern.subject, pattern.value} & nodes) - {None}


def _links(pattern: Pattern) -> Iterator[tuple[str, str, Path, int]]:
    """Give two variables that a pattern links, the path between them, the cost of the way back."""
    one, other, path = pattern.subject, pattern.value, pattern.path
    if one is not None and other is not None:
        yield one, other, path, _cost(path)
        yield other, one, path.turned(), _FEW
    if one is not None and pattern.verb is not None:
        yield one, pattern.verb, Verb(), _ALL
        yield pattern.verb, one, Verb(back=True), _FEW


def _cost(path: Path) -> int:
    if isinstance(path, Step) and not path.back:
        return {None: _MANY, f"{RDF}type": _ALL}.get(path.predicate, _SOME)
    return _SOME


def _ways(patterns: list[Pattern]) -> dict[str, Way]:
    """Give the cheapest path from `$this` to each variable that patterns link to it."""
    found: dict[str, Way] = {}
    number = count()
    todo: list[tuple[int, int, str, Path]] = [(0, next(number), THIS, HERE)]
    while todo:
        cost, _, here, path = heapq.heappop(todo)
        if here in found:
            continue
        found[here] = cost, path
        for pattern in patterns:
            for start, end, link, more in _links(pattern):
                if start == here:
                    way = cost + more, next(number), end, joined(path, link)
                    heapq.heappush(todo, way)
    return found


def _reads(pattern: Pattern, ways: dict[str, Way]) -> Iterator[tuple[Path | None, Step]]:
    """Give the steps of a pattern, seen from the end that is nearer to `$this`."""
    far: tuple[int, Path | None] = _ALL**2, None
    one, other = ways.get(pattern.subject or "", far), ways.get(pattern.value or "", far)
    path = pattern.path if one[0] <= other[0] else pattern.path.turned()
    way = one[1] if one[0] <= other[0] else other[1]
    for before, step in path.reads():
        yield (None if way is None else joined(way, before)), step
