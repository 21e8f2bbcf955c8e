"""A broken rule, told in the reader's language, with its place and the way out.

There is one template per kind of constraint; a shape carries its own `sh:message`
and `mk:remedy` only where the template would not be clear.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeGuard

import pyoxigraph as ox

from minkg.checking.problem import Problem
from minkg.checking.suggestions import Examples, in_cell
from minkg.graph.terms import Term, plain
from minkg.home import term_text
from minkg.shacl import RDF, RDFS, SH, FactIndex, ShapeResult
from minkg.words import N_, with_article
from minkg.words.lookup import CHOOSE, hint_of, listed, near_names
from minkg.words.names import PREFIXES, compact, expand, name_of
from minkg.words.place import Place

SKOS = PREFIXES["skos"]
MAX_CHOICES = 12
_GAP = re.compile(r"\{(\w+)\}")
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
    "class": (N_("'{value}' is not {a_class}"), CHOOSE),
    "datatype": (_FITS_NOT, _WRITE),
    "datatype rdf:langString": (N_("'{value}' does not say in which language it is"), _WRITE),
    "nodeKind": (N_("'{value}' is a text and not the name of an entry"), _WRITE),
    "or": (_FITS_NOT, _WRITE),
    "pattern": (_FITS_NOT, N_("it must fit the pattern {parameter}")),
    "in": (N_("'{value}' is not among the choices for '{name}'"), CHOOSE),
    "languageIn": (N_("'{value}' has a language that is not used here: {language}"), CHOOSE),
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
    """Turns results of shapes into problems with names instead of IRIs.

    `languages` are those in which each problem is told beside the first.
    """

    def __init__(
        self, shapes: FactIndex, facts: FactIndex, lang: str = "en", languages: Sequence[str] = ()
    ) -> None:
        self.shapes, self.facts, self.lang = shapes, facts, lang
        self.examples = Examples(shapes, facts)
        self.others = [Teller(shapes, facts, code) for code in languages if code != lang]

    def problem(self, result: ShapeResult, place: Place, in_table: bool = False) -> Problem:
        """Tell one result; its place is known already, and in a table there is no Turtle."""
        gaps = _Gaps(self, result, in_table=in_table)
        message, hint = self._template(result)
        own = self._own(result, expand("mk:remedy"))
        if in_table:
            hint, own = IN_A_CELL.get(hint, hint), own and in_cell(own)
        message = self._own(result, f"{SH}message") or message
        asked = result.component == "sparql" or not own
        near, said = hint_of(gaps.near if asked else [], "")
        hint = near or own or hint
        return Problem(
            message,
            hint,
            place,
            plain(result.focus),
            name_of(result.shape.value).removeprefix("mks:"),
            result.severity.lower(),
            gaps.in_text(message, hint) | said,
            result,
            {other.lang: other.problem(result, place, in_table) for other in self.others},
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

    def label(self, term: Term | None) -> str:
        """Give the label of a term of the ontology in the language, or its name."""
        if term is None:
            return ""
        found = _in_language(self.facts.values(term, f"{RDFS}label"), self.lang)
        found = found or _in_language(self.facts.values(term, f"{SKOS}prefLabel"), self.lang)
        return found or plain(term)

    def name(self, result: ShapeResult) -> str:
        """Give the name of what a result is about: that of its shape, else of its path."""
        own = _in_language(self.shapes.values(result.shape, f"{SH}name"), self.lang)
        return own or self.label(result.path)

    def class_name(self, kind: Term | None) -> str:
        """Write the label of a class as it stands in a sentence."""
        label = self.label(kind)
        if self.lang != "en":
            return f"«{label}»"
        return with_article(label)


class _Gaps:
    """What may stand in the gaps of a problem; each is found when a text asks for it."""

    def __init__(self, teller: Teller, result: ShapeResult, *, in_table: bool) -> None:
        self.teller, self.result, self.in_table = teller, result, in_table
        self.facts, self.examples = teller.facts, teller.examples
        self.wanted = teller.shapes.value(result.shape, f"{SH}{result.component}")

    def in_text(self, *texts: str) -> dict[str, str]:
        """Give the values of the gaps that stand in these texts."""
        names = dict.fromkeys(name for text in texts for name in _GAP.findall(text))
        return {name: _VALUES[name](self) for name in names if name in _VALUES}

    @cached_property
    def terms(self) -> list[Term]:
        """The entries or texts that the shape leaves to choose from."""
        return self.examples.choices(self.result.component, self.wanted)

    @cached_property
    def near(self) -> list[str]:
        """What was probably meant, where a choice or a name is not known."""
        result = self.result
        value = plain(result.value)
        if result.component == "sparql":
            unsaid = result.value == result.focus
            return [] if unsaid else self.examples.known_like(result.path, result.value)
        if result.path is None:
            return []
        known = {plain(choice): choice for choice in self.terms}
        if self.in_table and result.component == "class":
            for choice in self.terms:
                for predicate in (f"{SKOS}prefLabel", expand("mk:translatedLabel")):
                    labels = self.facts.values(choice, predicate)
                    known |= {label.value: choice for label in labels}
        return [name for name in near_names(value, known) if name != value]

    def choices(self) -> str:
        """List what there is to choose from."""
        shown = self.teller.label if self.in_table else plain
        names = [shown(choice) for choice in self.terms]
        return listed(names, plain(self.result.value), MAX_CHOICES)

    def example(self) -> str:
        """Write a line, or a cell, that would keep the rule."""
        line = self.examples.line(self.result)
        return in_cell(line) if self.in_table else line

    def values(self) -> str:
        """List all values of the property."""
        path = self.result.path
        several = self.facts.values(self.result.focus, path.value) if _is_plain(path) else ()
        return listed([_shown(one) for one in several], most=MAX_CHOICES)

    def others(self) -> str:
        """List who else has the value."""
        result, path = self.result, self.result.path
        others: Iterable[Term] = ()
        if _is_plain(path) and result.value is not None and result.component == "sparql":
            others = self.facts.by_object(path.value).get(result.value, ())
        return listed([plain(one) for one in others if one != result.focus], most=MAX_CHOICES)

    def text(self) -> str:
        """Write the value as it stands in a file."""
        value = self.result.value
        return term_text(value) if isinstance(value, ox.Literal) else plain(value)

    def language(self) -> str:
        """Give the language of the value."""
        value = self.result.value
        return (value.language or "") if isinstance(value, ox.Literal) else ""

    def its_class(self) -> str:
        """Name the class of the entry."""
        kind = self.facts.value(self.result.focus, f"{RDF}type")
        return self.teller.class_name(kind)


_VALUES: dict[str, Callable[[_Gaps], str]] = {
    "entry": lambda gaps: plain(gaps.result.focus),
    "its_class": _Gaps.its_class,
    "name": lambda gaps: gaps.teller.name(gaps.result),
    "path": lambda gaps: plain(gaps.result.path) if _is_plain(gaps.result.path) else "",
    "value": lambda gaps: _shown(gaps.result.value),
    "values": _Gaps.values,
    "others": _Gaps.others,
    "text": _Gaps.text,
    "language": _Gaps.language,
    "a_class": lambda gaps: gaps.teller.class_name(gaps.wanted),
    "parameter": lambda gaps: _shown(gaps.wanted),
    "choices": _Gaps.choices,
    "example": _Gaps.example,
}


def _is_plain(path: Term | None) -> TypeGuard[ox.NamedNode]:
    """Tell whether a path is a single property."""
    return isinstance(path, ox.NamedNode)


def _in_language(texts: Iterable[Term], lang: str) -> str | None:
    found = {t.language or "en": t.value for t in texts if isinstance(t, ox.Literal)}
    return found.get(lang) or found.get("en")


def _shown(term: Term | None) -> str:
    """Write a value for people: 115 for 115.0, names for IRIs."""
    text = plain(term)
    whole = isinstance(term, ox.Literal) and term.datatype.value == expand("xsd:decimal")
    return re.sub(r"\.0*$", "", text) if whole else text
