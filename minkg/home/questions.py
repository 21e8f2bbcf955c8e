"""Question files: plain SPARQL with a header that says what is asked.

Their VALUES lines are parameters:

#+ summary: Instruments that cover the same ground
#+ question: Which instruments address the same topic at the same stage?
#+ tags: [overlap]

SELECT … WHERE {
VALUES ?stage { UNDEF }   # a life-cycle stage; all when left out
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from minkg.words import BadInput, MinkgError, NotFound
from minkg.words.lookup import near_names, pick, unknown
from minkg.words.names import expand
from minkg.words.place import Place

_PARAMETER = re.compile(r"^ *VALUES +\?(\w+) +\{ *(.*?) *\} *# *(.+?) *$", re.MULTILINE)
_HEADER = re.compile(r"^#\+ (?:(\w+): *)?(.*)$")
_KEYS = ("summary", "question", "description", "tags")


class QuestionParameter(NamedTuple):
    """A `VALUES` line of a question: its name, what stands in its braces, and its help."""

    name: str
    default: str
    help: str

    def term(self, value: str) -> str:
        """Write a value as the term that belongs between the braces.

        >>> QuestionParameter("stage", "UNDEF", "").term("extraction")
        '<https://w3id.org/minkg/extraction>'
        >>> QuestionParameter("language", '"fr"', "").term("ar")
        '"ar"'
        >>> QuestionParameter("at_least", "2", "").term("3")
        '3'
        """
        if self.default.startswith('"'):
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return re.sub(r'^".*?"', lambda _: f'"{escaped}"', self.default)
        if re.fullmatch(r"[\d.]+", self.default):
            if not re.fullmatch(r"\d+(\.\d+)?", value):
                raise NotFound(
                    "'{value}' is not a number", value=value, hint=f"{self.name}: a number"
                )
            return value
        iri = expand(value)
        if re.search(r'[<>"{}|^`\\\s]', iri):
            raise NotFound("'{value}' is not a name", value=value, hint="a name has a-z, 0-9 and -")
        return f"<{iri}>"

    @property
    def takes_names(self) -> bool:
        """Whether its values are names of entries, classes or passages, not text or numbers."""
        return self.default[:1] not in '"0123456789'


class Question(NamedTuple):
    """A question file: its name, its header, its parameters and its SPARQL text."""

    name: str
    text: str
    summary: str = ""
    question: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, QuestionParameter] = MappingProxyType({})

    @classmethod
    def read(cls, path: Path) -> "Question":
        """Read a question file; its header must say summary, question and tags."""
        text = path.read_text(encoding="utf-8")
        header: dict[str, str] = {}
        key = ""
        for number, line in enumerate(text.splitlines(), 1):
            match = _HEADER.match(line)
            if not match:
                break
            key = match[1] if match[1] in _KEYS else key
            if not key:
                raise BadInput(
                    "the header begins with '{word}'",
                    hint="begin with `#+ summary: …`",
                    place=Place(str(path), number),
                    word=match[1] or match[2],
                )
            part = match[2] if match[1] in _KEYS else line.removeprefix("#+").strip()
            header[key] = f"{header[key]} {part}" if key in header else part
        tags = tuple(tag.strip() for tag in header.pop("tags", "").strip("[]").split(",") if tag)
        parameters = {m[1]: QuestionParameter(m[1], m[2], m[3]) for m in _PARAMETER.finditer(text)}
        return cls(path.stem, text, tags=tags, parameters=parameters, **header)

    def fill(self, values: Mapping[str, object]) -> str:
        """Give the SPARQL text with these values in the braces of its parameters.

        A value may be one name or text, or several in a list or tuple.
        """
        for name in values:
            if name not in self.parameters:
                raise self._unknown(name)

        def braces(match: re.Match[str]) -> str:
            given = values.get(match[1])
            if given is None:
                return match[0]
            several = given if isinstance(given, list | tuple) else [given]
            terms = " ".join(self.parameters[match[1]].term(str(value)) for value in several)
            return f"VALUES ?{match[1]} {{ {terms} }}"

        return _PARAMETER.sub(braces, self.text)

    def _unknown(self, name: str) -> MinkgError:
        if not self.parameters:
            return NotFound(
                "question '{question}' has no parameters",
                hint="ask it as it is: `minkg query {question}`",
                question=self.name,
            )
        return unknown(
            "question '{question}' has no parameter '{name}'",
            name,
            [f"--{parameter}" for parameter in self.parameters],
            near=[f"--{near}" for near in near_names(name, self.parameters)],
            question=self.name,
        )


def find_question(paths: list[Path], name: str) -> Question:
    """Read the question of that name, or tell which name is close."""
    path = pick(
        name,
        {path.stem: path for path in paths},
        "no question is called '{name}'",
        show="`minkg query {}`".format,
        otherwise="`minkg query` lists them all",
    )
    return Question.read(path)
