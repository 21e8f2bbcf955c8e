"""The terms of the ontology: classes and properties with their meaning."""

from typing import NamedTuple

from minkg.graph.terms import plain
from minkg.site.explorer.content import PageContent, items, quads, rdf_forms, table_forms, texts
from minkg.site.explorer.frame import Frame
from minkg.site.explorer.lists import definition
from minkg.words import N_
from minkg.words.names import ONTOLOGY_GRAPH

PARTS = {
    "owl:Class": N_("Classes"),
    "owl:ObjectProperty": N_("Links"),
    "owl:DatatypeProperty": N_("Values"),
    "owl:AnnotationProperty": N_("Notes"),
    "skos:ConceptScheme": N_("Vocabularies"),
}


class TermLine(NamedTuple):
    """A term of the ontology as a page shows it."""

    name: str
    kind: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    used: int


def terms(frame: Frame) -> PageContent:
    """Give all terms of the ontology."""
    shelf = frame.shelf
    used: dict[str, int] = {}
    for facts in list(shelf.facts.values()):
        for fact in facts:
            name = plain(fact.value) if fact.predicate == "rdf:type" else fact.predicate
            used[name] = used.get(name, 0) + 1

    def named(name: str, predicate: str) -> tuple[str, ...]:
        return tuple(plain(f.value) for f in shelf.facts[name]
                     if f.predicate == predicate and plain(f.value).startswith("mk:"))  # fmt: skip

    found = []
    for name in sorted(n for n in shelf.facts if n.startswith("mk:")):
        kinds = [plain(f.value) for f in shelf.facts[name] if f.predicate == "rdf:type"]
        kind = next((k for k in PARTS if k in kinds), "")
        if kind:
            above = named(name, "rdfs:subClassOf") + named(name, "rdfs:subPropertyOf")
            found.append(TermLine(name, kind, above, named(name, "rdfs:domain"),
                                  named(name, "rdfs:range"), used.get(name, 0)))  # fmt: skip
    values = {
        "parts": {PARTS[k]: [t for t in found if t.kind == k] for k in PARTS
                  if any(t.kind == k for t in found)},
        "definition": lambda name: definition(frame, name),
    }  # fmt: skip
    those = [f for n in shelf.facts if n.startswith("mk:") or n == ONTOLOGY_GRAPH or n == "ontology"
             for f in shelf.facts[n]]  # fmt: skip
    forms = {
        **rdf_forms(lambda: quads(shelf, those)),
        **table_forms(lambda: texts(("term", "label", "definition", "used"), [
            (t.name, frame.text(t.name), definition(frame, t.name), t.used) for t in found
        ])),
        "json": items("terms", lambda: [
            {"name": t.name, "label": frame.text(t.name), "definition": definition(frame, t.name),
             "kind": t.kind, "used": t.used} for t in found
        ]),
    }  # fmt: skip
    return PageContent(frame.say("Ontology"), "ontology.html", values, forms)
