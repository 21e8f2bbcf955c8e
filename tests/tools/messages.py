"""Every message of minkg that can be translated, as Babel's extractor finds them.

Messages are what `N_()` marks, what is given to a function of SPEAKERS, the hints of errors, the
columns of tables, the choices of forms, `_("…")` in templates and `t("…")` in scripts.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[2]
GAP = re.compile(r"\{(\w*)[^{}]*\}")
SPEAKERS: Mapping[str, slice] = {
    **dict.fromkeys(("N_", "Phrase", "translate", "say", "_say", "talk"), slice(1)),
    **dict.fromkeys(("MinkgError", "NotFound", "BadInput", "Unavailable"), slice(1)),
    **dict.fromkeys(("NoForm", "NotAllowed", "TooLarge", "NotAcceptable"), slice(1)),
    **dict.fromkeys(("Broken", "Busy", "TooLong"), slice(1)),
    **dict.fromkeys(("tell", "problem"), slice(2, 4)),
    "Problem": slice(2),
    "unknown": slice(1),
    "pick": slice(2, 3),
    "hint_of": slice(1, 2),
    "heads": slice(None),
}
HINTS = ("hint", "otherwise")
METHODS = {
    "minkg": [
        ("vendor/**", "ignore"),
        ("**.py", "tests.tools.messages:extract_python"),
        ("**.html", "jinja2.ext:babel_extract"),
        ("**.js", "javascript"),
    ],
    "queries": [("**.rq", "tests.tools.messages:extract_columns")],
    "shapes": [("**.ttl", "tests.tools.messages:extract_choices")],
}
Found = Iterator[tuple[int, None, str, list[str]]]


def messages() -> dict[str, list[str]]:
    """Give every message and the places that say it."""
    found: dict[str, list[str]] = {}
    options = {"**.js": {"parse_template_string": True}}
    for folder, methods in METHODS.items():
        for file, line, text, *_ in extract_from_dir(
            ROOT / folder, methods, options, keywords={"_": None, "t": None}
        ):
            if not re.fullmatch(r"\{\w+\}", text):
                found.setdefault(text, []).append(f"{folder}/{file}:{line}")
    return dict(sorted(found.items()))


def extract_python(stream: IO[bytes], *_: object, **__: object) -> Found:
    """Give what is said in a Python file."""
    for node in ast.walk(ast.parse(stream.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            said = node.args[SPEAKERS.get(name, slice(0))]
            said += [keyword.value for keyword in node.keywords if keyword.arg in HINTS]
            yield from ((node.lineno, None, text, []) for text in _texts(said))
            if name == "column_names":
                heads = " ".join(_texts(node.args)).split()
                yield from ((node.lineno, None, _words(head), []) for head in heads)


def extract_columns(stream: IO[bytes], *_: object, **__: object) -> Found:
    """Give the columns of a question that are called by no property of the ontology."""
    select = re.search(r"^SELECT\b(.+?)\bWHERE\b", stream.read().decode(), re.M | re.S)
    assert select is not None
    for name in re.findall(r"\?(\w+)\)?(?=\s)", select[1]):
        if name not in _properties():
            yield 1, None, _words(name), []


def extract_choices(stream: IO[bytes], *_: object, **__: object) -> Found:
    """Give the words that a form lets people choose from."""
    for choices in re.findall(r"sh:in \((.+?)\)", stream.read().decode()):
        yield from ((1, None, text, []) for text in re.findall(r'"([a-z][a-z -]{2,})"', choices))


def _texts(nodes: list[ast.expr]) -> list[str]:
    values: list[Any] = [getattr(node, "value", None) for node in nodes]
    return [value for value in values if isinstance(value, str) and value]


def _words(column: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).lower()


def _properties() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "ontology").glob("*.ttl"))
    return {name for text in texts for name in re.findall(r"^mk:(\w+)$", text, re.MULTILINE)}
