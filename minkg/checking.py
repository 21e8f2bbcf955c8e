"""Check files, or the whole home, against the shapes: all problems at once, each with its place."""

import sys
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from minkg.errors import BadInput, MinkgError
from minkg.lines import Lines, lines_of
from minkg.names import ENTRY, expand, name_of, natural
from minkg.places import Home, find_home
from minkg.problems import Problem, Teller
from minkg.shacl import Result, Run, Shapes
from minkg.table import Term, plain
from minkg.terms import RDF, Terms, Triple, store_of, triple_of
from minkg.turtle import FORMATS, parse, read

SUPPORTS = ox.NamedNode(expand("mk:supports"))
RANKS = {"Violation": 0, "Warning": 1, "Info": 2}
KINDS = {"class": 0, "datatype": 1, "or": 2, "in": 3, "nodeKind": 4, "languageIn": 5}
SAME = {*KINDS, "minCount", "maxCount", "uniqueLang"}


@dataclass
class Source:
    """The facts that are checked, each with the file it was read from."""

    files: dict[Triple, str] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    broken: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    found: dict[str, Lines] = field(default_factory=dict)

    def add(self, path: Path, shown: str) -> None:
        """Read a file, or note how it is broken."""
        try:
            self.take(read(path, shown), shown)
            self.paths[shown] = path
        except BadInput as error:
            self.broken.append(_as_problem(error))

    def take_text(self, content: bytes, shown: str) -> None:
        """Read TriG that is in no file."""
        self.texts[shown] = content.decode("utf-8", "replace")
        try:
            self.take(parse(content, ox.RdfFormat.TRIG, shown), shown)
        except BadInput as error:
            self.broken.append(_as_problem(error))

    def take(self, quads: Iterable[ox.Quad], shown: str) -> None:
        """Add quads; a passage supports what stands in its block."""
        for quad in quads:
            fact = triple_of(quad)
            self.files.setdefault(fact, shown)
            if isinstance(quad.graph_name, ox.NamedNode):
                self.files.setdefault((quad.graph_name, SUPPORTS, fact[0]), shown)

    @property
    def shown(self) -> set[str]:
        """What the files are called in problems."""
        return {*self.paths, *self.texts}

    def replaced(self, names: Iterable[str]) -> set[str]:
        """Give those of these entries that the files describe anew: with name and class."""
        stems = {Path(shown).stem for shown in self.paths}
        described: dict[str, set[str]] = {}
        for subject, predicate, _ in self.files:
            if isinstance(subject, ox.NamedNode):
                described.setdefault(name_of(subject.value), set()).add(predicate.value)
        whole = {expand("rdf:type"), expand("skos:prefLabel")}
        return {n for n in names if n in described and (n in stems or whole <= described[n])}

    def lines(self, shown: str) -> Lines:
        """Find the lines of a file; only text formats have them."""
        if shown not in self.found:
            text = self.texts.get(shown, "")
            path = self.paths.get(shown)
            if path is not None and path.suffix in (".trig", ".ttl", ".nt", ".nq"):
                text = path.read_text(encoding="utf-8")
            self.found[shown] = lines_of(text)
        return self.found[shown]


def _as_problem(error: MinkgError) -> Problem:
    file, _, line = error.place.rpartition(":")
    known = line.isdecimal()
    return Problem(
        error.message, error.hint, file if known else error.place, int(line) if known else None,
        rule="syntax", values={key: str(value) for key, value in error.values.items()},
    )  # fmt: skip


def validate(
    *sources: str | Path, home: str | Path | Home | None = None, lang: str = "en"
) -> list[Problem]:
    """Give every problem of these files together with the home, or of the whole home.

    A source is an RDF file, a folder of them, or `-` for TriG on standard input. New
    facts can break an old entry: what the files bring about anywhere is told, what
    was wrong before is not. An empty list means that all is well.

    >>> [problem.rule for problem in validate() if problem.severity == "violation"]
    []
    """
    place = home if isinstance(home, Home) else find_home(home)
    shapes = read_shapes(place)
    if not sources:
        return problems_of(base(place), shapes, lang)
    new = Source()
    for source in sources:
        _add(new, source)
    both = layered(base(place, without=new.replaced({path.stem for path in place.data})), new)
    facts = Terms(both.files)
    fresh, elsewhere = [], []
    for result in results_of(both, facts, shapes):
        problem = Teller(shapes, facts, lang).problem(result, *_place(result, both, facts))
        if problem.file in new.shown:
            fresh.append(problem)
        else:
            elsewhere.append((result, problem))
    old = base(place)
    focus = {result.focus for result, _ in elsewhere}
    known = set(results_of(old, Terms(old.files), shapes, focus))
    fresh += [problem for result, problem in elsewhere if result not in known]
    return sorted([*both.broken, *fresh], key=_order)


def layered(below: Source, new: Source) -> Source:
    """Put new facts on top of others; a fact that both have counts for the new file."""
    return Source({**below.files, **new.files}, {**below.paths, **new.paths}, new.broken, new.texts)


def _add(new: Source, source: str | Path) -> None:
    path = Path(source)
    if str(source) == "-":
        new.take_text(sys.stdin.buffer.read(), "-")
    elif path.is_dir():
        for inner in sorted(p for p in path.rglob("*") if p.suffix in FORMATS):
            new.add(inner, str(inner))
    else:
        new.add(path, str(path))


def base(home: Home, without: Iterable[str] = ()) -> Source:
    """Read ontology and data of a home, except the entries of these names."""
    source, left_out = Source(), set(without)
    for path in [*home.ontology, *home.data]:
        if path.stem not in left_out:
            source.add(path, home.show(path))
    return source


def read_shapes(home: Home) -> Terms:
    """Read all shapes of a home."""
    quads = [quad for path in home.shapes for quad in read(path, home.show(path))]
    return Terms(triple_of(quad) for quad in quads)


def results_of(
    source: Source, facts: Terms, shapes: Terms, focus: Container[Term] | None = None
) -> list[Result]:
    """Run shapes on what has been read, or only on some nodes of it; one result per mistake."""
    store = store_of(source.files)

    def ask(select: str) -> list[dict[str, Term | None]]:
        rows = store.query(select)
        assert isinstance(rows, ox.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [dict(zip(names, row, strict=True)) for row in rows]

    return _first_of_each(Run(Shapes(shapes), facts, ask, focus).results())


def _first_of_each(results: Iterable[Result]) -> list[Result]:
    """Leave out what else is wrong with a value that is of the wrong kind, and the same again."""
    ordered = sorted(
        dict.fromkeys(results), key=lambda r: (RANKS.get(r.severity, 0), KINDS.get(r.component, 9))
    )
    wrong: set[object] = set()
    told: dict[object, Result] = {}
    for result in ordered:
        fact = (result.focus, result.path, result.value)
        if result.value is not None and fact in wrong:
            continue
        if result.component in KINDS and result.path is not None:
            wrong.add(fact)
        same = None if result.component in SAME else result.shape
        told.setdefault((*fact, result.component, same), result)
    return list(told.values())


def problems_of(source: Source, shapes: Terms, lang: str = "en") -> list[Problem]:
    """Run shapes on what has been read and tell what is wrong."""
    facts = Terms(source.files)
    teller = Teller(shapes, facts, lang)
    results = results_of(source, facts, shapes)
    problems = [teller.problem(result, *_place(result, source, facts)) for result in results]
    return sorted([*source.broken, *problems], key=_order)


def _order(problem: Problem) -> tuple[object, ...]:
    return natural(problem.file), problem.line or 0, problem.rule, problem.sentence()


def _place(result: Result, source: Source, facts: Terms) -> tuple[str, int | None]:
    """Find file and line: of the fact itself, else of the entry it is missing from."""
    focus, path, value = result.focus, result.path, result.value
    if isinstance(path, ox.NamedNode):
        if result.component == "maxCount":
            value = facts.values(focus, path.value)[-1]
        shown = source.files.get((focus, path, value)) if value is not None else None
        if shown and value is not None:
            return shown, source.lines(shown).find(focus.value, path.value, value.value)
    for predicate in [f"{RDF}type", *facts.predicates()]:
        for other in facts.values(focus, predicate):
            shown = source.files.get((focus, ox.NamedNode(predicate), other))
            if shown and predicate != SUPPORTS.value:
                return shown, source.lines(shown).find(focus.value)
    for triple, shown in source.files.items():
        if focus in triple:
            return shown, source.lines(shown).find(focus.value)
    return plain(focus).removeprefix(ENTRY), None
