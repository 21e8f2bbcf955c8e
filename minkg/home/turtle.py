"""RDF files: read them with a place for every error, write them one fact per line.

The canonical form puts each fact on a line of its own, so that a change of one
fact is a change of one line: the predicate is repeated, every fact ends with
`` ;``, a block ends with a lone ``.``. Blocks of the unnamed graph come first,
then one block per passage; type and names come first, then the alphabet.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from minkg.words import N_, BadInput, natural
from minkg.words.names import DATA_PREFIXES, PREFIXES, compact
from minkg.words.place import Place

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
FIRST = (
    f"{RDF}type",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "https://w3id.org/minkg/ontology#acronym",
    "https://w3id.org/minkg/ontology#translatedLabel",
    "http://www.w3.org/2004/02/skos/core#definition",
)
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_PAIR = {f"{RDF}first", f"{RDF}rest"}
Subjects = Mapping[object, set[tuple[ox.NamedNode, object]]]


def read_facts(path: Path, place: str | None = None) -> list[ox.Quad]:
    """Read the quads of a file in the order of the file, or tell where it is broken."""
    shown = place or str(path)
    if path.suffix not in FORMATS:
        raise BadInput(
            "'{suffix}' is not a format that minkg reads",
            hint="give a file that ends in one of: {choices}",
            place=shown,
            suffix=path.suffix,
            choices=", ".join(FORMATS),
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror
        raise BadInput("cannot be read: {reason}", place=shown, reason=reason) from error
    return parse_facts(content, FORMATS[path.suffix], shown)


def parse_facts(
    content: bytes, form: ox.RdfFormat, place: str, most: int | None = None
) -> list[ox.Quad]:
    """Read quads from bytes, at most so many; `place` names them in errors."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadInput(
            "is not UTF-8 text",
            hint="save the file with the encoding UTF-8",
            place=Place(place, line),
        ) from error
    try:
        return list(islice(ox.parse(content, form, base_iri="https://w3id.org/minkg/"), most))
    except SyntaxError as error:
        reason = re.sub(r"^Parser error (at|between) line [^:]*: ", "", error.msg)
        where = Place(place, error.lineno or None)
        hint = N_('one fact is one line, such as:  skos:prefLabel "…"@en ;')
        raise BadInput("{reason}", hint=hint, place=where, reason=reason) from error


def term_text(term: object) -> str:
    """Write an IRI or a literal as canonical files do.

    >>> term_text(ox.NamedNode("https://w3id.org/minkg/unep"))
    ':unep'
    >>> term_text(ox.Literal("2023-09", datatype=ox.NamedNode(XSD + "gYearMonth")))
    '"2023-09"^^xsd:gYearMonth'
    """
    if isinstance(term, ox.NamedNode):
        return compact(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"not an IRI or a literal: {term}")
    bare = _BARE.get(term.datatype.value)
    if bare and bare.fullmatch(term.value):
        return term.value
    quoted = f'"{unicodedata.normalize("NFC", term.value).translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    if term.datatype.value == f"{XSD}string":
        return quoted
    return f"{quoted}^^{compact(term.datatype.value)}"


class _TurtleWriter:
    """Writes the quads of one file; blank nodes and lists stand inside their line."""

    def __init__(self, quads: Iterable[ox.Quad], place: str) -> None:
        self.place = place
        self.graphs: dict[str, dict[object, set[tuple[ox.NamedNode, object]]]]
        self.graphs = defaultdict(lambda: defaultdict(set))
        self.uses: dict[object, int] = defaultdict(int)
        for quad in set(quads):
            graph = quad.graph_name
            if isinstance(graph, ox.BlankNode):
                raise self._nameless()
            name = "" if isinstance(graph, ox.DefaultGraph) else term_text(graph)
            self.graphs[name][quad.subject].add((quad.predicate, quad.object))
            if isinstance(quad.object, ox.BlankNode):
                self.uses[quad.object] += 1

    def text(self, first: str) -> str:
        blocks = []
        for graph in sorted(self.graphs, key=natural):
            facts = self.graphs[graph]
            named = [s for s in facts if not isinstance(s, ox.BlankNode)]
            nameless = facts.keys() - set(named)
            self.placed: set[object] = set()
            named.sort(key=lambda s: (term_text(s) != first, natural(term_text(s))))
            if graph:
                inner = "".join(self._block(s, facts, "    ") for s in named)
                blocks.append(f"{graph} {{\n{inner}}}\n")
            else:
                blocks += [self._block(s, facts, "") for s in named]
            if nameless - self.placed:
                raise self._nameless()
        return "\n".join(blocks)

    def _nameless(self) -> BadInput:
        return BadInput(
            "something here has no name",
            place=self.place,
            hint="give every entry and every part of it a name",
        )

    def _block(self, subject: object, facts: Subjects, pad: str) -> str:
        lines = [f"{pad}    {line} ;\n" for line in self._lines(subject, facts)]
        return f"{pad}{term_text(subject)}\n{''.join(lines)}{pad}.\n"

    def _lines(self, subject: object, facts: Subjects) -> list[str]:
        rows = []
        for predicate, value in facts[subject]:
            verb = "a" if predicate.value == FIRST[0] else term_text(predicate)
            rank = FIRST.index(predicate.value) if predicate.value in FIRST else len(FIRST)
            language = value.language or "" if isinstance(value, ox.Literal) else ""
            text = self._value(value, facts)
            rows.append(((rank, verb, language, natural(text), text), f"{verb} {text}"))
        return [line for _, line in sorted(rows)]

    def _value(self, value: object, facts: Subjects) -> str:
        if not isinstance(value, ox.BlankNode):
            return term_text(value)
        if self.uses[value] > 1:
            raise self._nameless()
        self.placed.add(value)
        if self._is_list(value, facts):
            return f"( {' '.join(self._items(value, facts))} )"
        return f"[ {' ; '.join(self._lines(value, facts))} ]"

    def _is_list(self, node: object, facts: Subjects) -> bool:
        """Tell whether a chain of nodes, each used once, has items and an end and nothing else."""
        while isinstance(node, ox.BlankNode):
            pair = {p.value: o for p, o in facts[node]}
            if self.uses[node] > 1 or len(facts[node]) != 2 or set(pair) != _PAIR:
                return False
            node = pair[f"{RDF}rest"]
        return isinstance(node, ox.NamedNode) and node.value == f"{RDF}nil"

    def _items(self, node: object, facts: Subjects) -> list[str]:
        items = []
        while isinstance(node, ox.BlankNode):
            self.placed.add(node)
            pair = {p.value: o for p, o in facts[node]}
            items.append(self._value(pair[f"{RDF}first"], facts))
            node = pair[f"{RDF}rest"]
        return items


def _prefixes(quads: Iterable[ox.Quad]) -> set[str]:
    """Give the prefixes that the terms of these quads are written with."""
    terms: set[object] = {term for quad in quads for term in (quad.subject, quad.object, quad[3])}
    terms |= {quad.predicate for quad in quads if quad.predicate.value != FIRST[0]}  # that is `a`
    iris = {t.datatype.value for t in terms if isinstance(t, ox.Literal) and not t.language}
    iris |= {term.value for term in terms if isinstance(term, ox.NamedNode)}
    short = (compact(iri) for iri in iris)
    return {text.partition(":")[0] for text in short if not text.startswith("<")}


def write_facts(quads: Iterable[ox.Quad], path: Path) -> str:
    """Give the canonical text of the file at `path` with these quads."""
    known = list(quads)
    prefixes = DATA_PREFIXES if path.suffix == ".trig" else PREFIXES
    used = sorted(prefixes.keys() | _prefixes(known))
    header = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
    body = _TurtleWriter(known, str(path)).text(first=f":{path.stem}")
    return f"{header}\n{body}"


def canonical_text(path: Path, place: str | None = None) -> str:
    """Give the canonical text of a file as it stands."""
    return write_facts(read_facts(path, place), path)
