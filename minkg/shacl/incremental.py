"""Facts that stay checked while they change: what a change breaks or mends, wherever it is.

Only those nodes are looked at that a changed fact may affect, before and after it; what comes
out is what validating everything before and after would tell apart. Tests compare the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.shacl.affected import Affected, Around, Reads
from minkg.shacl.engine import Run, ShapeResult, Shapes
from minkg.shacl.fact_index import FactIndex, Triple, asking, store_of


@dataclass
class FactChange:
    """What a change of facts brings about and what it mends, and how to take it back."""

    added: list[Triple] = field(default_factory=list)
    removed: list[tuple[Triple, int]] = field(default_factory=list)
    brought: list[ShapeResult] = field(default_factory=list)
    mended: list[ShapeResult] = field(default_factory=list)


class Checked:
    """Facts with their shapes, opened once, that can be changed and asked what is wrong.

    >>> from minkg.shacl import Shapes
    >>> p, a, b = (ox.NamedNode(f"http://e/{name}") for name in "pab")
    >>> sh = "http://www.w3.org/ns/shacl#"
    >>> shape = [
    ...     (a, ox.NamedNode(f"{sh}{name}"), value)
    ...     for name, value in [("targetSubjectsOf", p), ("path", p), ("maxCount", ox.Literal(1))]
    ... ]
    >>> facts = Checked(Shapes(FactIndex(shape)), FactIndex([(a, p, a)]))
    >>> change = facts.change([(a, p, b)])
    >>> [result.component for result in change.brought]
    ['maxCount']
    >>> facts.undo(change)
    >>> len(facts.results())
    0
    """

    def __init__(self, shapes: Shapes, facts: FactIndex) -> None:
        self.shapes, self.facts = shapes, facts
        self.store = store_of(facts.triples())
        self.around, self.reads = Around(facts, self.store), Reads(shapes)
        self._run = Run(shapes, facts, asking(self.store), few=True)
        for shape in shapes.with_targets():
            for kind, term in shape.targets:
                if kind == "targetObjectsOf":
                    facts.by_object(term.value)

    def results(self) -> list[ShapeResult]:
        """Give all that is wrong, by checking everything."""
        return list(Run(self.shapes, self.facts, asking(self.store)).results())

    def about(self, nodes: Iterable[Term]) -> list[ShapeResult]:
        """Give all that is wrong with some nodes."""
        wanted = dict.fromkeys(nodes)
        found = self._check(self.reads.telling(wanted, self.around))
        return [result for result in found if result.focus in wanted]

    def change(self, added: Iterable[Triple] = (), removed: Iterable[Triple] = ()) -> FactChange:
        """Add and remove facts; tell what that makes wrong anywhere, and what it mends.

        What is both removed and added stays. Nothing is undone where the change breaks a rule.
        """
        new = dict.fromkeys(added)
        change = FactChange([fact for fact in new if fact not in self.facts])
        old = [f for f in dict.fromkeys(removed) if f not in new and f in self.facts]
        self._add(change.added)
        affected = self.reads.affected([*change.added, *old], self.around)
        self._remove(change.added)
        before = self._check(affected)
        self._add(change.added)
        change.removed = self._remove(old)
        after = self._check(affected)
        change.brought = self._only([one for one in after if one not in before], affected)
        change.mended = self._only([one for one in before if one not in after], affected)
        return change

    def undo(self, change: FactChange) -> None:
        """Take the last change back: all is as it was, the order of facts too."""
        for fact, place in reversed(change.removed):
            self.facts.add(fact, place)
        self.store.extend(_quads(fact for fact, _ in change.removed))
        self._remove(change.added)

    def _add(self, facts: Iterable[Triple]) -> None:
        for fact in facts:
            self.facts.add(fact)
        self.store.extend(_quads(facts))
        self._run.forget()

    def _remove(self, facts: Iterable[Triple]) -> list[tuple[Triple, int]]:
        """Take facts out; give each with its place."""
        gone = [(fact, self.facts.remove(fact)) for fact in reversed(list(facts))]
        for quad in _quads(fact for fact, _ in gone):
            self.store.remove(quad)
        self.store.extend(  # it has one for all spellings of a value
            _quads(
                (subject, predicate, same)
                for (subject, predicate, value), _ in gone
                if isinstance(value, ox.Literal)
                for same in self.facts.values(subject, predicate.value)
            )
        )
        self._run.forget()
        return gone

    def _only(self, results: list[ShapeResult], affected: Affected) -> list[ShapeResult]:
        """Leave out results that nodes which are not affected lead to as well."""
        if not results:
            return []
        rest: Affected = {}
        about = {result.focus: None for result in results}
        for root, nodes in self.reads.telling(about, self.around).items():
            done = affected.get(root, {})
            if done is not None:
                own = self._run.focus_nodes(self.shapes[root]) if nodes is None else nodes
                rest[root] = {node: None for node in own if node not in done}
        also = self._check(rest)
        return [result for result in results if result not in also]

    def _check(self, affected: Affected) -> dict[ShapeResult, None]:
        """Check the affected nodes of each shape."""
        found: dict[ShapeResult, None] = {}
        for root, nodes in affected.items():
            shape = self.shapes[root]
            if nodes is None or not self.facts.has_more(nodes):
                whole = self._run.focus_nodes(shape)
                about = whole if nodes is None else {n: None for n in nodes if n in whole}
            else:
                about = {n: None for n in nodes if self._run.is_about(shape, n)}
            if about:
                found |= dict.fromkeys(self._run.check(shape, about))
        return found


def _quads(facts: Iterable[Triple]) -> list[ox.Quad]:
    return [ox.Quad(s, p, o) for s, p, o in facts if not isinstance(s, ox.Literal)]
