"""Problems as programs want them: CSV, SARIF, and a SHACL report."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.graph import Table
from minkg.graph.terms import Term
from minkg.shacl import RDF, SH, FactIndex
from minkg.words import LANGUAGES, translate
from minkg.words.names import ENTRY, PREFIXES, expand, is_name

COLUMNS = ("file", "line", "cell", "entry", "rule", "severity", "message", "hint")
LEVELS = {"violation": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_OF_RULE = ("name", "path", "a_class", "parameter", "choices")
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def _whole(value: str) -> str:
    """Replace halves of signs, which JSON may hold and no file can."""
    return value.encode("utf-8", "replace").decode()


def csv(problems: Iterable[Problem], lang: str = "en") -> str:
    """Write a table that spreadsheet programs open as it is meant: UTF-8 with its mark, no formula.

    What such a program could take for a formula is preceded by an apostrophe.
    """
    rows = []
    for problem in problems:
        item = problem.item(lang)
        cells = ["" if item[column] is None else str(item[column]) for column in COLUMNS]
        rows.append(tuple(ox.Literal(_whole(cell)) for cell in cells))
    return "\ufeff" + Table(COLUMNS, rows).csv(for_people=True)


def sarif(problems: Sequence[Problem], lang: str, version: str) -> str:
    """Write SARIF 2.1.0, which code scanning shows beside the lines of a change.

    A problem in a cell stands at line 1 of its file, as code scanning wants a line,
    and has the cell as its logical location.
    """
    import json

    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(_rule_id(problem), problem)
    at = {rule: index for index, rule in enumerate(first)}
    driver = {
        "name": "minkg",
        "version": version,
        "informationUri": ENTRY,
        "rules": [_rule(rule, problem, lang) for rule, problem in first.items()],
    }
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, at[_rule_id(problem)], lang) for problem in problems],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return _whole(json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"


def _rule_id(problem: Problem) -> str:
    return problem.rule or "other"


def _rule(rule: str, problem: Problem, lang: str) -> dict[str, object]:
    """Describe a rule by its message and hint; what changes from problem to problem is left out."""
    kept = {key: problem.values[key] for key in _OF_RULE if problem.values.get(key)}
    one = replace(problem, values=kept)
    said, hint = (re.sub(r"\{\w+\}", "…", t) for t in (one.sentence(lang), one.remedy(lang)))
    said = said if re.search(r"\w", said) else rule
    return {"id": rule, "shortDescription": {"text": said}, "help": {"text": hint or said}}


def _result(problem: Problem, rule: int, lang: str) -> dict[str, object]:
    said = problem.sentence(lang)
    if problem.hint:
        said += f"\n\n{translate('hint', lang)}: {problem.remedy(lang)}"
    place: dict[str, object] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(problem.file)},
            "region": {"startLine": problem.line or 1},
        }
    }
    if problem.cell:
        place["logicalLocations"] = [{"fullyQualifiedName": problem.cell}]
    found = {
        "ruleId": _rule_id(problem),
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": _LINK.sub(r"\\[", said)},
        "locations": [place],
    }
    return found | ({"properties": {"entry": problem.entry}} if problem.entry else {})


def _uri(file: str) -> str:
    """Give a file's address: relative to where minkg runs, or absolute if its path is."""
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(posixpath.normpath(path.as_posix()), errors="surrogateescape")


def shacl(problems: Iterable[Problem], lang: str, shapes: FactIndex) -> str:
    """Write a W3C validation report in Turtle; give all problems, suggestions too.

    What is wrong with a file before shapes can look at it is a result as well, so that the
    report never conforms where minkg sees a problem: its component is
    `mks:FileConstraintComponent`, its focus node the entry, or where none is known, the name of
    the file as a text. The hint is `mk:remedy`, the place `schema:location`; both messages and
    hints stand in all languages in which the problem is told. A path that is no single property
    is written from the shape that it comes from.
    """
    told = list(problems)
    report = ox.BlankNode("report")
    quads = [
        ox.Quad(report, ox.NamedNode(f"{RDF}type"), _sh("ValidationReport")),
        ox.Quad(report, _sh("conforms"), ox.Literal(not told)),
    ]
    for number, problem in enumerate(told, 1):
        node = ox.BlankNode(f"result{number}")
        quads.append(ox.Quad(report, _sh("result"), node))
        for predicate, value in (*_facts(problem), *_words(problem, lang)):
            quads.append(ox.Quad(node, predicate, value))
        quads += _path(node, problem, shapes)
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if iri != ENTRY}
    written = ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return (written or b"").decode()


def _words(problem: Problem, lang: str) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """Give message and hint in every language that has words for them."""
    told = {lang: problem, **problem.elsewhere}
    if problem.result is None:  # told of a file: the same sentence in all languages
        told |= dict.fromkeys(LANGUAGES, problem)
    parts = {"message": _sh("resultMessage"), "hint": ox.NamedNode(expand("mk:remedy"))}
    for part, predicate in parts.items():
        english = getattr(told.get("en"), part, None)
        for code, one in told.items():
            wording = getattr(one, part)
            said = one.sentence(code) if part == "message" else one.remedy(code)
            known = wording != english or code == "en" or translate(wording, code) != wording
            if said and known:
                yield predicate, _literal(said, code)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SH}{name}")


def _literal(value: str, lang: str | None = None) -> ox.Literal:
    return ox.Literal(_whole(value), language=lang)


def _facts(problem: Problem) -> Iterator[tuple[ox.NamedNode, Term]]:
    result = problem.result
    yield ox.NamedNode(f"{RDF}type"), _sh("ValidationResult")
    if result is None:
        known = is_name(problem.entry)
        focus = ox.NamedNode(ENTRY + problem.entry) if known else _literal(problem.file)
        yield _sh("focusNode"), focus
        component = ox.NamedNode(expand("mks:FileConstraintComponent"))
    else:
        yield _sh("focusNode"), result.focus
        if result.value is not None and result.component != "uniqueLang":
            yield _sh("value"), result.value
        if isinstance(result.shape, ox.NamedNode):
            yield _sh("sourceShape"), result.shape
        component = _component(result.component)
    yield _sh("sourceConstraintComponent"), component
    yield _sh("resultSeverity"), _sh(problem.severity.capitalize())
    if problem.place:
        yield ox.NamedNode(expand("schema:location")), _literal(str(problem.place))


def _component(name: str) -> ox.NamedNode:
    start = name.upper() if name == "sparql" else name[:1].upper() + name[1:]
    return _sh(f"{start}ConstraintComponent")


def _path(node: ox.BlankNode, problem: Problem, shapes: FactIndex) -> Iterator[ox.Quad]:
    """Give the path of a result, with all that describes it where it is no single property."""
    result = problem.result
    path = result.path if result else None
    if isinstance(path, ox.BlankNode):
        path = shapes.value(result.shape, f"{SH}path") if result else None
    todo = [(node, _sh("resultPath"), path)] if path is not None else []
    for at, (subject, predicate, part) in enumerate(todo):
        inner = ox.BlankNode(f"{node.value}path{at}") if isinstance(part, ox.BlankNode) else part
        yield ox.Quad(subject, predicate, inner)
        if isinstance(inner, ox.BlankNode):
            todo += [
                (inner, ox.NamedNode(name), value)
                for name in shapes.predicates()
                for value in shapes.values(part, name)
            ]
