"""Entries and links as networks for other programs: GraphML, GEXF, DOT, Cytoscape and others."""

import json
import re
from itertools import groupby
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from minkg.exports.tables import word
from minkg.words import BadInput
from minkg.words.sheet_text import markdown

if TYPE_CHECKING:
    import networkx

    Net = networkx.MultiDiGraph[str]

MERMAID_MOST = 400  # Mermaid itself refuses more than 500 links
WIDE, HIGH, GAP = 260, 80, 30  # a card of a canvas
HUES = ("#1d5a96", "#9a5a00", "#22703a", "#6a3d9a", "#57606a", "#a33b5c")
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": ""})
_PLAIN = re.compile(r"[^\w ,.'/()\-]")


def graphml(net: "Net") -> str:
    """Write GraphML."""
    import networkx

    return "\n".join(networkx.generate_graphml(_printable(net))) + "\n"


def gexf(net: "Net") -> str:
    """Write GEXF with a colour for every class and a place where classes stand together."""
    import networkx

    copy, places = _printable(net), grid(net)
    kinds = sorted({data["kind"] for _, data in copy.nodes(data=True)})
    for node, data in copy.nodes(data=True):
        hue = HUES[kinds.index(data["kind"]) % len(HUES)].removeprefix("#")
        red, green, blue = bytes.fromhex(hue)
        x, y = places[node]
        data["viz"] = {
            "color": {"r": red, "g": green, "b": blue},
            "position": {"x": float(x), "y": float(-y), "z": 0.0},
        }
    text = "\n".join(networkx.generate_gexf(copy)) + "\n"
    text = re.sub(r'(<viz:color [^>]*?) a="[^"]*"', r"\1", text)  # some programs misread it
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)


def _printable(net: "Net") -> "Net":
    """Leave out the control signs that XML does not take."""
    copy = net.copy()
    attributes = [data for _, data in copy.nodes(data=True)]
    attributes += [data for *_, data in copy.edges(data=True)]
    for data in attributes:
        for key, value in data.items():
            if isinstance(value, str):
                data[key] = _UNPRINTABLE.sub("", value)
    return copy


def dot(net: "Net") -> str:
    """Write DOT."""
    lines = [f"    {_quoted(node)} [{_list(data)}];\n" for node, data in net.nodes(data=True)]
    lines += [
        f"    {_quoted(source)} -> {_quoted(target)} [{_list(data)}];\n"
        for source, target, data in net.edges(data=True)
    ]
    return "".join(["digraph minkg {\n", '    charset="UTF-8";\n', *lines, "}\n"])


def _list(data: dict[str, Any]) -> str:
    return ", ".join(f"{key}={_quoted(word(value))}" for key, value in data.items())


def _quoted(text: str) -> str:
    r"""Write a DOT string.

    >>> print(_quoted('the "Global" \\ one'))
    "the \"Global\" \\ one"
    """
    return f'"{text.translate(_DOT)}"'


def cytoscape(net: "Net") -> str:
    """Write the JSON of Cytoscape and Cytoscape.js."""
    import networkx

    return _json(networkx.cytoscape_data(net))


def cx2(net: "Net") -> str:
    """Write CX2, the exchange format of Cytoscape and NDEx; nodes are numbered."""
    at, places = {node: number for number, node in enumerate(net)}, grid(net)
    nodes = [
        {"id": at[node], "x": places[node][0], "y": places[node][1],
         "v": {"name": data["label"], "represents": node, "kind": data["kind"],
               "language": data["language"], "official": data["official"]}}
        for node, data in net.nodes(data=True)
    ]  # fmt: skip
    edges = [
        {"id": number, "s": at[s], "t": at[t],
         "v": {"interaction": data["label"], "predicate": data["predicate"],
               "passage": data["passage"], "state": data["state"]}}
        for number, (s, t, data) in enumerate(net.edges(data=True))
    ]  # fmt: skip
    texts = ("name", "represents", "kind", "language")
    declared = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {**{key: {"d": "string"} for key in texts}, "official": {"d": "boolean"}},
        "edges": {k: {"d": "string"} for k in ("interaction", "predicate", "passage", "state")},
    }
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [declared], "networkAttributes": [{"name": "minkg"}],
        "nodes": nodes, "edges": edges,
    }  # fmt: skip
    counts = [{"name": name, "elementCount": len(those)} for name, those in aspects.items()]
    return _json(
        [{"CXVersion": "2.0", "hasFragments": False}, {"metaData": counts},
         *({name: those} for name, those in aspects.items()),
         {"status": [{"error": "", "success": True}]}]
    )  # fmt: skip


def kumu(net: "Net") -> str:
    """Write a blueprint of Kumu."""
    elements = [
        {"id": node, "label": data["label"], "type": data["kind"], "language": data["language"]}
        for node, data in net.nodes(data=True)
    ]
    connections = [
        {"id": f"link-{number}", "from": s, "to": t, "type": data["label"],
         "direction": "directed", "passage": data["passage"], "state": data["state"]}
        for number, (s, t, data) in enumerate(net.edges(data=True), 1)
    ]  # fmt: skip
    return _json({"elements": elements, "connections": connections})


def canvas(net: "Net") -> str:
    """Write a JSON Canvas, as Obsidian opens it: cards by class, each link once."""
    places = grid(net)
    cards: list[dict[str, Any]] = []
    for kind, those in _by_kind(net):
        spots = [places[node] for node in those]
        left, top = min(x for x, _ in spots), min(y for _, y in spots)
        right, low = max(x for x, _ in spots) + WIDE, max(y for _, y in spots) + HIGH
        cards.append({
            "id": f"class-{kind}", "type": "group", "label": kind, "x": left - GAP,
            "y": top - GAP, "width": right - left + 2 * GAP, "height": low - top + 2 * GAP,
        })  # fmt: skip
    cards += [
        {"id": node, "type": "text", "x": places[node][0], "y": places[node][1], "width": WIDE,
         "height": HIGH, "text": markdown(data["label"])}
        for node, data in net.nodes(data=True)
    ]  # fmt: skip
    edges = [
        {"id": f"link-{number}", "fromNode": s, "toNode": t, "toEnd": "arrow", "label": label}
        for number, (s, t, label) in enumerate(_once(net), 1)
    ]
    return _json({"nodes": cards, "edges": edges})


def mermaid(net: "Net") -> str:
    """Write a flow chart of Mermaid, each link once.

    Raises BadInput where there are more links than Mermaid draws.
    """
    links = _once(net)
    if len(links) > MERMAID_MOST:
        raise BadInput(
            "Mermaid draws no more than {most} links, and here are {count}",
            hint="`minkg export mermaid --entry NAME` takes one entry; `graphml` has no limit",
            most=MERMAID_MOST, count=len(links),
        )  # fmt: skip
    at = {node: f"n{number}" for number, node in enumerate(net)}
    lines = ["flowchart LR"]
    lines += [f'    {at[node]}["{_escaped(data["label"])}"]' for node, data in net.nodes(data=True)]
    lines += [f'    {at[s]} -->|"{_escaped(label)}"| {at[t]}' for s, t, label in links]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Write all signs that could be markup as Mermaid's numbered signs.

    >>> _escaped('a "b" [c] <script>')
    'a #34;b#34; #91;c#93; #60;script#62;'
    """
    return _PLAIN.sub(lambda sign: f"#{ord(sign[0])};", " ".join(text.split())) or "?"


def neighbourhood(net: "Net", name: str) -> "Net":
    """Give an entry with all that it says of others, and others of it."""
    import networkx

    near = [name, *sorted({*net.predecessors(name), *net.successors(name)} - {name})]
    part: Net = networkx.MultiDiGraph()
    part.add_nodes_from((node, net.nodes[node]) for node in near)
    part.add_edges_from((s, t, data) for s, t, data in net.edges(data=True) if name in (s, t))
    return part


def grid(net: "Net") -> dict[str, tuple[int, int]]:
    """Give every entry a place (left, top) of its own, classes next to each other in rows."""
    places: dict[str, tuple[int, int]] = {}
    left = top = low = 0
    room = ceil(sqrt(len(net) or 1)) * (WIDE + GAP) * 0.7
    for _, those in _by_kind(net):
        columns = max(1, ceil(sqrt(len(those) / 3)))
        wide = columns * (WIDE + GAP)
        if left and left + wide > room:
            left, top = 0, low + 3 * GAP
        for number, node in enumerate(those):
            row, column = divmod(number, columns)
            places[node] = left + column * (WIDE + GAP), top + row * (HIGH + GAP)
            low = max(low, places[node][1] + HIGH + GAP)
        left += wide + 3 * GAP
    return places


def _by_kind(net: "Net") -> list[tuple[str, list[str]]]:
    pairs = sorted((data["kind"], node) for node, data in net.nodes(data=True))
    return [(kind, [node for _, node in those]) for kind, those in groupby(pairs, lambda p: p[0])]


def _once(net: "Net") -> list[tuple[str, str, str]]:
    """Give each link once, however many passages state it."""
    return sorted({(s, t, data["label"]) for s, t, data in net.edges(data=True)})


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
