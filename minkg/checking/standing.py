"""Check files, or the whole home, against the shapes: all problems at once, each with its place."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import chain

from minkg.checking.problem import Problem
from minkg.checking.sourced_facts import SourcedFacts
from minkg.checking.telling import Teller
from minkg.graph.store import Embedded, hold
from minkg.home import Home, read_facts
from minkg.home.opening import HomeFacts, read_home
from minkg.shacl import (
    RDF,
    Checked,
    FactIndex,
    Run,
    ShapeResult,
    Shapes,
    asking,
    store_of,
    triple_of,
)
from minkg.words import natural

RANKS = {"Violation": 0, "Warning": 1, "Info": 2}
KINDS = {"class": 0, "datatype": 1, "or": 2, "in": 3, "nodeKind": 4, "languageIn": 5}
SAME = {*KINDS, "minCount", "maxCount", "uniqueLang"}


class StandingHome:
    """A home as it stands, opened once, that can be asked what new facts would break."""

    def __init__(self, home: Home) -> None:
        self.home, self.shapes, self.read = home, read_shapes(home), read_home(home)
        self.old = base(self.read)
        self.facts = FactIndex(self.old.files)
        known = (*self.read.entries, *self.read.broken)
        self.names = {path.stem: path for path in known if path.suffix == ".trig"}
        self.entries = self.facts.by_subject(f"{RDF}type").keys()

    @cached_property
    def store(self) -> Embedded:
        """The facts as a store, to be asked; every file must be one that can be read."""
        read = self.read.whole()
        return hold(chain(*read.ontology.values()), chain(*read.entries.values()))

    @cached_property
    def checked(self) -> Checked:
        """The facts with their shapes."""
        return Checked(Shapes(self.shapes), self.facts)

    def problems(
        self,
        new: SourcedFacts,
        lang: str = "en",
        *,
        replacing: bool = False,
        languages: Sequence[str] = (),
    ) -> list[Problem]:
        """Tell what is wrong in new facts, and what they bring about elsewhere in the home.

        Only what they may affect is checked; it is what checking everything would tell. When
        `replacing`, an entry that a file describes anew is taken as it stands there. In
        `languages` each broken rule is told as well.
        """
        replaced = new.replaced(self.names) if replacing else set[str]()
        both = new.over(base(self.read, without=replaced) if replaced else self.old)
        if replaced:
            both.seal()
        checked = self.checked
        mentioned = {term for fact in new.files for term in fact}
        change = checked.change(
            (fact for fact in both.files if fact not in self.old.files),
            (fact for fact in self.old.files if fact not in both.files) if replaced else (),
        )
        changed = {result.focus for result in [*change.brought, *change.mended]}
        teller = Teller(self.shapes, checked.facts, lang, languages)
        told = [
            (result, teller.problem(result, *both.spot(result, checked.facts)))
            for result in _first_of_each(checked.about(mentioned | changed))
        ]
        checked.undo(change)
        known = set(_first_of_each(checked.about(mentioned | changed)))
        fresh = [
            problem
            for result, problem in told
            if not _is_quiet(result, problem, new)
            and (problem.file in new.shown or result not in known)
        ]
        return sorted([*both.broken, *fresh], key=_order)


def _is_quiet(result: ShapeResult, problem: Problem, new: SourcedFacts) -> bool:
    """Tell whether a result only follows from what is told already."""
    lacks = result.component in ("minCount", "qualifiedMinCount")
    said = {problem.rule, result.path.value if lacks and result.path else ""}
    return any((result.focus, one) in new.quiet for one in said)


def base(read: HomeFacts, without: Collection[str] = ()) -> SourcedFacts:
    """Give the facts of a home with their places, except those of the entries of these names."""
    source = SourcedFacts()
    for path, quads in read.files.items():
        if path.stem not in without:
            source.take_file(quads, path, read.home.show(path))
    source.broken += [Problem.of(error, rule="syntax") for error in read.broken.values()]
    return source.seal()


def read_shapes(home: Home) -> FactIndex:
    """Read all shapes of a home."""
    quads = [quad for path in home.shapes for quad in read_facts(path, home.show(path))]
    return FactIndex(triple_of(quad) for quad in quads)


def results_of(source: SourcedFacts, facts: FactIndex, shapes: FactIndex) -> list[ShapeResult]:
    """Run shapes on what has been read; one result per mistake."""
    return _first_of_each(Run(Shapes(shapes), facts, asking(store_of(source.files))).results())


def _first_of_each(results: Iterable[ShapeResult]) -> list[ShapeResult]:
    """Leave out what else is wrong with a value that is of the wrong kind, and the same again."""
    ordered = sorted(
        dict.fromkeys(results), key=lambda r: (RANKS.get(r.severity, 0), KINDS.get(r.component, 9))
    )
    wrong: set[object] = set()
    told: dict[object, ShapeResult] = {}
    for result in ordered:
        fact = (result.focus, result.path, result.value)
        if result.value is not None and fact in wrong:
            continue
        if result.component in KINDS and result.path is not None:
            wrong.add(fact)
        same = None if result.component in SAME else result.shape
        told.setdefault((*fact, result.component, same), result)
    return list(told.values())


def problems_of(
    source: SourcedFacts, shapes: FactIndex, lang: str = "en", languages: Sequence[str] = ()
) -> list[Problem]:
    """Run shapes on what has been read and tell what is wrong."""
    facts = FactIndex(source.files)
    teller = Teller(shapes, facts, lang, languages)
    results = results_of(source, facts, shapes)
    problems = [teller.problem(result, *source.spot(result, facts)) for result in results]
    return sorted([*source.broken, *problems], key=_order)


def _order(problem: Problem) -> tuple[object, ...]:
    return natural(problem.file), problem.line or 0, problem.rule, problem.sentence()
