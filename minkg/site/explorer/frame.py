"""One page in one language: its addresses, the names on it, and its template."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from markupsafe import Markup, escape

from minkg.findings import Wording
from minkg.site.explorer.content import FILES
from minkg.site.explorer.page_facts import PageFacts, PagePassage, page_facts
from minkg.site.explorer.paths import has_file
from minkg.site.workers.jobs import Written
from minkg.site.workers.media_types import HTML
from minkg.words import LANGUAGES, VERSION, is_right_to_left, translate
from minkg.words.names import bare, class_of, expand, name_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from minkg.graph import Label
    from minkg.knowledge import KnowledgeGraph

TEMPLATES = Path(__file__).parents[1] / "templates"
OWN = {"en": "English", "ar": "العربية", "zh": "中文", "fr": "Français", "ru": "Русский", "es": "Español"}  # fmt: skip  # noqa: E501
TYPES = {name: form.types[0] for name, form in FILES.items()}
Pairs = tuple[tuple[str, str], ...]


class PageQuery(NamedTuple):
    """What a page is asked for: a path, the pairs of its query, a language, and how it is sent.

    `chosen` is true where the address names the language; `still` where the page becomes a
    file among others, so that only what has a file is linked.
    """

    path: str
    pairs: Pairs = ()
    lang: str = "en"
    chosen: bool = False
    form: str = "html"
    prefix: str = ""
    still: bool = False
    base: str = ""
    languages: tuple[str, ...] = LANGUAGES

    def one(self, name: str, default: str = "") -> str:
        """Give the value of a parameter, the last one if there are several."""
        return next((v for k, v in reversed(self.pairs) if k == name and v), default)

    def every(self, name: str) -> list[str]:
        """Give all values of a parameter."""
        return list(dict.fromkeys(v for k, v in self.pairs if k == name and v))

    def number(self, name: str) -> int:
        """Give a parameter that is a number from 1 on."""
        text = self.one(name)
        return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


class Frame:
    """What every template gets as `f`: words, names and addresses."""

    def __init__(self, graph: "KnowledgeGraph", asked: PageQuery) -> None:
        self.graph, self.asked, self.lang = graph, asked, asked.lang
        self.shelf: PageFacts = page_facts(graph)
        self.words = Wording(graph, asked.lang)
        self.right = is_right_to_left(asked.lang)
        self.version, self.types, self.kind_names = VERSION, TYPES, Wording.KINDS
        self.comma = {"ar": "، ", "zh": "、"}.get(asked.lang, ", ")
        self._links: dict[tuple[str, str], Markup] = {}

    @cached_property
    def labels(self) -> Any:
        """The names of everything in the page's language."""
        return self.graph.labels(self.lang)

    def say(self, text: str, **values: object) -> str:
        """Give a message in the page's language."""
        return translate(text, self.lang).format(**values)

    # addresses -----------------------------------------------------------------------------

    def url(self, path: str, pairs: Iterable[tuple[str, str]] = (), suffix: str = "") -> str:
        """Give the address of a page; nothing where the page has no file."""
        asked, pairs = self.asked, [(k, v) for k, v in pairs if v]
        if not asked.still:
            if asked.chosen:
                pairs.append(("lang", self.lang))
            query = f"?{urlencode(pairs)}" if pairs else ""
            return f"{asked.prefix}/{quote(path)}{suffix}{query}"
        if pairs or not has_file(self.shelf, path):
            return ""
        return self._file(path, suffix or ".html", self.lang)

    def _file(self, path: str, suffix: str, lang: str) -> str:
        """Give the address of a file from the file that this page becomes."""
        if self.asked.base:
            up = self.asked.base
        else:
            here = 0 if self.asked.path == "404" else self.asked.path.count("/")
            up = "../" * (here + (self.lang != "en"))
        folder = "" if lang == "en" or suffix != ".html" else f"{lang}/"
        return f"{up}{folder}{quote(path or 'index')}{suffix}"

    def static(self, name: str) -> str:
        """Give the address of a style or a script."""
        if not self.asked.still:
            return f"{self.asked.prefix}/static/{name}"
        return self._file(f"static/{name}", "", "en")

    def here(self, drop: str = "", value: str = "", **more: str) -> str:
        """Give the address of this page with a parameter dropped, and others set."""
        kept = [
            (k, v)
            for k, v in self.asked.pairs
            if k not in ("lang", "page", "format", *more) and not (k == drop and value in ("", v))
        ]
        return self.url(self.asked.path, [*kept, *more.items()])

    def plus(self, name: str, value: str) -> str:
        """Give the address of this page with one more value of a parameter."""
        kept = [(k, v) for k, v in self.asked.pairs if k not in ("lang", "page", "format")]
        return self.url(self.asked.path, [*kept, (name, value)])

    def also(self, suffix: str) -> str:
        """Give the address of the same in another format."""
        kept = [(k, v) for k, v in self.asked.pairs if k not in ("lang", "page", "format")]
        path = self.asked.path or ("" if self.asked.still else "index")
        return self.url(path, kept, suffix)

    def languages(self) -> list[tuple[str, str, str]]:
        """Give code, own name and address of this page in each language."""
        asked = self.asked
        if asked.still:
            path = asked.path
            return [(one, OWN[one], self._file(path, ".html", one)) for one in asked.languages]
        kept = [(k, v) for k, v in asked.pairs if k != "lang"]
        page = f"{asked.prefix}/{quote(asked.path)}"
        return [(x, OWN[x], f"{page}?{urlencode([*kept, ('lang', x)])}") for x in LANGUAGES]

    # names ---------------------------------------------------------------------------------

    def label(self, name: str) -> "Label":
        """Give the name of an entry or a term in the page's language."""
        found: Label = self.labels[expand(name)]
        return found

    def text(self, name: str) -> str:
        """Give the name of an entry or a term as text."""
        return self.label(name).text

    def kind(self, folder: str) -> str:
        """Give the name of a class."""
        return self.text(f"mk:{class_of(folder)}")

    def named(self, name: str) -> Markup:
        """Give the name of an entry with its language where that is another."""
        return self.foreign(*self.label(name))

    def foreign(self, text: str, language: str, official: bool = True) -> Markup:
        """Mark a text that is in another language, and a name that is our translation."""
        star = (
            ""
            if official
            else Markup('<abbr class="star" title="{}">*</abbr>').format(
                self.say("translated by minkg, not an official name")
            )
        )
        if language in ("", self.lang):
            return escape(text) + star
        side = "rtl" if is_right_to_left(language) else "ltr"
        return Markup('<span lang="{}" dir="{}">{}</span>').format(language, side, text) + star

    def link(self, name: str, fragment: str = "") -> Markup:
        """Give a link to an entry or a term, with its name."""
        key = (name, fragment)
        if key not in self._links:
            address = self.address(name)
            inside = self.named(name)
            self._links[key] = (
                Markup('<a href="{}{}">{}</a>').format(address, fragment, inside)
                if address
                else inside
            )
        return self._links[key]

    def meant(self, names: Iterable[str]) -> Markup:
        """Ask whether one of these was meant; nothing where none of them has a page."""
        links = [self.link(name) for name in names if name in self.shelf.kinds]
        asked = Markup("{} {}?").format(self.say("Did you mean"), Markup(", ").join(links))
        return asked if links else Markup()

    def address(self, name: str) -> str:
        """Give the address of an entry, a passage or a term; nothing if it has no page."""
        if name.startswith("mk:"):
            page = self.url("ontology")
            return f"{page}#{bare(name)}" if page else ""
        known = name in self.shelf.kinds or name in self.shelf.passages
        return self.url(name) if known else ""

    def cite(self, name: str) -> Markup:
        """Give a link to a passage: its document, its place there, its review state."""
        key = (name, "cite")
        if key not in self._links:
            passage = self.shelf.passages.get(name, PagePassage(name, name))
            address = self.url(name) if name in self.shelf.passages else ""
            label = self.label(passage.document)
            side = "rtl" if is_right_to_left(label.language or self.lang) else "ltr"
            source = Markup('<span class="source" dir="{}">{}</span> <bdi>{}</bdi>').format(
                side, self.named(passage.document), passage.locator
            )
            cited = Markup('<a href="{}">{}</a>').format(address, source) if address else source
            self._links[key] = Markup('<span class="cite">{} {}</span>').format(
                cited, self.badge(passage.state)
            )
        return self._links[key]

    def statement(self, subject: str, predicate: str, other: str) -> Markup:
        """Say a link, its entries as links to their pages."""
        return Markup(escape(translate(Wording.STATEMENT, self.lang))).format(
            subject=self.link(subject),
            property=Markup("<i>{}</i>").format(self.link(f"mk:{predicate}")),
            object=self.link(other),
        )

    def badge(self, state: str) -> Markup:
        """Show a review state."""
        if not state:
            return Markup("")
        return Markup('<span class="state {}">{}</span>').format(state, self.say(state))

    def value(self, term: object) -> Markup:
        """Show the value of a fact: a link, a text in its language, an address outside."""
        if isinstance(term, ox.NamedNode):
            name = name_of(term.value)
            if name in self.shelf.passages:
                return self.cite(name)
            if name.startswith("mk:") or name in self.shelf.kinds:
                return self.link(name)
            return outside(term.value)
        if isinstance(term, ox.Literal):
            if term.value.startswith(("https://", "http://")):
                return outside(term.value)
            return self.foreign(term.value, term.language or "")
        return Markup("")

    def titles(self, columns: Sequence[str]) -> list[str]:
        """Name the columns of an answer."""
        return self.graph.titles(columns, self.lang)

    def finding(self, kind: str) -> str:
        """Name a kind of finding or cell."""
        return self.say(Wording.KINDS[kind])

    def page(self, template: str, **values: object) -> str:
        """Write a page from its template."""
        return _environment().get_template(template).render(f=self, _=self.say, **values)

    def written(self, template: str, status: int = 200, **values: object) -> Written:
        """Write a page from its template, as it is sent."""
        return Written(self.page(template, **values).encode(), HTML, status)


def outside(iri: str) -> Markup:
    """Give a link to another site; what is no web address stays text."""
    if not iri.startswith(("https://", "http://")):
        return escape(iri)
    shown = iri.partition("://")[2].removeprefix("www.").rstrip("/")
    return Markup('<a href="{}" rel="external noreferrer" dir="ltr">{}</a>').format(iri, shown)


@cache
def _environment() -> "Environment":
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    made.filters["grouped"] = lambda number: f"{number:,}".replace(",", "\u202f")
    made.filters["percent"] = lambda part: "—" if part is None else f"{part:.0%}"
    made.filters["figure"] = lambda value: f"{value:.2f}"
    return made
