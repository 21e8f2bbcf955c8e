"""The SHACL core constraint components, one small function each.

A function takes the facts, the focus node, its values, and the parameter as the
shapes graph gives it; it gives back the values that break the rule, or None for
the set of values as a whole. Components that need other shapes are in `shacl`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from minkg.names import PREFIXES
from minkg.table import Term
from minkg.terms import SH, Terms

XSD = PREFIXES["xsd"]
Broken = Iterable[Term | None]
Check = Callable[[Terms, Term, Sequence[Term], Term], Broken]

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
    equal = [w for w in written if _key(w) is not None and _key(w) == _key(value)]
    same = (w for w in equal if isinstance(w, ox.Literal) and w.datatype == value.datatype)
    return next(same, equal[0] if equal else value)


def _int(term: Term) -> int:
    return int(term.value)


def _kind(term: Term) -> str:
    return {ox.NamedNode: "IRI", ox.BlankNode: "BlankNode", ox.Literal: "Literal"}[type(term)]


def _class(facts: Terms, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    return (v for v in values if not facts.is_a(v, wanted))


def _datatype(_facts: Terms, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    return (
        v
        for v in values
        if not (isinstance(v, ox.Literal) and v.datatype == wanted and well_formed(v))
    )


def _node_kind(_facts: Terms, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    allowed = wanted.value.removeprefix(SH)
    return (v for v in values if _kind(v) not in allowed)


def _min_count(_facts: Terms, _node: Term, values: Sequence[Term], count: Term) -> Broken:
    return () if len(values) >= _int(count) else (None,)


def _max_count(_facts: Terms, _node: Term, values: Sequence[Term], count: Term) -> Broken:
    return () if len(values) <= _int(count) else (None,)


def _bound(*, lower: bool, or_equal: bool) -> Check:
    def check(_facts: Terms, _node: Term, values: Sequence[Term], bound: Term) -> Broken:
        for value in values:
            pair = (bound, value) if lower else (value, bound)
            if not before(*pair, or_equal=or_equal):
                yield value

    return check


def _length(*, least: bool) -> Check:
    def check(_facts: Terms, _node: Term, values: Sequence[Term], size: Term) -> Broken:
        for value in values:
            long = len(value.value)
            fits = long >= _int(size) if least else long <= _int(size)
            if isinstance(value, ox.BlankNode) or not fits:
                yield value

    return check


def matches(pattern: str, flags: str, value: Term) -> bool:
    """Tell whether a term's text matches an XPath regular expression."""
    options = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
    chosen = sum(options.get(flag, 0) for flag in flags)
    if isinstance(value, ox.BlankNode):
        return False
    return re.search(pattern, value.value, chosen) is not None


def _language_in(facts: Terms, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    ranges = [item.value.lower() for item in facts.items(wanted)]
    for value in values:
        tag = (value.language or "").lower() if isinstance(value, ox.Literal) else ""
        if not any(tag == r or tag.startswith(f"{r}-") for r in ranges):
            yield value


def _unique_lang(_facts: Terms, _node: Term, values: Sequence[Term], on: Term) -> Iterator[Term]:
    if on.value not in ("true", "1"):
        return
    seen: set[str] = set()
    told: set[str] = set()
    for value in values:
        tag = (value.language or "").lower() if isinstance(value, ox.Literal) else ""
        if tag and tag in seen and tag not in told:
            told.add(tag)
            yield value
        seen.add(tag)


def _equals(facts: Terms, node: Term, values: Sequence[Term], other: Term) -> Broken:
    others = facts.values(node, other.value)
    yield from (v for v in values if v not in others)
    yield from (o for o in others if o not in values)


def _disjoint(facts: Terms, node: Term, values: Sequence[Term], other: Term) -> Broken:
    return (v for v in values if v in facts.values(node, other.value))


def _less(*, or_equal: bool) -> Check:
    def check(facts: Terms, node: Term, values: Sequence[Term], other: Term) -> Broken:
        for value in values:
            for bound in facts.values(node, other.value):
                if not before(value, bound, or_equal=or_equal):
                    yield value

    return check


def _has_value(_facts: Terms, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    return () if wanted in values else (None,)


def _in(facts: Terms, _node: Term, values: Sequence[Term], wanted: Term) -> Broken:
    allowed = set(facts.items(wanted))
    return (v for v in values if v not in allowed)


CHECKS: dict[str, Check] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minCount": _min_count,
    "maxCount": _max_count,
    "minExclusive": _bound(lower=True, or_equal=False),
    "minInclusive": _bound(lower=True, or_equal=True),
    "maxExclusive": _bound(lower=False, or_equal=False),
    "maxInclusive": _bound(lower=False, or_equal=True),
    "minLength": _length(least=True),
    "maxLength": _length(least=False),
    "languageIn": _language_in,
    "uniqueLang": _unique_lang,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less(or_equal=False),
    "lessThanOrEquals": _less(or_equal=True),
    "hasValue": _has_value,
    "in": _in,
}
NEEDS_ABSENT = {"minCount", "hasValue", "equals", "qualifiedMinCount", "sparql"}
