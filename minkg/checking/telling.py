"""A broken rule, told in the reader's language, with its place and the way out.

There is one template per kind of constraint; a shape carries its own `sh:message`
and `mk:remedy` only where the template would not be clear.
"""

import re
from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox

from minkg.checking.problem import Problem
from minkg.checking.suggestions import Examples, in_cell
from minkg.graph.terms import Term, plain
from minkg.home import term_text
from minkg.shacl import RDF, RDFS, SH, FactIndex, ShapeResult
from minkg.words import with_article
from minkg.words.lookup import CHOOSE, hint_of, listed, near_names
from minkg.words.names import PREFIXES, compact, expand, name_of

SKOS = PREFIXES["skos"]
MAX_CHOICES = 12
_ADD = "add a line such as:  {example} ;"
_WRITE = "write it like:  {example} ;"
_KEEP = "keep one of them and delete the other"
_FITS_NOT = "'{value}' does not fit '{name}'"
TEMPLATES = {
    "minCount": ("'{entry}' lacks '{name}'", _ADD),
    "qualifiedMinCount": ("'{entry}' lacks '{name}'", _ADD),
    "maxCount": (
        "'{entry}' has too many values for '{name}': {values}",
        "keep {parameter} of them and delete the others",
    ),
    "class": ("'{value}' is not {a_class}", CHOOSE),
    "datatype": (_FITS_NOT, _WRITE),
    "datatype rdf:langString": ("'{value}' does not say in which language it is", _WRITE),
    "nodeKind": ("'{value}' is a text and not the name of an entry", _WRITE),
    "or": (_FITS_NOT, _WRITE),
    "pattern": (_FITS_NOT, "it must fit the pattern {parameter}"),
    "in": ("'{value}' is not among the choices for '{name}'", CHOOSE),
    "languageIn": ("'{value}' has a language that is not used here: {language}", CHOOSE),
    "uniqueLang": ("'{value}' is a second '{name}' in the same language", _KEEP),
    "uniqueLang skos:prefLabel": (
        "'{value}' is a second '{name}' in the same language",
        "keep one of them, and write the other as:  skos:altLabel {text} ;",
    ),
    "minInclusive": ("'{value}' is too small for '{name}'", "it must be at least {parameter}"),
    "maxInclusive": ("'{value}' is too large for '{name}'", "it must be at most {parameter}"),
    "maxLength": ("'{value}' is too long for '{name}'", "use at most {parameter} signs"),
    "minLength": ("'{value}' is too short for '{name}'", "use at least {parameter} signs"),
}
IN_A_CELL = {
    _ADD: "fill in this cell, such as:  {example}",
    _WRITE: "write it like:  {example}",
    "keep one of them, and write the other as:  skos:altLabel {text} ;": _KEEP,
}
OTHER = ("'{value}' breaks a rule for '{name}'", "see the rule in the folder shapes/")


class Teller:
    """Turns results of shapes into problems with names instead of IRIs."""

    def __init__(self, shapes: FactIndex, facts: FactIndex, lang: str = "en") -> None:
        self.shapes, self.facts, self.lang = shapes, facts, lang
        self.examples = Examples(shapes, facts)

    def problem(
        self, result: ShapeResult, file: str, line: int | None = None, cell: str = ""
    ) -> Problem:
        """Tell one result; place is already known, and in a cell there is no Turtle."""
        message, hint = self._template(result)
        choices = self._choices(result)
        values = self._values(result, choices, in_table=bool(cell))
        own = self._own(result, expand("mk:remedy"))
        if cell:
            hint, own = IN_A_CELL.get(hint, hint), own and in_cell(own)
            values["example"] = in_cell(values["example"])
        near, gaps = hint_of(self._near(result, choices, in_table=bool(cell)), "")
        hint = (near or own or hint) if result.component == "sparql" else (own or near or hint)
        message = self._own(result, f"{SH}message") or message
        return Problem(
            message,
            hint,
            file,
            None if cell else line,
            cell=cell,
            entry=plain(result.focus),
            rule=name_of(result.shape.value).removeprefix("mks:"),
            severity=result.severity.lower(),
            values=values | gaps,
            result=result,
        )

    def _template(self, result: ShapeResult) -> tuple[str, str]:
        """Give message and hint for a component, with its parameter or path where that is known."""
        parameter = self.shapes.value(result.shape, f"{SH}{result.component}")
        for term in (parameter, result.path):
            named = compact(term.value) if isinstance(term, ox.NamedNode) else ""
            if (found := TEMPLATES.get(f"{result.component} {named}")) is not None:
                return found
        return TEMPLATES.get(result.component, OTHER)

    def _own(self, result: ShapeResult, predicate: str) -> str | None:
        holders = [result.shape]
        if result.component == "sparql":
            holders = [*self.shapes.values(result.shape, f"{SH}sparql"), result.shape]
        texts = [t for holder in holders for t in self.shapes.values(holder, predicate)]
        return _in_language(texts, self.lang)

    def _wanted(self, result: ShapeResult) -> Term | None:
        return self.shapes.value(result.shape, f"{SH}{result.component}")

    def _choices(self, result: ShapeResult) -> list[Term]:
        return self.examples.choices(result.component, self._wanted(result))

    def _values(
        self, result: ShapeResult, choices: Sequence[Term], *, in_table: bool
    ) -> dict[str, str]:
        focus, path, value = result.focus, result.path, result.value
        wanted = self._wanted(result)
        several: Sequence[Term] = ()
        others: Collection[Term] = ()
        if isinstance(path, ox.NamedNode):
            several = self.facts.values(focus, path.value)
            if value is not None and result.component == "sparql":
                others = self.facts.by_object(path.value).get(value, ())
        shown = self.label if in_table else plain
        return {
            "entry": plain(focus),
            "its_class": self._class_name(self.facts.value(focus, f"{RDF}type")),
            "name": self._name(result),
            "path": plain(path) if isinstance(path, ox.NamedNode) else "",
            "value": _shown(value),
            "values": listed([_shown(one) for one in several], most=MAX_CHOICES),
            "others": listed([plain(one) for one in others if one != focus], most=MAX_CHOICES),
            "text": term_text(value) if isinstance(value, ox.Literal) else plain(value),
            "language": (value.language or "") if isinstance(value, ox.Literal) else "",
            "a_class": self._class_name(wanted) if result.component == "class" else "",
            "parameter": _shown(wanted),
            "choices": listed([shown(choice) for choice in choices], plain(value), MAX_CHOICES),
            "example": self.examples.line(result),
        }

    def _near(self, result: ShapeResult, choices: Sequence[Term], *, in_table: bool) -> list[str]:
        """Give what was probably meant, where a choice or a name is not known."""
        value = plain(result.value)
        if result.component == "sparql":
            unsaid = result.value == result.focus
            return [] if unsaid else self.examples.known_like(result.path, result.value)
        if result.path is None:
            return []
        known = {plain(choice): choice for choice in choices}
        if in_table and result.component == "class":
            for choice in choices:
                for predicate in (f"{SKOS}prefLabel", expand("mk:translatedLabel")):
                    labels = self.facts.values(choice, predicate)
                    known |= {label.value: choice for label in labels}
        return [name for name in near_names(value, known) if name != value]

    def label(self, term: Term | None) -> str:
        """Give the label of a term of the ontology in the language, or its name."""
        if term is None:
            return ""
        found = _in_language(self.facts.values(term, f"{RDFS}label"), self.lang)
        found = found or _in_language(self.facts.values(term, f"{SKOS}prefLabel"), self.lang)
        return found or plain(term)

    def _name(self, result: ShapeResult) -> str:
        own = _in_language(self.shapes.values(result.shape, f"{SH}name"), self.lang)
        return own or self.label(result.path)

    def _class_name(self, kind: Term | None) -> str:
        label = self.label(kind)
        if self.lang != "en":
            return f"«{label}»"
        return with_article(label)


def _in_language(texts: Iterable[Term], lang: str) -> str | None:
    found = {t.language or "en": t.value for t in texts if isinstance(t, ox.Literal)}
    return found.get(lang) or found.get("en")


def _shown(term: Term | None) -> str:
    """Write a value for people: 115 for 115.0, names for IRIs."""
    text = plain(term)
    whole = isinstance(term, ox.Literal) and term.datatype.value == expand("xsd:decimal")
    return re.sub(r"\.0*$", "", text) if whole else text
