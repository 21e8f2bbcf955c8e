"""A TriG file of a new entry for a person to fill in: every field explained, none left out.

What is required stands there with `:fill-in` as its value, which no rule lets pass; what is not
required is a comment with an example. `minkg fmt` drops the comments.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from minkg.graph.terms import Term, plain
from minkg.home import term_text
from minkg.intake.forms.choices import Choices
from minkg.intake.forms.fields import ClassForm, Field, Forms, folded
from minkg.intake.forms.template_columns import group_of
from minkg.shacl import RDF, SH, ShapeResult
from minkg.words import N_, translate
from minkg.words.names import DATA_PREFIXES, compact, expand

FILL_IN = "fill-in"
WIDTH, SHOWN, USUAL, LONGEST = 92, 6, 40, 70
_RANKS = {"name": 0, "fact": 1, "rare": 2}
_HOW = (
    N_(
        "Write a value in the place of every :{fill_in} below. A line that begins with a single # "
        "is not required: delete the # where the document says it. Lines that begin with ## "
        "explain."
    ),
    N_("`minkg validate FILE` says what is still missing; `minkg fmt FILE` deletes all comments."),
)
_NAMES = N_("The entry itself: what it is and what it is called.")
_SAID = N_(
    "What a paragraph of a document says of it. The first line names the document and the "
    "paragraph, such as :{passage}. Write a block like this for every paragraph. What no "
    "document says is left out: nothing is to be guessed."
)
_PASSAGE = N_(
    "The paragraph, named as in the block above. Delete this block where minkg has the paragraph "
    "already."
)
_RARE = N_("Seldom needed:")
_REQUIRED, _CHOICES = N_("required"), N_("one of: {choices}")


class Blanks:
    """Writes files to fill in, in a language."""

    def __init__(self, forms: Forms, choices: Choices, lang: str) -> None:
        self.forms, self.choices, self.lang, self.facts = forms, choices, lang, choices.facts

    def text(self, folder: str, name: str) -> str:
        """Write the file of a new entry of a class."""
        form = self.forms[folder]
        passage = f"{name if folder == 'document' else FILL_IN}.{FILL_IN}"
        meaning = form.helps.get(self.lang) or form.helps.get("en", "")
        lines = [*self._told(f"{form.name(self.lang)}: {meaning}"), "##"]
        for text in _HOW:
            lines += self._told(self._say(text, fill_in=FILL_IN))
        lines += [f"PREFIX {prefix}: <{iri}>" for prefix, iri in DATA_PREFIXES.items()]
        lines += ["", *self._told(self._say(_NAMES)), f":{name}", f"    a mk:{form.kind} ;"]
        lines += [*self._fields(form, [f for f in form.fields if not f.sourced], "    "), "."]
        if not any(field.sourced for field in form.fields):
            return "\n".join(lines) + "\n"
        blocks = [*self._said(form, name, passage), "", *self._paragraph(passage)]
        if folder == "document":
            own = f"dcterms:isPartOf :{FILL_IN} ;"
            blocks = [line.replace(own, own.replace(FILL_IN, name)) for line in blocks]
        if not self._needs_passage(form):
            blocks = [f"# {b}" if b and not b.lstrip().startswith("#") else b for b in blocks]
        return "\n".join([*lines, "", *blocks]) + "\n"

    def _needs_passage(self, form: ClassForm) -> bool:
        """Tell whether a passage must say something of every entry of a class."""
        shapes, kind = self.forms.shapes, ox.NamedNode(expand(f"mk:{form.kind}"))
        paths = shapes.by_object(f"{SH}inversePath").get(ox.NamedNode(expand("mk:supports")), ())
        rules = [r for path in paths for r in shapes.by_object(f"{SH}path").get(path, ())]
        about = [n for rule in rules for n in shapes.by_object(f"{SH}property").get(rule, ())]
        targets = [t for node in about for t in shapes.values(node, f"{SH}targetClass")]
        sourced = any(field.required and field.sourced for field in form.fields)
        return sourced or any(kind in self.facts.subclasses(target) for target in targets)

    def _say(self, text: str, **values: str) -> str:
        return translate(text, self.lang).format(**values)

    def _told(self, text: str, pad: str = "") -> list[str]:
        start = f"{pad}## "
        return textwrap.wrap(
            text,
            WIDTH,
            initial_indent=start,
            subsequent_indent=start,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _some_passage(self) -> str:
        there = self.facts.instances(ox.NamedNode(expand("mk:Passage")))
        return min((plain(term) for term in there), default="document.30.d")

    def _said(self, form: ClassForm, name: str, passage: str) -> Iterator[str]:
        """Write the block of a passage; where nothing in it is required, `statesThat` is."""
        said = [field for field in form.fields if field.sourced]
        if not any(field.required for field in said):
            said = [replace(f, required=f.key == "statesThat") for f in said]
        yield from self._told(self._say(_SAID, passage=self._some_passage()))
        yield f":{passage} {{"
        yield f"    :{name}"
        yield from self._fields(form, said, " " * 8)
        yield "    ."
        yield "}"

    def _paragraph(self, passage: str) -> Iterator[str]:
        form = self.forms["passage"]
        yield from self._told(self._say(_PASSAGE))
        yield f":{passage}"
        yield "    a mk:Passage ;"
        yield from self._fields(form, form.fields, "    ")
        yield "."

    def _fields(self, form: ClassForm, fields: Iterable[Field], pad: str) -> Iterator[str]:
        """Write fields: first what is required, last what is seldom needed."""
        ranked = [
            (not field.required, _RANKS[group_of(field, form, self.choices)], field)
            for field in fields
        ]
        before = False
        for optional, rank, field in sorted(ranked, key=lambda one: one[:2]):
            seldom = optional and rank == _RANKS["rare"]
            if seldom and not before:
                yield ""
                yield from self._told(self._say(_RARE), pad)
            before = seldom
            yield ""
            yield from self._explained(field, form, pad)
            yield from (f"{pad}{line} ;" for line in self._facts(field, form))

    def _explained(self, field: Field, form: ClassForm, pad: str) -> Iterator[str]:
        title = field.name(self.lang)
        yield from self._told(f"{title} ({self._say(_REQUIRED)})" if field.required else title, pad)
        yield from self._told(field.help(self.lang), pad)
        if choices := self._offered(field, form):
            yield from self._told(self._say(_CHOICES, choices=choices), pad)
        if field.required and len(field.choices) != 1:
            yield f"{pad}## {self._example(field, form)} ;"

    def _facts(self, field: Field, form: ClassForm) -> list[str]:
        """Give the facts that are to be filled in, or an example that is a comment."""
        verb = compact(field.path)
        if not field.required:
            return [f"# {self._example(field, form)}"]
        if len(field.choices) == 1:
            return [f"{verb} {_choice(field, field.choices[0])}"]
        if len(field.languages) > 1:
            return [f"{verb} :{FILL_IN}-{language}" for language in sorted(field.languages)]
        more = [f"{verb} :{FILL_IN}-{number}" for number in range(2, field.least + 1)]
        return [f"{verb} :{FILL_IN}", *more]

    def _offered(self, field: Field, form: ClassForm) -> str:
        """List choices: all texts, or the entries that entries of this class name most."""
        if field.kind != "link" or field.choices:
            return ", ".join(_choice(field, choice) for choice in field.choices)
        if not self.choices.is_vocabulary(field.wanted):
            return ""
        used = Counter(self._values(field, form))
        terms = sorted(self.choices.terms(field.wanted), key=lambda t: (-used[t], plain(t)))
        shown = [self._labelled(term) for term in terms[:SHOWN]]
        return ", ".join([*shown, "…"] if len(terms) > SHOWN else shown)

    def _labelled(self, term: Term) -> str:
        label = self.choices.label(term)
        clear = folded(label) == folded(plain(term))
        return term_text(term) if clear else f"{term_text(term)} ({label})"

    def _values(self, field: Field, form: ClassForm) -> list[Term]:
        """Give the values that entries of this class have for a field, else all entries."""
        kind = ox.NamedNode(expand(f"mk:{form.kind}"))
        entries = self.facts.by_object(f"{RDF}type").get(kind, ())
        own = [v for entry in entries for v in self.facts.values(entry, field.path)]
        return own or [v for vs in self.facts.by_subject(field.path).values() for v in vs]

    def _example(self, field: Field, form: ClassForm) -> str:
        """Give a fact as an example: with what the graph says most, or says shortly."""
        values = self._values(field, form)
        verb, first = compact(field.path), "en" if field.key == "prefLabel" else self.lang
        links = Counter(v for v in values if isinstance(v, ox.NamedNode))
        if links and field.kind == "link":
            return f"{verb} {term_text(min(links, key=lambda v: (-links[v], v.value)))}"
        texts = [v for v in values if isinstance(v, ox.Literal)]
        if texts and field.kind != "link":
            best = min(
                texts,
                key=lambda t: (
                    t.language != first,
                    t.language != "en",
                    abs(len(t.value) - USUAL),
                    str(t),
                ),
            )
            return f"{verb} {term_text(_short(best))}"
        path = ox.NamedNode(field.path)
        shape = next(iter(self.forms.shapes.by_object(f"{SH}path")[path]))
        line = self.forms.examples.line(ShapeResult(path, path, None, shape, "minCount"))
        return (field.example or line).replace(":…", f":{FILL_IN}")


def _choice(field: Field, choice: str) -> str:
    return compact(choice) if field.kind == "link" else term_text(ox.Literal(choice))


def _short(text: ox.Literal) -> ox.Literal:
    """Cut a long text; other values stay whole."""
    if not text.language or len(text.value) <= LONGEST:
        return text
    return ox.Literal(f"{text.value[:LONGEST].rsplit(None, 1)[0]} …", language=text.language)
