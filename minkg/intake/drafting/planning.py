"""New entries on their way into a home: what can be taken, what is turned back, and the files.

Nothing is written here. An entry is taken with all its rows or not at all; what is turned back
has a problem that says why, and rows in are rows taken and rows turned back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from minkg.checking import Problem, SourcedFacts, StandingHome
from minkg.duplicates import Candidate, Names, names_in, possible_duplicates
from minkg.home import read_facts, write_facts
from minkg.intake.drafting.companions import confirmable, waiting
from minkg.intake.drafting.pieces import Piece, Pieces
from minkg.intake.drafting.reading import New
from minkg.words import N_
from minkg.words.names import expand, folder_of, is_name, name_of

_TYPE, _MK = expand("rdf:type"), expand("mk:")
_ALIKE = N_("'{entry}' may be the same as '{other}', by the names {names}")
_ALIKE_HINT = N_("add to '{other}' instead; if they differ, add it all the same: `--accept-new`")
_NO_PLACE = N_("'{entry}' is not an entry that can be added")
_NO_PLACE_HINT = N_("give it a class, and a name of small letters, digits and hyphens")
_ELSEWHERE = N_("this would break a rule in {place}: {sentence}")


@dataclass(frozen=True)
class Plan:
    """What adding would do: pieces taken and turned back, all problems, the files to write.

    `alike` are the possible duplicates of new entries, whether they were accepted or not;
    `new` are the names of entries that were not there before, `extended` of those that were.
    """

    taken: Sequence[Piece]
    turned: Sequence[Piece]
    problems: Sequence[Problem]
    alike: Sequence[Candidate]
    contents: Mapping[Path, bytes]
    new: Sequence[str]
    extended: Sequence[str]

    def quads(self) -> Iterator[ox.Quad]:
        """Give the facts that are taken."""
        return (quad for piece in self.taken for quad, _ in piece.facts)


def plan(
    new: New,
    standing: StandingHome,
    known: Sequence[Names],
    accepted: Collection[str] | None = (),
    lang: str = "en",
) -> Plan:
    """Say what adding would do.

    `known` are the names of all entries of the home; `accepted` are names of new entries
    that are taken though they may be duplicates, None for all.
    """
    new = confirmable(new, standing)
    sorter, there = _Sorter(new, standing, lang), standing.names
    sorter.settle(standing.problems(new.source, lang))
    fresh = [one for one in names_in(sorter.quads()) if is_name(one.name) and one.name not in there]
    names = {one.name for one in fresh}
    alike = possible_duplicates([*known, *fresh], new=names) if fresh else []
    if accepted is not None:
        sorter.settle(list(sorter.doubtful(alike, names - set(accepted))))
    if lost := [name for name, path in _paths(sorter.quads(), standing).items() if path is None]:
        sorter.settle([sorter.problem(name, "name", _NO_PLACE, _NO_PLACE_HINT) for name in lost])
    sorter.problems += waiting(sorter.taken)
    about = sorted({piece.entry for piece in sorter.taken if is_name(piece.entry)})
    return Plan(
        sorter.taken,
        sorter.turned,
        sorter.problems,
        alike,
        _contents(sorter.quads(), standing),
        [name for name in about if name not in there],
        [name for name in about if name in there],
    )


class _Sorter:
    """Sorts pieces into those that can be taken and those that cannot, until all agree."""

    def __init__(self, new: New, standing: StandingHome, lang: str) -> None:
        self.new, self.standing, self.lang = new, standing, lang
        self.taken, self.turned = list(new.pieces), list[Piece]()
        self.problems = list[Problem]()
        self._turn([])

    @property
    def names(self) -> set[str]:
        """The entries of which something is taken so far."""
        return {piece.entry for piece in self.taken}

    def quads(self) -> Iterator[ox.Quad]:
        """Give the facts that are taken so far."""
        return (quad for piece in self.taken for quad, _ in piece.facts)

    def settle(self, problems: Sequence[Problem]) -> None:
        """Turn back what these are about, and then what the rest would break without it."""
        told = set(self.problems)
        while fresh := [problem for problem in problems if problem not in told]:
            told |= set(fresh)
            self.problems += fresh
            blocking = [problem for problem in fresh if problem.severity == "violation"]
            if not blocking or not self.taken:
                return
            known = self.new.source.shown | {problem.file for problem in self.new.problems}
            elsewhere = [problem for problem in blocking if problem.file not in known]
            if not self._turn(blocking) and elsewhere:
                self._turn(self._blamed(elsewhere))
            problems = self.standing.problems(self._source(), self.lang) if self.taken else []

    def _turn(self, problems: Sequence[Problem]) -> bool:
        """Turn back what problems are about, and what needs it; tell whether anything was."""
        self.taken, turned = Pieces(self.taken).split(problems, self.standing.entries)
        self.turned += turned
        return bool(turned)

    def _source(self) -> SourcedFacts:
        """Give what is taken as a source of its own."""
        whole = self.new.source
        found = SourcedFacts(
            paths=whole.paths, texts=whole.texts, blanks=whole.blanks, shown=whole.shown
        )
        for piece in self.taken:
            for quad, cell in piece.facts:
                found.take([quad], piece.file, cell)
        return found

    def _blamed(self, problems: Sequence[Problem]) -> list[Problem]:
        """Find the entries that break something elsewhere: each that does so alone, else all."""
        every, guilty = self.taken, list[str]()
        names = dict.fromkeys(piece.entry for piece in every)
        for name in names:
            self.taken = [piece for piece in every if piece.entry == name]
            if set(problems) & set(self.standing.problems(self._source(), self.lang)):
                guilty.append(name)
        self.taken, first = every, problems[0]
        found = [
            self.problem(
                name,
                first.rule,
                _ELSEWHERE,
                first.hint,
                **first.values,
                place=str(first.place),
                sentence=first.sentence(self.lang),
            )
            for name in guilty or names
        ]
        self.problems += found
        return found

    def doubtful(self, alike: Iterable[Candidate], names: Collection[str]) -> Iterator[Problem]:
        """Tell of the new entries that may be there already."""
        for pair in alike:
            for name, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if name in names and (other not in names or name > other):
                    said = " | ".join(pair.names)
                    yield self.problem(
                        name, "duplicate", _ALIKE, _ALIKE_HINT, other=other, names=said
                    )

    def problem(self, name: str, rule: str, message: str, hint: str, **values: str) -> Problem:
        """Make a problem with an entry, at its first piece."""
        at = next(piece for piece in self.taken if piece.entry == name)
        return Problem(message, hint, at.place, name, rule, values={**values, "entry": name})


def _paths(quads: Iterable[ox.Quad], standing: StandingHome) -> dict[str, Path | None]:
    """Give by entry or passage the file that it belongs in; None where there is none for it."""
    kinds: dict[str, str] = {}
    for quad in quads:
        kind = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
        own = quad.predicate.value == _TYPE and kind.startswith(_MK)
        name = name_of(quad.subject.value)  # type: ignore[union-attr]
        kinds[name] = kind.removeprefix(_MK) if own else kinds.get(name, "")
    found: dict[str, Path | None] = {}
    for name in kinds:
        whole = name.partition(".")[0]
        path = standing.names.get(whole)
        if path is None and is_name(whole) and kinds.get(whole):
            path = standing.home.path / "data" / folder_of(kinds[whole]) / f"{whole}.trig"
        found[name] = path
    return found


def _contents(quads: Iterable[ox.Quad], standing: StandingHome) -> dict[Path, bytes]:
    """Give the whole new text of every file that gets new facts."""
    facts = list(quads)
    paths = _paths(facts, standing)
    files: dict[Path, list[ox.Quad]] = defaultdict(list)
    for quad in facts:
        path = paths[name_of(quad.subject.value)]  # type: ignore[union-attr]
        if path is not None:
            files[path].append(quad)
    contents = {}
    for path, those in sorted(files.items()):
        there = standing.read.entries.get(path)
        if there is None:
            there = read_facts(path, standing.home.show(path)) if path.exists() else []
        if fresh := set(those) - set(there):
            contents[path] = write_facts([*there, *fresh], path).encode()
    return contents
