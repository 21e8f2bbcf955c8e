"""The text of a GitHub issue that was made with a form: one record, each value at its line."""

import re

from minkg.checking import Problem
from minkg.intake.readers.records import Gathered, Given, Record
from minkg.intake.readers.sheet_rows import value_of
from minkg.words.place import Place

_LABEL = re.compile(r"### +(\S.*?)\s*")
_EMPTY = {"_No response_", "None"}  # what GitHub writes where nothing was filled in or chosen


def is_issue(text: str, shown: str) -> bool:
    """Tell whether a text is that of an issue made with a form: Markdown, and labels first."""
    return shown.lower().endswith(".md") and _LABEL.match(text.lstrip()) is not None


def read_issue(text: str, shown: str) -> Gathered:
    r"""Read the record; its values stand under their labels, `### name (en)`.

    >>> [given.text for given in read_issue("### name (en)\n\nSand", "1.md").records[0].given]
    ['Sand']
    """
    gathered = Gathered(shown)
    headers: list[Given] = []
    given: list[Given] = []
    spoilt: list[str] = []
    sections: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if label := _LABEL.fullmatch(line):
            sections.append((number, " ".join(label[1].split()), []))
        elif sections:
            sections[-1][2].append(line)
    for number, label_text, lines in sections:
        headers.append(Given(label_text, label_text, Place(shown, number)))
        skipped = next((at for at, line in enumerate(lines, 1) if line.strip()), 0)
        place = Place(shown, number + skipped)
        value, wrong = value_of("\n".join(lines))
        if wrong:
            spoilt.append(label_text)
            gathered.problems.append(Problem.of(wrong, place))
        elif value and value not in _EMPTY:
            given.append(Given(label_text, value, place))
    places = {header.key: header.place for header in reversed(headers)}
    if given or spoilt:
        gathered.headers[""] = headers
        first = Place(shown, 1)
        record = Record("", first, given, lambda key: places.get(key, first), spoilt)
        gathered.records.append(record)
    return gathered
