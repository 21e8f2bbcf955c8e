"""The objects of a JSON or YAML file into records, each value at its JSON pointer.

A file is one object, a list of objects, or an object whose keys are classes and whose
values are lists of objects: `{"standard": [{"name": {"en": "…"}, "topic": ["…", "…"]}]}`.
"""

import json
from collections import Counter
from functools import partial

from minkg.checking import Problem
from minkg.intake.readers.records import Gathered, Given, Record
from minkg.intake.readers.sheet_rows import MOST_SIGNS, SPLIT, Tally, value_of
from minkg.intake.readers.trees import Pairs, Tree, inside, read_json, read_yaml
from minkg.words import LANGUAGES, N_, BadInput, MinkgError
from minkg.words.lookup import unknown
from minkg.words.place import Place

MOST_TREE = 16 * 1024 * 1024
_LISTS = N_("write a text, a list of texts, or a text for each language")


def read_objects(
    text: str, shown: str, kind: str, tally: Tally | None = None, *, yaml: bool = False
) -> Gathered:
    """Read a JSON or YAML text; `kind` says of what class objects are that do not say it."""
    gathered = Gathered(shown)
    if len(text) > MOST_TREE:
        large = BadInput("is larger than {most} megabytes", hint=SPLIT, most=MOST_TREE // 2**20)
        gathered.problems.append(Problem.of(large, Place(shown)))
        return gathered
    trees, gathered.problems = (read_yaml if yaml else read_json)(text, shown)
    objects = _Objects(gathered, tally or Tally())
    try:
        for at, tree in enumerate(trees):
            whole = Place(shown, pointer="")
            objects.document(tree, inside(whole, at) if len(trees) > 1 else whole, kind)
    except BadInput as error:
        gathered.problems.append(Problem.of(error, Place(shown)))
        gathered.records.clear()
    return gathered


class _Objects:
    """Takes objects one after the other."""

    def __init__(self, gathered: Gathered, tally: Tally) -> None:
        self.gathered, self.tally = gathered, tally
        self.given: list[Given] = []
        self.spoilt: list[str] = []
        self.raw: list[Given] = []

    def document(self, tree: Tree, place: Place, kind: str) -> None:
        """Take a whole file, or one document of several in it."""
        if isinstance(tree, Pairs):
            groups = [(key, _list(value)) for key, value in tree]
            items = [item for _, trees in groups for item in trees or ()]
            listed = all(trees is not None for _, trees in groups)
            if listed and any(isinstance(item, Pairs) for item in items):
                self._twice(tree, place)
                for key, trees in groups:
                    self._each(trees or [], inside(place, key), key)
                return
        if (objects := _list(tree)) is not None:
            self._each(objects, place, kind)
        elif tree is not None:
            self._one(tree, place, kind)

    def _each(self, trees: list[Tree], place: Place, kind: str) -> None:
        for at, item in enumerate(trees):
            self._one(item, inside(place, at), kind)

    def _one(self, item: Tree, place: Place, kind: str) -> None:
        self.given, self.spoilt, self.raw = [], [], []
        if isinstance(item, Pairs):
            self._twice(item, place)
            for key, value in item:
                self._value(" ".join(key.split()), value, inside(place, key))
        else:
            hint = N_("write it as an object, such as {example}")
            message = N_("this is not an object with keys and values")
            wrong = BadInput(message, hint=hint, example='{"name": {"en": "…"}}')
            self._tell(wrong, place, "", item)
        if self.given or self.spoilt:
            values = len(self.given)
            self.tally.add(values, values, place, place)
            missing = partial(inside, place)
            record = Record(kind, place, self.given, missing, self.spoilt, raw=self.raw)
            self.gathered.records.append(record)

    def _value(self, key: str, value: Tree, place: Place) -> None:
        """Take a text, a list of texts, or texts by language."""
        if isinstance(value, Pairs):
            self._twice(value, place)
            for language, inner in value:
                there = inside(place, language)
                if language in LANGUAGES:
                    self._texts(key, inner, there, language)
                else:
                    message = N_("'{name}' is not a language that is used here")
                    wrong = unknown(message, language, LANGUAGES, error=BadInput)
                    self._tell(wrong, there, key, inner)
        else:
            self._texts(key, value, place)

    def _texts(self, key: str, value: Tree, place: Place, language: str = "") -> None:
        if (texts := _list(value)) is not None:
            for at, item in enumerate(texts):
                self._text(key, item, inside(place, at), language)
        else:
            self._text(key, value, place, language)

    def _text(self, key: str, value: Tree, place: Place, language: str) -> None:
        if isinstance(value, list):
            wrong = BadInput("the value of '{key}' is nested too deeply", hint=_LISTS, key=key[:60])
            self._tell(wrong, place, key, value)
        elif value is not None:
            spoken = ("false", "true")[value] if isinstance(value, bool) else value
            text, odd = value_of(spoken)
            if odd:
                self._tell(odd, place, key, value)
            elif text:
                self.given.append(Given(key, text, place, language))

    def _twice(self, pairs: Pairs, place: Place) -> None:
        """Tell of keys that stand twice; both values are kept, as nobody knows which is meant."""
        for key, number in Counter(key for key, _ in pairs).items():
            if number > 1:
                hint = N_("write several values as a list")
                wrong = BadInput("the key '{value}' stands twice", hint=hint, value=key[:60])
                self._tell(wrong, inside(place, key), key)

    def _tell(self, wrong: MinkgError, place: Place, key: str, raw: Tree = None) -> None:
        self.spoilt.append(key)
        if raw is not None:
            self.raw.append(Given(key, _written(raw)[:MOST_SIGNS], place))
        self.gathered.problems.append(Problem.of(wrong, place))


def _written(tree: Tree) -> str:
    """Write a value as JSON, a text as it is; what stands deep inside is left out."""
    return tree if isinstance(tree, str) else json.dumps(_plain(tree, 5), ensure_ascii=False)


def _plain(tree: Tree, depth: int) -> object:
    if isinstance(tree, Pairs):
        return {key: _plain(value, depth - 1) for key, value in tree if depth}
    if (items := _list(tree)) is not None:
        return [_plain(value, depth - 1) for value in items if depth]
    return tree


def _list(tree: Tree) -> list[Tree] | None:
    return tree if isinstance(tree, list) and not isinstance(tree, Pairs) else None
