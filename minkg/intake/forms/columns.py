"""What the header of a column, or the key of an object, means for a class."""

import re
from dataclasses import dataclass
from functools import cached_property

from minkg.intake.forms.fields import ClassForm, Field, folded
from minkg.words import LANGUAGES
from minkg.words.lookup import near_names

SPECIAL = ("entry", "class", "document", "paragraph", "summary", "languageRead", "reviewState")
_LANGUAGE = re.compile(r"^(.*?)\s*\((ar|zh|en|fr|ru|es)\)$", re.DOTALL)
_NUMBER = re.compile(r"^(.*\S)\s+\d+$", re.DOTALL)


@dataclass(frozen=True)
class Column:
    """A column: a field of the class, or a special one; and the language of its texts."""

    field: Field | None = None
    special: str = ""
    language: str = ""


class Columns:
    """The columns that a class may have, found by header in any of the six languages.

    Every class has, besides its fields, `entry` (the name in minkg), `class`, and where
    its facts come from: `document`, `paragraph`, `summary` of the paragraph and the
    `language` it was read in, and its review state; these are the fields of a passage.
    """

    def __init__(self, form: ClassForm, passage: ClassForm, entry_names: dict[str, str]) -> None:
        self.form, self.passage, self.entry_names = form, passage, entry_names
        self._found: dict[str, Column | None] = {}

    @cached_property
    def specials(self) -> dict[str, dict[str, str]]:
        """The special columns of this class, each with its header by language."""
        found = {"entry": self.entry_names}
        if self.form.folder == "passage":
            return found
        keys = {"document": "isPartOf", "paragraph": "locator", "summary": "summary"}
        same = ("languageRead", "reviewState")
        for special, key in {**keys, **dict(zip(same, same, strict=True))}.items():
            field = self.passage.field(key)
            found[special] = field.names if field else {}
        return found

    @cached_property
    def _known(self) -> dict[str, list[tuple[Column, str]]]:
        """By folded header: what it means, and the language that the header is in."""
        found: dict[str, list[tuple[Column, str]]] = {}
        own = [special for special in SPECIAL if special in ("class", *self.specials)]
        pairs: list[tuple[Column, str, str]] = [(Column(special=s), s, "") for s in own]
        for special, names in self.specials.items():
            pairs += [(Column(special=special), text, lang) for lang, text in names.items()]
        for field in self.form.fields:
            pairs.append((Column(field), field.key, ""))
            pairs += [(Column(field), text, lang) for lang, text in field.names.items()]
        for column, text, lang in pairs:
            means = found.setdefault(folded(text), [])
            if all(column != other for other, _ in means) or lang:
                means.append((column, lang))
        return found

    def __getitem__(self, header: str) -> Column | None:
        """Give what a header means; None when it means nothing here."""
        if header not in self._found:
            self._found[header] = self._find(header)
        return self._found[header]

    def _find(self, header: str) -> Column | None:
        numbered = _NUMBER.match(header)
        whole = header if folded(header) in self._known or not numbered else numbered[1]
        coded = _LANGUAGE.match(whole)
        bare, language = (coded[1], coded[2]) if coded else (whole, "")
        if (again := _NUMBER.match(bare)) and folded(bare) not in self._known:
            bare = again[1]
        means = self._known.get(folded(bare))
        if not means:
            return None
        column = means[0][0]
        spoken = {lang for meant, lang in means if meant == column and lang}
        worded = column.field is not None and column.field.kind == "words"
        if (worded or column.special == "summary") and not language and len(spoken) == 1:
            language = spoken.pop()
        return Column(column.field, column.special, language)

    def header(self, column: Column, lang: str, number: int = 1) -> str:
        """Write the header of a column in a language: `topic 2`, `name (fr)`."""
        if column.field is not None:
            text = column.field.name(lang)
        else:
            names = self.specials.get(column.special, {})
            text = names.get(lang) or names.get("en") or column.special
        text = f"{text} ({column.language})" if column.language else text
        return f"{text} {number}" if number > 1 else text

    def near(self, header: str, lang: str = "en") -> list[str]:
        """Give the known headers that an unknown one is spelt most like."""
        names = [self.header(Column(field), lang) for field in self.form.fields]
        names += [self.header(Column(special=special), lang) for special in self.specials]
        return near_names(header, names)


def languages_of(field: Field | None, lang: str) -> tuple[str, ...]:
    """Give the languages in which a template asks for a field's text; none where it has none."""
    if field is None or field.kind != "words":
        return ("",)
    if field.key == "prefLabel":
        return LANGUAGES
    return tuple(dict.fromkeys((lang, "en")))
