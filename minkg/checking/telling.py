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
from minkg.words import N_, nearest
from minkg.words.names import PREFIXES, compact, expand, name_of

SKOS = PREFIXES["skos"]
MAX_CHOICES = 12
_NEAR = N_("did you mean {near}")
_CHOOSE = N_("choose one of: {choices}")
_ADD = N_("add a line such as:  {example} ;")
_WRITE = N_("write it like:  {example} ;")
_KEEP = N_("keep one of them and delete the other")
_FITS_NOT = N_("'{value}' does not fit '{name}'")
TEMPLATES = {
    "minCount": (N_("'{entry}' lacks '{name}'"), _ADD),
    "qualifiedMinCount": (N_("'{entry}' lacks '{name}'"), _ADD),
    "maxCount": (
        N_("'{entry}' has too many values for '{name}': {values}"),
        N_("keep {parameter} of them and delete the others"),
    ),
    "class": (N_("'{value}' is not {a_class}"), _CHOOSE),
    "datatype": (_FITS_NOT, _WRITE),
    "datatype rdf:langString": (N_("'{value}' does not say in which language it is"), _WRITE),
    "nodeKind": (N_("'{value}' is a text and not the name of an entry"), _WRITE),
    "or": (_FITS_NOT, _WRITE),
    "pattern": (_FITS_NOT, N_("it must fit the pattern {parameter}")),
    "in": (N_("'{value}' is not among the choices for '{name}'"), _CHOOSE),
    "languageIn": (N_("'{value}' has a language that is not used here: {language}"), _CHOOSE),
    "uniqueLang": (N_("'{value}' is a second '{name}' in the same language"), _KEEP),
    "uniqueLang skos:prefLabel": (
        N_("'{value}' is a second '{name}' in the same language"),
        N_("keep one of them, and write the other as:  skos:altLabel {text} ;"),
    ),
    "minInclusive": (
        N_("'{value}' is too small for '{name}'"),
        N_("it must be at least {parameter}"),
    ),
    "maxInclusive": (
        N_("'{value}' is too large for '{name}'"),
        N_("it must be at most {parameter}"),
    ),
    "maxLength": (N_("'{value}' is too long for '{name}'"), N_("use at most {parameter} signs")),
    "minLength": (N_("'{value}' is too short for '{name}'"), N_("use at least {parameter} signs")),
}
IN_A_CELL = {
    _ADD: N_("fill in this cell, such as:  {example}"),
    _WRITE: N_("write it like:  {example}"),
    "keep one of them, and write the other as:  skos:altLabel {text} ;": _KEEP,
}
OTHER = (N_("'{value}' breaks a rule for '{name}'"), N_("see the rule in the folder shapes/"))


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
        values = self._values(result, in_table=bool(cell))
        own = self._own(result, expand("mk:remedy"))
        if cell:
            hint, own = IN_A_CELL.get(hint, hint), own and in_cell(own)
            values["example"] = in_cell(values["example"])
        near = _NEAR if values["near"] else ""
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
            values=values,
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

    def _values(self, result: ShapeResult, *, in_table: bool) -> dict[str, str]:
        focus, path, value = result.focus, result.path, result.value
        wanted = self.shapes.value(result.shape, f"{SH}{result.component}")
        choices = self.examples.choices(result.component, wanted)
        near = self._near(result, choices, in_table=in_table)
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
            "values": _list([_shown(one) for one in several]),
            "others": _list([plain(one) for one in others if one != focus]),
            "text": term_text(value) if isinstance(value, ox.Literal) else plain(value),
            "language": (value.language or "") if isinstance(value, ox.Literal) else "",
            "a_class": self._class_name(wanted) if result.component == "class" else "",
            "parameter": _shown(wanted),
            "near": f"'{near}'" if near else "",
            "choices": _list(_likely(plain(value), [shown(choice) for choice in choices])),
            "example": self.examples.line(result),
        }

    def _near(self, result: ShapeResult, choices: list[Term], *, in_table: bool) -> str | None:
        """Give what was probably meant, where a choice or a name is not known."""
        value = plain(result.value)
        if result.component == "sparql":
            unsaid = result.value == result.focus
            return None if unsaid else self.examples.known_like(result.path, result.value)
        if result.path is None:
            return None
        known = {plain(choice): plain(choice) for choice in choices}
        if in_table and result.component == "class":
            for choice in choices:
                for predicate in (f"{SKOS}prefLabel", expand("mk:translatedLabel")):
                    labels = self.facts.values(choice, predicate)
                    known |= {label.value.lower(): label.value for label in labels}
        close = nearest(value, known)
        return None if close is None or close == value else known[close]

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
        return f"{'an' if label[:1].lower() in 'aeio' else 'a'} {label}"


def _in_language(texts: Iterable[Term], lang: str) -> str | None:
    found = {t.language or "en": t.value for t in texts if isinstance(t, ox.Literal)}
    return found.get(lang) or found.get("en")


def _shown(term: Term | None) -> str:
    """Write a value for people: 115 for 115.0, names for IRIs."""
    text = plain(term)
    whole = isinstance(term, ox.Literal) and term.datatype.value == expand("xsd:decimal")
    return re.sub(r"\.0*$", "", text) if whole else text


def _likely(value: str, choices: list[str]) -> list[str]:
    """Give the choices; of too many to be read those that are spelt most like the value, first."""
    if len(choices) <= MAX_CHOICES:
        return choices
    from rapidfuzz import fuzz, process

    ratio, words = fuzz.WRatio, str.casefold
    found = process.extract(value, choices, scorer=ratio, processor=words, limit=MAX_CHOICES + 1)
    return [choice for choice, *_ in found]


def _list(choices: list[str]) -> str:
    shown = ", ".join(choices[:MAX_CHOICES])
    return f"{shown}, …" if len(choices) > MAX_CHOICES else shown
