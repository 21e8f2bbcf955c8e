"""Facts from outside that cite a passage somebody vouches for wait beside it to be compared.

Nothing that is sent in counts as read because it names a passage that was read: it stands in
the passage's companion, which has the same document and locator and is unchecked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox

from minkg.checking import Problem, Review, SourcedFacts, StandingHome
from minkg.graph.terms import Term
from minkg.home.seals import VOUCHED, companion_of
from minkg.intake.drafting.pieces import Fact, Piece
from minkg.intake.drafting.reading import New
from minkg.shacl import triple_of
from minkg.words import N_
from minkg.words.names import expand, name_of

_STATE, _PASSAGE = expand("mk:reviewState"), ox.NamedNode(expand("mk:Passage"))
_TYPE = ox.NamedNode(expand("rdf:type"))
_COPIED = [ox.NamedNode(expand(f"{p}")) for p in ("dcterms:isPartOf", "mk:locator")]
_LANGUAGE = ox.NamedNode(expand("mk:languageRead"))
_VOUCHING = {expand(f"mk:{name}") for name in VOUCHED}
_SUMMARY = "Facts that cite this passage and that nobody has compared with it yet."
_RAISED = N_("'{entry}' is given the review state '{value}' from outside")
_RAISED_HINT = N_(
    "leave it out: what is sent in is unchecked until a curator compares it with the text and "
    "says so with `minkg review {entry} --by NAME`"
)
_WAITS = N_("what is said of '{entry}' waits in '{companion}', unchecked, until it is compared")
_WAITS_HINT = N_("compare it with the text, then `minkg review {passage} --by NAME`")


def confirmable(new: New, standing: StandingHome) -> New:
    """Give the same facts, those that cite a passage above unchecked in its companion."""
    above = {
        subject: state.value
        for subject, states in standing.facts.by_subject(_STATE).items()
        for state in states
        if state.value != "unchecked"
    }
    problems = list(_raised(new, standing))
    moved = {
        id(piece): _moved(piece, standing, above)
        for piece in new.pieces
        if any(_is_outside(quad, standing) and quad.graph_name in above for quad, _ in piece.facts)
    }
    if not moved and not problems:
        return new
    pieces = [moved.get(id(piece), piece) for piece in new.pieces]
    old = new.source
    source = SourcedFacts(
        paths=old.paths,
        broken=[*old.broken, *problems],
        texts=old.texts,
        blanks=old.blanks,
        shown=set(old.shown),
        quiet=old.quiet,
    )
    for piece in pieces:
        for quad, cell in piece.facts:
            source.take([quad], piece.file, cell)
    return New(source, pieces)


def waiting(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """Tell, once for each entry and passage, which facts of what is taken wait to be compared."""
    told = set[tuple[str, str]]()
    for piece in pieces:
        for quad, _ in piece.facts:
            inside = quad.graph_name
            name = name_of(inside.value) if isinstance(inside, ox.NamedNode) else ""
            pair = (piece.entry, name)
            if name and name == companion_of(name) and pair not in told:
                told.add(pair)
                passage = name.removesuffix(companion_of(""))
                values = {"entry": piece.entry, "companion": name, "passage": passage}
                yield Problem(
                    _WAITS, _WAITS_HINT, piece.place, piece.entry, "to-confirm", "warning", values
                )


def _is_outside(quad: ox.Quad, standing: StandingHome) -> bool:
    """Whether home does not say the same in the same passage."""
    return triple_of(quad) not in standing.old.said.get(quad.graph_name, ())


def _raised(new: New, standing: StandingHome) -> Iterator[Problem]:
    """Tell of review states, seals and names of readers that are sent in."""
    for piece in new.pieces:
        for quad, cell in piece.facts:
            predicate, value = quad.predicate.value, quad.object
            state = predicate == _STATE and getattr(value, "value", "") in Review.STATES
            if not state and predicate not in _VOUCHING:
                continue
            if triple_of(quad) not in standing.old.files:
                name = name_of(quad.subject.value)  # type: ignore[union-attr]
                line = new.source.lines(piece.file).find(quad.subject.value, predicate)  # type: ignore[union-attr]
                at = cell or piece.place
                yield Problem(
                    _RAISED,
                    _RAISED_HINT,
                    at if at.cell or line is None else at._replace(line=line),
                    piece.entry or name,
                    "review",
                    values={"entry": name, "value": getattr(value, "value", "")},
                )


def _moved(piece: Piece, standing: StandingHome, above: Mapping[Term, str]) -> Piece:
    """Move what cites a passage above unchecked, and describe the companion."""
    facts: list[Fact] = []
    described = set[ox.NamedNode]()
    for quad, cell in piece.facts:
        inside = quad.graph_name
        if not isinstance(inside, ox.NamedNode) or inside not in above:
            facts.append((quad, cell))
            continue
        if not _is_outside(quad, standing):
            facts.append((quad, cell))
            continue
        beside = ox.NamedNode(expand(companion_of(name_of(inside.value))))
        facts.append((ox.Quad(quad.subject, quad.predicate, quad.object, beside), cell))
        if beside not in described:
            described.add(beside)
            facts += [(fact, cell) for fact in _description(beside, inside, standing)]
    return replace(piece, facts=facts)


def _description(
    beside: ox.NamedNode, passage: ox.NamedNode, standing: StandingHome
) -> Iterator[ox.Quad]:
    """Describe a companion: the same document and locator, nobody compared it."""
    known = standing.facts
    if known.value(beside, _STATE) is not None:
        return
    yield ox.Quad(beside, _TYPE, _PASSAGE)
    for predicate in _COPIED:
        if (value := known.value(passage, predicate.value)) is not None:
            yield ox.Quad(beside, predicate, value)
    for language in known.values(passage, _LANGUAGE.value):
        yield ox.Quad(beside, _LANGUAGE, language)
    yield ox.Quad(beside, ox.NamedNode(_STATE), ox.Literal("unchecked"))
    yield ox.Quad(beside, ox.NamedNode(expand("mk:summary")), ox.Literal(_SUMMARY, language="en"))
