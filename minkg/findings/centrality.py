"""Who is central in the network, what belongs together, and what hangs by one link.

Seen are organizations, instruments, proposals, processes, meetings, documents and
recommendations with the links between them that a passage states; concepts and
quantities would hide them. Two linked entries are joined once, whatever the direction,
with the number of distinct facts between them as weight. All of it tells of the passages
read: who is not central here may well be elsewhere.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, cast

from minkg.findings.facets import Evidence
from minkg.graph import network
from minkg.graph.sparql import declared, instances, not_deprecated
from minkg.graph.terms import plain
from minkg.words import natural
from minkg.words.names import bare

if TYPE_CHECKING:
    import networkx

    from minkg.graph import Graph

GROUPS = (
    "Organization", "Instrument", "Proposal", "Process", "Meeting", "Document", "Recommendation",
)  # fmt: skip
MANDATES = ("Instrument", "Recommendation", "Process")
SHOWN = 3  # members that describe a community
_ENOUGH = 1e-12  # how near the share of a node comes to what it would be in the end
_SEEN = declared(
    f"SELECT DISTINCT ?x ?group WHERE {{ {instances(*GROUPS)} {not_deprecated()} }}"
    " ORDER BY ?x ?group"
)


@dataclass(frozen=True)
class LinkFact:
    """One entry says something of another (`predicate` such as `mk:partOf`), with the passages."""

    subject: str
    predicate: str
    object: str
    passages: tuple[Evidence, ...]


@dataclass(frozen=True)
class Central:
    """One entry: distinct facts from and to it; its share (0…1) of shortest paths and of rank."""

    name: str
    kind: str
    links_out: int
    links_in: int
    betweenness: float
    pagerank: float
    facts: tuple[LinkFact, ...] = ()


@dataclass(frozen=True)
class Community:
    """Entries that belong together: by name, the most linked of them, and the facts that join them.

    `links` gives the kinds of link between members with their number of facts, most first.
    """

    members: tuple[str, ...]
    central: tuple[str, ...]
    links: tuple[tuple[str, int], ...]
    facts: tuple[LinkFact, ...]


@dataclass(frozen=True)
class Bridge:
    """What alone ties `cut_off` to the larger rest: the link of two entries, or one entry.

    With `second` it is the link, `second` being cut off; without it is the entry `first`.
    `facts` are those that tie the part to the rest.
    """

    first: str
    second: str | None
    cut_off: tuple[str, ...]
    facts: tuple[LinkFact, ...]


@dataclass(frozen=True)
class Shared:
    """One thing that two organizations are linked to, and what links each of them."""

    name: str
    kind: str
    first: tuple[LinkFact, ...]
    second: tuple[LinkFact, ...]


@dataclass(frozen=True)
class SharedMandate:
    """Two organizations with all that both are linked to, and the facts between the two."""

    first: str
    second: str
    shared: tuple[Shared, ...]
    between: tuple[LinkFact, ...] = ()


@dataclass(frozen=True)
class NetworkView:
    """The linked entries: group and folder of each, and the facts between every two."""

    groups: Mapping[str, str]
    kinds: Mapping[str, str]
    pairs: Mapping[tuple[str, str], tuple[LinkFact, ...]]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All linked entries, sorted; a node of `net` is a place in this row."""
        return tuple(sorted({name for pair in self.pairs for name in pair}))

    @cached_property
    def net(self) -> "networkx.Graph[int]":
        """The simple undirected projection; numbers for names, as sets of texts have no order."""
        import networkx

        net: networkx.Graph[int] = networkx.Graph()
        net.add_nodes_from(range(len(self.names)))
        at = {name: number for number, name in enumerate(self.names)}
        whole = math.lcm(*map(len, self.pairs.values()))  # whole lengths: equal ways stay equal
        for (one, other), facts in sorted(self.pairs.items()):
            net.add_edge(at[one], at[other], weight=len(facts), length=whole // len(facts))
        return net

    @cached_property
    def facts(self) -> tuple[LinkFact, ...]:
        """All facts, sorted by the pair that they join."""
        return tuple(fact for _, facts in sorted(self.pairs.items()) for fact in facts)

    def between(self, one: str, other: str) -> tuple[LinkFact, ...]:
        """Give the facts between two entries, in either direction."""
        return self.pairs.get((min(one, other), max(one, other)), ())

    def named(self, nodes: Iterable[int]) -> tuple[str, ...]:
        """Give the names of nodes, sorted."""
        return tuple(self.names[node] for node in sorted(nodes))


def view(kg: "Graph | NetworkView") -> NetworkView:
    """Fetch the linked entries of these groups and the facts that passages state of them.

    All functions here take a graph, or its view when several of them ask the same.
    """
    if isinstance(kg, NetworkView):
        return kg
    groups = {plain(x): bare(plain(group)) for x, group in kg.select(_SEEN)}
    net = network(kg)
    said: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for source, target, data in net.edges(data=True):
        if source != target and data["passage"] and {source, target} <= groups.keys():
            passage = Evidence(data["passage"], data["state"])
            said[source, data["predicate"], target].add(passage)
    pairs: dict[tuple[str, str], list[LinkFact]] = defaultdict(list)
    for (source, predicate, target), passages in sorted(said.items()):
        shown = tuple(sorted(passages, key=lambda p: natural(p.passage)))
        fact = LinkFact(source, predicate, target, shown)
        pairs[min(source, target), max(source, target)].append(fact)
    kinds = {name: str(kind) for name, kind in net.nodes(data="kind") if name in groups}
    return NetworkView(groups, kinds, {pair: tuple(facts) for pair, facts in pairs.items()})


def central(kg: "Graph | NetworkView") -> list[Central]:
    """Give all entries, those most between others first, those with more rank among equals."""
    import networkx

    seen = view(kg)
    out = Counter(fact.subject for fact in seen.facts)
    into = Counter(fact.object for fact in seen.facts)
    between = networkx.betweenness_centrality(seen.net, weight="length")
    rank = networkx.pagerank(seen.net, weight="weight", tol=_ENOUGH, max_iter=2000)
    rows = [(round(between[n], 4), round(rank[n], 4), name) for n, name in enumerate(seen.names)]
    return [
        Central(
            name,
            seen.kinds[name],
            out[name],
            into[name],
            paths,
            share,
            tuple(fact for fact in seen.facts if name in (fact.subject, fact.object)),
        )
        for paths, share, name in sorted(rows, key=lambda row: (-row[0], -row[1], row[2]))
    ]


def communities(kg: "Graph | NetworkView") -> list[Community]:
    """Give the groups that are linked more to each other than to the rest, the largest first."""
    from networkx.algorithms.community import greedy_modularity_communities

    seen = view(kg)
    if not seen.pairs:
        return []
    parts = greedy_modularity_communities(seen.net, weight="weight")
    found = [_community(seen, seen.named(part)) for part in parts]
    return sorted(found, key=lambda one: (-len(one.members), one.members))


def _community(seen: NetworkView, members: tuple[str, ...]) -> Community:
    inside = set(members)
    facts = tuple(fact for fact in seen.facts if {fact.subject, fact.object} <= inside)
    ends = Counter(name for fact in facts for name in (fact.subject, fact.object))
    kinds = Counter(fact.predicate for fact in facts)
    return Community(
        members,
        tuple(sorted(members, key=lambda name: (-ends[name], name))[:SHOWN]),
        tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
        facts,
    )


def bridges(kg: "Graph | NetworkView") -> list[Bridge]:
    """Give the links, then the entries, without which a part is cut off, the largest part first."""
    import networkx

    seen = view(kg)
    found, net = [], seen.net.copy()
    for edge in cast("list[tuple[int, int]]", list(networkx.bridges(seen.net))):
        net.remove_edge(*edge)
        cut_off = _cut_off(net, edge)
        net.add_edge(*edge)
        first, second = (seen.names[node] for node in sorted(edge, key=cut_off.__contains__))
        found.append(Bridge(first, second, seen.named(cut_off), seen.between(first, second)))
    for node in networkx.articulation_points(seen.net):
        name, rest = seen.names[node], net.subgraph(set(net) - {node})
        cut = seen.named(_cut_off(rest, net[node]))
        facts = tuple(fact for other in cut for fact in seen.between(name, other))
        found.append(Bridge(name, None, cut, facts))
    return sorted(found, key=lambda b: (b.second is None, -len(b.cut_off), b.first, b.second or ""))


def _cut_off(net: "networkx.Graph[int]", nodes: Iterable[int]) -> set[int]:
    """Give what hangs on these nodes, except the largest part of it."""
    import networkx

    parts = {min(its): its for its in (networkx.node_connected_component(net, n) for n in nodes)}
    largest = min(parts, key=lambda least: (-len(parts[least]), least))
    return {node for least, part in parts.items() if least != largest for node in part}


def shared_mandates(kg: "Graph | NetworkView") -> list[SharedMandate]:
    """Give the pairs of organizations that one instrument, recommendation or process links.

    A resolution is an instrument. Any kind of link counts, in either direction; the pairs
    that share most come first.
    """
    seen = view(kg)
    bodies: dict[str, set[str]] = defaultdict(set)
    for pair in seen.pairs:
        for thing, body in (pair, pair[::-1]):
            if seen.groups[thing] in MANDATES and seen.groups[body] == "Organization":
                bodies[thing].add(body)
    found: dict[tuple[str, str], list[Shared]] = defaultdict(list)
    for thing, those in sorted(bodies.items()):
        for one, other in combinations(sorted(those), 2):
            sides = seen.between(one, thing), seen.between(other, thing)
            found[one, other].append(Shared(thing, seen.kinds[thing], *sides))
    pairs = [SharedMandate(*pair, tuple(its), seen.between(*pair)) for pair, its in found.items()]
    return sorted(pairs, key=lambda pair: (-len(pair.shared), pair.first, pair.second))
