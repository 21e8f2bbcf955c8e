"""What a report says in one language: names, values and passages as texts of spans."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from minkg.briefing.blocks import _LETTER, COMMAS, LEFT, RIGHT, Span, Text, clean, language_of
from minkg.findings import Wording
from minkg.graph.terms import plain
from minkg.pictures import ARABIC, Scene, Wish
from minkg.words import is_right_to_left, translate
from minkg.words.names import expand

if TYPE_CHECKING:
    from minkg.briefing.content import BriefingContent
    from minkg.graph.terms import Term


class Speaker(Wording):
    """Writes what a report says in one language; names in the other direction keep to themselves.

    Marks of direction stand around such names, since all programs heed them.
    """

    def __init__(self, content: "BriefingContent", lang: str = "en") -> None:
        super().__init__(content.graph, lang)
        self.content, self.right = content, is_right_to_left(lang)
        self._scene = Scene(content.graph, lang, Wish())

    def framed(self, text: str) -> str:
        """Keep a text in its own direction within a text of the other one."""
        text = clean(text)
        if not _LETTER.search(text) or bool(ARABIC.search(text)) == self.right:
            return text
        return f"{LEFT}{text}{LEFT}" if self.right else f"{RIGHT}{text}{RIGHT}"

    def name(self, name: str) -> str:
        """Give the label of an entry, or a shorter name where that is long."""
        return self.framed(self._scene.short(name))

    def full_name(self, name: str) -> str:
        """Give the label of an entry, however long."""
        return self.framed(super().name(name))

    def heads(self, *texts: str) -> tuple[str, ...]:
        """Give the heads of a table in the reader's language."""
        return tuple(map(self.say, texts))

    def join(self, texts: Iterable[str]) -> str:
        """Join texts with the comma of the language."""
        comma = COMMAS.get(self.lang, ", ")
        return (f"{RIGHT}{comma}" if self.right else comma).join(texts)

    def names(self, names: Iterable[str]) -> str:
        """Give the labels of several entries."""
        return self.join(map(self.name, names)) or "—"

    def t(self, text: str, look: str = "", lang: str = "") -> Text:
        """Give a text of one span."""
        return (self.span(text, look, lang),)

    def span(self, text: str, look: str = "", lang: str = "") -> Span:
        """Give a span; `lang` is that of the text where it is not the report's."""
        return Span(self.framed(text), lang if lang != self.lang else "", look)

    def entry(self, name: str, look: str = "") -> Text:
        """Give the label of an entry as a text in the language that the label is in."""
        label = self.graph.label(expand(name), self.lang)
        return self.t(self._scene.short(name), look, label.language)

    def entries(self, names: Iterable[str]) -> Text:
        """Give the labels of several entries as a text; each keeps its language."""
        spans: list[Span] = []
        for name in names:
            if spans:
                spans.append(Span(self.join(("", ""))))
            spans += self.entry(name)
        return tuple(spans) or self.t("—")

    def linked(self, subject: str, predicate: str, other: str) -> Text:
        """Say a link as a text, in which each name keeps its language."""
        said = {
            "subject": self.entry(subject),
            "property": (Span(self.link(predicate)),),
            "object": self.entry(other),
        }
        pieces = re.split(r"\{(\w+)\}", translate(self.STATEMENT, self.lang))
        spans = [said[piece] if at % 2 else (Span(piece),) for at, piece in enumerate(pieces)]
        return tuple(span for those in spans for span in those if span.text)

    def value(self, term: "Term | None") -> Text:
        """Give a cell of an answer: a label, a passage, or a text in its language."""
        name, iri = plain(term), getattr(term, "value", "")
        if iri == expand(name):
            if name in self.graph.names:
                return self.entry(name)
            if name in self.content.passages:
                return self.cite(name)
        lang = getattr(term, "language", None) or ""
        kind = getattr(getattr(term, "datatype", None), "value", "").rpartition("#")[2]
        if kind in ("integer", "decimal", "double"):
            return self.t(name, "number")
        return self.t(self.graph.show(term, self.lang), "", lang or language_of(name, ""))

    def state(self, state: str) -> Span:
        """Give a review state in words; what is unchecked stands out."""
        look = {"unchecked": "warn", "secondary": "quiet"}.get(state, "")
        return Span(self.say(state), "", look)

    def cite(self, name: str) -> Text:
        """Cite a passage: its name, and its review state where that is not checked."""
        passage = self.content.passages.get(name)
        spans = [self.span(name, "quiet", "en")._replace(passage=name if passage else "")]
        if passage and passage.state != "checked":
            state = self.state(passage.state)
            spans += [Span(" "), state]
        return tuple(spans)

    def cites(self, names: Sequence[str], most: int = 4) -> Text:
        """Cite several passages, and say how many more there are."""
        spans: list[Span] = []
        for name in list(dict.fromkeys(names))[:most]:
            if spans:
                spans.append(Span(self.join(("", ""))))
            spans += self.cite(name)
        rest = len(set(names)) - most
        if rest > 0:
            spans.append(Span(" " + self.say("+ {count} more", count=rest), "", "quiet"))
        return tuple(spans) or self.t("—")
