"""What could stand instead of a wrong or missing value: choices, near misses, whole lines."""

import re
from collections.abc import Collection, Iterator

import pyoxigraph as ox

from minkg.graph.terms import Term, plain
from minkg.home import term_text
from minkg.shacl import RDF, SH, FactIndex, ShapeResult, well_formed
from minkg.words.lookup import near_names
from minkg.words.names import ENTRY, compact, expand, is_name, name_of

_ANY = '"…"@en'
_SAMPLES = {
    "xsd:string": '"…"',
    "xsd:anyURI": '"https://www.unep.org/"^^xsd:anyURI',
    "xsd:date": '"2023-09-07"^^xsd:date',
    "xsd:decimal": "115.0",
    "xsd:boolean": "true",
}


class Examples:
    """Finds choices and example lines in shapes and facts."""

    def __init__(self, shapes: FactIndex, facts: FactIndex) -> None:
        self.shapes, self.facts = shapes, facts

    def choices(self, component: str, wanted: Term | None) -> list[Term]:
        """Give the entries or texts that a constraint leaves to choose from."""
        if wanted is None:
            return []
        if component == "class":
            return sorted(self.facts.instances(wanted), key=plain)
        if component in ("in", "languageIn"):
            return self.shapes.items(wanted)
        return []

    def known_like(self, path: Term | None, value: Term | None) -> list[str]:
        """Give the known names that an unknown class, property or entry is most like."""
        typed = self.facts.by_subject(f"{RDF}type")
        if path is not None and path.value != f"{RDF}type" and path not in typed:
            properties = [
                plain(term)
                for term, kinds in typed.items()
                if any(kind.value.endswith("Property") for kind in kinds)
            ]
            return near_names(plain(path), properties)
        if not isinstance(value, ox.NamedNode) or value in typed:
            return []
        if path is not None and path.value == f"{RDF}type":
            return near_names(plain(value), [plain(c) for c in self._classes()])
        return near_names(plain(value), self._entries())

    def _classes(self) -> Collection[Term]:
        return self.facts.by_object(f"{RDF}type").get(ox.NamedNode(expand("owl:Class")), ())

    def _entries(self) -> Iterator[str]:
        for term in self.facts.by_subject(f"{RDF}type"):
            if term.value.startswith(ENTRY) and is_name(name := name_of(term.value)):
                yield name

    def line(self, result: ShapeResult) -> str:
        """Write a line that would keep the rule, with the given value where that can be."""
        own = self.shapes.value(result.shape, expand("skos:example"))
        if own is not None:
            return own.value
        if not isinstance(result.path, ox.NamedNode):
            return "…"
        return f"{compact(result.path.value)} {self._value(result, result.path)}"

    def _value(self, result: ShapeResult, path: ox.NamedNode) -> str:
        alike = [result.shape, *self.shapes.by_object(f"{SH}path").get(path, ())]
        given = result.value
        datatypes = [kind for shape in alike for kind in self.datatypes(shape)]
        for kind in datatypes:
            if isinstance(given, ox.Literal) and (line := _cast(given, kind)) is not None:
                return line
        for shape in alike:
            allowed = self.shapes.items(self.shapes.value(shape, f"{SH}in"))
            if allowed:
                return term_text(allowed[0])
        if datatypes:
            return _SAMPLES.get(compact(datatypes[0].value), _ANY)
        return self._link(result, path, alike)

    def datatypes(self, shape: Term) -> list[Term]:
        """Give the datatypes that a property shape allows."""
        own = self.shapes.value(shape, f"{SH}datatype")
        options = self.shapes.items(self.shapes.value(shape, f"{SH}or"))
        inner = [self.shapes.value(option, f"{SH}datatype") for option in options]
        return [kind for kind in [own, *inner] if kind is not None]

    def _link(self, result: ShapeResult, path: ox.NamedNode, alike: list[Term]) -> str:
        """Give a link: what the text names, else one that is used, else one of the class."""
        if isinstance(result.value, ox.Literal):
            named = near_names("-".join(result.value.value.split()), self._entries())
            if named:
                return f":{named[0]}"
        typed = self.facts.by_subject(f"{RDF}type")
        for values in self.facts.by_subject(path.value).values():
            used = next((v for v in values if v in typed and v != result.value), None)
            if isinstance(used, ox.NamedNode):
                return compact(used.value)
        kinds = [kind for shape in alike for kind in self.shapes.values(shape, f"{SH}class")]
        first = next(iter(self.choices("class", kinds[0] if kinds else None)), None)
        return f":{plain(first)}" if first else ":…"


def in_cell(text: str) -> str:
    """Write an example line or a remedy as one fills in a cell: the value without Turtle's signs.

    >>> in_cell('mk:launchedIn "2023-09"^^xsd:gYearMonth'), in_cell("mk:addressesTopic :tailings")
    ('2023-09', 'tailings')
    >>> in_cell('write a whole address, such as:  "https://www.unep.org/"^^xsd:anyURI')
    'write a whole address, such as:  https://www.unep.org/'
    """
    bare = re.sub(r'"((?:[^"\\\\]|\\\\.)*)"(?:@[a-z]+|\^\^[\w:]+)?', r"\1", text)
    bare = re.sub(r"^[a-z]+:\w+ ", "", bare)
    return re.sub(r"(?<![\w/]):(?=[a-z])", "", bare).removesuffix(" ;")


def _cast(value: ox.Literal, kind: Term) -> str | None:
    """Write the same text with another datatype, where it fits."""
    if kind.value == f"{RDF}langString":
        return term_text(ox.Literal(value.value, language=value.language or "en"))
    text = value.value
    if kind.value == expand("xsd:gYear") and not re.fullmatch("[0-9]{4}", text):
        return None
    if kind.value == expand("xsd:decimal") and text.isdecimal():
        text = f"{text}.0"
    literal = ox.Literal(text, datatype=ox.NamedNode(kind.value))
    fits = value.value and literal != value and well_formed(literal)
    return term_text(literal) if fits else None
