"""What became of the records of one file: rows with facts, records that are lost, problems."""

from dataclasses import dataclass, field

import pyoxigraph as ox

from minkg.checking import Problem
from minkg.graph.terms import Term
from minkg.intake.drafting.row import PASSAGE_KEYS, DraftRow
from minkg.intake.readers.records import Record
from minkg.words.names import ENTRY
from minkg.words.place import Place


@dataclass
class FileDraft:
    """The rows of one file with their facts, and what is wrong with it.

    `lost` are the records of which no row could be made; what is wrong with each is told.
    `quiet` are rules that an entry breaks only by what is told of it already, and properties
    that it lacks only because their values are wrong in themselves.
    """

    file: str
    rows: list[DraftRow] = field(default_factory=list)
    lost: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    quiet: set[tuple[Term | None, str]] = field(default_factory=set)
    _of: dict[Term, DraftRow] = field(default_factory=lambda: dict[Term, DraftRow]())

    @property
    def facts(self) -> list[tuple[ox.Quad, Place]]:
        """All facts with their places, in the order of the rows."""
        return [fact for row in self.rows for fact in row.facts]

    def own(self, row: DraftRow, term: ox.NamedNode | None) -> None:
        """Note that a row is about an entry or a passage, for what may be missing from it."""
        if term is not None:
            self._of.setdefault(term, row)

    def blank(self, focus: Term, path: str) -> Place | None:
        """Give the place where a missing value would stand, if a row is about the focus."""
        row = self._of.get(focus)
        if row is None:
            return None
        if focus == row.entry:
            return row.blank(path)
        return row.blank(PASSAGE_KEYS.get(path.rpartition("#")[2].rpartition("/")[2], "document"))

    def tell(
        self,
        place: Place,
        rule: str,
        message: str,
        hint: str,
        severity: str = "violation",
        **values: str,
    ) -> None:
        """Add a problem, once."""
        entry = values.pop("entry", "").removeprefix(ENTRY)
        problem = Problem(message, hint, place, entry, rule, severity, values)
        if problem not in self.problems[-4:]:
            self.problems.append(problem)
