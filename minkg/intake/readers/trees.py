"""JSON and YAML as trees of texts: nothing is guessed, nothing is lost, nothing is followed.

Numbers, dates and yes or no stay as they were written; a key that stands twice is kept
twice; anchors, tags and deep nesting are refused.
"""

import json
from typing import TYPE_CHECKING

from minkg.checking import Problem
from minkg.words import N_, BadInput
from minkg.words.place import Place

if TYPE_CHECKING:
    import yaml

MOST_DEEP = 100
MOST_PROBLEMS = 1_000
DEEP = N_("things are nested inside each other more than {most} times")
DEEP_HINT = N_("describe them one after the other")
_JSON_ERRORS = {
    "Expecting property name": N_("a key in double quotes should stand here"),
    "Expecting ':'": N_("a colon should stand here"),
    "Expecting ','": N_("a comma should stand here"),
    "Expecting value": N_("a value should stand here"),
    "Illegal trailing comma": N_("a value should stand here"),
    "Unterminated string": N_("the text that begins here has no end"),
    "Invalid control character": N_("a line break or another control character stands in a text"),
    "Invalid \\": N_("a backslash stands before a sign that needs none"),
    "Extra data": N_("something follows after the end"),
}
_JSON_HINT = N_("compare the line with the one before it")
_YAML_HINT = N_("check the spaces at the start of the line, and put texts with signs into quotes")
_UNSEEN = N_("a control character stands here, which cannot be seen")
_WRITE_OUT = N_("write out in full what is meant, without & and *")
_NULL = {"", "~", "null", "Null", "NULL"}


class Pairs(list[tuple[str, "Tree"]]):
    """The keys of an object with their values, in the order of the file."""


Tree = str | bool | list["Tree"] | Pairs | None


def inside(place: Place, key: str | int) -> Place:
    """Give the place of what stands under a key: its JSON pointer (RFC 6901).

    >>> inside(Place("a.json", pointer="/standard/0"), "a/b~c").pointer
    '/standard/0/a~1b~0c'
    """
    step = str(key).replace("~", "~0").replace("/", "~1")
    return place._replace(pointer=f"{place.pointer or ''}/{step}")


def deep(shown: str, line: int | None = None) -> Problem:
    """Tell that a file is nested too deeply to be read."""
    return Problem.of(BadInput(DEEP, hint=DEEP_HINT, place=Place(shown, line), most=MOST_DEEP))


def read_json(text: str, shown: str) -> tuple[list[Tree], list[Problem]]:
    """Read the one document of a JSON text, or tell the line where it breaks."""
    try:
        tree: Tree = json.loads(
            text, object_pairs_hook=Pairs, parse_float=str, parse_int=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        known = [told for start, told in _JSON_ERRORS.items() if error.msg.startswith(start)]
        return [], [_syntax((*known, "{reason}")[0], _JSON_HINT, shown, error.lineno, error.msg)]
    except RecursionError:
        return [], [deep(shown)]
    return [tree], []


def read_yaml(text: str, shown: str) -> tuple[list[Tree], list[Problem]]:
    """Read the documents of a YAML text, or tell the lines where it breaks."""
    import yaml

    builder = _Builder(shown)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
            if len(builder.open) > MOST_DEEP:
                return [], [deep(shown, _line(event))]
            if len(builder.problems) >= MOST_PROBLEMS:
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        builder.problems.append(_syntax("{reason}", _YAML_HINT, shown, line, error.problem or ""))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        builder.problems.append(_syntax(_UNSEEN, N_("type the text anew"), shown, line))
    return ([], builder.problems) if builder.problems else (builder.documents, [])


def _syntax(message: str, hint: str, shown: str, line: int | None, reason: str = "") -> Problem:
    wrong = BadInput(message, hint=hint, place=Place(shown, line), reason=reason)
    return Problem.of(wrong, rule="syntax")


def _line(event: "yaml.Event") -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Builder:
    """Builds trees from the events of a YAML reader, without recursion."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.documents: list[Tree] = []
        self.problems: list[Problem] = []
        self.open: list[tuple[list[Tree] | Pairs, list[str]]] = []

    def take(self, event: "yaml.Event") -> None:
        """Move on by one event."""
        import yaml

        if isinstance(event, yaml.NodeEvent):
            self._refuse(event, event.anchor, getattr(event, "tag", None))
        if isinstance(event, yaml.AliasEvent):
            self._scalar("", False)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event.value, event.implicit[0] and event.value in _NULL)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open.append(([], []))
        elif isinstance(event, yaml.MappingStartEvent):
            self.open.append((Pairs(), []))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self.open.pop()[0], event)

    def _refuse(self, event: "yaml.Event", anchor: str | None, tag: str | None) -> None:
        """Tell what is not followed: references to other places, and kinds of values."""
        if anchor:
            self._tell(
                event, N_("'{name}' refers to another place of the file"), _WRITE_OUT, anchor
            )
        if tag:
            self._tell(event, N_("'{name}' is a tag"), N_("leave the tag out"), tag)

    def _tell(self, event: "yaml.Event", message: str, hint: str, name: str) -> None:
        place = Place(self.shown, _line(event))
        self.problems.append(Problem.of(BadInput(message, hint=hint, place=place, name=name)))

    def _scalar(self, text: str, null: bool) -> None:
        """Take a text: the next key of an object, or a value."""
        if self.open:
            into, key = self.open[-1]
            if isinstance(into, Pairs) and not key:
                key.append(text)
                return
        self._add(None if null else text)

    def _add(self, value: Tree, event: "yaml.Event | None" = None) -> None:
        """Put a value where it belongs; a list or an object cannot be a key."""
        if not self.open:
            self.documents.append(value)
            return
        into, key = self.open[-1]
        if not isinstance(into, Pairs):
            into.append(value)
        elif key:
            into.append((key.pop(), value))
        elif event is not None:
            key.append("")
            self._tell(event, N_("a key is not a text"), N_("write a word before the colon"), "")
