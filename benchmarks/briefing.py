"""The one-file briefing of the shipped graph, and of one that is grown to 2,000 entries.

The grown home has the shipped vocabularies, entries and documents, and generated standards with
values and links drawn from them (fixed seed). Measured are the time to write the page, its size,
and in a real browser without network: requests besides the file, the time until the first view
stands, and the longest time that a click, a search and a slider keep the page busy.

Run: .venv/bin/python benchmarks/briefing.py [ENTRIES …]    (default: the shipped graph, 2000)
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from minkg.briefing.formats.web_page import write_page
from minkg.findings.facets import FACETS
from minkg.knowledge import KnowledgeGraph, open_graph

ROOT = Path(__file__).parent.parent
PREFIXES = """PREFIX : <https://w3id.org/minkg/>
PREFIX mk: <https://w3id.org/minkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
STEPS = {
    "findings": "#/en/findings", "matrix": "#/en/matrix?all=yes", "entries": "#/en/entries",
    "search": "#/en/entries?q=песок", "slider": "#/en/findings?w=5-50-5-5-5-5",
    "pair": "#/en/finding/global-sand-observatory/marine-sand-watch", "map": "#/en/map",
    "arabic": "#/ar/summary",
}  # fmt: skip


def grown(kg: KnowledgeGraph, entries: int, folder: Path) -> Path:
    """Write a home with so many entries."""
    rng = random.Random(512)
    for part in ("ontology", "shapes", "queries", "data"):
        shutil.copytree(ROOT / part, folder / part)
    subjects = list(kg.facets().subjects.values())
    passages = [
        str(p)
        for p in sorted(
            {
                e.passage
                for s in subjects
                for values in s.stated.values()
                for said in values.values()
                for e in said
            }
        )
    ]
    values = {f: sorted({v for s in subjects for v in s.stated.get(f, ())}) for f in FACETS}
    for at in range(entries - len(kg.names)):
        name, facts = f"generated-standard-{at}", []
        for facet, predicate in FACETS.items():
            for value in rng.sample(values[facet], rng.choice((0, 1, 2, 3))):
                facts.append(f"        mk:{predicate} :{value} ;")
        facts.append(f"        mk:recognizes :{rng.choice(subjects).name} ;")
        text = f"{PREFIXES}\n:{name}\n    a mk:Standard ;\n"
        text += f'    skos:prefLabel "Generated standard {at}"@en ;\n.\n'
        text += f"\n:{rng.choice(passages)} {{\n    :{name}\n" + "\n".join(facts) + "\n    .\n}\n"
        (folder / "data" / "standard" / f"{name}.trig").write_text(text, "utf-8")
    return folder


def opened(path: Path) -> dict[str, float | int]:
    """Open the page and walk through it: milliseconds until each view stands."""
    with sync_playwright() as play:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        began = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        found: dict[str, float | int] = {"first view": 1000 * (time.perf_counter() - began)}
        found |= {name: busy(page, state) for name, state in STEPS.items()}
        browser.close()
        return found | {"requests": len({*asked} - {path.as_uri()})}


def busy(page: Page, state: str) -> float:
    """Follow an address and give the milliseconds until the view is drawn and painted."""
    return float(
        page.evaluate(
            """state => new Promise(done => { const began = performance.now();
            const wait = () => document.documentElement.dataset.shown === location.hash
              && decodeURIComponent(location.hash) === decodeURIComponent(state)
              ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
              : setTimeout(wait, 1);
            delete document.documentElement.dataset.shown; location.hash = state; wait(); })""",
            state,
        )
    )


def main() -> None:
    """Measure the sizes that are asked for."""
    kg = open_graph(ROOT)
    for size in [int(word) for word in sys.argv[1:]] or [len(kg.names), 2000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            graph = kg if size <= len(kg.names) else open_graph(grown(kg, size, folder))
            began = time.perf_counter()
            (path,) = write_page(graph, folder / "briefing.html")
            wrote = time.perf_counter() - began
            print(
                f"{len(graph.names)} entries: written in {wrote:.1f} s, "
                f"{path.stat().st_size / 1e6:.2f} MB"
            )
            for step, figure in opened(path).items():
                print(f"  {step:12} {figure:6.0f}{'' if step == 'requests' else ' ms'}")


if __name__ == "__main__":
    main()
