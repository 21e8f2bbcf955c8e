"""A broken rule, or a file that cannot be read: what is wrong, where, and how to mend it."""

import re
from dataclasses import dataclass, field

from minkg.shacl import ShapeResult
from minkg.words import N_, MinkgError, translate

SEVERITIES = ("violation", N_("warning"), N_("info"))


@dataclass(frozen=True)
class Problem:
    """A broken rule: message and hint with gaps, and the values for the gaps.

    `severity` is violation (blocks), warning or info; `file` tells where, with `line`,
    or with `cell` where the file has no lines: `standard!C7`, or the JSON pointer `/0/name`.
    `result` is what the shape said, where a shape said it.
    """

    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    entry: str = ""
    rule: str = ""
    severity: str = "violation"
    values: dict[str, str] = field(default_factory=dict, compare=False)
    cell: str = ""
    result: ShapeResult | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> str:
        """Where it is: `file:line`, or `file:sheet!cell`."""
        inside = self.cell or self.line
        return f"{self.file}:{inside}" if inside else self.file

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


def _fill(text: str, values: dict[str, str]) -> str:
    """Fill the gaps that have a value; other braces are TriG in an example line."""
    return re.sub(r"\{(\w+)\}", lambda gap: values.get(gap[1], gap[0]), text)


def as_problem(error: MinkgError) -> Problem:
    """Tell an error about a file among its other problems."""
    file, colon, line = error.place.rpartition(":")
    known = bool(colon) and line.isdecimal()
    return Problem(
        error.message,
        error.hint,
        file if known else error.place,
        int(line) if known else None,
        rule="syntax",
        values={key: str(value) for key, value in error.values.items()},
    )
