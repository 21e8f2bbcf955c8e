"""A problem: what is wrong, where, and how to mend it; made of a broken rule or of an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from minkg.shacl import ShapeResult
from minkg.words import N_, MinkgError, translate
from minkg.words.place import NOWHERE, Place

SEVERITIES = ("violation", N_("warning"), N_("info"))


@dataclass(frozen=True)
class Problem:
    """A broken rule: message and hint with gaps, and the values for the gaps.

    `severity` is violation (blocks), warning or info. `result` is what the shape said, where a
    shape said it, and `elsewhere` the same problem as it is told in other languages.
    """

    message: str
    hint: str = ""
    place: Place = NOWHERE
    entry: str = ""
    rule: str = ""
    severity: str = "violation"
    values: Mapping[str, str] = field(default_factory=dict, compare=False)
    result: ShapeResult | None = field(default=None, compare=False, repr=False)
    elsewhere: "Mapping[str, Problem]" = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        error: MinkgError,
        place: Place = NOWHERE,
        *,
        rule: str = "file",
        severity: str = "violation",
    ) -> "Problem":
        """Tell an error about a file among its other problems; `place` is for one that has none.

        The rule is `syntax` where nothing of the file can be read.
        """
        values = {name: str(value) for name, value in error.values.items()}
        at = error.place or place
        return cls(error.message, error.hint, at, rule=rule, severity=severity, values=values)

    @property
    def file(self) -> str:
        """The file that it is in, as its reader calls it."""
        return self.place.file

    @property
    def line(self) -> int | None:
        """The line of a text."""
        return self.place.line

    @property
    def cell(self) -> str:
        """The cell or JSON pointer, where the file has no lines."""
        return self.place.cell

    def sentence(self, lang: str = "en") -> str:
        """Say what is wrong."""
        return _fill(translate(self.message, lang), self.values)

    def remedy(self, lang: str = "en") -> str:
        """Say how to mend it."""
        return _fill(translate(self.hint, lang), self.values)

    def text(self, lang: str = "en") -> str:
        """Give place and sentence, then hint and rule."""
        mark = "" if self.severity == "violation" else f"{translate(self.severity, lang)}: "
        tail = [f"{translate('hint', lang)}: {self.remedy(lang)}"] if self.hint else []
        tail += [f"{translate('rule', lang)}: {self.rule}"] if self.rule else []
        first = f"{self.place}: {mark}{self.sentence(lang)}"
        return "\n".join([first, "", *tail]) if tail else first

    def __str__(self) -> str:
        """Give the English text."""
        return self.text()

    def item(self, lang: str = "en") -> dict[str, object]:
        """Give the item that `validate --format json` prints."""
        return {
            "file": self.file,
            "line": self.line,
            "cell": self.cell or None,
            "entry": self.entry,
            "rule": self.rule,
            "severity": self.severity,
            "message": self.sentence(lang),
            "hint": self.remedy(lang),
        }


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Fill the gaps that have a value; other braces are TriG in an example line."""
    return re.sub(r"\{(\w+)\}", lambda gap: values.get(gap[1], gap[0]), text)
