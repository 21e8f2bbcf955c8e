"""The SHACL core constraint components, one small function each.

A test looks at one value: it is made once for a constraint, from its parameter as the
shapes graph gives it, and tells whether a value keeps the rule. A check looks at all
values of a focus node together: it gives back those that break the rule, or None for
all of them as a whole. Components that need other shapes are in `shacl`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from minkg.graph.terms import Term
from minkg.shacl.fact_index import SH, FactIndex
from minkg.words.names import PREFIXES

XSD = PREFIXES["xsd"]
Broken = Iterable[Term | None]
Check = Callable[[FactIndex, Term, Sequence[Term], Term], Broken]
Test = Callable[[Term], bool]


@dataclass(frozen=True)
class Rule:
    """One constraint of a shape: parameter and shape in the shapes graph."""

    shapes: FactIndex
    shape: Term
    parameter: Term


_INTEGERS = [
    "integer", "long", "int", "short", "byte",
    "nonNegativeInteger", "positiveInteger", "unsignedInt",
]  # fmt: skip
_NUMERIC = {f"{XSD}{name}" for name in [*_INTEGERS, "decimal", "double", "float"]}
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_DAY = r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_FORMS = {
    **dict.fromkeys(_INTEGERS, r"[+-]?\d+"),
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    "float": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN",
    "boolean": r"true|false|0|1",
    "date": _DAY + _ZONE,
    "dateTime": _DAY + r"T\d\d:\d\d:\d\d(\.\d+)?" + _ZONE,
    "gYear": r"-?\d{4,}" + _ZONE,
    "gYearMonth": r"-?\d{4,}-(0[1-9]|1[0-2])" + _ZONE,
    "anyURI": r"[^\s<>\"{}|\\^`]*",
}
_SHAPES_OF_TEXT = {f"{XSD}{name}": re.compile(form) for name, form in _FORMS.items()}


def well_formed(literal: ox.Literal) -> bool:
    """Tell whether a literal's text fits its datatype; real days only.

    >>> well_formed(ox.Literal("2023-02-30", datatype=ox.NamedNode(XSD + "date")))
    False
    """
    form = _SHAPES_OF_TEXT.get(literal.datatype.value)
    if form is None:
        return True
    if not form.fullmatch(literal.value):
        return False
    if literal.datatype.value == f"{XSD}date":
        try:
            date.fromisoformat(literal.value[:10])
        except ValueError:
            return False
    if literal.datatype.value == f"{XSD}byte":
        return -128 <= int(literal.value) <= 127
    return True


def _key(term: Term) -> tuple[str, object] | None:
    """Give kind and comparable value of a literal, or None."""
    if not isinstance(term, ox.Literal) or not well_formed(term):
        return None
    kind = term.datatype.value
    try:
        if kind in _NUMERIC:
            return "number", Decimal(term.value)
        if kind == f"{XSD}dateTime":
            moment = datetime.fromisoformat(term.value)
            return ("moment with zone" if moment.tzinfo else "moment"), moment
    except (ValueError, InvalidOperation):
        return None
    return kind, term.value


def before(left: Term, right: Term, *, or_equal: bool) -> bool:
    """Tell whether a literal comes before another; False where they cannot be compared."""
    one, other = _key(left), _key(right)
    if one is None or other is None or one[0] != other[0]:
        return False
    return one[1] < other[1] or (or_equal and one[1] == other[1])  # type: ignore[operator]


def as_written(value: ox.Literal, written: Sequence[Term]) -> Term:
    """Give the literal as its author wrote it: a store may keep 115.0 as 115.

    >>> decimal = ox.NamedNode(XSD + "decimal")
    >>> as_written(ox.Literal("5", datatype=decimal), [ox.Literal("5.0", datatype=decimal)]).value
    '5.0'
    """
    if value in written:
        return value
    equal = sorted((w for w in written if _key(w) is not None and _key(w) == _key(value)), key=str)
    same = (w for w in equal if isinstance(w, ox.Literal) and w.datatype == value.datatype)
    return next(same, equal[0] if equal else value)


def _kind(term: Term) -> str:
    return {ox.NamedNode: "IRI", ox.BlankNode: "BlankNode", ox.Literal: "Literal"}[type(term)]


def _class(facts: FactIndex, rule: Rule) -> Test:
    return lambda value: facts.is_a(value, rule.parameter)


def _datatype(_facts: FactIndex, rule: Rule) -> Test:
    return lambda value: (
        isinstance(value, ox.Literal) and value.datatype == rule.parameter and well_formed(value)
    )


def _node_kind(_facts: FactIndex, rule: Rule) -> Test:
    allowed = rule.parameter.value.removeprefix(SH)
    return lambda value: _kind(value) in allowed


def _bound(*, lower: bool, or_equal: bool) -> Callable[[FactIndex, Rule], Test]:
    def test(_facts: FactIndex, rule: Rule) -> Test:
        bound = rule.parameter
        if lower:
            return lambda value: before(bound, value, or_equal=or_equal)
        return lambda value: before(value, bound, or_equal=or_equal)

    return test


def _length(*, least: bool) -> Callable[[FactIndex, Rule], Test]:
    def test(_facts: FactIndex, rule: Rule) -> Test:
        size = int(rule.parameter.value)
        fits = size.__le__ if least else size.__ge__
        return lambda value: not isinstance(value, ox.BlankNode) and fits(len(value.value))

    return test


def _pattern(_facts: FactIndex, rule: Rule) -> Test:
    """Give a test of the text by an XPath regular expression."""
    options = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
    flags = rule.shapes.value(rule.shape, f"{SH}flags")
    chosen = sum(options.get(flag, 0) for flag in (flags.value if flags else ""))
    search = re.compile(rule.parameter.value, chosen).search
    return lambda value: not isinstance(value, ox.BlankNode) and bool(search(value.value))


def _language(value: Term) -> str:
    return (value.language or "").lower() if isinstance(value, ox.Literal) else ""


def _language_in(_facts: FactIndex, rule: Rule) -> Test:
    ranges = [item.value.lower() for item in rule.shapes.items(rule.parameter)]

    def test(value: Term) -> bool:
        tag = _language(value)
        return any(tag == r or tag.startswith(f"{r}-") for r in ranges)

    return test


def _in(_facts: FactIndex, rule: Rule) -> Test:
    return set(rule.shapes.items(rule.parameter)).__contains__


TESTS: dict[str, Callable[[FactIndex, Rule], Test]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minExclusive": _bound(lower=True, or_equal=False),
    "minInclusive": _bound(lower=True, or_equal=True),
    "maxExclusive": _bound(lower=False, or_equal=False),
    "maxInclusive": _bound(lower=False, or_equal=True),
    "minLength": _length(least=True),
    "maxLength": _length(least=False),
    "pattern": _pattern,
    "languageIn": _language_in,
    "in": _in,
}


def _min_count(_facts: FactIndex, _node: Term, values: Sequence[Term], count: Term) -> Broken:
    return () if len(values) >= int(count.value) else (None,)


def _max_count(_facts: FactIndex, _node: Term, values: Sequence[Term], count: Term) -> Broken:
    return () if len(values) <= int(count.value) else (None,)


def _unique_lang(
    _facts: FactIndex, _node: Term, values: Sequence[Term], on: Term
) -> Iterator[Term]:
    if on.value != "true" or len(values) < 2:
        return
    seen: set[str] = set()
    told: set[str] = set()
    for value in values:
        tag = _language(value)
        if tag and tag in seen and tag not in told:
            told.add(tag)
            yield value
        seen.add(tag)


def _equals(facts: FactIndex, node: Term, values: Sequence[Term], other: Term) -> Broken:
    others = facts.values(node, other.value)
    yield from (v for v in values if v not in others)
    yield from (o for o in others if o not in values)


def _disjoint(facts: FactIndex, node: Term, values: Sequence[Term], other: Term) -> Broken:
    return (v for v in values if v in facts.values(node, other.value))


def _less(*, or_equal: bool) -> Check:
    def check(facts: FactIndex, node: Term, values: Sequence[Term], other: Term) -> Broken:
        for value in values:
            for bound in facts.values(node, other.value):
                if not before(value, bound, or_equal=or_equal):
                    yield value

    return check


def _has_value(_facts: FactIndex, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    return () if wanted in values else (None,)


CHECKS: dict[str, Check] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less(or_equal=False),
    "lessThanOrEquals": _less(or_equal=True),
    "hasValue": _has_value,
}
COMPARED = {"equals", "disjoint", "lessThan", "lessThanOrEquals"}
NEEDS_ABSENT = {"minCount", "hasValue", "equals", "qualifiedMinCount", "sparql"}
