"""The map of the graph, side by side: minkg, pyvis, gravis, networkx with matplotlib.

All draw the same entries and links with the same names. The peers are installed into a
throw-away environment in a temporary folder. Time is from the network in memory to the file
on disk; requests are what the page asks of the network when a browser opens it; overlaps are
pairs of labels that lie on each other, as the program that drew them tells. Then the whole
map of 2,000 entries made up by chance.

Run: .venv/bin/python benchmarks/pictures.py
"""

import json
import random
import shutil
import subprocess
import tempfile
import time
import venv
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, sync_playwright

import minkg
from minkg.pictures.catalogue import draw
from minkg.pictures.drawing.scene import Scene, Wish
from minkg.pictures.views import map_layout as layout
from minkg.pictures.views import network

SHOWN, MANY, LINKS = 160, 2_000, 4_000
PEERS = ("pyvis", "gravis", "networkx", "matplotlib", "scipy", "setuptools<81")
HEAD = """
import json, sys, time
import networkx as nx
data = json.load(open("network.json"))
graph = nx.Graph()
for name, label in data["nodes"]:
    graph.add_node(name, label=label, title=label)
graph.add_edges_from(data["edges"])
start = time.perf_counter()
overlaps = None
"""
TAIL = """
print(json.dumps({"seconds": time.perf_counter() - start, "overlaps": overlaps}))
"""
PYVIS = """
from pyvis.network import Network
net = Network(height="900px", width="1400px", cdn_resources=%r)
net.from_nx(graph)
open("%s", "w", encoding="utf-8").write(net.generate_html())
"""
GRAVIS = """
import gravis
figure = gravis.d3(graph, node_label_data_source="label", show_node_label=True,
                   graph_height=900)
open("%s", "w", encoding="utf-8").write(figure.to_html_standalone())
"""
MATPLOTLIB = """
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plot
figure = plot.figure(figsize=(16.5, 11.7))
places = nx.spring_layout(graph, seed=1)
nx.draw(graph, places, node_size=40, width=0.4)
names = nx.draw_networkx_labels(graph, places, {n: d["label"] for n, d in graph.nodes(data=True)},
                                font_size=7)
plot.savefig("%s")
took = time.perf_counter() - start
boxes = [text.get_window_extent() for text in names.values()]
overlaps = sum(int(a.overlaps(b)) for i, a in enumerate(boxes) for b in boxes[i + 1:])
start = time.perf_counter() - took
"""
PROGRAMS = {
    "pyvis (default)": (PYVIS % ("local", "pyvis.html"), "pyvis.html"),
    "pyvis (in_line)": (PYVIS % ("in_line", "inline.html"), "inline.html"),
    "gravis d3": (GRAVIS % "gravis.html", "gravis.html"),
    "networkx + matplotlib": (MATPLOTLIB % "drawn.png", "drawn.png"),
}
BOXES = {
    "pyvis": "names => typeof network === 'undefined' ? null : network.body.nodeIndices.map(id => "
    "{const b = network.getBoundingBox(id); return [b.left, b.top, b.right, b.bottom]})",
    "gravis": "names => [...document.querySelectorAll('svg text')]"
    ".filter(t => names.includes(t.textContent.trim()) && t.getBoundingClientRect().width)"
    ".filter((t, at, all) => all.findIndex(o => o.textContent === t.textContent) === at)"
    ".map(t => {const b = t.getBoundingClientRect(); "
    "return [b.left, b.top, b.right, b.bottom]})",
    "minkg": "names => [...document.querySelectorAll('svg text')].map(t => "
    "{const b = t.getBBox(); return [b.x, b.y + 2, b.x + b.width, b.y + b.height - 2]})",
}


def main() -> None:
    kg = minkg.load()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        place = Path(folder)
        drawn = shown(kg)
        names = [label for _, label in drawn["nodes"]]
        (place / "network.json").write_text(json.dumps(drawn))
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        print(f"{SHOWN} entries      seconds     bytes  requests  labels  overlapping labels")
        ours(kg, place, browser, names)
        python = environment(place / "venv")
        for name, (code, file) in PROGRAMS.items():
            words = [python, "-W", "ignore", "-c", HEAD + code + TAIL]
            done = subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{name:24} failed: {done.stderr.strip().splitlines()[-1]}")
                continue
            said = json.loads(done.stdout.strip().splitlines()[-1])
            requests, labels, overlaps = seen(browser, place / file, name.split()[0], names)
            if said["overlaps"] is not None:
                labels, overlaps = SHOWN, said["overlaps"]
            row(name, said["seconds"], place / file, requests, labels, overlaps)
        browser.close()
    whole_map()


def shown(kg: minkg.KnowledgeGraph) -> dict[str, Any]:
    """Give the entries and links of the picture, as all draw them."""
    scene = Scene(kg, "en", Wish())
    drawn = network._Map(scene)
    names = drawn.ranked[:SHOWN]
    return {
        "nodes": [(name, scene.short(name)) for name in names],
        "edges": [pair for pair in drawn.pairs if set(pair) <= set(names)],
    }


def ours(kg: minkg.KnowledgeGraph, place: Path, browser: Browser, names: list[str]) -> None:
    kg.facets()
    for size in (None, "a3"):
        for suffix in ("svg", "html", "png", "pdf"):
            file = place / f"ours.{suffix}"
            start = time.perf_counter()
            draw(kg, "network", most=SHOWN, size=size).save(file)
            took = time.perf_counter() - start
            found = seen(browser, file, "minkg", names) if suffix == "html" else (None, None, None)
            row(f"minkg {size or 'free'} {suffix}", took, file, *found)


def environment(folder: Path) -> str:
    """Install the peers into an environment of their own; give its Python."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    words = [python, "-m", "pip", "install", "-q", *PEERS]
    subprocess.run(words, check=True, capture_output=True)
    return python


def seen(
    browser: Browser, file: Path, program: str, names: list[str]
) -> tuple[int | None, int | None, int | None]:
    """Open a page without network: give requests to outside, labels, and how many overlap."""
    if file.suffix != ".html":
        return None, None, None
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri(), wait_until="load")
    page.wait_for_timeout(8_000 if program != "minkg" else 500)
    boxes = page.evaluate(BOXES[program], names)
    context.close()
    asked = [url for url in asked if url.startswith("http")]
    if not boxes:
        return len(asked), 0, None
    clash = sum(
        min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5
        for a, b in combinations(boxes, 2)
    )
    return len(asked), len(boxes), clash


def row(
    name: str,
    seconds: float,
    file: Path,
    requests: int | None = None,
    labels: int | None = None,
    overlaps: int | None = None,
) -> None:
    cells = ["-" if one is None else str(one) for one in (requests, labels, overlaps)]
    print(f"{name:24}{seconds:8.2f}{file.stat().st_size:10,}", *(f"{c:>9}" for c in cells))


def whole_map() -> None:
    """Lay out many entries made up by chance, most of them linked to a few."""
    chance = random.Random(1)
    sizes = np.array(
        [[chance.uniform(50, 130), chance.choice((22.0, 37.0, 52.0))] for _ in range(MANY)]
    )
    edges = [(at, int(at * chance.random() ** 2)) for at in range(1, MANY)]
    edges += [(chance.randrange(MANY), chance.randrange(MANY)) for _ in range(LINKS - MANY)]
    edges = [(a, b) for a, b in edges if a != b]
    area = float((sizes + layout.GAP).prod(axis=1).sum()) * network.AIR
    room = ((area * 1.45) ** 0.5, (area / 1.45) ** 0.5)
    start = time.perf_counter()
    found = layout.centres(MANY, edges, sizes, room)
    took = time.perf_counter() - start
    assert found is not None
    first, _ = layout._touching(found, sizes)
    print(
        f"\nwhole map, {MANY:,} entries, {len(edges):,} links: {took:.1f} s, "
        f"{len(first)} overlapping boxes"
    )


if __name__ == "__main__":
    main()
