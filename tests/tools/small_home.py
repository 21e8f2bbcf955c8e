"""A home with our ontology and a few facts of a test."""

from pathlib import Path

import minkg
from minkg.knowledge import KnowledgeGraph
from tests.conftest import ROOT


def small(folder: Path, *facts: str) -> KnowledgeGraph:
    """Load a home with our ontology and a few facts of our own."""
    for name in ("ontology", "data/platform", "shapes", "queries"):
        (folder / name).mkdir(parents=True)
    for module in (ROOT / "ontology").glob("*.ttl"):
        (folder / "ontology" / module.name).write_bytes(module.read_bytes())
    prefixes = (ROOT / "data/platform/marine-sand-watch.trig").read_text().split("\n\n")[0]
    (folder / "data/platform/one.trig").write_text("\n".join([prefixes, *facts]) + "\n")
    return minkg.load(folder)


def passage(*facts: str) -> list[str]:
    return [
        ':d a mk:Document ; skos:prefLabel "D"@en . :d.7 a mk:Passage ; dcterms:isPartOf :d ;',
        'mk:locator "7" ; mk:reviewState "checked" .',
        ":d.7 {",
        *facts,
        "}",
    ]
