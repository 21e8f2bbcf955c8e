"""New facts from files of any kind: each with its place, and every row accounted for.

Tables, JSON and YAML are read by the shapes: their rows and objects become facts. RDF is
taken as it is. What is wrong with the files themselves is told with what could be read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from minkg.checking import Problem, SourcedFacts, StandingHome
from minkg.graph.terms import Term
from minkg.home import Home
from minkg.intake.drafting.drafter import Drafter
from minkg.intake.drafting.file_draft import FileDraft
from minkg.intake.drafting.pieces import Piece, Pieces, pieces_of_draft, pieces_of_graph
from minkg.intake.forms.fields import Forms
from minkg.intake.readers.csv_tables import read_csv
from minkg.intake.readers.detect import detect, encoding_of, text_of
from minkg.intake.readers.given_files import content_of, empty_folder, files_of
from minkg.intake.readers.issues import read_issue
from minkg.intake.readers.objects import read_objects
from minkg.intake.readers.rdf_files import FORMS, LINED, read_graph
from minkg.intake.readers.records import Gathered
from minkg.intake.readers.sheet_rows import Tally
from minkg.intake.readers.xlsx_sheets import read_workbook
from minkg.shacl import FactIndex
from minkg.words import BadInput
from minkg.words.names import expand

Known = Callable[[], tuple[FactIndex, FactIndex]]
_TYPE = expand("rdf:type")
_NAMES = [expand(name) for name in ("skos:prefLabel", "skos:altLabel", "mk:acronym")]
_NAMES.append(expand("mk:translatedLabel"))


@dataclass
class New:
    """What was read: the facts with their places as a source, and the pieces they came in.

    A piece is a row, an object, or all that an RDF file says of one subject; a file that
    cannot be read as a whole has no pieces but a problem in `source.broken`.
    """

    source: SourcedFacts = field(default_factory=SourcedFacts)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files themselves."""
        return self.source.broken

    @cached_property
    def by_place(self) -> Pieces:
        """The pieces, to be looked up by what is wrong with them."""
        return Pieces(self.pieces)

    def quads(self) -> Iterator[ox.Quad]:
        """Give the facts of all pieces, each in its block."""
        return (quad for piece in self.pieces for quad, _ in piece.facts)


def read_new(
    sources: Sequence[str | Path],
    home: Home,
    lang: str = "en",
    progress: Callable[[int], None] | None = None,
    known: Known | None = None,
) -> New:
    """Read files, folders of them, and standard input (`-`), each by its content.

    `progress` is told the number of rows every 1000 rows; `known` gives the shapes and the
    facts of home where they have been read already. They are needed for tables only.
    """
    found: list[tuple[str, Path | None]] = []
    missing = list[Problem]()
    for source in sources:
        files = list(files_of([source]))
        found += files
        if not files:
            missing.append(Problem.of(empty_folder(str(source)), rule="syntax"))
    new = read_named(found, home, lang, progress, known)
    new.problems[:0] = missing
    return new


def read_named(
    files: Sequence[tuple[str, Path | None]],
    home: Home,
    lang: str = "en",
    progress: Callable[[int], None] | None = None,
    known: Known | None = None,
) -> New:
    """Read files, each with what it is called in problems."""
    reader = _FileReader(home, progress)
    for shown, path in files:
        reader.read(shown, path)
    if reader.gathered:
        shapes, facts = known() if known else _known(home)
        reader.draft(Drafter(Forms(shapes, facts), facts, lang))
    return reader.new


def _known(home: Home) -> tuple[FactIndex, FactIndex]:
    standing = StandingHome(home)
    return standing.shapes, standing.facts


class _FileReader:
    """Reads one file after the other; tables wait for all others, as they may name each other."""

    def __init__(self, home: Home, progress: Callable[[int], None] | None) -> None:
        self.new, self.tally = New(), Tally(progress)
        self.gathered: list[Gathered] = []
        self.ours = {path.resolve() for path in home.ontology}

    def read(self, shown: str, path: Path | None) -> None:
        """Read one file, or tell why it cannot be read."""
        try:
            content = content_of(shown, path)
            kind = detect(content, shown)
        except BadInput as error:
            self.new.problems.append(Problem.of(error, rule="syntax"))
            return
        if kind in FORMS:
            self._graph(content, kind, shown, path)
        else:
            self.gathered.append(self._table(content, kind, shown))

    def _graph(self, content: bytes, kind: str, shown: str, path: Path | None) -> None:
        ours = path is not None and path.resolve() in self.ours
        found = read_graph(content, kind, shown, ours=ours)
        source = self.new.source
        source.broken += found.problems
        source.take(found.quads, shown)
        if kind in LINED and path is not None and encoding_of(content) == "utf-8":
            source.paths[shown] = path
        elif kind in LINED:
            source.texts[shown] = found.text
        self.new.pieces += pieces_of_graph(found, shown)

    def _table(self, content: bytes, kind: str, shown: str) -> Gathered:
        stem = Path(shown).stem if shown != "-" else ""
        if kind == "xlsx":
            return read_workbook(content, shown, self.tally)
        if kind == "csv":
            return read_csv(content, shown, stem, self.tally)
        try:
            text = text_of(content, shown)
        except BadInput as error:
            return Gathered(shown, problems=[Problem.of(error)])
        if kind == "issue":
            return read_issue(text, shown)
        return read_objects(text, shown, stem, self.tally, yaml=kind == "yaml")

    def draft(self, drafter: Drafter) -> None:
        """Turn what was gathered from tables into facts; RDF files may name what they link to."""
        facts = FactIndex(self.new.source.files)
        for thing, kinds in facts.by_subject(_TYPE).items():
            labels = (label.value for name in _NAMES for label in facts.values(thing, name))
            if isinstance(thing, ox.NamedNode):
                drafter.meaning.add(thing, _named(kinds), labels)
        take_drafts(self.new, drafter.drafts(self.gathered))
        self.gathered.clear()


def take_drafts(new: New, drafts: Iterable[FileDraft]) -> None:
    """Add what became of records."""
    source = new.source
    for draft in drafts:
        source.shown.add(draft.file)
        source.broken += draft.problems
        source.quiet |= draft.quiet
        source.blanks.append(draft.blank)
        for fact, place in draft.facts:
            source.take([fact], draft.file, place)
        new.pieces += pieces_of_draft(draft)


def _named(kinds: Sequence[Term]) -> ox.NamedNode:
    found = (kind for kind in kinds if isinstance(kind, ox.NamedNode))
    return next(found, ox.NamedNode(expand("mk:Entry")))
