"""Names and IRIs: what a thing is called in files, on the command line and on the web."""

import re
from functools import lru_cache

__all__ = [
    "DATA_PREFIXES",
    "ENTRIES_GRAPH",
    "ENTRY",
    "MAX_NAME",
    "ONTOLOGY",
    "ONTOLOGY_GRAPH",
    "PREFIXES",
    "SHAPES",
    "bare",
    "class_of",
    "compact",
    "expand",
    "folder_of",
    "is_name",
    "name_of",
]

ENTRY = "https://w3id.org/minkg/"
ONTOLOGY = "https://w3id.org/minkg/ontology#"
SHAPES = "https://w3id.org/minkg/shapes#"
ENTRIES_GRAPH = "https://w3id.org/minkg/entries"
ONTOLOGY_GRAPH = "https://w3id.org/minkg/ontology"

DATA_PREFIXES = {
    "": ENTRY,
    "dcterms": "http://purl.org/dc/terms/",
    "mk": ONTOLOGY,
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PREFIXES = DATA_PREFIXES | {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "mks": SHAPES,
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}
MAX_NAME = 60
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LOCAL = re.compile(r"[A-Za-z_][\w-]*(\.[\w-]+)*", re.ASCII)


def is_name(text: str) -> bool:
    """Tell whether a text may name an entry.

    >>> is_name("minamata-convention"), is_name("Minamata"), is_name("-x")
    (True, False, False)
    """
    return len(text) <= MAX_NAME and _NAME.fullmatch(text) is not None


@lru_cache(1 << 15)
def compact(iri: str) -> str:
    """Shorten an IRI to a prefixed name where one of our prefixes fits.

    >>> compact("https://w3id.org/minkg/unep"), compact("https://w3id.org/minkg/ontology#Topic")
    (':unep', 'mk:Topic')
    >>> compact("https://example.org/a b")
    '<https://example.org/a b>'
    """
    for prefix, base in PREFIXES.items():
        local = iri[len(base) :]
        if iri.startswith(base) and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def expand(name: str) -> str:
    """Give the IRI of an entry name, a prefixed name or an IRI.

    >>> expand("unep"), expand("mk:Topic")
    ('https://w3id.org/minkg/unep', 'https://w3id.org/minkg/ontology#Topic')
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return name if colon else ENTRY + name


@lru_cache(1 << 15)
def name_of(iri: str) -> str:
    """Give the short name of an IRI: `unep` for an entry, `mk:Topic` for a term.

    >>> name_of("https://w3id.org/minkg/unep"), name_of("https://example.org/x")
    ('unep', 'https://example.org/x')
    """
    return compact(iri).removeprefix(":").removeprefix("<").removesuffix(">")


def bare(term: str) -> str:
    """Give the name of a term of the ontology without its prefix, as it is without or as an IRI.

    >>> bare("mk:coversStage"), bare("https://w3id.org/minkg/ontology#Topic"), bare("Topic")
    ('coversStage', 'Topic', 'Topic')
    """
    return term.removeprefix(ONTOLOGY).removeprefix("mk:")


@lru_cache(256)
def folder_of(class_name: str) -> str:
    """Give the folder of a class, by its name, its prefixed name or its IRI.

    >>> folder_of("UnEntity"), folder_of("mk:UnEntity")
    ('un-entity', 'un-entity')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", bare(class_name)).lower()


def class_of(folder: str) -> str:
    """Give the class of a folder.

    >>> class_of("un-entity")
    'UnEntity'
    """
    return "".join(part.capitalize() for part in folder.split("-"))
