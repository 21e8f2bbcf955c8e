"""RDF files of people we do not know: read with limits; nothing that they point to is fetched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from xml.parsers import expat

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.home import FactLines, parse_facts
from minkg.intake.readers.detect import encoding_of
from minkg.intake.readers.sheet_rows import SPLIT
from minkg.intake.readers.suspicious import oddities
from minkg.words import N_, BadInput
from minkg.words.names import expand
from minkg.words.place import Place

FORMS = {
    "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML,
}  # fmt: skip
LINED = {"turtle", "trig", "ntriples", "nquads"}
MOST_FACTS, MOST_DEEP, MOST_TOLD = 1_000_000, 500, 1_000
_IMPORTS = expand("owl:imports")
_HINTS = {
    "jsonld": N_("compare the line with the one before it"),
    "rdfxml": N_("see that every tag that is opened is closed again"),
}
_BRACKETS = re.compile(rb"<<|>>")
_NAMELESS = BadInput(
    "something here has no name", hint="give every entry and every part of it a name"
)
_STATEMENT = BadInput(
    "a statement about a statement stands here",
    hint="write the fact in the block of the passage that says it",
)


@dataclass
class ReadGraph:
    """The facts of one RDF file, what is wrong with it, and its text where it has lines.

    `held` are the subjects of which a fact is left out.
    """

    quads: list[ox.Quad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    held: dict[str, None] = field(default_factory=dict)


def read_graph(content: bytes, kind: str, shown: str, *, ours: bool = False) -> ReadGraph:
    """Read an RDF file; `ours` is true for files of the ontology, which may have nameless parts."""
    found = ReadGraph()
    try:
        content = _utf8(content, kind)
        _guard(content, kind, shown)
        quads = parse_facts(content, FORMS[kind], shown, MOST_FACTS + 1)
    except BadInput as error:
        found.problems.append(Problem.of(_told(error, kind, shown), rule="syntax"))
        return found
    if len(quads) > MOST_FACTS:
        most = f"{MOST_FACTS:,}"
        large = BadInput("more than {most} facts are too many", hint=SPLIT, most=most)
        found.problems.append(Problem.of(large, Place(shown)))
        return found
    found.text = content.decode() if kind in LINED else ""
    _Look(found, shown, ours=ours).through(quads)
    return found


def _utf8(content: bytes, kind: str) -> bytes:
    encoding = encoding_of(content)
    if encoding != "utf-8" and kind != "rdfxml":
        return content.decode(encoding, "replace").removeprefix("\ufeff").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _guard(content: bytes, kind: str, shown: str) -> None:
    """Refuse what would take the reader too long or too deep."""
    if kind == "rdfxml":
        _look_at_xml(content, shown)
    else:
        steps = (1 if sign[0] == b"<<" else -1 for sign in _BRACKETS.finditer(content))
        if any(depth > MOST_DEEP for depth in accumulate(steps)):
            raise _deep(Place(shown))


def _deep(place: Place) -> BadInput:
    message = N_("things are nested inside each other more than {most} times")
    hint = N_("describe them one after the other")
    return BadInput(message, hint=hint, place=place, most=MOST_DEEP)


def _look_at_xml(content: bytes, shown: str) -> None:
    """Walk through the XML: it must be whole, not too deep, and without entities of its own."""
    parser, depth = expat.ParserCreate(), 0

    def place() -> Place:
        return Place(shown, parser.CurrentLineNumber)

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEEP:
            raise _deep(place())

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> None:
        hint = N_("write out what the entities stand for, or save it as Turtle")
        raise BadInput("declares XML entities, which are not read", hint=hint, place=place())

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "")
        place_of_it = Place(shown, error.lineno)
        raise BadInput(
            "{reason}", hint=_HINTS["rdfxml"], place=place_of_it, reason=reason
        ) from error
    except (LookupError, ValueError) as error:
        raise BadInput("is not UTF-8 text", place=shown) from error


def _told(error: BadInput, kind: str, shown: str) -> BadInput:
    """Tell an error of the parser as the author of a file of this kind can understand it."""
    if "LoadDocumentCallback" in str(error.values.get("reason", "")):
        return BadInput(
            "refers to a context elsewhere, which is not fetched",
            hint="write the context itself instead of its address",
            place=shown,
        )
    if kind in _HINTS and "UTF-8" not in error.message and error.values.get("reason"):
        hint = _HINTS[kind]
        return BadInput(error.message, hint=hint, place=error.place, **error.values)
    return error


class _Look:
    """Looks at every fact of a file: what must not be kept is told, at its line, and left out."""

    def __init__(self, found: ReadGraph, shown: str, *, ours: bool) -> None:
        self.found, self.shown, self.ours = found, shown, ours
        self.known: FactLines | None = None
        self.told: set[tuple[object, ...]] = set()

    def through(self, quads: Iterable[ox.Quad]) -> None:
        """Keep the facts that may be kept."""
        for quad in quads:
            if self._may_stay(quad):
                self.found.quads.append(quad)
            elif isinstance(quad.subject, ox.NamedNode) and quad.predicate.value != _IMPORTS:
                self.found.held[quad.subject.value] = None

    def _may_stay(self, quad: ox.Quad) -> bool:
        if quad.predicate.value == _IMPORTS and not self.ours:
            imports = BadInput(
                "'{value}' is not fetched, and what it says is not known here",
                hint="give the other file too, if it is needed",
                value=str(quad.object)[1:-1][:200],
            )
            self._tell(imports, quad, "warning")
            return False
        if not self.ours and any(isinstance(term, ox.BlankNode) for term in quad):
            self._tell(_NAMELESS, quad)
            return False
        if isinstance(quad.object, ox.Triple):
            self._tell(_STATEMENT, quad)
            return False
        stays = True
        for severity, message, hint, values in oddities(quad):
            self._tell(BadInput(message, hint=hint, **values), quad, severity)
            stays = stays and severity != "violation"
        return stays

    def _tell(self, wrong: BadInput, quad: ox.Quad, severity: str = "violation") -> None:
        """Tell a problem once on each line, and not more of them than people read."""
        line = self._line(quad)
        told = (wrong.message, line, *wrong.values.values())
        if told in self.told or len(self.told) >= MOST_TOLD:
            return
        self.told.add(told)
        place = Place(self.shown, line)
        self.found.problems.append(Problem.of(wrong, place, severity=severity))

    def _line(self, quad: ox.Quad) -> int | None:
        if not self.found.text:
            return None
        if self.known is None:
            self.known = FactLines.of(self.found.text)
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode):
            verb = quad.predicate.value
            return self.known.find(str(subject), verb) or self.known.find("[]", verb)
        text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else None
        return self.known.find(subject.value, quad.predicate.value, text)
